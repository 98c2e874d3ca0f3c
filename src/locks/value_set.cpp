#include "locks/value_set.h"

#include <algorithm>

namespace underpin::locks {

std::partial_ordering operator<=>(const Constant& a, const Constant& b) {
  if (a.is_text != b.is_text) return std::partial_ordering::unordered;
  if (!a.is_text) return a.number <=> b.number;
  const int order = a.text.compare(b.text);
  return order < 0   ? std::partial_ordering::less
         : order > 0 ? std::partial_ordering::greater
                     : std::partial_ordering::equivalent;
}

bool operator<(const Edge& a, const Edge& b) {
  if (a.infinity != b.infinity) return a.infinity < b.infinity;
  if (a.infinity != 0) return false;
  if (a.value == b.value) return a.side < b.side;
  return a.value < b.value;
}

ValueSet ValueSet::between(Edge low, Edge high) {
  ValueSet out;
  if (low < high) out.parts_.push_back({std::move(low), std::move(high)});
  return out;
}

ValueSet ValueSet::only(const Constant& value) {
  return between({.infinity = 0, .value = value, .side = -1}, {.infinity = 0, .value = value, .side = 1});
}

ValueSet ValueSet::complement() const {
  ValueSet out;
  Edge low = Edge::lowest();
  for (const Part& part : parts_) {
    if (low < part.low) out.parts_.push_back({low, part.low});
    low = part.high;
  }
  if (low < Edge::highest()) out.parts_.push_back({low, Edge::highest()});
  return out;
}

ValueSet ValueSet::intersected(const ValueSet& other) const {
  ValueSet out;
  for (const Part& a : parts_)
    for (const Part& b : other.parts_) {
      const Edge& low = a.low < b.low ? b.low : a.low;
      const Edge& high = a.high < b.high ? a.high : b.high;
      if (low < high) out.parts_.push_back({low, high});
    }
  std::ranges::sort(out.parts_, [](const Part& a, const Part& b) { return a.low < b.low; });
  return out;
}

ValueSet ValueSet::united(const ValueSet& other) const {
  return complement().intersected(other.complement()).complement();
}

}  // namespace underpin::locks
