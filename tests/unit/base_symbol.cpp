#include "base/symbol.h"

#include <doctest/doctest.h>

#include <string>
#include <thread>
#include <vector>

using namespace underpin;

TEST_CASE("equal texts have equal symbols") {
  CHECK(intern("orders") == intern(std::string("orders")));
  CHECK(intern("orders") != intern("Orders"));
  CHECK(intern("orders").text() == "orders");
  CHECK(intern("") == Symbol{});
  CHECK(Symbol{}.text().empty());
}

TEST_CASE("threads that intern the same names get the same symbols") {
  constexpr int kNames = 20000;
  std::vector<std::vector<Symbol>> seen(4);
  std::vector<std::thread> threads;
  for (auto& mine : seen)
    threads.emplace_back([&mine] {
      for (int i = 0; i < kNames; ++i) mine.push_back(intern("shared_name_" + std::to_string(i)));
    });
  for (auto& thread : threads) thread.join();
  for (const auto& mine : seen) CHECK(mine == seen[0]);
  CHECK(seen[0][kNames - 1].text() == "shared_name_19999");
}
