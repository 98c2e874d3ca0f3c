// underpin diff: what differs between two states.
#include <CLI/CLI.hpp>

#include "cli/commands.h"
#include "cli/pair_options.h"
#include "cli/source_help.h"

namespace underpin::cli {
namespace {

int run(const CommandOptions& options) {
  const Format& format = chosen_format(options, diff_formats());
  Sink sink;
  static Work& work = *new Work;  // the operating system frees it faster than destructors do
  work.pair = elaborate_pair(options.pair, sink);
  if (work.pair != nullptr) work.plan = diff_pair(*work.pair, sink);
  const Plan& differences = work.plan;
  report(sink.all(), options.color, options.quiet);
  if (work.pair == nullptr || sink.failed()) return kBadInput;
  if (!write_output(options.output, format.print(make_document(options, differences, sink)))) return kBadInput;
  return differences.diff.empty() ? kSuccess : kDiffers;
}

}  // namespace

void add_diff(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<CommandOptions>();
  CLI::App* command = app.add_subcommand("diff", "show what differs between two schema states");
  add_pair_options(*command, *options, diff_formats());
  command->footer(source_help("Exit code: 0 the states are the same, 1 they differ, 2 trouble."));
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace underpin::cli
