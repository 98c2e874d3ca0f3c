// What a phase promises to any client of the old state: expand and migrate only add to it, switch takes nothing away,
// contract alone may, and only behind a gate.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "diff/one_change.h"
#include "ir/contents.h"
#include "verify/served_names.h"
#include "verify/walk.h"

namespace underpin {
namespace {

// What has come of an object of the old state.
struct Fate {
  Direction direction = Direction::kForward;
  std::string words;
  bool is_noticed = false;  // by statements that name it
  bool is_missing = false;
};

// Nobody's statement names them, or they only refuse: what goes with them is no loss.
bool may_go(const Catalog& before, ObjectId id) {
  switch (before.kind(id)) {
    case Kind::kStatistics:
    case Kind::kDefaultPrivileges:
    case Kind::kEventTrigger: return true;
    case Kind::kSequence: return static_cast<bool>(before.body<Sequence>(id).owned_by);  // goes with its column
    case Kind::kConstraint: {
      const ConstraintType type = before.body<Constraint>(id).type;
      return type != ConstraintType::kPrimary && type != ConstraintType::kUnique;
    }
    default: return false;
  }
}

// Whoever works with rows does not say its name.
bool may_be_renamed(Kind kind) {
  return kind == Kind::kIndex || kind == Kind::kConstraint || kind == Kind::kStatistics;
}

// What a plan that was broken off has left behind is nobody's.
bool is_ours(const Catalog& before, ObjectId id) {
  const std::string_view name = before.name(id).text();
  return name.starts_with("underpin_") || name.starts_with("zz_underpin_");
}

class Promise {
 public:
  Promise(const Walk& walk, ProofClaim& claim) : walk_(walk), claim_(claim), before_(walk.states.front()) {
    const Catalog& last = walk.states.back();
    last.for_each([&](ObjectId id) { at_the_end_.insert(walk.prints.back().key(id)); });
  }

  void stop(size_t steps_done) {
    const Step& step = walk_.step(steps_done - 1);
    const std::optional<Catalog> served = with_served_names(before_, walk_.states[steps_done]);
    const Catalog& now = served ? *served : walk_.states[steps_done];
    const std::optional<StatePrint> own = served ? std::optional<StatePrint>(now) : std::nullopt;
    const StatePrint &then = walk_.prints.front(), &print = own ? *own : walk_.prints[steps_done];
    const auto old_contents = contents(before_), new_contents = contents(now);
    ++claim_.checked;
    before_.for_each([&](ObjectId id) {
      const bool stays = !now.removed(id) && print.key(id) == then.key(id);
      if ((stays && new_contents->of(id) == old_contents->of(id)) || is_ours(before_, id)) return;
      const uint64_t seen = now.removed(id) ? 1 : print.key(id) ^ new_contents->of(id).low;
      if (const auto [known, is_new] = judged_.emplace(id.value, seen); !is_new) {
        if (known->second == seen) return;
        known->second = seen;
      }
      judge(step, steps_done, id, fate(now, print, id, stays));
    });
  }

 private:
  // Under its name something else may stand by now, as the new shape of a column does.
  Fate fate(const Catalog& now, const StatePrint& print, ObjectId id, bool stays) const {
    ObjectId is = stays ? id : ObjectId{};
    for (uint32_t i = 1; !stays && !is && i < now.size(); ++i)
      if (!now.removed(ObjectId{i}) && print.key(ObjectId{i}) == walk_.prints.front().key(id)) is = ObjectId{i};
    if (!is && !now.removed(id) && may_be_renamed(before_.kind(id))) return {};
    // What is made again is not missed in between.
    if (!is && before_.kind(id) != Kind::kEventTrigger && at_the_end_.contains(walk_.prints.front().key(id)))
      return {.words = "is missing, though it comes back,", .is_missing = true};
    if (!is && !now.removed(id))
      return {.direction = Direction::kSideways, .words = "has another name", .is_noticed = true};
    if (!is) return {.direction = may_go(before_, id) ? Direction::kForward : Direction::kBackward, .words = "is gone"};
    const Change change = change_of(before_, id, now, is);
    const auto worst = std::ranges::max_element(change.attributes, {}, &AttributeChange::direction);
    if (worst == change.attributes.end()) return {};
    return {.direction = change.direction,
            .words = "has another " + std::string(worst->slug),
            .is_noticed = change.kind == Kind::kColumn && (change.touches("type") || change.touches("generated"))};
  }

  void judge(const Step& step, size_t steps_done, ObjectId id, const Fate& fate) {
    const std::string what =
        fmt::format("{} {} {} after step {}", info(before_.kind(id)).slug, identity(before_, id), fate.words, step.id);
    const Direction allowed = step.phase <= Phase::kMigrate  ? Direction::kForward
                              : step.phase == Phase::kSwitch ? Direction::kSideways
                                                             : Direction::kBackward;
    if (fate.is_missing)
      claim_.against.push_back(what);
    else if (fate.direction > allowed)
      claim_.against.push_back(fmt::format("{}, in phase {}", what, phase_name(step.phase)));
    else if (fate.direction == Direction::kBackward && is_used(id) && !has_gate(steps_done - 1, Phase::kContract))
      claim_.against.push_back(what + ", and no gate stands before it");
    else if (fate.direction == Direction::kSideways && fate.is_noticed && !has_gate(steps_done - 1, Phase::kSwitch))
      claim_.against.push_back(what + ", and no gate stands before it");
  }

  bool is_used(ObjectId id) const {
    const Kind kind = before_.kind(id);
    return kind != Kind::kIndex && kind != Kind::kStatistics;
  }

  bool has_gate(size_t step, Phase phase) const {
    return std::ranges::any_of(walk_.plan.gates, [&](const Gate& gate) {
      return gate.before <= step && walk_.step(gate.before).phase >= phase;
    });
  }

  const Walk& walk_;
  ProofClaim& claim_;
  const Catalog& before_;
  std::unordered_set<uint64_t> at_the_end_;        // keys
  std::unordered_map<uint32_t, uint64_t> judged_;  // what was seen of an object last
};

}  // namespace

void prove_phases(const Walk& walk, ProofClaim& claim) {
  Promise promise(walk, claim);
  for (size_t done = 1; done < walk.states.size(); ++done)
    if (walk.is_stop(done)) promise.stop(done);
}

}  // namespace underpin
