// How deep a text nests, before a recursive parser or walker sees it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace underpin {

// Levels of brackets, CASE, operators, set operations and joins in one chain that a parse tree may have. Every walker
// of trees (ours and libpg_query's) runs on the stack of its thread: 1,000 levels take well under 4 MB.
inline constexpr uint32_t kMaxNesting = 1000;

// The offset of the token at which the text becomes deeper than kMaxNesting, if it does. An estimate from above.
std::optional<uint32_t> find_too_deep(std::string_view text);

}  // namespace underpin
