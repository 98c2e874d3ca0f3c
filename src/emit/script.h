// What scripts for psql begin with.
#pragma once

#include <string>

#include "diff/diff.h"

namespace underpin::emit {

// Where names that Underpin cannot qualify (what an extension brings) may live: public, and the schema of every
// extension of either state. Names that it can qualify do not care.
std::string script_search_path(const Diff& diff);

}  // namespace underpin::emit
