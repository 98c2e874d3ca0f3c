// Secrets stay on the server: their values are never asked for, and this stands where they would.
#pragma once

#include <string_view>

namespace underpin::live {

inline constexpr std::string_view kSecret = "(secret)";

}  // namespace underpin::live
