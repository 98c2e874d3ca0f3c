// Views and materialized views as SQL text.
#pragma once

#include <string>
#include <vector>

#include "ir/catalog.h"

namespace underpin::plan {

// " (a, b)" where the view names its columns itself; else empty.
std::string view_columns(const Catalog& catalog, ExprId query, const std::vector<Symbol>& names);
// The query without a semicolon or blank lines around it.
std::string query_text(const Catalog& catalog, ExprId query);

}  // namespace underpin::plan
