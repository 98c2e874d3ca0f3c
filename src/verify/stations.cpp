#include "verify/stations.h"

#include <algorithm>

#include "bind/bind.h"

namespace underpin {

Stations stations_of(const std::vector<Step>& steps, const Catalog& before, int target, Symbol role) {
  Stations out;
  out.states.push_back(before.clone());
  out.states.front().directives.clear();
  out.states.front().default_owner = role;
  for (const Step& step : steps) {
    Catalog next = out.states.back().clone();
    auto sources = std::make_shared<SourceSet>();
    sources->add("step.sql", step.sql + ";\n");
    Sink sink;
    apply(next, sources, {.target = target, .session_role = role, .any_order = false}, sink);
    if (sink.failed()) {
      out.failed = std::ranges::find(sink.all(), Level::kError, &Diagnostic::level)->message;
      return out;
    }
    next.default_owner = role;
    out.states.push_back(std::move(next));
  }
  return out;
}

}  // namespace underpin
