#include "compat/course.h"

#include <algorithm>

#include "bind/bind.h"
#include "diag/codes.h"
#include "ir/attributes.h"
#include "parse/lexer.h"

namespace underpin::compat {
namespace {

std::vector<std::string_view> first_words(std::string_view sql, size_t count) {
  std::vector<std::string_view> words;
  Lexer lexer(sql);
  for (Token token = lexer.next(); token.kind != TokenKind::kEnd && words.size() < count; token = lexer.next())
    if (token.kind == TokenKind::kWord || token.kind == TokenKind::kOperator || token.kind == TokenKind::kNumber ||
        token.kind == TokenKind::kString)
      words.push_back(sql.substr(token.begin, token.end - token.begin));
  return words;
}

// SET [LOCAL|SESSION] name …: the name in lower case and whether it holds for the transaction only.
struct Setting {
  std::string name, value;
  bool local = false;
};
Setting setting_of(std::string_view sql) {
  const auto words = first_words(sql, 5);
  if (words.size() < 3 || !is_keyword(words[0], "set")) return {};
  size_t at = 1;
  Setting out;
  out.local = is_keyword(words[1], "local");
  if (out.local || is_keyword(words[1], "session")) ++at;
  if (at + 2 > words.size()) return out;
  for (const char c : words[at]) out.name += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  out.value = words.back();
  return out;
}

void add_state(Course& course, const Catalog& catalog) {
  CourseState state{.after = course.moments.size(), .catalog = catalog.clone()};
  note_touched(course.states.back().catalog, state);
  if (state.all_touched || !state.touched.empty()) course.states.push_back(std::move(state));
}

void start(Course& course, const Catalog& before) { course.states.push_back({.after = 0, .catalog = before.clone()}); }

std::vector<ObjectId> touches(const Catalog& before, const Catalog& now) {
  std::vector<ObjectId> out;
  for (uint32_t i = 1; i < now.size(); ++i) {
    const ObjectId id{i};
    const bool was = i < before.size() && !before.removed(id), is = !now.removed(id);
    if (was != is || (was && is && differs(before, now, id))) out.push_back(id);
  }
  return out;
}

// Without what it costs: for plans that are too large for that.
void run_plainly(const Step& step, int target, Catalog& state) {
  auto text = std::make_shared<SourceSet>();
  text->add("step.sql", step.sql);
  Sink ignored;
  apply(state, text, {.target = target, .session_role = state.default_owner, .any_order = false}, ignored);
}

class Planned {
 public:
  Planned(const Plan& plan, const Catalog& before) : plan_(plan) {
    course_.diff = &plan.diff;
    course_.target = plan.target;
    course_.planned = true;
    for (const Gate& gate : plan.gates) {
      course_.gates.push_back(gate.before);
      course_.waits_for.push_back(gate.waits_for);
    }
    start(course_, before);
  }

  Course with_locks(const Catalog& before) {
    Script script(before.clone(), TableRows(), {.target = plan_.target, .autocommit = true});
    for (const Step& step : plan_.steps) {
      SourceSet text;
      text.add("step.sql", step.sql);
      Sink quiet;
      Moment moment = moment_of(step);
      for (const StatementSpan& span : split(*text.files().front(), quiet).statements) {
        moment.cost = script.next(span, quiet);
        moment.predicted = true;
      }
      add(std::move(moment), script.state());
    }
    return std::move(course_);
  }

  Course without_locks(const Catalog& before) {
    Catalog state = before.clone();
    for (const Step& step : plan_.steps) {
      run_plainly(step, plan_.target, state);
      add(moment_of(step), state);
    }
    return std::move(course_);
  }

 private:
  // A step that realises no change stands where one does that it is for.
  Place place(const Step& step) const {
    if (!step.changes.empty()) return place_of(step, plan_.diff);
    for (const Need& need : step.needs)
      if (const Place found = place_of(plan_.steps[need.step], plan_.diff); found.file) return found;
    const auto index = static_cast<uint32_t>(&step - plan_.steps.data());
    for (const Step& other : plan_.steps)
      if (std::ranges::find(other.needs, index, &Need::step) != other.needs.end())
        if (const Place found = place_of(other, plan_.diff); found.file) return found;
    return {};
  }

