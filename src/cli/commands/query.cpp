// underpin query: what queries give and take, or PostgreSQL's error at its place.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

#include "bind/queries.h"
#include "cli/commands.h"
#include "cli/report.h"
#include "cli/source_help.h"
#include "cli/sources.h"
#include "emit/query.h"
#include "source/load.h"

#include <unistd.h>

namespace underpin::cli {
namespace {

struct QueryCommand {
  std::string schema, queries, format = "text", output;
  std::vector<std::string> search_path;
  SourceOptions sources;
  int target = 0;
};

int run(const QueryCommand& command) {
  Sink sink;
  Opened opened;
  auto queries = std::make_shared<SourceSet>();
  const bool opens =
      open_source(command.schema, command.sources, opened, sink) && load(command.queries, *queries, sink);
  sink.keep(opened.sources);
  if (!opens) return report(sink.all(), ColorWhen::kAuto, true), kBadInput;
  const int target = command.target != 0 ? command.target : natural_target(opened);
  Catalog state = elaborate(opened, target, sink);
  if (sink.failed()) return report(sink.all(), ColorWhen::kAuto, true), kBadInput;
  QueryOptions options;
  options.bind.target = target;
  options.search_path = command.search_path;
  const auto answers = answer_queries(state, queries, options, sink);
  report(sink.all(), ColorWhen::kAuto, true);
  const bool color = command.output.empty() && wants_color(ColorWhen::kAuto, STDOUT_FILENO);
  const std::string text = command.format == "json" ? query_json(answers) : query_text(answers, color);
  if (!write_output(command.output, text) || sink.failed()) return kBadInput;
  const bool wrong = std::ranges::any_of(answers, [](const AnsweredStatement& one) { return one.error.has_value(); });
  return wrong ? kDiffers : kSuccess;
}

}  // namespace

void add_query(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<QueryCommand>();
  CLI::App* command =
      app.add_subcommand("query", "say what each query of a file gives, takes and touches, or its error");
  command->add_option("--schema", options->schema, "the state that the queries are meant for")
      ->required()
      ->type_name("SRC");
  command->add_option("QUERIES", options->queries, "a .sql file, a folder of them, - for standard input")
      ->required()
      ->type_name("");
  command->add_option("--search-path", options->search_path, "schemas in order, commas between (public)")
      ->delimiter(',')
      ->type_name("NAMES");
  command
      ->add_option("--target", options->target, "PostgreSQL's major version, 14 to 18 (a live server's own, else 18)")
      ->check(CLI::Range(14, 18).description(""))
      ->type_name("N");
  command->add_option("--format", options->format, "text|json")
      ->check(CLI::IsMember({"text", "json"}).description(""))
      ->capture_default_str()
      ->type_name("F");
  command->add_option("-o,--output", options->output, "write to FILE, whole or not at all")->type_name("FILE");
  add_source_options(*command, options->sources);
  command->footer(source_help(
      "Exit code: 0 all queries are sound, 1 some are not, 2 trouble. DDL and SET in QUERIES count for what "
      "stands behind them; other statements are named and passed over."));
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace underpin::cli
