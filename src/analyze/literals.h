// Literals normalised as PostgreSQL's input and output functions would: "01" → "1", '1 month' → "1 mon".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace underpin::analyze {

// False: leave the text as it is. `type` is a builtin type code, possibly an array's.
bool normalize_literal(std::string_view text, uint16_t type, std::string_view modifier, std::string& out);
std::optional<int64_t> parse_integer(std::string_view text);  // decimal, 0x, 0o, 0b; blanks around it

bool normalize_interval(std::string_view text, std::string& out);
bool normalize_date(std::string_view text, std::string& out);
bool normalize_timestamp(std::string_view text, std::string& out);
bool normalize_jsonb(std::string_view text, std::string& out);
bool normalize_array(std::string_view text, uint16_t element, std::string& out);

}  // namespace underpin::analyze
