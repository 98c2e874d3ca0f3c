#include "plan/groups.h"

#include <algorithm>
#include <map>

namespace underpin::plan {
namespace {

using Neighbours = std::vector<std::vector<uint32_t>>;

// All that can be reached from some of the group's members, these included.
std::vector<bool> reach(const std::vector<uint32_t>& members, const Neighbours& next) {
  std::vector<bool> seen(next.size());
  std::vector<uint32_t> open = members;
  for (uint32_t i : members) seen[i] = true;
  while (!open.empty()) {
    const uint32_t at = open.back();
    open.pop_back();
    for (uint32_t to : next[at])
      if (!seen[to]) seen[to] = true, open.push_back(to);
  }
  return seen;
}

std::map<uint32_t, std::vector<uint32_t>> members(const std::vector<uint32_t>& group_of) {
  std::map<uint32_t, std::vector<uint32_t>> out;
  for (uint32_t i = 0; i < group_of.size(); ++i)
    if (group_of[i] != 0) out[group_of[i]].push_back(i);
  return out;
}

}  // namespace

// A chain has one group a phase at most.
std::vector<uint32_t> groups(const Planner& p, const std::vector<Edge>& edges) {
  const auto& drafts = p.drafts();
  std::vector<uint32_t> out(drafts.size());
  for (size_t i = 0; i < drafts.size(); ++i)
    if (drafts[i].together)
      out[i] = 4 * drafts[i].chain + static_cast<uint32_t>(drafts[i].phase.value_or(Phase::kExpand));
  const auto all = members(out);
  if (all.empty()) return out;
  Neighbours forth(drafts.size()), back(drafts.size());
  for (const Edge& edge : edges) {
    forth[edge.from].push_back(edge.to);
    back[edge.to].push_back(edge.from);
  }
  for (const auto& [number, some] : all) {
    const std::vector<bool> after = reach(some, forth), before = reach(some, back);
    for (size_t i = 0; i < out.size(); ++i)
      if (after[i] && before[i] && out[i] == 0) out[i] = number;
  }
  return out;
}

void close_groups(const Planner& p, const std::vector<uint32_t>& group_of, std::vector<Edge>& edges) {
  struct Ends {
    uint32_t first, last;
  };
  std::map<uint32_t, Ends> ends;
  for (const auto& [number, some] : members(group_of)) {
    // Those of the chain itself: its links say which is first and last.
    std::vector<uint32_t> own;
    std::ranges::copy_if(some, std::back_inserter(own), [&](uint32_t i) { return p.drafts()[i].together; });
    const auto [low, high] = std::ranges::minmax_element(own, {}, [&](uint32_t i) { return p.drafts()[i].link; });
    ends[number] = {*low, *high};
  }
  const size_t known = edges.size();
  for (size_t i = 0; i < known; ++i) {
    const uint32_t from = edges[i].from, to = edges[i].to;
    if (group_of[from] == group_of[to]) continue;
    auto add = [&](uint32_t a, uint32_t b) {
      if (a != from || b != to) edges.push_back({a, b, Strength::kWeak, edges[i].reason});
    };
    const uint32_t last = group_of[from] != 0 ? ends[group_of[from]].last : from;
    const uint32_t first = group_of[to] != 0 ? ends[group_of[to]].first : to;
    add(last, first);
  }
}

}  // namespace underpin::plan
