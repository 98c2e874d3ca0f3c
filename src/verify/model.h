// The model proof (DESIGN §8): what can be shown of a plan without a server. Its SQL is run as text through parse/ and
// bind/; nothing of what the planner thought about it is used but what the plan itself says.
#pragma once

#include <vector>

#include "plan/plan.h"
#include "verify/proof.h"

namespace underpin {

struct ModelProof {
  std::vector<ProofClaim> claims;
  // Where an execution can come to a halt that keeps to needs, phases and transactions.
  size_t stops = 0;
  bool all_stops = true;  // else they are a sample of those there are
};

struct ModelScope {
  bool steps = true;               // what the plan says of its steps: of SQL written by hand it says nothing
  bool locks = true, undo = true;  // they were worked out
};

// Of a plan that was read back the steps and gates alone are known. `after` may be null: then it is what the steps lead
// to. Beyond a budget things are looked at in part, or not at all: the claims say so.
ModelProof prove_on_model(const Plan& plan, const Catalog& before, const Catalog* after, const ModelScope& scope = {});

}  // namespace underpin
