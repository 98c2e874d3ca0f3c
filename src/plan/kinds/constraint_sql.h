// Definitions of constraints as SQL text.
#pragma once

#include <string>

#include "ir/catalog.h"

namespace underpin::plan {

// What follows ADD: "CONSTRAINT users_email_key UNIQUE (email)".
std::string constraint_definition(const Catalog& catalog, ObjectId constraint);
// The same of a key whose index is there already: "CONSTRAINT users_email_key UNIQUE USING INDEX users_email_key".
std::string constraint_using_index(const Catalog& catalog, ObjectId constraint);
// Has it an index of its own?
bool has_index(ConstraintType type);

}  // namespace underpin::plan
