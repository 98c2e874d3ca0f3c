#include "verify/walk.h"

namespace underpin {

Walk::Walk(const Plan& of, const Catalog& before) : plan(of), rules{.target = of.target, .role = before.default_owner} {
  states.reserve(plan.steps.size() + 1);
  prints.reserve(plan.steps.size() + 1);
  states.push_back(before.clone());
  states.front().directives.clear();
  prints.emplace_back(states.front());
  for (const Step& step : plan.steps) {
    Catalog next = states.back().clone();
    if (const auto why = interpret(next, step.sql, rules)) {
      failed = *why;
      return;
    }
    StatePrint print(next, states.back(), prints.back());
    states.push_back(std::move(next));
    prints.push_back(std::move(print));
  }
}

bool Walk::is_stop(size_t steps_done) const {
  return steps_done == 0 || plan.steps[steps_done - 1].transaction == 0 || ends_transaction(plan, steps_done - 1);
}

}  // namespace underpin
