// Letters as PostgreSQL folds them in names and words: A to Z alone.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace underpin {

inline std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return out;
}

}  // namespace underpin
