// underpin plan: the steps that lead from one state to the other.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>

#include "cli/commands.h"
#include "cli/consumers.h"
#include "cli/pair_options.h"
#include "cli/source_help.h"

namespace underpin::cli {
namespace {

struct PlanCommand : CommandOptions {
  std::string phase;
  CheckSettings settings;  // what underpin.toml says of consumers
};

constexpr std::array kPhases{Phase::kExpand, Phase::kMigrate, Phase::kSwitch, Phase::kContract};

std::optional<Phase> phase_named(const std::string& name) {
  const auto found = std::ranges::find(kPhases, name, phase_name);
  return found == kPhases.end() ? std::nullopt : std::optional(*found);
}

// Each file whole or not at all; the folder is made where it is not there. A phase that an earlier plan had and this
// one has not would still be there to run: its scripts go.
bool write_files(const std::string& folder, const Document& document) {
  if (!make_folder(folder)) return false;
  for (const PlanFile& file : plan_files(document)) {
    const std::string path = folder + (folder.ends_with('/') ? "" : "/") + file.name;
    if (!(file.text.empty() ? remove_file(path) : write_output(path, file.text))) return false;
  }
  return true;
}

// The consumers that underpin.toml names. False where something is wrong with them: the sink says why.
bool read_audience(const PlanCommand& options, CheckInput& input, Sink& sink) {
  static Config& config = *new Config;
  input.config = &config;
  if (!read_settings(options.settings, config, input.weights, sink)) return false;
  for (const ConsumerConfig& consumer : config.consumers)
    input.consumers.push_back(compat::read_consumer(consumer, config, sink));
  return !sink.failed();
}

int run(const PlanCommand& options) {
  const bool to_folder = options.format.empty() && is_folder(options.output);
  const Format& format = to_folder ? plan_formats().front() : chosen_format(options, plan_formats());
  if (!options.phase.empty() && format.name != "text" && format.name != "sql")
    throw CLI::ValidationError("--phase", "only text and sql show one phase alone");
  if (!options.phase.empty() && to_folder)
    throw CLI::ValidationError("--phase", "a folder gets a script for each phase");
  Sink sink;
  static Work& work = *new Work;  // the operating system frees it faster than destructors do
  static CheckInput& input = *new CheckInput;
  if (read_audience(options, input, sink)) work.pair = elaborate_pair(options.pair, sink);
  if (work.pair == nullptr) {
    report(sink.all(), options.color, options.quiet);
    return kBadInput;
  }
  Certificate certificate;
  work.plan = plan_pair(*work.pair, sink, certificate);
  if (!sink.failed()) heed_consumers(options.settings, input, *work.pair, work.plan, certificate, sink);
  report(sink.all(), options.color, options.quiet);
  if (sink.failed()) return kRefused;
  Document document = make_document(options, work.plan, sink);
  document.certificate = std::move(certificate);
  document.phase = phase_named(options.phase);
  if (to_folder) return write_files(options.output, document) ? kSuccess : kBadInput;
  return write_output(options.output, format.print(document)) ? kSuccess : kBadInput;
}

}  // namespace

void add_plan(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<PlanCommand>();
  CLI::App* command = app.add_subcommand("plan", "plan the change from one schema state to another");
  add_pair_options(*command, *options, plan_formats());
  command->add_option("--phase", options->phase, "show expand, migrate, switch or contract alone (text and sql)")
      ->check(CLI::IsMember({"expand", "migrate", "switch", "contract"}).description(""))
      ->type_name("PHASE");
  command->add_flag(
      "--plain", [options](int64_t) { options->pair.online = false; },
      "PostgreSQL's plain statements, for a database that nobody uses meanwhile");
  command
      ->add_option("--config", options->settings.config_file,
                   "underpin.toml, which names consumers, where it is not the nearest one upwards")
      ->type_name("FILE");
  command->footer(source_help(
      "FILE may be a folder (or end in /): it gets a script for each phase, one that takes it back, and plan.json.\n"
      "Exit code: 0 a plan (also an empty one), 2 trouble, 3 the change is refused."));
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace underpin::cli
