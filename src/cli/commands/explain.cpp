// underpin explain: what a finding's code means, and what a strategy does and why.
#include <CLI/CLI.hpp>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/report.h"
#include "compat/rule.h"
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

std::string indented(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    out += "    " + std::string(text.substr(at, end - at)) + "\n";
    at = end + 1;
  }
  return out;
}

std::string example(std::string_view title, const compat::Example& example) {
  std::string out = fmt::format("\n{}\n", title);
  if (!example.schema.empty()) out += indented(example.schema) + "    --\n";
  return out + indented(example.script);
}

std::string_view concern_word(compat::Concern concern) {
  switch (concern) {
    case compat::Concern::kAlways: return "always";
    case compat::Concern::kRead: return "from level read on";
    case compat::Concern::kWrite: return "from level write on";
    case compat::Concern::kResult: return "at level result";
  }
  return "";
}

std::string explained(const compat::Rule& rule) {
  return fmt::format("{} {} ({}, rule{})\n{}\nfinds     {}\neffect    {}\ninstead   {}\nchecked   {}\n", rule.code.code,
                     rule.code.slug, level_word(rule.code.level),
                     rule.off ? ", off unless [check.severity] sets it" : "", rule.code.summary, rule.condition,
                     rule.effect, rule.remedy, concern_word(rule.concern)) +
         example("Found", rule.bad) + example("Not found", rule.good);
}

int run(const std::string& asked) {
  std::string out;
  if (asked.empty()) {
    for (const CodeInfo* code : all_codes())
      out += fmt::format("{}  {:<20} {}\n", code->code, code->slug, code->summary);
    out += "\nRules of check and lint\n";
    for (const compat::Rule* rule : compat::all_rules())
      out += fmt::format("{}  {:<28} {}\n", rule->code.code, rule->code.slug, rule->code.summary);
    out += "\nStrategies\n";
    for (const StrategyInfo& strategy : all_strategies())
      out += fmt::format("       {:<20} {}\n", strategy.slug, strategy.change);
  } else if (const CodeInfo* code = find_code(asked)) {
    out = fmt::format("{} {} ({})\n{}\n", code->code, code->slug, level_word(code->level), code->summary);
  } else if (const compat::Rule* rule = compat::find_rule(asked)) {
    out = explained(*rule);
  } else if (const StrategyInfo* strategy = find_strategy(asked)) {
    out = explained(*strategy);
  } else {
    fmt::print(stderr, "error: there is no finding, rule or strategy \"{}\"; `underpin explain` lists them all\n",
               asked);
    return kBadInput;
  }
  return write_output("", out) ? kSuccess : kBadInput;
}

}  // namespace

void add_explain(CLI::App& app, int& exit_code) {
  auto code = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand(
      "explain", "say what a finding's code means, what a rule looks for, or what a strategy does and why");
  command->add_option("WHAT", *code, "as in UP201, column-dropped or index-swap; none lists them all")->type_name("");
  command->callback([code, &exit_code] { exit_code = run(*code); });
}

}  // namespace underpin::cli
