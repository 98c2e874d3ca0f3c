// What a phase promises to any client of the old state: expand and migrate only add to it, switch takes nothing away,
// contract alone may, and only behind a gate.
#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "diff/one_change.h"
#include "ir/contents.h"
#include "verify/walk.h"

namespace underpin {
namespace {

// What has come of an object of the old state.
struct Fate {
  Direction direction = Direction::kForward;
  std::string words;
};

// Nobody's statement names them, or they only refuse: what goes with them is no loss.
bool may_go(const Catalog& before, ObjectId id) {
  switch (before.kind(id)) {
    case Kind::kStatistics:
    case Kind::kEventTrigger: return true;
    case Kind::kConstraint: {
      const ConstraintType type = before.body<Constraint>(id).type;
      return type != ConstraintType::kPrimary && type != ConstraintType::kUnique;
    }
    default: return false;
  }
}

class Promise {
 public:
  Promise(const Walk& walk, ProofClaim& claim) : walk_(walk), claim_(claim), before_(walk.states.front()) {}

  void stop(size_t steps_done) {
    const Step& step = walk_.step(steps_done - 1);
    const Catalog& now = walk_.states[steps_done];
    const StatePrint &then = walk_.prints.front(), &print = walk_.prints[steps_done];
    const auto old_contents = contents(before_), new_contents = contents(now);
    ++claim_.checked;
    before_.for_each([&](ObjectId id) {
      const bool stays = !now.removed(id) && print.key(id) == then.key(id);
      if (stays && new_contents->of(id) == old_contents->of(id)) return;
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
    if (!is && !now.removed(id)) return {Direction::kSideways, "has another name"};
    if (!is) return {may_go(before_, id) ? Direction::kForward : Direction::kBackward, "is gone"};
    const Change change = change_of(before_, id, now, is);
    const auto worst = std::ranges::max_element(change.attributes, {}, &AttributeChange::direction);
    if (worst == change.attributes.end()) return {};
    return {change.direction, "has another " + std::string(worst->slug)};
  }

  void judge(const Step& step, size_t steps_done, ObjectId id, const Fate& fate) {
    const std::string what = fmt::format("{} {} {} after step {}", info(before_.kind(id)).slug, identity(before_, id),
                                         fate.words, step.id);
    const Direction allowed = step.phase <= Phase::kMigrate  ? Direction::kForward
                              : step.phase == Phase::kSwitch ? Direction::kSideways
                                                             : Direction::kBackward;
    if (fate.direction > allowed)
      claim_.against.push_back(fmt::format("{}, in phase {}", what, phase_name(step.phase)));
    else if (fate.direction == Direction::kBackward && is_used(id) && !has_gate(steps_done - 1))
      claim_.against.push_back(what + ", and no gate stands before it");
  }

  bool is_used(ObjectId id) const {
    const Kind kind = before_.kind(id);
    return kind != Kind::kIndex && kind != Kind::kStatistics;
  }

  bool has_gate(size_t step) const {
    return std::ranges::any_of(walk_.plan.gates, [&](const Gate& gate) {
      return gate.before <= step && walk_.step(gate.before).phase == Phase::kContract;
    });
  }

  const Walk& walk_;
  ProofClaim& claim_;
  const Catalog& before_;
  std::unordered_map<uint32_t, uint64_t> judged_;  // what was seen of an object last
};

}  // namespace

void prove_phases(const Walk& walk, ProofClaim& claim) {
  Promise promise(walk, claim);
  for (size_t done = 1; done < walk.states.size(); ++done)
    if (walk.is_stop(done)) promise.stop(done);
}

}  // namespace underpin
