#include "plan/phases.h"

#include <algorithm>
#include <map>
#include <set>

namespace underpin::plan {
namespace {

// A constraint that goes refuses nothing any more, so that new code can rely on it; but for a key, which ON CONFLICT
// may name.
bool loosens(const Planner& p, const Change& change) {
  if (change.kind != Kind::kConstraint) return false;
  const ConstraintType type = p.before.body<Constraint>(change.before).type;
  return type == ConstraintType::kCheck || type == ConstraintType::kForeign || type == ConstraintType::kExclude;
}

Phase phase_of(Direction direction) {
  switch (direction) {
    case Direction::kForward: return Phase::kExpand;
    case Direction::kSideways: return Phase::kSwitch;
    case Direction::kBackward: return Phase::kContract;
  }
  return Phase::kContract;
}

// Does the draft bring nothing but comments, owners or grants to something that is new?
bool comes_with_new(const Planner& p, const Draft& draft) {
  return draft.creates.empty() && draft.drops.empty() && draft.alters.empty() && !draft.needs.empty() &&
         p.created(draft.needs.front());
}

// The attribute that the statement is about, where it is about one.
std::string_view attribute_of(const Draft& draft) {
  if (draft.action == "comment" || draft.action == "owner") return draft.action;
  if (draft.action == "label") return "labels";
  return draft.attribute;
}

const AttributeChange* attribute_change(const Diff& diff, const Draft& draft, const std::vector<uint32_t>& changes) {
  const std::string_view slug = attribute_of(draft);
  if (slug.empty() || changes.size() != 1) return nullptr;
  const auto& attributes = diff.changes[changes.front()].attributes;
  const auto found = std::ranges::find(attributes, slug, &AttributeChange::slug);
  return found == attributes.end() ? nullptr : &*found;
}

// What goes by another object's name, which a directive has changed.
bool follows_another_name(const Planner& p, const Draft& draft) {
  if (draft.action != "rename" || draft.alters.empty()) return false;
  if (draft.kind != Kind::kConstraint && draft.kind != Kind::kIndex && draft.kind != Kind::kSequence) return false;
  return find_directive(p, draft.alters.front(), "renamed from") == nullptr;
}

Phase own_phase(const Planner& p, const Draft& draft, const std::vector<uint32_t>& changes) {
  if (draft.phase) return *draft.phase;
  // It might object to what the other steps do: the old one goes first, the new one comes last.
  if (draft.kind == Kind::kEventTrigger && draft.drops.empty() && !draft.creates.empty()) return Phase::kContract;
  if (draft.kind == Kind::kEventTrigger && draft.creates.empty() && !draft.drops.empty()) return Phase::kExpand;
  if (draft.action == "grant" || follows_another_name(p, draft)) return Phase::kExpand;
  if (const AttributeChange* attribute = attribute_change(p.diff, draft, changes))
    return phase_of(attribute->direction);
  if (changes.empty()) return comes_with_new(p, draft) ? Phase::kExpand : Phase::kSwitch;
  Phase last = Phase::kExpand;
  for (const uint32_t index : changes) {
    const Change& change = p.diff.changes[index];
    if (change.type == ChangeType::kDrop && loosens(p, change)) continue;
    // What is made again is there before and after, but not as it was.
    const bool rebuilt = change.type == ChangeType::kAlter && p.fate_after(change.after) == Fate::kRebuild;
    last = std::max(last, rebuilt ? Phase::kSwitch : phase_of(change.direction));
  }
  return last;
}

// The last phase of each group of drafts that are one transaction.
std::map<uint32_t, Phase> latest(const std::vector<uint32_t>& group_of, const std::vector<Phase>& phases) {
  std::map<uint32_t, Phase> out;
  for (size_t i = 0; i < group_of.size(); ++i) {
    if (group_of[i] == 0) continue;
    Phase& last = out.emplace(group_of[i], phases[i]).first->second;
    last = std::max(last, phases[i]);
  }
  return out;
}

bool is_column_shape(const Change& change) {
  return change.kind == Kind::kColumn && change.type == ChangeType::kAlter &&
         (change.renamed || change.touches("type") || change.touches("generated"));
}

bool is_renamed(const Change& change) {
  return change.renamed && (change.kind == Kind::kColumn || change.kind == Kind::kTable);
}
bool is_other_shape(const Change& change) { return is_column_shape(change) && !change.renamed; }

// Changes under the same name, or of the name, that running statements would notice.
bool noticed(const Change& change) {
  if (is_column_shape(change) || (change.renamed && change.kind != Kind::kConstraint && change.kind != Kind::kIndex))
    return true;
  return change.type == ChangeType::kAlter && change.kind == Kind::kDomain && change.touches("base");
}

bool is_used_by_code(const Change& change) {
  switch (change.kind) {
    case Kind::kIndex:
    case Kind::kStatistics: return false;
    default: return true;
  }
}

// "column app.t.c" of those that `which` picks among the changes of the steps from `first` on; at most a few.
std::string named(const Diff& diff, const std::vector<Step>& steps, Phase phase, bool (*which)(const Change&)) {
  constexpr size_t kShown = 5;
  std::vector<std::string> names;
  std::set<uint32_t> seen;
  for (const Step& step : steps) {
    if (step.phase != phase) continue;
    for (const uint32_t index : step.changes) {
      const Change& change = diff.changes[index];
      if (!which(change) || !seen.insert(index).second) continue;
      names.push_back(change.before ? described(*diff.before, change.before) : described(*diff.after, change.after));
    }
  }
  std::string out;
  for (size_t i = 0; i < std::min(names.size(), kShown); ++i) out += (i ? ", " : "") + names[i];
  if (names.size() > kShown) out += " and " + std::to_string(names.size() - kShown) + " more";
  return out;
}

bool goes(const Change& change) {
  return change.direction == Direction::kBackward && change.type == ChangeType::kDrop && is_used_by_code(change);
}
bool tightens(const Change& change) {
  return change.direction == Direction::kBackward && change.type == ChangeType::kAlter && is_used_by_code(change);
}

std::string contract_condition(const Diff& diff, const std::vector<Step>& steps) {
  const std::string gone = named(diff, steps, Phase::kContract, goes);
  const std::string tight = named(diff, steps, Phase::kContract, tightens);
  std::vector<Step> beside;
  std::ranges::copy_if(steps, std::back_inserter(beside),
                       [](const Step& s) { return s.strategy == "sideways-column" || s.strategy == "renamed-table"; });
  const std::string old_names = named(diff, beside, Phase::kContract, is_renamed);
  const std::string old_shapes = named(diff, beside, Phase::kContract, is_other_shape);
  std::string out;
  if (!gone.empty()) out = "no release that still runs uses what goes: " + gone;
  auto also = [&](const std::string& condition) { out += (out.empty() ? "" : "; ") + condition; };
  if (!tight.empty()) also("every release that runs keeps to what is refused from here on: " + tight);
  if (!old_names.empty())
    also("no release that still runs uses the old name of " + old_names + "; the new one serves from here on");
  if (!old_shapes.empty())
    also("nobody wants to go back to the old shape of " + old_shapes +
         ", and every release names its columns where it inserts: the new one is its table's last");
  return out;
}

}  // namespace

std::vector<std::pair<uint32_t, uint32_t>> made_again(const Planner& p) {
  const Carriers carried = carriers(p);
  std::vector<std::pair<uint32_t, uint32_t>> out;
  for (const auto& [before, drop] : carried.drops)
    if (const ObjectId after = p.counterpart(before))
      if (const auto found = carried.creates.find(after); found != carried.creates.end() && !p.drafts()[drop].phase)
        out.emplace_back(drop, found->second);
  return out;
}

std::vector<Phase> phases(const Planner& p, const std::vector<std::vector<uint32_t>>& changes,
                          const std::vector<Edge>& edges, const std::vector<uint32_t>& group_of) {
  const auto& drafts = p.drafts();
  std::vector<Phase> out(drafts.size());
  for (size_t i = 0; i < drafts.size(); ++i) out[i] = own_phase(p, drafts[i], changes[i]);

  const auto again = made_again(p);
  bool moved = true;
  auto raise = [&](uint32_t draft, Phase to) {
    if (out[draft] >= to) return;
    out[draft] = to;
    moved = true;
  };
  while (moved) {  // phases only go up: four times at most through all
    moved = false;
    for (const Edge& edge : edges) raise(edge.to, out[edge.from]);
    for (const auto& [drop, create] : again) raise(drop, out[create]);
    for (const auto& [group, phase] : latest(group_of, out))
      for (uint32_t i = 0; i < drafts.size(); ++i)
        if (group_of[i] == group) raise(i, phase);
  }
  return out;
}

std::vector<Gate> gates(const Diff& diff, const std::vector<Step>& steps) {
  std::vector<Gate> out;
  auto first = [&](Phase phase) {
    return static_cast<uint32_t>(std::ranges::find(steps, phase, &Step::phase) - steps.begin());
  };
  if (const std::string shapes = named(diff, steps, Phase::kSwitch, noticed); !shapes.empty())
    out.push_back({first(Phase::kSwitch), "every release that runs can work with both shapes of " + shapes});
  if (const std::string condition = contract_condition(diff, steps); !condition.empty())
    out.push_back({first(Phase::kContract), condition});
  return out;
}

}  // namespace underpin::plan
