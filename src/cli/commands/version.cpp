// underpin version: which Underpin, and which grammar is in it.
#include <CLI/CLI.hpp>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/report.h"
#include "parse/statement.h"

namespace underpin::cli {

const char* version_line() {
  static const std::string line = fmt::format("underpin {}, libpg_query {} (grammar of PostgreSQL {})",
                                              UNDERPIN_VERSION, UNDERPIN_PG_QUERY_VERSION, grammar_major());
  return line.c_str();
}

void add_version(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand("version", "print the version and the grammar that is in it");
  command->callback(
      [&exit_code] { exit_code = write_output("", std::string(version_line()) + "\n") ? kSuccess : kBadInput; });
}

}  // namespace underpin::cli
