// What people are told about strategies.
#pragma once

#include <span>
#include <string_view>

namespace underpin {

struct StrategyInfo {
  std::string_view slug;       // as in Step::strategy
  std::string_view change;     // what it is for
  std::string_view steps;      // what it does
  std::string_view why;        // what the plain statement would do
  std::string_view otherwise;  // when another way is taken
};
std::span<const StrategyInfo> all_strategies();            // by slug
const StrategyInfo* find_strategy(std::string_view slug);  // nullptr where there is none

}  // namespace underpin
