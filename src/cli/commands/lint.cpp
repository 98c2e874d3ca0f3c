// underpin lint: what a migration that somebody wrote risks.
#include <CLI/CLI.hpp>

#include <memory>

#include "cli/checking.h"
#include "cli/commands.h"
#include "cli/source_help.h"
#include "cli/sources.h"
#include "diff/diff.h"
#include "locks/script.h"
#include "plan/undo.h"
#include "source/load.h"

namespace underpin::cli {
namespace {

struct LintCommand : CheckSettings {
  std::vector<std::string> scripts;
  std::string schema;
  SourceOptions sources;
  int target = 0;
  bool autocommit = false;
};

int run(LintCommand& command) {
  Sink sink;
  static Config& config = *new Config;
  static CheckInput& input = *new CheckInput;
  const auto fail = [&] { return report(sink.all(), command.color, command.quiet), kBadInput; };
  if (!read_settings(command, config, input.weights, sink)) return fail();
  if (command.schema.empty()) command.schema = config.path(config.schema_path);
  static Opened& opened = *new Opened;
  static auto& script = *new std::shared_ptr<SourceSet>(std::make_shared<SourceSet>());
  bool good = open_source(command.schema, command.sources, opened, sink);
  for (const std::string& file : command.scripts) good = good && load(file, *script, sink);
  sink.keep(opened.sources);
  sink.keep(script);
  if (!good) return fail();
  int target = command.target != 0 ? command.target : config.target;
  if (target == 0) target = natural_target(opened);
  static Catalog& before = *new Catalog(elaborate(opened, target, sink));
  for (const ConsumerConfig& consumer : config.consumers)
    input.consumers.push_back(compat::read_consumer(consumer, config, sink));
  if (sink.failed()) return fail();
  Sink notes;
  static compat::ScriptCourse& course =
      *new compat::ScriptCourse(compat::course_of(*script, before.clone(), rows_of(*opened.sources, before),
                                                  {.target = target, .autocommit = command.autocommit}, notes));
  if (notes.failed()) return report(notes.all(), command.color, command.quiet), kBadInput;
  state_renames(before, *course.last);
  Sink ignored;
  static Diff& difference = *new Diff(diff(before, *course.last, ignored));
  course.course.diff = &difference;
  for (Diagnostic& refused : course.refused) {
    compat::Found found{.diagnostic = std::move(refused)};
    found.subject = place_text(found.diagnostic.place);
    input.findings.push_back(std::move(found));
  }
  input.config = &config;
  input.texts = {script.get()};
  std::string to = command.scripts.size() == 1 ? source_title(command.scripts.front())
                                               : std::to_string(command.scripts.size()) + " files";
  return finish_check(command, input, course.course, source_title(command.schema), std::move(to), sink);
}

}  // namespace

void add_lint(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<LintCommand>();
  CLI::App* command = app.add_subcommand("lint", "say what a migration that somebody wrote risks");
  command
      ->add_option("FILE", options->scripts,
                   "the migration's files, in order; each in one transaction unless it says BEGIN")
      ->required()
      ->type_name("...");
  command->add_option("--schema", options->schema, "the state before ([schema] path of underpin.toml)")
      ->type_name("SRC");
  command->add_option("--target", options->target, "PostgreSQL's major version, 14 to 18")
      ->check(CLI::Range(14, 18).description(""))
      ->type_name("N");
  command->add_flag("--autocommit", options->autocommit, "each statement is a transaction of its own, as in psql");
  add_check_options(*command, *options);
  add_source_options(*command, options->sources);
  command->footer(source_help("Exit code: 0 no finding is at or above the threshold, 1 some are, 2 trouble."));
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace underpin::cli
