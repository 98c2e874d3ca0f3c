#include "graph/order.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <queue>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>

namespace underpin {
namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;

// The place of every vertex among all keys: comparing ranks is comparing keys.
std::vector<uint32_t> ranks_of(const std::vector<std::string>& keys) {
  std::vector<uint32_t> by_key(keys.size());
  std::iota(by_key.begin(), by_key.end(), 0u);
  std::ranges::stable_sort(by_key, {}, [&](uint32_t vertex) -> const std::string& { return keys[vertex]; });
  std::vector<uint32_t> ranks(keys.size());
  for (uint32_t rank = 0; rank < by_key.size(); ++rank) ranks[by_key[rank]] = rank;
  return ranks;
}

// boost::topological_sort promises no order among ready vertices, so Kahn's algorithm with a heap stands here.
std::vector<uint32_t> sorted(const Graph& graph, const std::vector<uint32_t>& ranks) {
  std::vector<uint32_t> waits(num_vertices(graph), 0);
  for (auto [edge, end] = edges(graph); edge != end; ++edge) ++waits[target(*edge, graph)];

  auto later = [&](uint32_t a, uint32_t b) { return ranks[a] > ranks[b]; };
  std::priority_queue<uint32_t, std::vector<uint32_t>, decltype(later)> ready(later);
  for (uint32_t vertex = 0; vertex < waits.size(); ++vertex)
    if (waits[vertex] == 0) ready.push(vertex);

  std::vector<uint32_t> out;
  while (!ready.empty()) {
    const uint32_t vertex = ready.top();
    ready.pop();
    out.push_back(vertex);
    for (auto [edge, end] = out_edges(vertex, graph); edge != end; ++edge)
      if (--waits[target(*edge, graph)] == 0) ready.push(static_cast<uint32_t>(target(*edge, graph)));
  }
  return out;
}

std::vector<std::vector<uint32_t>> cycles_of(const Graph& graph, const std::vector<uint32_t>& ranks) {
  std::vector<uint32_t> component(num_vertices(graph));
  const auto count = boost::strong_components(
      graph, boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, graph)));
  std::vector<std::vector<uint32_t>> members(static_cast<size_t>(count));
  for (uint32_t vertex = 0; vertex < component.size(); ++vertex) members[component[vertex]].push_back(vertex);
  std::erase_if(members, [](const auto& found) { return found.size() < 2; });

  const auto rank = [&](uint32_t vertex) { return ranks[vertex]; };
  for (auto& cycle : members) std::ranges::sort(cycle, {}, rank);
  std::ranges::sort(members, {}, [&](const auto& cycle) { return ranks[cycle.front()]; });
  return members;
}

}  // namespace

OrderResult order(const std::vector<std::string>& keys, const std::vector<OrderEdge>& edges) {
  Graph graph(keys.size());
  for (const OrderEdge& edge : edges)
    if (edge.from != edge.to) add_edge(edge.from, edge.to, graph);
  const std::vector<uint32_t> ranks = ranks_of(keys);
  OrderResult result;
  result.order = sorted(graph, ranks);
  if (result.order.size() == keys.size()) return result;
  result.order.clear();
  result.cycles = cycles_of(graph, ranks);
  return result;
}

}  // namespace underpin
