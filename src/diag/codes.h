// Every finding that Underpin can report, one line each in diag/codes.def. Codes are stable for ever: a new one
// takes the next free number of its range, an old one is never given to something else.
#pragma once

#include <span>
#include <string_view>

#include "diag/diagnostic.h"

namespace underpin {

namespace code {
#define CODE(symbol, number, slug, level, summary) extern const CodeInfo symbol;
#include "diag/codes.def"
#undef CODE
}  // namespace code

// All of them, in the order of their codes.
std::span<const CodeInfo* const> all_codes();

// By code ("UP101") or slug ("syntax-error"); nullptr if there is none.
const CodeInfo* find_code(std::string_view code_or_slug);

}  // namespace underpin
