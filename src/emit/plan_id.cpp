#include <fmt/format.h>

#include "base/hash.h"
#include "emit/formats.h"

namespace underpin {

// The two states and every step, each value with its length before it so that no two plans look alike. The changes
// follow from the states; what the files were called and what was found on the way decides nothing.
std::string plan_id(const Document& document) {
  const Plan& plan = *document.plan;
  std::string all = "underpin plan 1\n";
  const auto add = [&](std::string_view value) { all += fmt::format("{}:{}\n", value.size(), value); };
  add(std::to_string(plan.target));
  add(plan.from_fingerprint);
  add(plan.to_fingerprint);
  for (const Step& step : plan.steps) {
    for (const std::string_view value : {std::string_view(step.id), phase_name(step.phase), std::string_view(step.sql)})
      add(value);
    all += fmt::format("{}{}{}{}{} in {}\n", int{step.transactional}, int{step.commit_before}, int{step.loses_data},
                       int{step.guard.has_value()}, int{step.undo.has_value()}, step.transaction);
    add(step.guard.value_or(""));
    add(step.undo.value_or(""));
    for (const Need& need : step.needs) all += fmt::format("needs {}\n", need.step);
  }
  for (const Gate& gate : plan.gates) {
    all += fmt::format("gate {}\n", gate.before);
    add(gate.waits_for);
  }
  const Hash128 hash = hash128(all);
  return fmt::format("{:016x}{:016x}", hash.high, hash.low);
}

}  // namespace underpin
