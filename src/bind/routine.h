// What CREATE FUNCTION, ALTER FUNCTION and CREATE AGGREGATE share.
#pragma once

#include "bind/session.h"

struct VariableSetStmt;

namespace underpin::bind {

std::vector<Argument> read_arguments(Session&, const List* parameters);        // FunctionParameter nodes
void set_routine_option(Session&, Function& function, const DefElem* option);  // all but AS and LANGUAGE
// Cost and rows as PostgreSQL would take them when nothing is said become empty.
void normalise_costs(Function& function);
// SET name = value, as pg_proc.proconfig has it: "search_path" → "app, public".
void set_configuration(Session&, Options& settings, const VariableSetStmt* set);

}  // namespace underpin::bind
