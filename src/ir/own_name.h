// Names of ours.
#pragma once

#include <string>
#include <string_view>

namespace underpin {

// Of what lives only while a plan runs: "<prefix>_<what>_<name>", at most 63 bytes.
std::string own_name(std::string_view what, std::string_view name, std::string_view prefix = "underpin");

// The prefix of triggers: they run in the order of their names, and ours is to see what the others have made of the
// row.
inline constexpr std::string_view kTriggerPrefix = "zz_underpin";

}  // namespace underpin
