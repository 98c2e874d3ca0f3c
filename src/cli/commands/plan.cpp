// underpin plan: the steps that lead from one state to the other.
#include <CLI/CLI.hpp>

#include "cli/commands.h"
#include "cli/pair_options.h"
#include "cli/source_help.h"

namespace underpin::cli {
namespace {

int run(const CommandOptions& options) {
  const Format& format = chosen_format(options, plan_formats());
  Sink sink;
  static Work& work = *new Work;  // the operating system frees it faster than destructors do
  work.pair = elaborate_pair(options.pair, sink);
  if (work.pair == nullptr) {
    report(sink.all(), options.color, options.quiet);
    return kBadInput;
  }
  Certificate certificate;
  work.plan = plan_pair(*work.pair, sink, certificate);
  report(sink.all(), options.color, options.quiet);
  if (sink.failed()) return kRefused;
  Document document = make_document(options, work.plan, sink);
  document.certificate = std::move(certificate);
  return write_output(options.output, format.print(document)) ? kSuccess : kBadInput;
}

}  // namespace

void add_plan(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<CommandOptions>();
  CLI::App* command = app.add_subcommand("plan", "plan the change from one schema state to another");
  add_pair_options(*command, *options, plan_formats());
  command->footer(source_help("Exit code: 0 a plan (also an empty one), 2 trouble, 3 the change is refused."));
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace underpin::cli
