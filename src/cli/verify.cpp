#include "cli/verify.h"

#include "cli/owners.h"
#include "diag/codes.h"
#include "emit/read_plan.h"
#include "ir/attributes.h"
#include "ir/contents.h"
#include "source/load.h"
#include "verify/hand_written.h"

namespace underpin::cli {
namespace {

bool read_text(const std::string& path, std::string& text, Sink& sink) {
  auto sources = std::make_shared<SourceSet>();
  sink.keep(sources);
  if (!load(path, *sources, sink)) return false;
  for (const auto& file : sources->files()) text += file->text + "\n";
  return true;
}

// The old state alone: the new one is what the steps lead to.
std::unique_ptr<Pair> elaborate_one(const PairOptions& options, Sink& sink) {
  Opened opened;
  const bool opens = open_source(options.from, options.sources, opened, sink);
  sink.keep(opened.sources);
  if (!opens) return nullptr;
  auto pair = std::make_unique<Pair>();
  pair->target = options.target != 0 ? options.target : natural_target(opened);
  pair->before = elaborate(opened, pair->target, sink);
  contents(pair->before);
  pair->before.default_owner = options.owner.empty() ? infer_owner(pair->before, pair->before) : intern(options.owner);
  return sink.failed() ? nullptr : std::move(pair);
}

std::unique_ptr<Pair> elaborate_states(const PairOptions& options, Sink& sink) {
  return options.to.empty() ? elaborate_one(options, sink) : elaborate_pair(options, sink);
}

bool is_state(const Catalog& state, const std::string& fingerprint_of_plan, const std::string& source,
              std::string_view which, Sink& sink) {
  const std::string found = fingerprint(state);
  if (found == fingerprint_of_plan) return true;
  Diagnostic& finding =
      sink.emit(code::kOtherState, {},
                "\"" + source_title(source) + "\" is not the " + std::string(which) + " state of the plan");
  finding.detail = "The plan says " + fingerprint_of_plan + ", its fingerprint is " + found + ".";
  finding.hint =
      "Plan again. Where the other state says who owns what, give both (or --owner), as when it was planned.";
  return false;
}

Opening open_plan(const VerifyOptions& options, Subject& subject, Sink& sink) {
  std::string text;
  StoredPlan stored;
  if (!read_text(options.plan, text, sink) || !read_plan(options.plan, text, stored, sink)) return Opening::kTrouble;
  if (stored.edited && !options.hand_written) {
    Diagnostic& found = sink.emit(code::kEditedPlan, {}, "plan \"" + options.plan + "\" was edited");
    found.detail = "Its content is not the one that its id was made of.";
    found.hint = "Plan again; or take it as written by hand: --hand-written.";
    return Opening::kRefused;
  }
  subject.plan = std::move(stored.plan);
  subject.plan_id = stored.edited ? "" : stored.id;
  PairOptions pair = options.pair;
  pair.target = subject.plan.target;
  subject.pair = elaborate_states(pair, sink);
  if (subject.pair == nullptr) return Opening::kTrouble;
  const bool fits =
      is_state(subject.pair->before, subject.plan.from_fingerprint, pair.from, "old", sink) &&
      (pair.to.empty() || is_state(subject.pair->after, subject.plan.to_fingerprint, pair.to, "new", sink));
  subject.to = pair.to.empty() ? stored.to : source_title(pair.to);
  return fits ? Opening::kReady : Opening::kRefused;
}

Opening open_script(const VerifyOptions& options, Subject& subject, Sink& sink) {
  subject.pair = elaborate_states(options.pair, sink);
  auto script = std::make_shared<SourceSet>();
  sink.keep(script);
  if (subject.pair == nullptr || !load(options.sql, *script, sink)) return Opening::kTrouble;
  subject.plan = plan_of_script(*script, subject.pair->before, subject.pair->target, options.autocommit, sink);
  subject.plan.from_fingerprint = fingerprint(subject.pair->before);
  if (!options.pair.to.empty()) subject.plan.to_fingerprint = fingerprint(subject.pair->after);
  subject.input.by_hand = true;
  if (!options.undo.empty()) {
    std::string undo;
    if (!read_text(options.undo, undo, sink)) return Opening::kTrouble;
    subject.input.undo = std::move(undo);
  }
  subject.to = options.pair.to.empty() ? source_title(options.sql) : source_title(options.pair.to);
  return sink.failed() ? Opening::kTrouble : Opening::kReady;
}

Opening open_pair(const VerifyOptions& options, Subject& subject, Sink& sink) {
  subject.pair = elaborate_pair(options.pair, sink);
  if (subject.pair == nullptr) return Opening::kTrouble;
  Certificate of_model;
  subject.plan = plan_pair(*subject.pair, sink, of_model);
  subject.plan_id = plan_id({.plan = &subject.plan});
  subject.to = source_title(options.pair.to);
  return sink.failed() ? Opening::kRefused : Opening::kReady;
}

}  // namespace

Opening open_subject(const VerifyOptions& options, Subject& subject, Sink& sink) {
  if (!options.data.empty() && !read_text(options.data, subject.input.seed, sink)) return Opening::kTrouble;
  const Opening opening = !options.plan.empty()  ? open_plan(options, subject, sink)
                          : !options.sql.empty() ? open_script(options, subject, sink)
                                                 : open_pair(options, subject, sink);
  if (opening != Opening::kReady) return opening;
  subject.from = source_title(options.pair.from);
  subject.input.plan = &subject.plan;
  subject.input.before = &subject.pair->before;
  subject.input.after = options.pair.to.empty() ? nullptr : &subject.pair->after;
  subject.input.rows = options.rows;
  return opening;
}

}  // namespace underpin::cli
