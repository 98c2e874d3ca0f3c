#include "graph/order.h"

#include <doctest/doctest.h>

using underpin::order;
using Order = std::vector<uint32_t>;

TEST_CASE("ready vertices go by key, whatever the order of insertion") {
  CHECK(order({"c", "a", "b"}, {}).order == Order{1, 2, 0});
}

TEST_CASE("an edge beats the key") { CHECK(order({"a", "b", "c"}, {{2, 0}}).order == Order{1, 2, 0}); }

TEST_CASE("a vertex goes as soon as it is ready") {
  // a waits for z; then it goes before b, which came later in the alphabet but was ready all the time.
  CHECK(order({"a", "b", "0"}, {{2, 0}}).order == Order{2, 0, 1});
}

TEST_CASE("edges may be given twice, and from a vertex to itself") {
  CHECK(order({"a", "b"}, {{1, 0}, {1, 0}, {0, 0}}).order == Order{1, 0});
}

TEST_CASE("cycles are named by their lowest key") {
  const auto result = order({"d", "c", "b", "a", "e"}, {{0, 1}, {1, 0}, {2, 3}, {3, 2}, {4, 0}});
  CHECK(result.order.empty());
  REQUIRE(result.cycles.size() == 2);
  CHECK(result.cycles[0] == Order{3, 2});
  CHECK(result.cycles[1] == Order{1, 0});
}

TEST_CASE("nothing is in order") { CHECK(order({}, {}).order.empty()); }
