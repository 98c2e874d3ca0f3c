// A hash of each column's values.
#pragma once

#include <map>
#include <string>

#include "ir/catalog.h"
#include "live/session.h"

namespace underpin {

using ColumnPrints = std::map<std::string, std::string>;  // "public.users.email"

// Of the tables of the old state that are there under the same names: with the primary key's values, so that each row
// has its own. Of a new column that counts, or whose default is volatile, only how many values are null is told apart.
// Of each table its own rows, not those of its partitions.
ColumnPrints print_columns(const Catalog& before, const Catalog& after, live::Session& session);

}  // namespace underpin
