// Typed 4-byte ids into stores. Id 0 is "none". An id never leaves the process and never decides an
// order that a user sees.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace underpin {

template <class Tag>
struct Id {
  uint32_t value = 0;

  explicit operator bool() const { return value != 0; }
  friend auto operator<=>(Id, Id) = default;
};

}  // namespace underpin

template <class Tag>
struct std::hash<underpin::Id<Tag>> {
  size_t operator()(underpin::Id<Tag> id) const noexcept { return id.value * size_t{0x9E3779B97F4A7C15}; }
};
