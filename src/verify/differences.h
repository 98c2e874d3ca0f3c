// Two states that ought to be the same.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "diff/diff.h"

namespace underpin {

// One line a difference, with both values where an attribute differs.
std::vector<std::string> difference_lines(const Diff& rest);
std::vector<std::string> differences(const Catalog& is, const Catalog& ought);
// The same where rows were lost on the way: what is not there in any of `lost` (of which `ought` is an earlier state)
// has come back without values, so that neither NOT NULL nor a valid CHECK is asked of it.
std::vector<std::string> differences(const Catalog& is, const Catalog& ought, std::span<const Catalog* const> lost);

// Cut to what a finding has room for; "nothing" where it is empty.
std::string shortened(std::string text);

}  // namespace underpin
