// "(SFUNC = app.f, STYPE = integer)" of CREATE AGGREGATE and CREATE OPERATOR, said in one way only.
#pragma once

#include <string>

#include "bind/session.h"

struct DefineStmt;

namespace underpin::bind {

// Sorted, defaults left out, types by their display names, functions and operators with their schemas. `own_schema` is
// where an operator without one is looked for first.
std::string definition_list(const Session&, const DefineStmt* stmt, ObjectId own_schema);

}  // namespace underpin::bind
