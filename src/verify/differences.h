// Two states that ought to be the same.
#pragma once

#include <string>
#include <vector>

#include "diff/diff.h"

namespace underpin {

// One line a difference, with both values where an attribute differs.
std::vector<std::string> difference_lines(const Diff& rest);
std::vector<std::string> differences(const Catalog& is, const Catalog& ought);

// Cut to what a finding has room for; "nothing" where it is empty.
std::string shortened(std::string text);

}  // namespace underpin
