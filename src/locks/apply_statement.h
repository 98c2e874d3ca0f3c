// One statement, run by the interpreter of DDL.
#pragma once

#include <string>

#include "locks/locks.h"

namespace underpin::locks {

struct Applied {
  Catalog state;
  bool refused = false;
  std::string why;  // in PostgreSQL's words; empty where it is only the model that does not know the statement
};
// `settings`: SET statements that hold.
Applied apply_statement(const Catalog& before, const std::string& settings, std::string_view statement,
                        const Context& context);
// Can it change anything but rows and sessions?
bool changes_catalog(const Node* node);
// SET search_path = …; for apply_statement.
std::string settings_of(const Context& context);

Cost predict(const Catalog& before, const Catalog& after, bool refused, const TableRows& rows,
             const StatementSpan& statement, const Context& context, const Node* node);

}  // namespace underpin::locks
