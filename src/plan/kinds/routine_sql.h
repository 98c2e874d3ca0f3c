// Functions and procedures as SQL text.
#pragma once

#include <string>

#include "ir/print.h"

namespace underpin::plan {

// "FUNCTION app.f(a integer DEFAULT 1) RETURNS integer LANGUAGE sql …": what stands behind CREATE [OR REPLACE].
std::string routine_definition(const Catalog& catalog, ObjectId id);
// "a integer, VARIADIC b text[]", with defaults.
std::string argument_list(const Catalog& catalog, const std::vector<Argument>& arguments);

}  // namespace underpin::plan
