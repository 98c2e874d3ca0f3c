// What the order of the steps has to keep to: needs, phases, gates.
#include <fmt/format.h>

#include <set>

#include "verify/walk.h"

namespace underpin {
namespace {

void needs(const Plan& plan, size_t i, ProofClaim& claim) {
  const Step& step = plan.steps[i];
  for (const Need& need : step.needs) {
    if (need.step >= plan.steps.size()) {
      claim.against.push_back(fmt::format("step {} needs a step that is not there: {}", step.id, need.reason));
      continue;
    }
    const Step& other = plan.steps[need.step];
    if (need.step >= i)
      claim.against.push_back(
          fmt::format("step {} comes before step {}, which it needs: {}", step.id, other.id, need.reason));
    else if (step.commit_before && step.transaction != 0 && step.transaction == other.transaction)
      claim.against.push_back(
          fmt::format("step {} needs step {} to be committed, and is in one transaction with it", step.id, other.id));
  }
}

void phases(const Step& last, const Step& step, ProofClaim& claim) {
  if (step.phase < last.phase)
    claim.against.push_back(fmt::format("step {} of phase {} comes behind step {} of phase {}", step.id,
                                        phase_name(step.phase), last.id, phase_name(last.phase)));
  if (step.transaction != 0 && step.transaction == last.transaction && step.phase != last.phase)
    claim.against.push_back(fmt::format("steps {} and {} are one transaction and two phases", last.id, step.id));
}

}  // namespace

void prove_order(const Walk& walk, ProofClaim& claim) {
  const Plan& plan = walk.plan;
  std::set<uint32_t> over;  // transactions
  for (size_t i = 0; i < plan.steps.size(); ++i) {
    const Step& step = plan.steps[i];
    ++claim.checked;
    needs(plan, i, claim);
    if (i > 0) phases(plan.steps[i - 1], step, claim);
    if (over.contains(step.transaction))
      claim.against.push_back(fmt::format("step {} is of a transaction that others stand in the midst of", step.id));
    if (ends_transaction(plan, i)) over.insert(step.transaction);
  }
  for (const Gate& gate : plan.gates)
    if (gate.before >= plan.steps.size()) claim.against.emplace_back("a gate stands before a step that is not there");
}

}  // namespace underpin
