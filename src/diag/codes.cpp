#include "diag/codes.h"

#include <algorithm>
#include <array>

namespace underpin {

namespace code {
using enum Level;
#define CODE(symbol, number, slug, level, summary) constinit const CodeInfo symbol{number, slug, level, summary};
#include "diag/codes.def"
#undef CODE
}  // namespace code

namespace {

constexpr std::array kAll = {
#define CODE(symbol, number, slug, level, summary) &code::symbol,
#include "diag/codes.def"
#undef CODE
};

}  // namespace

std::span<const CodeInfo* const> all_codes() { return kAll; }

const CodeInfo* find_code(std::string_view code_or_slug) {
  const auto found = std::ranges::find_if(
      kAll, [&](const CodeInfo* info) { return info->code == code_or_slug || info->slug == code_or_slug; });
  return found == kAll.end() ? nullptr : *found;
}

}  // namespace underpin
