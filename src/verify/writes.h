// Writes that mean the same in the old shape of the tables and in the new one.
#pragma once

#include <string>
#include <vector>

#include "ir/catalog.h"

namespace underpin {

// To tables that both states have under one name, each statement a transaction: a row gets the
// values of another, column by column; one is taken out and put in again.
std::vector<std::string> writes_to(const Catalog& before, const Catalog& after);

// The key's columns, in its order; none where there is none.
std::vector<ObjectId> primary_key(const Catalog& catalog, ObjectId table);

}  // namespace underpin
