// Expressions that give a value of a type for row number g.
#pragma once

#include <string>
#include <vector>

#include "ir/catalog.h"

namespace underpin {

// Best first, each of the type; distinct for distinct g as far as the type has room. Never empty.
std::vector<std::string> made_up_values(const Catalog& catalog, const TypeRef& type);

// Are they texts, or numbers, and not one and the same?
bool is_same_sort(const TypeRef& a, const TypeRef& b);

// The constants that stand in an expression: 'new', 18.
struct Constants {
  std::vector<std::string> texts, numbers;  // texts with their quotes
};
void collect_constants(std::string_view sql, Constants& constants);
// Those of them that may be of the type, as expressions of g.
std::vector<std::string> values_of_constants(const Catalog& catalog, const TypeRef& type, const Constants& constants);

}  // namespace underpin
