// Sequence options as SQL text.
#pragma once

#include <string>

#include "ir/catalog.h"

namespace underpin::plan {

// What differs from PostgreSQL's defaults: "INCREMENT BY 10 START WITH 100 CYCLE" (for a new sequence, without its
// type).
std::string sequence_options(const Sequence& sequence);
// What takes one to the other, each piece preceded by `lead` ("" in ALTER SEQUENCE, "SET " in ALTER COLUMN). Not the
// type.
std::string sequence_option_changes(const Sequence& before, const Sequence& after, std::string_view lead);
// A query that moves a new sequence past the values that its column has in rows already.
std::string past_rows(const Catalog& catalog, ObjectId sequence, ObjectId column);

}  // namespace underpin::plan
