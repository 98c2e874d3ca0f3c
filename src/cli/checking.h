// What check and lint share: the settings, and the way from a course of states to a document.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/report.h"
#include "compat/course.h"
#include "compat/weigh.h"
#include "config/config.h"
#include "emit/check.h"

namespace CLI {
class App;
}

namespace underpin::cli {

struct CheckSettings {
  std::string config_file, level, threshold, format, output, baseline, write_baseline, today;
  bool all = false, quiet = false;
  ColorWhen color = ColorWhen::kAuto;
};

void add_check_options(CLI::App& command, CheckSettings& settings);

// Reads underpin.toml and what the command line says over it. False where something is wrong: the sink says why.
bool read_settings(const CheckSettings& settings, Config& config, compat::Weights& weights, Sink& sink);

// What was read beside the two states.
struct CheckInput {
  const Config* config = nullptr;
  compat::Weights weights;
  std::vector<const SourceSet*> texts;  // in which directives may stand
  std::vector<compat::Found> findings;  // that others have made
  std::vector<compat::Consumer> consumers;
  Plan* plan = nullptr;  // whose states they are, where they are a plan's
};

// Marks what is suppressed. False where a suppression is wrong: the sink says why.
bool suppress(const CheckSettings& settings, CheckInput& input, std::vector<compat::Found>& findings, Sink& sink);

// Runs matrix and rules, weighs, suppresses, prints. The exit code.
int finish_check(const CheckSettings& settings, CheckInput& input, compat::Course& course, std::string from,
                 std::string to, Sink& sink);

}  // namespace underpin::cli
