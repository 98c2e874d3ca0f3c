// Which lines of a text changed, for reading.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace underpin::emit {

struct DiffLine {
  char sign = ' ';  // '+', '-', ' ' = in both, '@' = lines left out
  std::string text;
};

// Changed lines with `context` equal lines around them. Indentation that all lines share is removed.
std::vector<DiffLine> diff_lines(std::string_view before, std::string_view after, size_t context = 1);

}  // namespace underpin::emit
