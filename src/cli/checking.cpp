#include "cli/checking.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <ctime>

#include "cli/commands.h"
#include "compat/gates.h"
#include "compat/matrix_findings.h"
#include "compat/rule.h"
#include "compat/suppress.h"
#include "diag/codes.h"
#include "source/git.h"
#include "source/load.h"

#include <unistd.h>

namespace underpin::cli {
namespace {

std::string day_of(const std::string& given) {
  if (!given.empty()) return given;
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  char text[16];
  std::strftime(text, sizeof text, "%Y-%m-%d", &utc);
  return text;
}

const CheckFormat& format_of(const CheckSettings& settings) {
  for (const CheckFormat& format : check_formats()) {
    if (settings.format == format.name) return format;
    if (settings.format.empty() && !format.extension.empty() && settings.output.ends_with(format.extension))
      return format;
  }
  return check_formats().front();
}

// The findings of whoever reads the sources are findings of the check, too, where they have a place in it.
void take_queries_not_read(CheckInput& input) {
  for (const compat::Consumer& consumer : input.consumers)
    for (const Diagnostic& found : consumer.unread) {
      compat::Found out{.diagnostic = found};
      out.subject = consumer.name + "/" + place_text(found.place);
      out.consumer = consumer.name;
      out.owner = consumer.owner;
      input.findings.push_back(std::move(out));
    }
}

}  // namespace

bool suppress(const CheckSettings& settings, CheckInput& input, std::vector<compat::Found>& findings, Sink& sink) {
  compat::Suppressions suppressions(day_of(settings.today));
  const size_t errors = sink.errors();
  for (const SourceSet* texts : input.texts) suppressions.add(*texts, sink);
  for (const compat::Consumer& consumer : input.consumers)
    for (const auto& texts : consumer.texts) suppressions.add(*texts, sink);
  suppressions.add(input.config->check.ignore, sink);
  const std::string baseline =
      settings.baseline.empty() ? input.config->path(input.config->check.baseline) : settings.baseline;
  if (!baseline.empty() && settings.write_baseline.empty()) {
    auto file = std::make_shared<SourceSet>();
    std::vector<BaselineEntry> entries;
    if (load(baseline, *file, sink)) read_baseline(*file->files().front(), entries, sink);
    sink.keep(file);
    suppressions.add(entries);
  }
  suppressions.apply(findings);
  return sink.errors() == errors;
}

void add_check_options(CLI::App& command, CheckSettings& settings) {
  command.add_option("--config", settings.config_file, "underpin.toml, where it is not the nearest one upwards")
      ->type_name("FILE");
  command.add_option("--level", settings.level, "result|write|read|none: what has to go on working (write)")
      ->check(CLI::IsMember({"result", "write", "read", "none"}).description(""))
      ->type_name("L");
  command
      .add_option("--threshold", settings.threshold,
                  "error|warning|note: findings from which on the exit code is 1 (error)")
      ->check(CLI::IsMember({"error", "warning", "note"}).description(""))
      ->type_name("T");
  std::vector<std::string> names;
  std::string list;
  for (const CheckFormat& format : check_formats()) {
    names.emplace_back(format.name);
    list += (list.empty() ? "" : "|") + std::string(format.name);
  }
  command.add_option("--format", settings.format, list)->check(CLI::IsMember(names).description(""))->type_name("F");
  command.add_option("-o,--output", settings.output, "write to FILE, whole or not at all")->type_name("FILE");
  command.add_option("--baseline", settings.baseline, "findings that are known and do not count")->type_name("FILE");
  command.add_option("--write-baseline", settings.write_baseline, "write the findings that are there as a baseline")
      ->type_name("FILE");
  command.add_option("--today", settings.today, "the day that suppressions are held against (the system's)")
      ->type_name("YYYY-MM-DD");
  command.add_flag("--all", settings.all, "show every query, not only those for which something changes");
  command.add_flag("-q,--quiet", settings.quiet, "no warnings and notes on standard error");
}

bool read_settings(const CheckSettings& settings, Config& config, compat::Weights& weights, Sink& sink) {
  if (!read_config(settings.config_file, config, sink)) return false;
  const std::string level = settings.level.empty() ? config.check.level : settings.level;
  const std::string threshold = settings.threshold.empty() ? config.check.threshold : settings.threshold;
  if (!level.empty()) weights.level = *compat::level_named(level);
  if (!threshold.empty()) weights.threshold = *compat::severity_named(threshold);
  weights.severity = config.check.severity;
  return compat::check_codes(weights, sink);
}

int finish_check(const CheckSettings& settings, CheckInput& input, compat::Course& course, std::string from,
                 std::string to, Sink& sink) {
  CheckDocument document{.from = std::move(from), .to = std::move(to), .course = &course};
  compat::Matrix matrix;
  const bool has_queries =
      std::ranges::any_of(input.consumers, [](const compat::Consumer& one) { return !one.queries.empty(); });
  if (!input.consumers.empty()) {
    matrix = compat::make_matrix(course, input.consumers);
    if (input.plan != nullptr) compat::add_gates(*input.plan, course, matrix, false);
    document.matrix = &matrix;
    document.consumers = &input.consumers;
    document.findings = compat::findings_of(matrix, course);
  }
  const auto rules = compat::rules_that_run(input.weights);
  for (compat::Found& found : compat::run_rules({course, has_queries ? &matrix : nullptr}, rules))
    document.findings.push_back(std::move(found));
  take_queries_not_read(input);
  for (compat::Found& found : input.findings) document.findings.push_back(std::move(found));
  // What the level does not cover may be suppressed all the same: a suppression is needed whatever is asked for.
  const bool good = suppress(settings, input, document.findings, sink);
  compat::weigh(document.findings, input.weights);
  compat::sort_findings(document.findings);
  report(sink.all(), settings.color, settings.quiet);
  if (!good) return kBadInput;
  document.level = input.weights.level;
  document.threshold = input.weights.threshold;
  document.failed = compat::fails(document.findings, document.threshold);
  document.all = settings.all;
  const WorkTree tree = work_tree();
  document.top = tree.top;
  document.work_folder = tree.folder;
  document.color = settings.output.empty() && wants_color(settings.color, STDOUT_FILENO);
  if (!settings.write_baseline.empty())
    return write_output(settings.write_baseline, baseline_json(document.findings)) ? kSuccess : kBadInput;
  if (!write_output(settings.output, format_of(settings).print(document))) return kBadInput;
  return document.failed ? kDiffers : kSuccess;
}

}  // namespace underpin::cli
