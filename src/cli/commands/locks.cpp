// underpin locks: what each statement of a script costs on a running database.
#include <CLI/CLI.hpp>

#include <memory>

#include "bind/bind.h"
#include "cli/commands.h"
#include "cli/report.h"
#include "emit/locks.h"
#include "source/load.h"

#include <unistd.h>

namespace underpin::cli {
namespace {

struct LocksOptions {
  std::string schema, script, format = "text";
  ScriptOptions script_options;
  std::string timezone = "UTC";
};

int run(LocksOptions options) {
  Sink sink, notes;
  auto schema = std::make_shared<SourceSet>();
  SourceSet script;
  if (!load(options.schema, *schema, sink) || !load(options.script, script, sink)) {
    report(sink.all(), ColorWhen::kAuto, false);
    return kBadInput;
  }
  Catalog state = elaborate(schema, {.target = options.script_options.target}, sink);
  report(sink.all(), ColorWhen::kAuto, true);
  if (sink.failed()) return kBadInput;
  TableRows rows = rows_of(*schema, state);
  options.script_options.utc = options.timezone == "UTC";
  Script run(std::move(state), std::move(rows), options.script_options);
  std::vector<Prediction> predictions;
  for (const auto& file : script.files())
    for (const StatementSpan& statement : split(*file, notes).statements)
      predictions.push_back(run.next(statement, notes));
  report(notes.all(), ColorWhen::kAuto, true);
  const bool color = wants_color(ColorWhen::kAuto, STDOUT_FILENO);
  const std::string text = options.format == "json" ? locks_json(predictions) : locks_text(predictions, color);
  return write_output("", text) && !notes.failed() ? kSuccess : kBadInput;
}

}  // namespace

void add_locks(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<LocksOptions>();
  CLI::App* command = app.add_subcommand("locks", "say which locks each statement of a script takes, and for how long");
  command
      ->add_option("--schema", options->schema, "the state before: a .sql file, a folder of them, - for standard input")
      ->required()
      ->type_name("SRC");
  command->add_option("SCRIPT", options->script, "the statements, in one transaction unless they say BEGIN")
      ->required()
      ->type_name("");
  command->add_option("--target", options->script_options.target, "PostgreSQL's major version, 14 to 18")
      ->check(CLI::Range(14, 18).description(""))
      ->capture_default_str()
      ->type_name("N");
  command->add_option("--format", options->format, "text|json")
      ->check(CLI::IsMember({"text", "json"}).description(""))
      ->capture_default_str()
      ->type_name("F");
  command->add_flag("--autocommit", options->script_options.autocommit,
                    "each statement is a transaction of its own, as in psql");
  command->add_option("--timezone", options->timezone, "the session's TimeZone where the script does not set it")
      ->capture_default_str()
      ->type_name("ZONE");
  command->footer(
      "Exit code: 0 a prediction, 2 trouble. INSERT and COPY in SRC say which tables have rows; without any, all "
      "have.");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace underpin::cli
