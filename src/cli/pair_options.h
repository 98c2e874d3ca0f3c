// The options that diff and plan share.
#pragma once

#include <span>
#include <string>

#include "cli/pipeline.h"
#include "cli/report.h"

namespace CLI {
class App;
}

namespace underpin::cli {

struct CommandOptions {
  PairOptions pair;
  std::string format;  // empty: chosen by the output's extension, else text
  std::string output;
  ColorWhen color = ColorWhen::kAuto;
  bool quiet = false;
};

void add_pair_options(CLI::App& command, CommandOptions& options, std::span<const Format> formats);

// The format to print in. Throws CLI::ValidationError for an extension that stands for none.
const Format& chosen_format(const CommandOptions& options, std::span<const Format> formats);

// A document about the pair, with the findings so far.
Document make_document(const CommandOptions& options, const Plan& plan, const Sink& sink);

}  // namespace underpin::cli
