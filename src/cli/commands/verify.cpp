// underpin verify: a plan, or SQL written by hand, run and watched on a scratch server.
#include <CLI/CLI.hpp>

#include <unistd.h>

#include "cli/commands.h"
#include "cli/report.h"
#include "cli/source_help.h"
#include "cli/verify.h"
#include "emit/certificate.h"

namespace underpin::cli {
namespace {

struct VerifyCommand : VerifyOptions {
  std::string format, output;
  ColorWhen color = ColorWhen::kAuto;
  bool quiet = false;
};

void check(const VerifyCommand& options) {
  if (!options.plan.empty() && !options.sql.empty())
    throw CLI::ValidationError("--sql", "is proved instead of a plan, not beside one");
  if (options.plan.empty() && options.sql.empty() && options.pair.to.empty())
    throw CLI::ValidationError("--to", "is needed where neither a plan nor --sql is given");
  if (options.sql.empty() && !options.undo.empty()) throw CLI::ValidationError("--undo", "is of --sql");
  if (options.model && !(options.scratch.server.empty() && options.scratch.programs.empty() && options.data.empty()))
    throw CLI::ValidationError("--model", "asks no server: leave out --server, --pg-bin and --data");
  if (!options.scratch.server.empty() && !options.scratch.programs.empty())
    throw CLI::ValidationError("--pg-bin", "is of a private server: leave out --server");
}

std::string_view format_of(const VerifyCommand& options) {
  if (!options.format.empty()) return options.format;
  if (options.output.ends_with(".json")) return "json";
  return options.output.ends_with(".md") ? "md" : "text";
}

bool write(const VerifyCommand& options, const Subject& subject, const Proof& proof, const Sink& sink) {
  const bool to_file = !options.output.empty() && options.output != "-";
  const CertificateDocument document{
      .proof = &proof,
      .from = subject.from,
      .to = subject.to,
      .findings = sorted(sink.all()),
      .color =
          wants_color(to_file && options.color == ColorWhen::kAuto ? ColorWhen::kNever : options.color, STDOUT_FILENO)};
  const std::string_view format = format_of(options);
  return write_output(options.output, format == "json" ? certificate_json(document)
                                      : format == "md" ? certificate_markdown(document)
                                                       : certificate_text(document));
}

int run(VerifyCommand options) {
  check(options);
  Sink sink;
  static Subject& subject = *new Subject;  // the operating system frees it faster than destructors do
  const Opening opening = open_subject(options, subject, sink);
  if (opening != Opening::kReady) {
    report(sink.all(), options.color, options.quiet);
    return opening == Opening::kRefused ? kRefused : kBadInput;
  }
  Proof proof;
  if (options.model) {
    proof = prove_without_server(subject.input, sink);
  } else {
    options.scratch.major = subject.plan.target;
    const auto scratch = live::Scratch::start(options.scratch, sink);
    if (scratch == nullptr) {
      report(sink.all(), options.color, options.quiet);
      return kBadInput;
    }
    proof = prove_on_server(subject.input, *scratch, sink);
  }
  proof.plan_id = subject.plan_id;
  report(sink.all(), options.color, options.quiet);
  if (proof.claims.empty()) return kBadInput;
  if (!write(options, subject, proof, sink)) return kBadInput;
  return proof.disproved() ? kDiffers : kSuccess;
}

void add_subject_options(CLI::App& command, VerifyCommand& options) {
  command.add_option("PLAN", options.plan, "plan.json; left out, the change from --from to --to is planned")
      ->type_name("");
  command.add_option("--from", options.pair.from, "the old state: see Sources below")->required()->type_name("SRC");
  command.add_option("--to", options.pair.to, "the new state; of a plan or of SQL it may be left out")
      ->type_name("SRC");
  command.add_option("--sql", options.sql, "prove this SQL, which Underpin did not write")->type_name("FILE");
  command.add_option("--undo", options.undo, "what takes that SQL back")->type_name("FILE");
  command.add_flag("--autocommit", options.autocommit,
                   "each statement of the SQL is a transaction of its own where it does not say BEGIN");
  command.add_flag("--hand-written", options.hand_written, "take a plan that was edited as it is");
  command.add_flag("--model", options.model, "prove on the model alone: no server is started or asked");
  command.add_option("--data", options.data, "statements that put rows into the old state")->type_name("FILE");
  command.add_option("--rows", options.rows, "rows made up for each table, where there is no --data")
      ->capture_default_str()
      ->check(CLI::Range(0, 100000).description(""))
      ->type_name("N");
  command.add_option("--target", options.pair.target, "PostgreSQL's major version, 14 to 18 (the plan's; else 18)")
      ->check(CLI::Range(14, 18).description(""))
      ->type_name("N");
  command.add_option("--owner", options.pair.owner, "role that owns what states no owner (inferred)")
      ->type_name("ROLE");
  command.add_flag(
      "--plain", [&options](int64_t) { options.pair.online = false; }, "plan with PostgreSQL's plain statements");
}

void add_server_options(CLI::App& command, VerifyCommand& options) {
  command.add_option("--pg-bin", options.scratch.programs, "folder with initdb and postgres (found by itself)")
      ->type_name("DIR");
  command
      .add_option("--server", options.scratch.server,
                  "use databases of its own on this server, as a superuser, instead of a private server")
      ->type_name("URL");
  command.add_option("--format", options.format, "text|json|md; else as FILE's extension says, else text")
      ->check(CLI::IsMember({"text", "json", "md"}).description(""))
      ->type_name("F");
  command.add_option("-o,--output", options.output, "write to FILE, whole or not at all")->type_name("FILE");
  const auto set_color = [&options](const std::string& when) {
    options.color = when == "always" ? ColorWhen::kAlways : when == "never" ? ColorWhen::kNever : ColorWhen::kAuto;
  };
  command.add_option_function<std::string>("--color", set_color, "auto|always|never")
      ->check(CLI::IsMember({"auto", "always", "never"}).description(""))
      ->type_name("WHEN");
  add_source_options(command, options.pair.sources);
  command.add_flag("-q,--quiet", options.quiet, "no warnings and notes on standard error");
}

}  // namespace

void add_verify(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<VerifyCommand>();
  CLI::App* command = app.add_subcommand("verify", "prove a plan, or any SQL, on a scratch server");
  add_subject_options(*command, *options);
  add_server_options(*command, *options);
  command->footer(source_help(
      "The scratch server is private: a socket in a temporary folder, no network, gone afterwards.\n"
      "Exit code: 0 nothing was disproved, 1 something was, 2 trouble, 3 the plan is refused: it was edited, is for "
      "another state, or cannot be made."));
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace underpin::cli
