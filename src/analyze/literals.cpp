#include "analyze/literals.h"

#include <charconv>
#include <utility>

#include "builtin/builtin.h"

namespace underpin::analyze {

using namespace builtin;

std::string_view without_blanks(std::string_view text) {
  constexpr std::string_view kBlank = " \t\n\r\f\v";
  const size_t begin = text.find_first_not_of(kBlank);
  return begin == text.npos ? std::string_view() : text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return out;
}

bool normalize_boolean(std::string_view text, std::string& out) {
  const std::string word = lower_ascii(without_blanks(text));
  if (word.empty()) return false;
  const auto abbreviates = [&](std::string_view full, size_t least) {
    return word.size() >= least && full.starts_with(word);
  };
  if (abbreviates("true", 1) || abbreviates("yes", 1) || word == "on" || word == "1") return out = "true", true;
  if (abbreviates("false", 1) || abbreviates("no", 1) || abbreviates("off", 2) || word == "0")
    return out = "false", true;
  return false;
}

namespace {

bool normalize_integer(std::string_view text, std::string& out) {
  const auto value = parse_integer(text);
  if (!value) return false;
  out = std::to_string(*value);
  return true;
}

constexpr std::string_view kInfinities[] = {"infinity", "inf"};

// "Infinity" or "NaN" with their signs; false for all else.
bool normalize_special(std::string_view text, std::string& out) {
  std::string word = lower_ascii(text);
  const bool negative = word.starts_with('-');
  if (negative || word.starts_with('+'))
    word.erase(0, 1);
  else if (word == "nan")
    return out = "NaN", true;
  for (const std::string_view infinity : kInfinities)
    if (word == infinity) return out = negative ? "-Infinity" : "Infinity", true;
  return false;
}

bool is_digits(std::string_view text) { return text.find_first_not_of("0123456789") == text.npos; }

}  // namespace

// [+-]digits[.digits][e…] as numeric_out gives it back: no exponent, no leading zeros, trailing zeros kept.
bool normalize_numeric(std::string_view text, std::string& out) {
  std::string_view rest = without_blanks(text);
  if (normalize_special(rest, out)) return true;
  bool negative = false;
  if (!rest.empty() && (rest[0] == '-' || rest[0] == '+')) {
    negative = rest[0] == '-';
    rest.remove_prefix(1);
  }
  int exponent = 0;
  if (const size_t e = rest.find_first_of("eE"); e != rest.npos) {
    std::string_view digits = rest.substr(e + 1);
    if (!digits.empty() && digits[0] == '+') digits.remove_prefix(1);
    if (std::from_chars(digits.data(), digits.data() + digits.size(), exponent).ptr != digits.data() + digits.size())
      return false;
    rest = rest.substr(0, e);
  }
  const size_t dot = std::min(rest.find('.'), rest.size());
  std::string whole(rest.substr(0, dot)), fraction(dot < rest.size() ? rest.substr(dot + 1) : std::string_view());
  if ((whole.empty() && fraction.empty()) || !is_digits(whole) || !is_digits(fraction) || exponent > 1000 ||
      exponent < -1000)
    return false;
  for (; exponent > 0; --exponent) {
    whole += fraction.empty() ? '0' : fraction[0];
    if (!fraction.empty()) fraction.erase(0, 1);
  }
  for (; exponent < 0; ++exponent) {
    fraction.insert(fraction.begin(), whole.empty() ? '0' : whole.back());
    if (!whole.empty()) whole.pop_back();
  }
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size()));
  if (whole.empty()) whole = "0";
  const bool zero = whole == "0" && fraction.find_first_not_of('0') == fraction.npos;
  out = (negative && !zero ? "-" : "") + whole + (fraction.empty() ? "" : "." + fraction);
  return true;
}

