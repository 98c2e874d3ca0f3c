// Every step's way back, run on the state that the step leads to.
#include <fmt/format.h>

#include "plan/undo.h"
#include "verify/differences.h"
#include "verify/walk.h"

namespace underpin {
namespace {

void against_all(const std::string& where, const std::vector<std::string>& lines, ProofClaim& claim) {
  for (const std::string& line : lines) claim.against.push_back(where + ": " + line);
}

void no_undo(const Walk& walk, size_t i, ProofClaim& claim) {
  const Step& step = walk.step(i);
  if (find_undo(walk.plan, walk.states[i + 1], walk.states[i], walk.rules.role)) {
    claim.against.push_back(fmt::format("step {} has no undo, though there is one", step.id));
    return;
  }
  claim.open.push_back(fmt::format("step {} has no undo, and none is found", step.id));
  claim.incomplete = true;
}

void try_undo(const Walk& walk, size_t i, ProofClaim& claim) {
  const Step& step = walk.step(i);
  const Catalog& now = walk.states[i + 1];
  if (step.undo->empty()) {
    if (walk.prints[i] != walk.prints[i + 1])
      against_all(fmt::format("step {} has an undo that does nothing", step.id), differences(now, walk.states[i]),
                  claim);
    return;
  }
  Catalog back = now.clone();
  if (const auto why = interpret(back, *step.undo, walk.rules)) {
    claim.against.push_back(fmt::format("the undo of step {} fails: {}", step.id, *why));
    return;
  }
  if (StatePrint(back, now, walk.prints[i + 1]) == walk.prints[i]) return;
  std::vector<const Catalog*> lost;
  if (step.loses_data) lost.push_back(&now);
  against_all(fmt::format("after the undo of step {}", step.id), differences(back, walk.states[i], lost), claim);
}

}  // namespace

void prove_undo(const Walk& walk, Budget& budget, ProofClaim& claim) {
  for (size_t i = walk.plan.steps.size(); i-- > 0;) {
    if (!budget.take(1)) {
      claim.open.push_back(fmt::format("the budget was spent: {} steps were not looked at", i + 1));
      claim.incomplete = true;
      return;
    }
    ++claim.checked;
    if (walk.step(i).undo)
      try_undo(walk, i, claim);
    else
      no_undo(walk, i, claim);
  }
}

}  // namespace underpin
