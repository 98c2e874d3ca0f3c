// underpin explain: what a finding's code means.
#include <CLI/CLI.hpp>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/report.h"
#include "diag/codes.h"

namespace underpin::cli {
namespace {

std::string_view level_word(Level level) {
  return level == Level::kNote ? "note" : level == Level::kWarning ? "warning" : "error";
}

int run(const std::string& asked) {
  std::string out;
  if (asked.empty()) {
    for (const CodeInfo* code : all_codes())
      out += fmt::format("{}  {:<20} {}\n", code->code, code->slug, code->summary);
  } else if (const CodeInfo* code = find_code(asked)) {
    out = fmt::format("{} {} ({})\n{}\n", code->code, code->slug, level_word(code->level), code->summary);
  } else {
    fmt::print(stderr, "error: there is no finding \"{}\"; `underpin explain` lists them all\n", asked);
    return kBadInput;
  }
  return write_output("", out) ? kSuccess : kBadInput;
}

}  // namespace

void add_explain(CLI::App& app, int& exit_code) {
  auto code = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("explain", "say what a finding's code means");
  command->add_option("CODE", *code, "as in UP201 or undefined-table; none lists them all")->type_name("");
  command->callback([code, &exit_code] { exit_code = run(*code); });
}

}  // namespace underpin::cli
