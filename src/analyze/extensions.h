// What extensions bring, as far as it is known without them.
#pragma once

#include <span>
#include <string_view>

namespace underpin::analyze {

struct ExtensionFacts {
  std::string_view name;
  std::string_view types;      // blanks between
  std::string_view functions;  // blanks between; empty: not known, any name may be one of its functions
};

const ExtensionFacts* extension_facts(std::string_view extension);  // nullptr: an extension we know nothing of
std::span<const ExtensionFacts> all_extension_facts();
bool lists(std::string_view words, std::string_view word);

// pg_type.typcategory of a type that an extension brings.
char extension_type_category(std::string_view type);

}  // namespace underpin::analyze
