// The state that a plan begins with, on a scratch server.
#pragma once

#include "verify/engine.h"
#include "verify/scratch_database.h"
#include "verify/stations.h"

namespace underpin {

// What each session says first.
std::vector<std::string> run_settings(const ProofInput& input, const Stations& stations);

// Roles, schema, rows: those of input.seed, else made up. False, with a finding, where that cannot be. `empty`: the
// tables that got none though they should, and why.
bool make_old_state(const ProofInput& input, const Stations& stations, live::Scratch& scratch,
                    ScratchDatabase& database, std::vector<std::string>& empty, Sink& sink);

}  // namespace underpin
