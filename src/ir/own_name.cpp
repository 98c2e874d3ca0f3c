#include "ir/own_name.h"

#include "base/hash.h"

namespace underpin {

std::string own_name(std::string_view what, std::string_view name, std::string_view prefix) {
  constexpr size_t kLongest = 63;
  std::string out = std::string(prefix) + "_" + std::string(what) + "_" + std::string(name);
  if (out.size() <= kLongest) return out;
  // Two long names that begin alike stay apart by the hash of the whole.
  constexpr char kDigits[] = "0123456789abcdef";
  uint64_t hash = hash64(out);
  size_t end = kLongest - 9;
  while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) --end;
  out.resize(end);
  out += '_';
  for (int i = 0; i < 8; ++i, hash >>= 4) out += kDigits[hash & 15];
  return out;
}

}  // namespace underpin
