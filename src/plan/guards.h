// How one sees on a server whether a step has been carried out.
#pragma once

#include <optional>
#include <string>

#include "plan/planner.h"

namespace underpin::plan {

// A query that gives one row with one text: 'not begun', 'done' or 'half done' (an index that is there but not valid,
// a constraint that is not validated). None where the catalogs cannot tell.
std::optional<std::string> guard_of(const Planner& p, const Draft& draft);

}  // namespace underpin::plan
