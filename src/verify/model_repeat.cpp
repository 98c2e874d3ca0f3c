// A step that is run once more, because nobody knew that it had been, does no harm.
#include <fmt/format.h>

#include "verify/guard_query.h"
#include "verify/walk.h"

namespace underpin {
namespace {

constexpr std::string_view kNotBegun = "not begun", kDone = "done", kHalfDone = "half done";

bool is_guarded(const Walk& walk, size_t i) {
  const auto& guard = walk.step(i).guard;
  return guard && ask_model(walk.states[i + 1], *guard) == kDone;
}

}  // namespace

void prove_repeats(const Walk& walk, Budget& budget, ProofClaim& claim) {
  for (size_t i = 0; i < walk.plan.steps.size(); ++i) {
    if (!budget.take(1)) {
      claim.open.push_back(
          fmt::format("the budget was spent: {} steps were not run once more", walk.plan.steps.size() - i));
      claim.incomplete = true;
      return;
    }
    ++claim.checked;
    const Catalog& done = walk.states[i + 1];
    Catalog again = done.clone();
    if (interpret(again, walk.step(i).sql, walk.rules)) continue;  // refused: nothing happens
    if (StatePrint(again, done, walk.prints[i + 1]) == walk.prints[i + 1] || is_guarded(walk, i)) continue;
    claim.against.push_back(fmt::format(
        "step {}, run once more, changes what it has made, and no guard says that it is done", walk.step(i).id));
  }
}

void prove_guards(const Walk& walk, ProofClaim& claim) {
  for (size_t i = 0; i < walk.plan.steps.size(); ++i) {
    const Step& step = walk.step(i);
    if (!step.guard) continue;
    const auto before = ask_model(walk.states[i], *step.guard);
    const auto after = ask_model(walk.states[i + 1], *step.guard);
    const auto end = ask_model(walk.states.back(), *step.guard);
    if (!before || !after || !end) {
      claim.against.push_back(fmt::format("the guard of step {} is no query that the model can answer", step.id));
      continue;
    }
    ++claim.checked;
    const auto says = [&](const std::string& answer, std::string_view when) {
      claim.against.push_back(fmt::format("step {}: its guard says \"{}\" {}", step.id, answer, when));
    };
    if (*before != kNotBegun && *before != kHalfDone) says(*before, "before it");
    if (*after != kDone) says(*after, "after it");
    if (*after == kDone && *end != kDone) says(*end, "at the end of the plan");
  }
  if (claim.checked == 0 && claim.against.empty()) claim.open.emplace_back("no step has a guard");
}

}  // namespace underpin
