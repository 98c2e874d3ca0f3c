// Literals normalised as PostgreSQL's input and output functions would: "01" → "1", '1 month' → "1 mon".
//
// Each function writes the value to `out` and says true, or false where the text is not understood or says something
// that only the server can know (now, a named time zone): then the text stays what it is. `out` is empty before.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace underpin::analyze {

// `type` is a builtin type code, possibly an array's; `modifier` as in TypeRef.
bool normalize_literal(std::string_view text, uint16_t type, std::string_view modifier, std::string& out);
std::optional<int64_t> parse_integer(std::string_view text);  // decimal, 0x, 0o, 0b; blanks around it
std::string_view without_blanks(std::string_view text);       // around it
std::string lower_ascii(std::string_view text);

bool normalize_boolean(std::string_view text, std::string& out);
bool normalize_numeric(std::string_view text, std::string& out);
bool normalize_float(std::string_view text, bool single, std::string& out);
bool normalize_interval(std::string_view text, std::string_view modifier, std::string& out);
bool normalize_date(std::string_view text, std::string& out);
// `zone`: the type with time zone. An instant is written in UTC; without an offset it is taken to be in UTC.
bool normalize_timestamp(std::string_view text, bool zone, std::string& out);
bool normalize_time(std::string_view text, bool zone, std::string& out);
bool normalize_jsonb(std::string_view text, std::string& out);
bool normalize_array(std::string_view text, uint16_t element, std::string_view modifier, std::string& out);
bool normalize_range(std::string_view text, uint16_t element, std::string& out);
bool normalize_multirange(std::string_view text, uint16_t element, std::string& out);
bool normalize_network(std::string_view text, bool cidr, std::string& out);
bool normalize_macaddr(std::string_view text, size_t bytes, std::string& out);
bool normalize_jsonpath(std::string_view text, std::string& out);
bool normalize_tsvector(std::string_view text, std::string& out);
bool normalize_tsquery(std::string_view text, std::string& out);
bool normalize_bytea(std::string_view text, std::string& out);

}  // namespace underpin::analyze
