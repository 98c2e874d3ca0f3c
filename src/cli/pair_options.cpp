#include "cli/pair_options.h"

#include <CLI/CLI.hpp>

#include <unistd.h>

#include "cli/source_help.h"

namespace underpin::cli {

void add_pair_options(CLI::App& command, CommandOptions& options, std::span<const Format> formats) {
  command.add_option("--from", options.pair.from, "the old state: see Sources below")->required()->type_name("SRC");
  command.add_option("--to", options.pair.to, "the new state")->required()->type_name("SRC");
  command
      .add_option("--target", options.pair.target,
                  "PostgreSQL's major version, 14 to 18 (a live server's own, else 18)")
      ->check(CLI::Range(14, 18).description(""))
      ->type_name("N");
  add_source_options(command, options.pair.sources);
  std::vector<std::string> names;
  std::string list;
  for (const Format& format : formats) {
    names.emplace_back(format.name);
    list += (list.empty() ? "" : "|") + std::string(format.name);
  }
  command.add_option("--format", options.format, list + "; else as FILE's extension says, else text")
      ->check(CLI::IsMember(names).description(""))
      ->type_name("F");
  command.add_option("-o,--output", options.output, "write to FILE, whole or not at all")->type_name("FILE");
  command.add_option("--owner", options.pair.owner, "role that owns what states no owner (inferred)")
      ->type_name("ROLE");
  const auto set_color = [&options](const std::string& when) {
    options.color = when == "always" ? ColorWhen::kAlways : when == "never" ? ColorWhen::kNever : ColorWhen::kAuto;
  };
  command.add_option_function<std::string>("--color", set_color, "auto|always|never")
      ->check(CLI::IsMember({"auto", "always", "never"}).description(""))
      ->type_name("WHEN");
  command.add_flag("-q,--quiet", options.quiet, "no warnings and notes on standard error");
}

const Format& chosen_format(const CommandOptions& options, std::span<const Format> formats) {
  if (!options.format.empty()) return *format_named(formats, options.format);
  if (options.output.empty() || options.output == "-") return formats.front();
  if (const Format* format = format_of_file(formats, options.output)) return *format;
  throw CLI::ValidationError("-o", "the extension of \"" + options.output + "\" stands for no format: give --format");
}

Document make_document(const CommandOptions& options, const Plan& plan, const Sink& sink) {
  const bool to_file = !options.output.empty() && options.output != "-";
  return {.plan = &plan,
          .from = source_title(options.pair.from),
          .to = source_title(options.pair.to),
          .findings = sorted(sink.all()),
          .certificate = {},
          .color = wants_color(to_file && options.color == ColorWhen::kAuto ? ColorWhen::kNever : options.color,
                               STDOUT_FILENO)};
}

}  // namespace underpin::cli
