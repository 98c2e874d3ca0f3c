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
  // No trigger but those that are ENABLE ALWAYS or REPLICA sees it, where the role may ask for that. Those of foreign
  // keys do not, either: only for columns that none holds to anything yet.
  bool quiet = false;
  bool in_utc = false;  // and with ISO dates, whatever the session has
};

// A DO block that sets the column of every row in which it is null, a thousand rows a transaction: along the primary
// key that the table has had all the time, or over and over until nothing is left where it has none. It may be broken
// off and run again.
std::string backfill_block(const Planner& p, const Backfill& backfill);

}  // namespace underpin::plan
