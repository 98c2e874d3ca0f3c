// Rows in batches.
#pragma once

#include <string>

#include "plan/planner.h"

namespace underpin::plan {

// What a column gets: names and SQL over the table's columns, quoted.
struct Backfill {
  ObjectId table;  // after
  std::string column, value;
  bool gives_null = true;  // may the value be null?
  std::string where = {};  // further condition on the rows, "id IS NOT NULL"; empty: none
};

// A DO block that sets the column of every row in which it is null, a thousand rows a transaction: along the primary
// key that the table has had all the time, or over and over until nothing is left where it has none. It may be broken
// off and run again.
std::string backfill_block(const Planner& p, const Backfill& backfill);

}  // namespace underpin::plan
