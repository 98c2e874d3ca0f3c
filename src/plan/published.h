// What leaves the database with a publication.
#pragma once

#include "plan/planner.h"

namespace underpin::plan {

// Warns of columns that come, for good or for a while, in tables that a publication sends with all their columns: a
// subscriber that does not have them stops at the first row.
void warn_of_published_columns(const Planner& p);

}  // namespace underpin::plan
