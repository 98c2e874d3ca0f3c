// The states that a plan passes through, by the model.
#pragma once

#include <string>
#include <vector>

#include "plan/plan.h"

namespace underpin {

struct Stations {
  std::vector<Catalog> states;  // before the first step, after the first, …
  std::string failed;           // why the step after the last state does not run; empty where all do
};

// `role` owns what states no owner. As many states as there are steps are made of clones, which share what is equal.
Stations stations_of(const std::vector<Step>& steps, const Catalog& before, int target, Symbol role);

}  // namespace underpin
