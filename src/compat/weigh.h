// Which findings count, and how much.
#pragma once

#include "compat/found.h"
#include "compat/rule.h"
#include "config/config.h"

namespace underpin::compat {

struct Weights {
  CompatLevel level = CompatLevel::kWrite;
  Level threshold = Level::kError;
  std::vector<CodeSetting> severity;
};

std::optional<CompatLevel> level_named(std::string_view name);
std::string_view level_name(CompatLevel level);
std::optional<Level> severity_named(std::string_view name);

// The rules that run: those that are on, and those that a severity turns on.
std::vector<const Rule*> rules_that_run(const Weights& weights);
// Takes away what the level does not cover or a severity turns off, and sets the levels. Codes that are not known are
// errors in the sink.
void weigh(std::vector<Found>& findings, const Weights& weights);
bool check_codes(const Weights& weights, Sink& sink);
// By file, place and code; what is said twice is said once.
void sort_findings(std::vector<Found>& findings);

// Is one at or above the threshold that is not suppressed?
bool fails(const std::vector<Found>& findings, Level threshold);

}  // namespace underpin::compat
