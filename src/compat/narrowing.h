// Does a type refuse values that another took?
#pragma once

#include <string_view>

namespace underpin::compat {

// Types as format_type prints them. False where every value of the one is a value of the other.
bool narrows(std::string_view before, std::string_view after);

}  // namespace underpin::compat
