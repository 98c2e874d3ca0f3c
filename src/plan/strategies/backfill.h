// Rows in batches.
#pragma once

#include <string>

#include "ir/catalog.h"

namespace underpin::plan {

// A DO block that sets the column of every row in which it is null, a thousand rows a transaction: along the table's
// primary key, or over and over until nothing is left where it has none. It may be broken off and run again. `value`:
// SQL over the table's columns.
std::string backfill_block(const Catalog& catalog, ObjectId column, const std::string& value);

}  // namespace underpin::plan
