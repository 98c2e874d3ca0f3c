// underpin inspect: a state as DDL or as a snapshot, wherever it comes from.
#include <CLI/CLI.hpp>

#include <fmt/format.h>

#include <filesystem>

#include "cli/commands.h"
#include "cli/pipeline.h"
#include "cli/report.h"
#include "cli/source_help.h"
#include "emit/ddl.h"

namespace underpin::cli {
namespace {

struct InspectOptions {
  std::string source, format, output;
  int target = 0;
  SourceOptions sources;
  bool split = false, quiet = false;
};

bool write_folder(const std::string& folder, const Plan& plan) {
  for (const DdlFile& file : ddl_files(plan)) {
    const std::filesystem::path path = std::filesystem::path(folder) / file.path;
    std::error_code error;
    std::filesystem::create_directories(path.parent_path(), error);
    if (!write_output(path.string(), file.text)) return false;
  }
  return true;
}

bool wants_json(const InspectOptions& options) {
  return options.format == "json" || (options.format.empty() && options.output.ends_with(".json"));
}

void check(const InspectOptions& options) {
  if (!options.split) return;
  if (options.output.empty() || options.output == "-")
    throw CLI::ValidationError("--split", "needs a folder: -o FOLDER");
  if (options.format == "json") throw CLI::ValidationError("--split", "is of DDL, not of JSON");
}

bool write(const InspectOptions& options, const Inspected& inspected) {
  if (options.split) return write_folder(options.output, inspected.plan);
  if (wants_json(options)) return write_output(options.output, snapshot_json(inspected.plan, inspected.environment));
  return write_output(options.output, ddl_text(inspected.plan));
}

int run(const InspectOptions& options) {
  check(options);
  Sink sink;
  static Inspected& inspected = *new Inspected;  // the operating system frees it faster than destructors do
  const bool read = inspect(options.source, options.sources, options.target, inspected, sink);
  report(sink.all(), ColorWhen::kAuto, options.quiet);
  if (!read || sink.failed()) return kBadInput;
  return write(options, inspected) ? kSuccess : kBadInput;
}

}  // namespace

void add_inspect(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<InspectOptions>();
  CLI::App* command = app.add_subcommand("inspect", "write a state as DDL, or as a snapshot to compare with later");
  command->add_option("SOURCE", options->source, "the state")->required()->type_name("");
  command->add_option("-o,--output", options->output, "write to FILE, whole or not at all; a folder with --split")
      ->type_name("FILE");
  command->add_option("--format", options->format, "ddl|json (a snapshot); else as FILE's extension says, else ddl")
      ->check(CLI::IsMember({"ddl", "json"}).description(""))
      ->type_name("F");
  command->add_flag("--split", options->split, "one file an object");
  command
      ->add_option("--target", options->target, "PostgreSQL's major version, 14 to 18 (a live server's own, else 18)")
      ->check(CLI::Range(14, 18).description(""))
      ->type_name("N");
  add_source_options(*command, options->sources);
  command->add_flag("-q,--quiet", options->quiet, "no warnings and notes on standard error");
  command->footer(source_help("Exit code: 0 it is written, 2 trouble."));
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace underpin::cli
