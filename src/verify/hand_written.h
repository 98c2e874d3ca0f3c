// SQL that Underpin did not write, as a plan: each statement a step.
#pragma once

#include "plan/plan.h"

namespace underpin {

// Transactions are those that the script begins and commits; without any, `autocommit` says whether all of it is one.
// A script that rolls back, or that ends within a transaction, is an error.
Plan plan_of_script(const SourceSet& script, const Catalog& before, int target, bool autocommit, Sink& sink);

}  // namespace underpin
