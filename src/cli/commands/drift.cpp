// underpin drift: do databases still have the schema that they should?
#include <CLI/CLI.hpp>

#include <algorithm>

#include "cli/commands.h"
#include "cli/drift.h"
#include "cli/report.h"
#include "cli/source_help.h"

namespace underpin::cli {
namespace {

int run(const DriftOptions& options, const std::string& format, const std::string& output, bool quiet) {
  std::vector<DriftRow> rows = drift(options);
  Sink all;
  for (const DriftRow& row : rows)
    for (const Diagnostic& found : row.findings) all.emit(*found.code, found.place, {}) = found;
  report(all.all(), ColorWhen::kAuto, quiet);
  const bool json = format == "json" || (format.empty() && output.ends_with(".json"));
  if (!write_output(output, json ? drift_json(rows) : drift_text(rows))) return kBadInput;
  int worst = kSuccess;
  for (const DriftRow& row : rows)
    worst = std::max<int>(worst, row.failed ? kBadInput : row.changes > 0 ? kDiffers : kSuccess);
  return worst;
}

}  // namespace

void add_drift(CLI::App& app, int& exit_code) {
  struct All {
    DriftOptions drift;
    std::string format, output;
    bool quiet = false;
  };
  auto options = std::make_shared<All>();
  CLI::App* command = app.add_subcommand("drift", "say which databases no longer have the schema that they should");
  command->add_option("--expect", options->drift.expect, "the state that is wanted")->required()->type_name("SRC");
  command->add_option("--actual", options->drift.actual, "one or more states that are there")
      ->required()
      ->type_name("SRC …");
  command
      ->add_option("--target", options->drift.target,
                   "PostgreSQL's major version, 14 to 18 (each server's own, else 18)")
      ->check(CLI::Range(14, 18).description(""))
      ->type_name("N");
  command->add_option("--format", options->format, "text|json; else as FILE's extension says, else text")
      ->check(CLI::IsMember({"text", "json"}).description(""))
      ->type_name("F");
  command->add_option("-o,--output", options->output, "write to FILE, whole or not at all")->type_name("FILE");
  command->add_option("--owner", options->drift.owner, "role that owns what states no owner (inferred)")
      ->type_name("ROLE");
  add_source_options(*command, options->drift.sources);
  command->add_flag("-q,--quiet", options->quiet, "no warnings and notes on standard error");
  command->footer(source_help("Exit code: 0 all are as expected, 1 some differ, 2 some cannot be read."));
  command->callback(
      [options, &exit_code] { exit_code = run(options->drift, options->format, options->output, options->quiet); });
}

}  // namespace underpin::cli
