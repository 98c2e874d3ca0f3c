// Network addresses and bytes.
#include <arpa/inet.h>

#include <algorithm>

#include "analyze/calendar.h"
#include "analyze/literals.h"

namespace underpin::analyze {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";

}  // namespace

// An address with or without /bits. A cidr always shows them; an inet where they are fewer than all.
bool normalize_network(std::string_view text, bool cidr, std::string& out) {
  const std::string_view rest = without_blanks(text);
  const size_t slash = std::min(rest.find('/'), rest.size());
  const std::string address(rest.substr(0, slash));
  const bool six = address.find(':') != address.npos;
  unsigned char bytes[16] = {};
  if (inet_pton(six ? AF_INET6 : AF_INET, address.c_str(), bytes) != 1) return false;
  const int64_t most = six ? 128 : 32;
  int64_t bits = most;
  if (slash < rest.size()) {
    const auto given = digits_of(rest.substr(slash + 1));
    if (!given || *given > most) return false;
    bits = *given;
  }
  char printed[INET6_ADDRSTRLEN];
  if (inet_ntop(six ? AF_INET6 : AF_INET, bytes, printed, sizeof printed) == nullptr) return false;
  out = printed;
  if (cidr || bits < most) out += "/" + std::to_string(bits);
  return true;
}

// Hexadecimal digits with any of the separators that PostgreSQL takes; six bytes become eight as EUI-64 says.
bool normalize_macaddr(std::string_view text, size_t bytes, std::string& out) {
  std::string digits;
  for (const char c : lower_ascii(without_blanks(text))) {
    if (c == ':' || c == '-' || c == '.') continue;
    if (kHex.find(c) == kHex.npos) return false;
    digits += c;
  }
  if (bytes == 8 && digits.size() == 12) digits.insert(6, "fffe");
  if (digits.size() != bytes * 2) return false;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && i % 2 == 0) out += ':';
    out += digits[i];
  }
  return true;
}

// \x0Aff, or bytes with octal escapes.
bool normalize_bytea(std::string_view text, std::string& out) {
  out = "\\x";
  if (text.starts_with("\\x")) {
    for (const char c : lower_ascii(text.substr(2))) {
      if (c == ' ' || c == '\n' || c == '\t' || c == '\r') continue;
      if (kHex.find(c) == kHex.npos) return false;
      out += c;
    }
    return out.size() % 2 == 0;
  }
  const auto append = [&](unsigned value) {
    out += kHex[value >> 4 & 15];
    out += kHex[value & 15];
  };
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      append(static_cast<unsigned char>(text[i]));
    } else if (text.substr(i + 1, 1) == "\\") {
      append('\\');
      ++i;
    } else {
      const std::string_view octal = text.substr(i + 1, 3);
      if (octal.size() != 3 || octal[0] > '3' || octal.find_first_not_of("01234567") != octal.npos) return false;
      append(static_cast<unsigned>((octal[0] - '0') * 64 + (octal[1] - '0') * 8 + (octal[2] - '0')));
      i += 3;
    }
  }
  return true;
}

}  // namespace underpin::analyze
