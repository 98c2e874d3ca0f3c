// Rows in batches.
#pragma once

#include <string>

#include "plan/planner.h"

namespace underpin::plan {

// A DO block that sets the column (after) of every row in which it is null, a thousand rows a transaction: along the
// primary key that the table has had all the time, or over and over until nothing is left where it has none. It may be
// broken off and run again. `value`: SQL over the table's columns.
std::string backfill_block(const Planner& p, ObjectId column, const std::string& value);

}  // namespace underpin::plan
