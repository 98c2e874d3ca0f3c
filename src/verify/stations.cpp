#include "verify/stations.h"

#include "verify/interpret.h"

namespace underpin {

Stations stations_of(const std::vector<Step>& steps, const Catalog& before, int target, Symbol role) {
  Stations out;
  out.states.push_back(before.clone());
  out.states.front().directives.clear();
  out.states.front().default_owner = role;
  for (const Step& step : steps) {
    Catalog next = out.states.back().clone();
    if (auto why = interpret(next, step.sql, {.target = target, .role = role})) {
      out.failed = std::move(*why);
      return out;
    }
    next.default_owner = role;
    out.states.push_back(std::move(next));
  }
  return out;
}

}  // namespace underpin
