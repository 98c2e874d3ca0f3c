// Extended statistics as SQL text.
#pragma once

#include <string>

#include "ir/catalog.h"

namespace underpin::plan {

// "CREATE STATISTICS app.s (mcv) ON a, b FROM app.t": without the target.
std::string statistics_definition(const Catalog& catalog, ObjectId statistics);

}  // namespace underpin::plan
