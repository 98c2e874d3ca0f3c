#include "analyze/literals.h"

#include <charconv>

#include "builtin/builtin.h"

namespace underpin::analyze {

using namespace builtin;

namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\n\r\f\v";
  const size_t begin = text.find_first_not_of(kBlank);
  return begin == text.npos ? std::string_view() : text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return out;
}

bool normalize_boolean(std::string_view text, std::string& out) {
  const std::string word = lower(trimmed(text));
  if (word.empty()) return false;
  const auto abbreviates = [&](std::string_view full, size_t least) {
    return word.size() >= least && full.starts_with(word);
  };
  if (abbreviates("true", 1) || abbreviates("yes", 1) || word == "on" || word == "1") return out = "true", true;
  if (abbreviates("false", 1) || abbreviates("no", 1) || abbreviates("off", 2) || word == "0")
    return out = "false", true;
  return false;
}

bool normalize_integer(std::string_view text, std::string& out) {
  const auto value = parse_integer(text);
  if (!value) return false;
  out = std::to_string(*value);
  return true;
}

bool is_digits(std::string_view text) { return text.find_first_not_of("0123456789") == text.npos; }

// [+-]digits[.digits][e…] as numeric_out gives it back: no exponent, no leading zeros, trailing zeros kept.
bool normalize_numeric(std::string_view text, std::string& out) {
  std::string_view rest = trimmed(text);
  if (const std::string word = lower(rest); word == "nan") return out = "NaN", true;
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

// A double that is written in few digits comes back as it was, without zeros at the end.
bool normalize_float(std::string_view text, std::string& out) {
  double value = 0;
  const std::string_view rest = trimmed(text);
  const std::string_view digits = !rest.empty() && rest[0] == '+' ? rest.substr(1) : rest;
  if (digits.empty() || digits.find_first_not_of("0123456789.eE+-") != digits.npos) return false;
  if (std::from_chars(digits.data(), digits.data() + digits.size(), value).ptr != digits.data() + digits.size())
    return false;
  char buffer[64];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value);
  out.assign(buffer, end.ptr);
  return true;
}

bool normalize_uuid(std::string_view text, std::string& out) {
  std::string digits;
  for (const char c : lower(text)) {
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
  for (const char c : lower(text.substr(1))) {
    const int digit = c >= 'a' ? c - 'a' + 10 : c - '0';
    if (digit < 0 || digit > 15) return false;
    for (int bit = 3; bit >= 0; --bit) out += (digit >> bit & 1) ? '1' : '0';
  }
  return true;
}

}  // namespace

std::optional<int64_t> parse_integer(std::string_view text) {
  std::string_view rest = trimmed(text);
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

bool normalize_literal(std::string_view text, uint16_t type, std::string_view, std::string& out) {
  if (type & kArrayBit) return normalize_array(text, type & ~kArrayBit, out);
  switch (type) {
    case kTypeBool: return normalize_boolean(text, out);
    case kTypeInt2:
    case kTypeInt4:
    case kTypeInt8:
    case kTypeOid: return normalize_integer(text, out);
    case kTypeNumeric: return normalize_numeric(text, out);
    case kTypeFloat4:
    case kTypeFloat8: return normalize_float(text, out);
    case kTypeUuid: return normalize_uuid(text, out);
    case kTypeBit:
    case kTypeVarbit: return normalize_bits(text, out);
    case kTypeInterval: return normalize_interval(text, out);
    case kTypeDate: return normalize_date(text, out);
    case kTypeTimestamp: return normalize_timestamp(text, out);
    case kTypeJsonb: return normalize_jsonb(text, out);
    default: return false;
  }
}

}  // namespace underpin::analyze
