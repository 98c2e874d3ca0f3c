// UTF-8: is it, and how many characters.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace underpin {

// The offset of the first byte that is not part of a valid UTF-8 sequence (overlong forms, surrogates and NUL are
// not valid, as for PostgreSQL), or npos.
size_t find_invalid_utf8(std::string_view text);

// Code points; continuation bytes are not counted, so invalid text is no problem.
size_t count_code_points(std::string_view text);

// The byte offset of code point `count` (from 0), at most text.size().
size_t offset_of_code_point(std::string_view text, size_t count);

void append_utf8(uint32_t code_point, std::string& out);

constexpr bool is_utf8_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

}  // namespace underpin
