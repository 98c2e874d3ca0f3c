// What a plan's statements are surrounded by when they run, as script or by a proof.
#pragma once

#include <string>

#include "plan/plan.h"

namespace underpin {

// Where names that Underpin cannot qualify (what an extension brings) may live: public, and the schema of every
// extension of either state. Names that it can qualify do not care.
std::string script_search_path(const Catalog& before, const Catalog& after);

// The settings that a script begins with.
std::vector<std::string> script_settings(const Catalog& before, const Catalog& after);

// How long the step waits for its lock, as SET lock_timeout takes it.
std::string_view lock_timeout(const Step& step);

}  // namespace underpin
