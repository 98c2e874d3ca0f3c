// The one hash: xxh3, 64 and 128 bits. Stable for ever and on every machine: fingerprints are made of it.
#pragma once

#include <cstdint>
#include <string_view>

namespace underpin {

struct Hash128 {
  uint64_t high = 0;
  uint64_t low = 0;

  friend auto operator<=>(const Hash128&, const Hash128&) = default;
};

uint64_t hash64(std::string_view bytes, uint64_t seed = 0);
Hash128 hash128(std::string_view bytes);

}  // namespace underpin