namespace {

template <class Real>
bool shortest(std::string_view digits, std::string& out) {
  Real value = 0;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (parsed.ec != std::errc() || parsed.ptr != digits.data() + digits.size()) return false;
  char buffer[64];
  out.assign(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
  return true;
}

}  // namespace

// The fewest digits that give the same number back, whatever it was written with.
bool normalize_float(std::string_view text, bool single, std::string& out) {
  const std::string_view rest = without_blanks(text);
  if (normalize_special(rest, out)) return true;
  const std::string_view digits = !rest.empty() && rest[0] == '+' ? rest.substr(1) : rest;
  if (digits.empty() || digits.find_first_not_of("0123456789.eE+-") != digits.npos) return false;
  return single ? shortest<float>(digits, out) : shortest<double>(digits, out);
}

namespace {

bool normalize_uuid(std::string_view text, std::string& out) {
  std::string digits;
  for (const char c : lower_ascii(text)) {
    if (c == '-' || c == '{' || c == '}') continue;
    if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
    digits += c;
  }
  if (digits.size() != 32) return false;
  for (size_t i = 0; i < 32; ++i) {
    if (i == 8 || i == 12 || i == 16 || i == 20) out += '-';
    out += digits[i];
  }
  return true;
}

// b101 and x1F, as the lexer hands bit strings on.
bool normalize_bits(std::string_view text, std::string& out) {
  if (text.empty()) return false;
  if (text[0] == 'b' || text[0] == 'B') return out = text.substr(1), true;
  if (text[0] != 'x' && text[0] != 'X') return false;
  for (const char c : lower_ascii(text.substr(1))) {
    const int digit = c >= 'a' ? c - 'a' + 10 : c - '0';
    if (digit < 0 || digit > 15) return false;
    for (int bit = 3; bit >= 0; --bit) out += (digit >> bit & 1) ? '1' : '0';
  }
  return true;
}

}  // namespace

std::optional<int64_t> parse_integer(std::string_view text) {
  std::string_view rest = without_blanks(text);
  bool negative = false;
  if (!rest.empty() && (rest[0] == '-' || rest[0] == '+')) {
    negative = rest[0] == '-';
    rest.remove_prefix(1);
  }
  int base = 10;
  if (rest.size() > 2 && rest[0] == '0' && rest.find_first_of("xXoObB") == 1) {
    base = rest[1] == 'x' || rest[1] == 'X' ? 16 : rest[1] == 'o' || rest[1] == 'O' ? 8 : 2;
    rest.remove_prefix(2);
  }
  uint64_t value = 0;
  const auto end = std::from_chars(rest.data(), rest.data() + rest.size(), value, base);
  if (rest.empty() || end.ec != std::errc() || end.ptr != rest.data() + rest.size()) return {};
  if (value > uint64_t{INT64_MAX} + negative) return {};
  return negative ? static_cast<int64_t>(0 - value) : static_cast<int64_t>(value);
}

namespace {

bool normalize_type_name(std::string_view text, std::string& out) {
  const std::string name = lower_ascii(without_blanks(text));
  const uint16_t code =
      find_type(name.starts_with("pg_catalog.") ? std::string_view(name).substr(11) : std::string_view(name));
  if (code == 0) return false;
  out = builtin::type(code).display;
  if (code & kArrayBit) out += "[]";
  return true;
}

// The upper right corner comes first.
bool normalize_box(std::string_view text, std::string& out) {
  std::string plain(text);
  std::erase_if(plain, [](char c) { return c == '(' || c == ')' || c == ' '; });
  double corner[4];
  const char* at = plain.data();
  const char* const end = at + plain.size();
  for (int i = 0; i < 4; ++i) {
    if (i > 0 && (at == end || *at++ != ',')) return false;
    const auto parsed = std::from_chars(at, end, corner[i]);
    if (parsed.ec != std::errc()) return false;
    at = parsed.ptr;
  }
  if (at != end) return false;
  for (int i = 0; i < 2; ++i)
    if (corner[i] < corner[i + 2]) std::swap(corner[i], corner[i + 2]);
  char buffer[64];
  for (int i = 0; i < 4; ++i) {
    out += i == 0 ? "(" : i == 2 ? "),(" : ",";
    out.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, corner[i]).ptr);
  }
  out += ')';
  return true;
}

bool normalize_point(std::string_view text, std::string& out) {
  std::string_view rest = without_blanks(text);
  if (rest.starts_with('(') && rest.ends_with(')')) rest = rest.substr(1, rest.size() - 2);
  const size_t comma = rest.find(',');
  std::string x, y;
  if (comma == rest.npos || !normalize_float(rest.substr(0, comma), false, x) ||
      !normalize_float(rest.substr(comma + 1), false, y))
    return false;
  out = "(" + x + "," + y + ")";
  return true;
}

}  // namespace

bool normalize_literal(std::string_view text, uint16_t type, std::string_view modifier, std::string& out) {
  if (type & kArrayBit) return normalize_array(text, type & ~kArrayBit, modifier, out);
  switch (type) {
    case kTypeBool: return normalize_boolean(text, out);
    case kTypeInt2:
    case kTypeInt4:
    case kTypeInt8:
    case kTypeOid: return normalize_integer(text, out);
    case kTypeNumeric: return normalize_numeric(text, out);
    case kTypeFloat4: return normalize_float(text, true, out);
    case kTypeFloat8: return normalize_float(text, false, out);
    case kTypeUuid: return normalize_uuid(text, out);
    case kTypeBit:
    case kTypeVarbit: return normalize_bits(text, out);
    case kTypeInterval: return normalize_interval(text, modifier, out);
    case kTypeDate: return normalize_date(text, out);
    case kTypeTime: return normalize_time(text, false, out);
    case kTypeTimetz: return normalize_time(text, true, out);
    case kTypeTimestamp: return normalize_timestamp(text, false, out);
    case kTypeTimestamptz: return normalize_timestamp(text, true, out);
    case kTypeJsonb: return normalize_jsonb(text, out);
    case kTypeBytea: return normalize_bytea(text, out);
    case kTypeInet: return normalize_network(text, false, out);
    case kTypeCidr: return normalize_network(text, true, out);
    case kTypeMacaddr: return normalize_macaddr(text, 6, out);
    case kTypeMacaddr8: return normalize_macaddr(text, 8, out);
    case kTypeJsonpath: return normalize_jsonpath(text, out);
    case kTypeTsvector: return normalize_tsvector(text, out);
    case kTypeTsquery: return normalize_tsquery(text, out);
    case kTypeBox: return normalize_box(text, out);
    case kTypePoint: return normalize_point(text, out);
    case kTypeRegtype: return normalize_type_name(text, out);
    default: break;
  }
  const TypeInfo& info = builtin::type(type);
  if (info.kind == 'r') return normalize_range(text, info.subtype, out);
  if (info.kind == 'm') return normalize_multirange(text, builtin::type(info.subtype).subtype, out);
  return false;
}

}  // namespace underpin::analyze