  Moment moment_of(const Step& step) const {
    Moment moment{.place = place(step), .title = "step " + step.id};
    moment.cost.sql = step.sql;
    moment.transaction = step.transaction;
    moment.sets_lock_timeout = true;  // the script sets it for each step that needs it
    moment.changes = step.changes;
    return moment;
  }

  void add(Moment moment, const Catalog& state) {
    const size_t i = course_.moments.size();
    course_.moments.push_back(std::move(moment));
    if (plan_.steps[i].transaction == 0 || ends_transaction(plan_, i)) add_state(course_, state);
  }

  const Plan& plan_;
  Course course_;
};

class Written {
 public:
  Written(Catalog before, TableRows rows, const ScriptOptions& options)
      : options_(options), script_(std::move(before), std::move(rows), options) {
    out_.course.target = options.target;
    start(out_.course, script_.state());
  }

  ScriptCourse run(const SourceSet& files, Sink& sink) {
    for (const auto& file : files.files()) {
      whole_file_ = options_.autocommit ? 0 : ++transactions_;
      lock_timeout_ = local_lock_timeout_ = false;
      for (const StatementSpan& span : split(*file, sink).statements) statement(span, sink);
      add_state(out_.course, script_.state());
    }
    out_.last = std::make_unique<Catalog>(script_.state().clone());
    return std::move(out_);
  }

 private:
  void statement(const StatementSpan& span, Sink& sink) {
    const bool was_in_block = script_.in_block();
    Moment moment{.place = {span.file, span.begin}};
    const Catalog before = script_.state().clone();
    moment.cost = script_.next(span, sink);
    moment.touches = touches(before, script_.state());
    moment.predicted = true;
    if (script_.in_block() && !was_in_block) whole_file_ = 0, block_ = ++transactions_;
    moment.transaction = script_.in_block() || was_in_block ? block_ : whole_file_;
    if (!script_.in_block()) local_lock_timeout_ = false;
    if (const Setting set = setting_of(span.text()); set.name == "lock_timeout")
      (set.local ? local_lock_timeout_ : lock_timeout_) = set.value != "0" && set.value != "'0'";
    moment.sets_lock_timeout = lock_timeout_ || local_lock_timeout_;
    moment.title = "statement " + std::to_string(out_.course.moments.size() + 1);
    const bool has_a_rule = moment.cost.refused.find("transaction block") != std::string::npos;  // UP523
    if (!moment.cost.refused.empty() && !has_a_rule) refuse(moment);
    out_.course.moments.push_back(std::move(moment));
    if (!script_.in_block() && whole_file_ == 0) add_state(out_.course, script_.state());
  }

  void refuse(const Moment& moment) {
    Diagnostic found{.code = &code::kInvalidDefinition, .level = Level::kError, .place = moment.place};
    found.message = moment.cost.refused;
    out_.refused.push_back(std::move(found));
  }

  ScriptOptions options_;
  Script script_;
  ScriptCourse out_;
  uint32_t transactions_ = 0, whole_file_ = 0, block_ = 0;
  bool lock_timeout_ = false, local_lock_timeout_ = false;
};

}  // namespace

size_t Course::gate_before(const CourseState& state) const {
  size_t last = 0;
  for (size_t i = 0; i < gates.size(); ++i)
    if (gates[i] < state.after) last = i + 1;
  return last;
}

Course course_of(const Plan& plan, const Catalog& before, bool locks) {
  Planned planned(plan, before);
  return locks ? planned.with_locks(before) : planned.without_locks(before);
}

ScriptCourse course_of(const SourceSet& script, Catalog before, TableRows rows, const ScriptOptions& options,
                       Sink& sink) {
  return Written(std::move(before), std::move(rows), options).run(script, sink);
}

}  // namespace underpin::compat
