// Orders vertices so that every edge's `from` comes before its `to`; among those that are ready the one with the lowest
// key goes first, so the order is the same whatever the order of insertion. The only door to Boost.Graph.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace underpin {

struct OrderEdge {
  uint32_t from = 0;
  uint32_t to = 0;
};

struct OrderResult {
  std::vector<uint32_t> order;                // all vertices, when there is no cycle
  std::vector<std::vector<uint32_t>> cycles;  // else the strong components of more than one vertex, by lowest key
};

// keys[i]: sort key of vertex i (unique, meaningful: phase, kind, name).
OrderResult order(const std::vector<std::string>& keys, const std::vector<OrderEdge>& edges);

}  // namespace underpin
