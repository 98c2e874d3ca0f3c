// The engine proof (DESIGN §8): the plan, run step by step on a scratch server, and watched.
#pragma once

#include "live/scratch.h"
#include "plan/plan.h"
#include "verify/proof.h"

namespace underpin {

struct ProofInput {
  const Plan* plan = nullptr;  // of a plan that was read back the steps and gates alone
  const Catalog* before = nullptr;
  const Catalog* after = nullptr;   // the wanted state; null: what the steps lead to
  std::string seed;                 // statements that put rows into the old state
  int rows = 0;                     // for each table, made up; where there is no seed
  bool resume = true;               // kill and go on
  std::optional<std::string> undo;  // of SQL written by hand: what takes all of it back
  bool by_hand = false;             // such SQL: it has no guards, and its undo is that of the whole
};

// What can be shown on the model alone.
Proof prove_without_server(const ProofInput& input, Sink& sink);

// And on a server besides. Findings are of code `disproved`; where the old state cannot be made there is one that says
// so, and no claim.
Proof prove_on_server(const ProofInput& input, live::Scratch& scratch, Sink& sink);

}  // namespace underpin
