// underpin explain: what a finding's code means, and what a strategy does and why.
#include <CLI/CLI.hpp>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/report.h"
#include "diag/codes.h"
#include "plan/strategy_info.h"

namespace underpin::cli {
namespace {

std::string_view level_word(Level level) {
  return level == Level::kNote ? "note" : level == Level::kWarning ? "warning" : "error";
}

std::string explained(const StrategyInfo& strategy) {
  return fmt::format("{} (strategy)\nfor       {}\nsteps     {}\nwhy       {}\notherwise {}\n", strategy.slug,
                     strategy.change, strategy.steps, strategy.why, strategy.otherwise);
}

int run(const std::string& asked) {
  std::string out;
  if (asked.empty()) {
    for (const CodeInfo* code : all_codes())
      out += fmt::format("{}  {:<20} {}\n", code->code, code->slug, code->summary);
    out += "\nStrategies\n";
    for (const StrategyInfo& strategy : all_strategies())
      out += fmt::format("       {:<20} {}\n", strategy.slug, strategy.change);
  } else if (const CodeInfo* code = find_code(asked)) {
    out = fmt::format("{} {} ({})\n{}\n", code->code, code->slug, level_word(code->level), code->summary);
  } else if (const StrategyInfo* strategy = find_strategy(asked)) {
    out = explained(*strategy);
  } else {
    fmt::print(stderr, "error: there is no finding or strategy \"{}\"; `underpin explain` lists them all\n", asked);
    return kBadInput;
  }
  return write_output("", out) ? kSuccess : kBadInput;
}

}  // namespace

void add_explain(CLI::App& app, int& exit_code) {
  auto code = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("explain", "say what a finding's code means, or what a strategy does and why");
  command->add_option("WHAT", *code, "as in UP201, undefined-table or index-swap; none lists them all")->type_name("");
  command->callback([code, &exit_code] { exit_code = run(*code); });
}

}  // namespace underpin::cli
