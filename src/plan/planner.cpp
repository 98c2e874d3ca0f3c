#include "plan/planner.h"

#include <algorithm>

#include "plan/dependencies.h"

namespace underpin::plan {
namespace {

Fate fate_in(const std::unordered_map<ObjectId, Fate>& fates, ObjectId id) {
  const auto found = fates.find(id);
  return found == fates.end() ? Fate::kKeep : found->second;
}

}  // namespace

Planner::Planner(const Diff& the_diff, const PlanOptions& the_options, Sink& the_sink)
    : before(the_diff.base()),
      after(*the_diff.after),
      diff(the_diff),
      options(the_options),
      sink(the_sink),
      dependencies_(std::make_unique<Dependencies>(before)) {
  for (uint32_t i = 0; i < diff.changes.size(); ++i) {
    if (diff.changes[i].after) change_by_after_[diff.changes[i].after] = i;
    if (diff.changes[i].before) change_by_before_[diff.changes[i].before] = i;
  }
  collect_default_privileges();
}

// One pass; statements that create ask for them again and again.
void Planner::collect_default_privileges() {
  before.for_each([&](ObjectId id) {
    if (before.is(id, Kind::kDefaultPrivileges)) default_privileges_.push_back(id);
  });
}

Planner::~Planner() = default;

Fate Planner::fate_before(ObjectId id) const { return fate_in(fates_before_, id); }
Fate Planner::fate_after(ObjectId id) const { return fate_in(fates_after_, id); }

bool Planner::created(ObjectId after_id) const {
  const Fate fate = fate_after(after_id);
  return fate == Fate::kCreate || fate == Fate::kRebuild;
}

bool Planner::dropped(ObjectId before_id) const {
  const Fate fate = fate_before(before_id);
  return fate == Fate::kDrop || fate == Fate::kRebuild;
}

ObjectId Planner::counterpart(ObjectId before_id) const { return diff.to_after.at(before_id); }
ObjectId Planner::counterpart_before(ObjectId after_id) const { return diff.to_before.at(after_id); }

const Change* Planner::change_of(ObjectId after_id) const {
  const auto found = change_by_after_.find(after_id);
  if (found == change_by_after_.end()) return nullptr;
  const Change& change = diff.changes[found->second];
  return change.type == ChangeType::kAlter ? &change : nullptr;
}

bool Planner::folded_create(ObjectId after_id) const { return folded_create_.contains(after_id); }
bool Planner::folded_drop(ObjectId before_id) const { return folded_drop_.contains(before_id); }

void Planner::add(Draft draft) {
  draft.changes = current_changes_;
  drafts_.push_back(std::move(draft));
}

void Planner::refuse(const CodeInfo& code, Place place, std::string message, std::string hint) {
  sink.emit(code, place, std::move(message)).hint = std::move(hint);
}

const Catalog::ObjectDirective* find_directive(const Planner& p, ObjectId after, std::string_view name) {
  const auto& all = p.after.directives;
  const auto found = std::ranges::find_if(
      all, [&](const Catalog::ObjectDirective& d) { return d.object == after && d.name.text() == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace underpin::plan
