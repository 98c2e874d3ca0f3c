// Definitions of indexes and constraints as SQL text.
#pragma once

#include <string>

#include "ir/print.h"

namespace underpin::plan {

// "lower(email) COLLATE app.c text_pattern_ops DESC": of an index (or, with " WITH =" after it, of an exclusion).
template <class Element>
std::string index_element(const Catalog& catalog, const Element& element);
// The whole CREATE INDEX; `only`: not on the partitions; `concurrently`: beside reads and writes.
std::string index_definition(const Catalog& catalog, ObjectId index, bool only = false, bool concurrently = false);

}  // namespace underpin::plan
