// underpin init: an underpin.toml to begin with.
#include <CLI/CLI.hpp>

#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "cli/commands.h"
#include "cli/report.h"
#include "config/config.h"

namespace underpin::cli {
namespace {

struct InitOptions {
  std::string schema = "db/schema", file = "underpin.toml";
  int target = 18;
};

int run(const InitOptions& options) {
  std::error_code ignored;
  if (options.file != "-" && std::filesystem::exists(options.file, ignored)) {
    fmt::print(stderr, "error: \"{}\" is there already\n", options.file);
    return kBadInput;
  }
  return write_output(options.file, initial_config(options.schema, options.target)) ? kSuccess : kBadInput;
}

}  // namespace

void add_init(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<InitOptions>();
  CLI::App* command = app.add_subcommand("init", "write an underpin.toml to begin with");
  command->add_option("--schema", options->schema, "where the DDL of the state that is wanted lies")
      ->capture_default_str()
      ->type_name("PATH");
  command->add_option("--target", options->target, "PostgreSQL's major version, 14 to 18")
      ->check(CLI::Range(14, 18).description(""))
      ->capture_default_str()
      ->type_name("N");
  command->add_option("-o,--output", options->file, "the file to write, - for standard output")
      ->capture_default_str()
      ->type_name("FILE");
  command->footer("Exit code: 0 it is written, 2 trouble. A file that is there is left alone.");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace underpin::cli
