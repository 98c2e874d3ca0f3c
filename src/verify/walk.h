// A plan's way through its states, by the model: what the claims of the model proof look at.
#pragma once

#include <string>
#include <vector>

#include "plan/plan.h"
#include "verify/interpret.h"
#include "verify/proof.h"
#include "verify/state_print.h"

namespace underpin {

struct Walk {
  Walk(const Plan& plan, const Catalog& before);

  bool is_whole() const { return states.size() == plan.steps.size() + 1; }
  const Step& step(size_t i) const { return plan.steps[i]; }
  // Is the state after so many steps one that others can see: does no transaction stand open?
  bool is_stop(size_t steps_done) const;

  const Plan& plan;
  ModelRules rules;
  std::vector<Catalog> states;     // before the first step, after the first, … as far as they run
  std::vector<StatePrint> prints;  // of them
  std::string failed;              // why the step after the last state does not run
};

// What of the budget is left: statements that are run, each on a state of so many objects.
class Budget {
 public:
  explicit Budget(size_t objects) : left_(kObjects / (objects + kOverhead)) {}
  bool take(size_t runs) {
    if (runs > left_) return false;
    left_ -= runs;
    return true;
  }
  size_t left() const { return left_; }

 private:
  static constexpr size_t kObjects = 40'000'000, kOverhead = 2'000;
  size_t left_;
};

// Each fills a claim. The walk is whole.
void prove_order(const Walk& walk, ProofClaim& claim);
void prove_undo(const Walk& walk, Budget& budget, ProofClaim& claim);
void prove_repeats(const Walk& walk, Budget& budget, ProofClaim& claim);
void prove_guards(const Walk& walk, ProofClaim& claim);
void prove_phases(const Walk& walk, ProofClaim& claim);
void prove_rows(const Walk& walk, ProofClaim& claim);
void prove_costs(const Walk& walk, Budget& budget, ProofClaim& transactions, ProofClaim& locks);

struct Stops {
  size_t count = 0;
  bool all = true;
};
Stops prove_stops(const Walk& walk, Budget& budget, ProofClaim& claim);

}  // namespace underpin
