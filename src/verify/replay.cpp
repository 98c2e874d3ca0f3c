#include "verify/replay.h"

#include <fmt/format.h>

#include <algorithm>

#include "verify/column_prints.h"
#include "verify/differences.h"
#include "verify/writes.h"

namespace underpin {

struct Replay::Reference {
  Writes writes;
  bool plain;
  std::unique_ptr<ScratchDatabase> database;
  ColumnPrints prints;
  std::unique_ptr<ColumnPrints> again;  // of the same made once more: what differs, differs by itself
};

Replay::Replay(const ProofInput& input, const Stations& stations, live::Scratch& scratch, ScratchDatabase& origin,
               ScratchDatabase& like, ProofClaim& claim)
    : input_(input), stations_(stations), scratch_(scratch), origin_(origin), like_(like), claim_(claim) {}

Replay::~Replay() = default;

bool Replay::wants(size_t i) const {
  const std::vector<Step>& steps = input_.plan->steps;
  if (i + 1 >= steps.size() || i + 2 > stations_.states.size() || steps[i].phase == steps[i + 1].phase) return false;
  return has_own_trigger(i + 1);
}

bool Replay::has_own_trigger(size_t state) const {
  bool found = false;
  stations_.states[state].for_each([&](ObjectId id) {
    found |= id.value >= stations_.states.front().size() && stations_.states[state].is(id, Kind::kTrigger);
  });
  return found;
}

bool Replay::begin() {
  if (begun_) return possible_;
  begun_ = true;
  if (input_.after == nullptr) {
    leave_open("the new state is not at hand: give --to");
    return false;
  }
  Sink sink;
  Catalog goal = input_.after->clone();
  plain_ = make_plan(diff(*input_.before, goal, sink), {.target = input_.plan->target, .online = false}, sink);
  if (sink.failed()) {
    leave_open("the change cannot be made by plain statements");
    return false;
  }
  writes_ = writes_to(*input_.before, *input_.after);
  return possible_ = true;
}

void Replay::leave_open(std::string why) { claim_.open.push_back(std::move(why)); }

bool Replay::run_plain(ScratchDatabase& copy) {
  for (const Step& step : plain_.steps)
    if (const live::Answer answer = copy.session().run(step.sql); !answer.done) {
      leave_open("the plain statements fail: " + answer.message);
      return false;
    }
  return true;
}

bool Replay::run_rest(size_t i, ScratchDatabase& copy) {
  const Plan& plan = *input_.plan;
  for (++i; i < plan.steps.size(); ++i) {
    if (begins_transaction(plan, i)) copy.session().run("BEGIN");
    live::Answer answer = copy.session().run(plan.steps[i].sql);
    if (answer.done && ends_transaction(plan, i)) answer = copy.session().run("COMMIT");
    if (answer.done) continue;
    claim_.against.push_back(fmt::format("after writes, step {} fails: {}", plan.steps[i].id, answer.message));
    return false;
  }
  return true;
}

bool Replay::run_back(size_t i, ScratchDatabase& copy) {
  for (size_t step = i + 1; step-- > 0;) {
    const std::optional<std::string>& undo = input_.plan->steps[step].undo;
    if (!undo) return false;
    if (const live::Answer answer = copy.run_script(*undo); !answer.done) {
      claim_.against.push_back(
          fmt::format("after writes, the undo of step {} fails: {}", input_.plan->steps[step].id, answer.message));
      return false;
    }
  }
  return true;
}

std::unique_ptr<Replay::Reference> Replay::make(const Writes& writes, bool plain) {
  std::string why;
  auto out =
      std::make_unique<Reference>(Reference{writes, plain, std::make_unique<ScratchDatabase>(scratch_, like_), {}, {}});
  if (!out->database->copy_of(origin_, why)) {
    leave_open(why);
    return nullptr;
  }
  for (const std::string& sql : writes)
    if (const live::Answer answer = out->database->session().run(sql); !answer.done) {
      leave_open("the old shape does not take a write that the new one takes: " + answer.message);
      return nullptr;
    }
  if (plain && !run_plain(*out->database)) return nullptr;
  out->prints = print_columns(*input_.before, *input_.after, out->database->session());
  return out;
}

Replay::Reference* Replay::reference(const Writes& writes, bool plain) {
  for (const auto& known : references_)
    if (known->writes == writes && known->plain == plain) return known.get();
  std::unique_ptr<Reference> made = make(writes, plain);
  if (made == nullptr) return nullptr;
  references_.push_back(std::move(made));
  return references_.back().get();
}

void Replay::compare(Reference& reference, ScratchDatabase& database, const std::string& when) {
  ++claim_.checked;
  const ColumnPrints prints = print_columns(*input_.before, *input_.after, database.session());
  for (const auto& [name, print] : reference.prints) {
    const auto found = prints.find(name);
    if (found == prints.end() || found->second == print) continue;
    if (reference.again == nullptr) {
      const auto again = make(reference.writes, reference.plain);
      reference.again = std::make_unique<ColumnPrints>(again != nullptr ? again->prints : reference.prints);
    }
    if (reference.again->at(name) == print)
      claim_.against.push_back(fmt::format("{} holds other values {}", name, when));
    else
      leave_open(fmt::format("{} holds other values each time", name));
  }
}

// Where the old shape and the new one take a write, everything between them has to.
void Replay::refused(const std::string& sql, const std::string& why, size_t i) {
  for (const bool plain : {false, true})
    if (std::ranges::find(taken_by(plain), sql) == taken_by(plain).end()) return;
  claim_.against.push_back(
      fmt::format("a write is refused after step {}, which the old shape and the new one take: {} ({})",
                  input_.plan->steps[i].id, why, shortened(sql)));
}

const Replay::Writes& Replay::taken_by(bool plain) {
  std::optional<Writes>& taken = plain ? taken_by_new_ : taken_by_old_;
  if (taken) return *taken;
  taken.emplace();
  ScratchDatabase copy(scratch_, like_);
  std::string why;
  if (!copy.copy_of(origin_, why) || (plain && !run_plain(copy))) return *taken;
  for (const std::string& sql : writes_)
    if (copy.session().run(sql).done) taken->push_back(sql);
  return *taken;
}

bool Replay::plain_takes_rows() {
  std::string why;
  ScratchDatabase copy(scratch_, like_);
  return begin() && copy.copy_of(origin_, why) && run_plain(copy);
}

void Replay::write_at(size_t i, ScratchDatabase& database) {
  const bool back = input_.plan->steps[i].phase == Phase::kSwitch;
  if (!begin()) return;
  ScratchDatabase copy(scratch_, database);
  std::string why;
  if (!copy.copy_of(database, why)) return leave_open(why);
  Writes taken;
  for (const std::string& sql : writes_)
    if (const live::Answer answer = copy.session().run(sql); answer.done)
      taken.push_back(sql);
    else
      refused(sql, answer.message, i);
  Reference* ought = reference(taken, !back);
  if (ought == nullptr) return;
  if (back ? !run_back(i, copy) : !run_rest(i, copy)) return;
  compare(*ought, copy,
          fmt::format("{} where rows were written after step {}", back ? "after the undo" : "at the end",
                      input_.plan->steps[i].id));
}

void Replay::compare_end(ScratchDatabase& database) {
  if (!begin()) return;
  if (Reference* ought = reference({}, true)) compare(*ought, database, "than plain statements would leave in it");
}

}  // namespace underpin
