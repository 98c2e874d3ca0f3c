// underpin check: what a change breaks, for whom and at which step.
#include <CLI/CLI.hpp>

#include <fmt/format.h>

#include <memory>

#include "cli/checking.h"
#include "cli/commands.h"
#include "cli/pipeline.h"
#include "cli/source_help.h"
#include "cli/step_locks.h"
#include "diag/codes.h"
#include "source/git.h"
#include "verify/simulate.h"

namespace underpin::cli {
namespace {

struct CheckCommand : CheckSettings {
  PairOptions pair;
  std::string against;
};

// The states that are not named. False, with a word in the sink, where there is no way to know them.
bool choose_states(CheckCommand& command, const Config& config, Sink& sink) {
  PairOptions& pair = command.pair;
  const auto missing = [&](std::string what, std::string hint) {
    sink.emit(code::kUnreadableFile, {}, std::move(what)).hint = std::move(hint);
    return false;
  };
  if (pair.to.empty()) pair.to = config.path(config.schema_path);
  if (pair.to.empty())
    return missing("there is no state to check", "Name one with --to, or write [schema] path into underpin.toml.");
  if (!pair.from.empty()) return true;
  const auto base = merge_base(pair.to, command.against);
  if (!base && !command.against.empty())
    return missing("there is no commit where the work tree left \"" + command.against + "\"",
                   "Is the branch there, with its history? `git fetch --unshallow origin` brings it.");
  if (!base)
    return missing("there is no state to compare with",
                   "Name one with --from. Only in a git work tree with a branch main or master it is found.");
  pair.from = "git:" + base->revision + ":" + base->path;
  if (!command.quiet)
    fmt::print(stderr, "note: compared with {}, where the work tree left {}\n", pair.from, base->branch);
  return true;
}

compat::Found found_of(const Diagnostic& diagnostic) {
  compat::Found found{.diagnostic = diagnostic};
  found.subject = diagnostic.message;
  return found;
}

bool is_small_enough(const Plan& plan, const Catalog& before) {
  constexpr size_t kMaxObjectsTimesSteps = 1'000'000;
  return before.size() * plan.steps.size() <= kMaxObjectsTimesSteps;
}

int run(CheckCommand& command) {
  Sink sink;
  static Config& config = *new Config;  // the operating system frees it faster than destructors do
  static Work& work = *new Work;
  static CheckInput& input = *new CheckInput;
  const auto fail = [&](int code) { return report(sink.all(), command.color, command.quiet), code; };
  if (!read_settings(command, config, input.weights, sink)) return fail(kBadInput);
  if (!choose_states(command, config, sink)) return fail(kBadInput);
  if (command.pair.target == 0) command.pair.target = config.target;
  Opened before, after;
  const bool opened = open_source(command.pair.from, command.pair.sources, before, sink) &&
                      open_source(command.pair.to, command.pair.sources, after, sink);
  sink.keep(before.sources);
  sink.keep(after.sources);
  if (!opened) return fail(kBadInput);
  work.pair = bind_pair(before, after, command.pair, sink);
  if (work.pair == nullptr) return fail(kBadInput);
  for (const ConsumerConfig& consumer : config.consumers)
    input.consumers.push_back(compat::read_consumer(consumer, config, sink));
  if (sink.failed()) return fail(kBadInput);
  const Pair& pair = *work.pair;
  Sink of_change;  // what it says is part of the check
  work.plan =
      make_plan(diff(pair.before, pair.after, of_change), {.target = pair.target, .online = pair.online}, of_change);
  const bool planned = !of_change.failed() && prove(work.plan, pair.before, pair.after, of_change);
  if (!planned) return report(of_change.all(), command.color, command.quiet), fail(kRefused);
  for (const Diagnostic& found : of_change.all()) input.findings.push_back(found_of(found));
  const bool with_locks = is_small_enough(work.plan, pair.before);
  Sink of_locks;  // the rules say it themselves
  if (with_locks) predict_locks(work.plan, pair.before, of_locks);
  static compat::Course& course = *new compat::Course(compat::course_of(work.plan, pair.before, with_locks));
  input.config = &config;
  input.plan = &work.plan;
  input.texts = {after.sources.get()};
  return finish_check(command, input, course, source_title(command.pair.from), source_title(command.pair.to), sink);
}

}  // namespace

void add_check(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<CheckCommand>();
  CLI::App* command = app.add_subcommand("check", "say what a change breaks, for whom and at which step");
  command->add_option("--from", options->pair.from, "the old state (where the work tree left the main branch)")
      ->type_name("SRC");
  command
      ->add_option("--against", options->against,
                   "instead of --from: the branch whose state, where the work tree left it, is the old one")
      ->excludes("--from")
      ->type_name("BRANCH");
  command->add_option("--to", options->pair.to, "the new state ([schema] path of underpin.toml)")->type_name("SRC");
  command
      ->add_option("--target", options->pair.target, "PostgreSQL's major version, 14 to 18 (underpin.toml's, else 18)")
      ->check(CLI::Range(14, 18).description(""))
      ->type_name("N");
  add_check_options(*command, *options);
  add_source_options(*command, options->pair.sources);
  command->footer(source_help(
      "Exit code: 0 no finding is at or above the threshold, 1 some are, 2 trouble, 3 the change is refused."));
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace underpin::cli
