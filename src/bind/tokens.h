// Where in a statement's text a piece of it stands: what the parse tree does not say. All offsets count from the
// statement's first byte.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "analyze/analyze.h"

namespace underpin::bind {

inline constexpr uint32_t kNoOffset = UINT32_MAX;

// The first word of that name at or behind `from` that no bracket opened since then encloses; kNoOffset if there is
// none. The result is the offset behind it.
uint32_t after_keyword(std::string_view text, uint32_t from, std::string_view keyword);
// Same for the last one in the text.
uint32_t before_last_keyword(std::string_view text, uint32_t from, std::string_view keyword);

// What the next "(" at or behind `from` encloses, without blanks at its ends; empty if there is none.
ByteRange parenthesised(std::string_view text, uint32_t from);
// What stands between top-level commas, without blanks and comments at their ends.
std::vector<ByteRange> split_at_commas(std::string_view text, ByteRange range);
// The expression at the beginning of an index element, an exclusion element or a partition key's item: "(…)" or a call.
ByteRange element_expression(std::string_view text, ByteRange element);
// The expression that begins at `from` and ends before a bracket or comma that closes it, or before a keyword of a
// column's other constraints.
ByteRange default_expression(std::string_view text, uint32_t from);
// The same bytes without blanks and comments at the ends.
ByteRange trimmed(std::string_view text, ByteRange range);

}  // namespace underpin::bind
