// The program: chooses the verb, and is the only place that ends the process.
#include <CLI/CLI.hpp>

#include <cstdio>
#include <cstdlib>
#include <new>

#include "cli/commands.h"

namespace {

constexpr const char* kExamples =
    "underpin diff --from old.sql --to new.sql         what differs\n"
    "underpin plan --from db/v1 --to db/v2             the steps, with reasons\n"
    "underpin plan --from a.sql --to b.sql -o c.sql    as a script for psql\n"
    "underpin plan --from postgresql:///shop --to db   from what runs now\n"
    "underpin check                                    what the work tree's change breaks, and for whom\n"
    "underpin lint migration.sql --schema db           what a hand-written migration risks\n"
    "underpin locks --schema a.sql migration.sql       what each statement locks, and for how long\n"
    "underpin query --schema db queries.sql            types and errors of queries, without a server\n"
    "underpin inspect postgresql:///shop --split -o db a live schema as files\n"
    "underpin verify --from a.sql --to b.sql           the plan, proved on a scratch server";

// Says what is wrong with the command line, on standard error.
std::string failure(const CLI::App* app, const CLI::Error& error) {
  std::string what = error.what();
  if (app->get_parent() == nullptr && app->get_subcommands().empty()) {
    const auto rest = app->remaining();
    what = rest.empty() ? "a command is required" : "there is no command \"" + rest.front() + "\"";
  }
  return "error: " + what + "\nRun `underpin --help` or `underpin COMMAND --help` for usage.\n";
}

}  // namespace

int main(int argc, char** argv) {
  using namespace underpin::cli;
  int exit_code = kSuccess;
  CLI::App app{"Plans PostgreSQL schema changes that keep running code running."};
  app.name("underpin");
  app.set_version_flag("--version", version_line());
  app.require_subcommand(1);
  app.failure_message(failure);
  app.footer(kExamples);
  add_diff(app, exit_code);
  add_plan(app, exit_code);
  add_inspect(app, exit_code);
  add_drift(app, exit_code);
  add_locks(app, exit_code);
  add_query(app, exit_code);
  add_verify(app, exit_code);
  add_check(app, exit_code);
  add_lint(app, exit_code);
  add_init(app, exit_code);
  add_explain(app, exit_code);
  add_version(app, exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    exit_code = app.exit(error) == 0 ? kSuccess : kBadInput;
  } catch (const std::bad_alloc&) {
    std::fputs("error: out of memory\n", stderr);
    exit_code = kBadInput;
  }
  // The operating system frees large catalogs faster than their destructors do.
  std::fflush(nullptr);
  std::_Exit(exit_code);
}
