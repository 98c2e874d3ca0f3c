#include "compat/rule.h"

#include <algorithm>
#include <array>

#include "ir/print.h"

namespace underpin::compat {

#define RULE(name) extern const Rule name;
namespace rules {
#include "compat/rules.def"
}
#undef RULE

namespace {

constexpr std::array kRules = {
#define RULE(name) &rules::name,
#include "compat/rules.def"
#undef RULE
};

// Of what goes: where the relation that it belonged to stands now, so that a finding is in a file that is there.
Place place_of(const Change& change, const Diff& diff) {
  if (change.after) {
    if (change.type == ChangeType::kAlter && !change.attributes.empty())
      return diff.after->place(change.after, change.attributes.front().slug);
    return diff.after->at(change.after).place;
  }
  const ObjectId parent = diff.before->parent(change.before);
  if (parent && diff.before->kind(parent) != Kind::kSchema)
    if (const ObjectId now = diff.to_after.at(parent)) return diff.after->at(now).place;
  return diff.before->at(change.before).place;
}

std::string subject_of(const Change& change, const Diff& diff) {
  return change.before ? identity(*diff.before, change.before) : identity(*diff.after, change.after);
}

}  // namespace

std::span<const Rule* const> all_rules() { return kRules; }

const Rule* find_rule(std::string_view code_or_slug) {
  for (const Rule* rule : kRules)
    if (rule->code.code == code_or_slug || rule->code.slug == code_or_slug) return rule;
  return nullptr;
}

std::vector<Found> run_rules(const RuleContext& context, std::span<const Rule* const> rules) {
  std::vector<Found> out;
  for (const Rule* rule : rules) {
    Report report(rule->code, rule->concern, context, out);
    const size_t before = out.size();
    rule->run(context, report);
    for (size_t i = before; i < out.size(); ++i)
      if (out[i].diagnostic.hint.empty()) out[i].diagnostic.hint = rule->remedy;
  }
  return out;
}

const Moment* RuleContext::moment_of(const Change& change) const {
  if (course.planned) {
    const auto index = static_cast<uint32_t>(&change - diff().changes.data());
    for (const Moment& moment : course.moments)
      if (std::ranges::find(moment.changes, index) != moment.changes.end()) return &moment;
    return nullptr;
  }
  const ObjectId id = change.type == ChangeType::kDrop ? change.before : change.after;
  const Moment* found = nullptr;
  for (const Moment& moment : course.moments)
    if (std::ranges::find(moment.touches, id) != moment.touches.end()) {
      found = &moment;
      if (change.type != ChangeType::kDrop) break;
    }
  return found;
}

bool RuleContext::is_old(std::string_view relation) const {
  const size_t dot = relation.find('.');
  const Catalog& catalog = before();
  const ObjectId schema = dot == relation.npos ? ObjectId{} : catalog.find_schema(intern(relation.substr(0, dot)));
  return schema && catalog.find(NameSpace::kRelation, schema, intern(relation.substr(dot + 1)));
}

bool RuleContext::is_there(std::string_view key) const {
  bool found = false;
  after().for_each([&](ObjectId id) { found = found || match_key(after(), id) == key; });
  return found;
}

// Of what consumers use the matrix says more.
bool Report::is_used(const std::string& subject) const {
  if (context_.matrix == nullptr || concern_ == Concern::kAlways) return false;
  for (const Row& row : context_.matrix->rows)
    for (const Access& use : row.uses) {
      if (use.name == subject) return true;
      if (!subject.starts_with(use.name + ".")) continue;
      const std::string rest = subject.substr(use.name.size() + 1);
      if (std::ranges::find(use.columns, rest) != use.columns.end()) return true;
    }
  return false;
}

Diagnostic& Report::add(const Change& change, std::string message) {
  const std::string subject = subject_of(change, context_.diff());
  const Moment* moment = context_.moment_of(change);
  Found found;
  found.diagnostic = {.code = &code_, .level = code_.level, .message = std::move(message)};
  found.diagnostic.place =
      !context_.course.planned && moment != nullptr ? moment->place : place_of(change, context_.diff());
  if (context_.course.planned && moment != nullptr) found.diagnostic.detail = moment->title;
  found.concern = concern_;
  found.subject = subject;
  // All consumers are known, and none is about this; or one is, and the matrix has judged it.
  if (context_.matrix != nullptr && concern_ != Concern::kAlways) {
    found.diagnostic.level = Level::kNote;
    const bool is_named = change.type == ChangeType::kDrop && change.kind != Kind::kIndex;
    if (is_named && !is_used(subject))
      found.diagnostic.detail +=
          (found.diagnostic.detail.empty() ? "" : "\n") + std::string("No consumer that is known uses it.");
  }
  out_.push_back(std::move(found));
  return out_.back().diagnostic;
}

Diagnostic& Report::add(const Moment& moment, std::string subject, std::string message) {
  Found found;
  found.diagnostic = {.code = &code_, .level = code_.level, .place = moment.place, .message = std::move(message)};
  if (context_.course.planned) found.diagnostic.detail = moment.title;
  found.concern = concern_;
  found.subject = std::move(subject);
  out_.push_back(std::move(found));
  return out_.back().diagnostic;
}

}  // namespace underpin::compat
