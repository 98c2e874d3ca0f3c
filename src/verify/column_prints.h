// A hash of each column's values.
#pragma once

#include <map>
#include <string>

#include "ir/catalog.h"
#include "live/session.h"

namespace underpin {

using ColumnPrints = std::map<std::string, std::string>;  // "public.users.email"

// Of the tables and columns of the old state that are there under the same names: with the primary key's values, so
// that each row has its own. Of a column that the old state has not only how many values are null is told apart: they
// may differ each time. Elements of the tables' own rows alone, not of their partitions'.
ColumnPrints print_columns(const Catalog& before, live::Session& session);

}  // namespace underpin
