// The verbs. Each is a file in commands/: it adds its subcommand and, when it is chosen, sets the exit code.
#pragma once

namespace CLI {
class App;
}

namespace underpin::cli {

// What `underpin` ends with. A script may count on these.
enum ExitCode : int {
  kSuccess = 0,   // diff: the states are the same; plan: here is one (also an empty one)
  kDiffers = 1,   // diff, drift: they are not; check, lint: a finding is at or above the threshold
  kBadInput = 2,  // the command line or a source is wrong, or the result cannot be written
  kRefused = 3,   // plan, check: the change cannot be planned safely
};

void add_diff(CLI::App& app, int& exit_code);
void add_plan(CLI::App& app, int& exit_code);
void add_inspect(CLI::App& app, int& exit_code);
void add_drift(CLI::App& app, int& exit_code);
void add_locks(CLI::App& app, int& exit_code);
void add_query(CLI::App& app, int& exit_code);
void add_verify(CLI::App& app, int& exit_code);
void add_check(CLI::App& app, int& exit_code);
void add_lint(CLI::App& app, int& exit_code);
void add_init(CLI::App& app, int& exit_code);
void add_explain(CLI::App& app, int& exit_code);
void add_version(CLI::App& app, int& exit_code);

// "0.1.0, libpg_query 18.1.0-2 with the grammar of PostgreSQL 18"
const char* version_line();

}  // namespace underpin::cli
