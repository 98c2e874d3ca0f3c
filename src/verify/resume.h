// A plan that is broken off, and gone on with by planning again.
#pragma once

#include "locks/script.h"
#include "verify/engine.h"
#include "verify/scratch_database.h"
#include "verify/stations.h"

namespace underpin {

// Another session that writes to the tables that are to be locked and does not end: whoever waits for writers waits.
std::unique_ptr<live::Session> hold_up(ScratchDatabase& database, const Prediction& prediction);

// On a copy of the database, which is at the state before the step: its backend is ended in the midst, the rest planned
// anew and run; the new state must come out, with the rows of `origin`.
void resume_from_midst(const Step& step, const Prediction& prediction, const ProofInput& input, live::Scratch& scratch,
                       ScratchDatabase& database, ScratchDatabase& origin, ProofClaim& claim);

// From every stop between steps a plan leads to the new state, by the model.
void resume_on_model(const Plan& plan, const Stations& stations, const Catalog& after, ProofClaim& claim);

}  // namespace underpin
