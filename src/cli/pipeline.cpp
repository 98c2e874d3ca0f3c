#include "cli/pipeline.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "cli/owners.h"
#include "cli/step_locks.h"
#include "diag/codes.h"
#include "diff/diff.h"
#include "ir/attributes.h"
#include "ir/contents.h"
#include "live/known_secrets.h"
#include "plan/undo.h"
#include "verify/model.h"
#include "verify/simulate.h"

namespace underpin::cli {
namespace {

void append(const Sink& from, Sink& to) {
  for (const Diagnostic& found : from.all()) to.emit(*found.code, found.place, {}) = found;
}

// Both at the same time. What the sides find stays apart until both are done, so that the order is always the same.
template <class First, class Second>
void together(First&& first, Second&& second, Sink& sink) {
  Sink of_first, of_second;
  std::thread other([&] { second(of_second); });
  first(of_first);
  other.join();
  append(of_first, sink);
  append(of_second, sink);
}

void take_fingerprints(const Pair& pair, Plan& plan) {
  std::thread other([&] { plan.to_fingerprint = fingerprint(pair.after); });
  plan.from_fingerprint = fingerprint(pair.before);
  other.join();
}

int target_of(const PairOptions& options, const Opened& before, const Opened& after) {
  if (options.target != 0) return options.target;
  return natural_target(before.major != 0 ? before : after);
}

}  // namespace

Pair::~Pair() {
  constexpr size_t kWorthAThread = 50'000;
  if (before.size() + after.size() < kWorthAThread) return;
  std::thread other([this] { const Catalog gone = std::move(after); });
  { const Catalog gone = std::move(before); }
  other.join();
}

std::unique_ptr<Pair> elaborate_pair(const PairOptions& options, Sink& sink) {
  Opened before, after;
  bool has_before = false, has_after = false;
  together([&](Sink& found) { has_before = open_source(options.from, options.sources, before, found); },
           [&](Sink& found) { has_after = open_source(options.to, options.sources, after, found); }, sink);
  sink.keep(before.sources);
  sink.keep(after.sources);
  return has_before && has_after ? bind_pair(before, after, options, sink) : nullptr;
}

std::unique_ptr<Pair> bind_pair(const Opened& before, const Opened& after, const PairOptions& options, Sink& sink) {
  auto pair = std::make_unique<Pair>();
  const int target = pair->target = target_of(options, before, after);
  pair->online = options.online;
  const auto bind = [&](const Opened& opened, Catalog& catalog, Sink& found) {
    catalog = elaborate(opened, target, found);
    contents(catalog);  // all that comes asks for them
  };
  together([&](Sink& found) { bind(before, pair->before, found); },
           [&](Sink& found) { bind(after, pair->after, found); }, sink);
  if (sink.failed()) return nullptr;
  live::reconcile_secrets(pair->before, pair->after);
  const Symbol owner = options.owner.empty() ? infer_owner(pair->before, pair->after) : intern(options.owner);
  settle_owner(pair->before, owner);
  settle_owner(pair->after, owner);
  return pair;
}

Plan diff_pair(const Pair& pair, Sink& sink) {
  Plan plan;
  plan.target = pair.target;
  plan.diff = diff(pair.before, pair.after, sink);
  take_fingerprints(pair, plan);
  return plan;
}

namespace {

// Locks and undo are worked out step by step, each on the whole state that the steps before it lead to: beyond these
// bounds (objects; objects times steps) that would take longer than all the rest.
constexpr size_t kMaxObjects = 100'000, kMaxForLocks = 400'000'000, kMaxForModel = 4'000'000, kMaxForUndo = 1'000'000;

// What speaks against a claim, or what of it is open: a few lines of it.
std::string reasons(const ProofClaim& claim) {
  constexpr size_t kShown = 3;
  const bool is_wrong = !claim.against.empty();
  const std::vector<std::string>& lines = is_wrong ? claim.against : claim.open;
  std::string out = is_wrong ? "it is not so: " : "";
  for (size_t i = 0; i < std::min(lines.size(), kShown); ++i) out += (i > 0 ? "; " : "") + lines[i];
  if (lines.size() > kShown) out += "; and " + std::to_string(lines.size() - kShown) + " more";
  return out;
}

void prove_steps(const Plan& plan, const Pair& pair, bool with_locks, bool with_undo, Certificate& certificate) {
  if (plan.steps.empty()) return;
  const ModelProof proof = prove_on_model(plan, pair.before, &pair.after, {.locks = with_locks, .undo = with_undo});
  certificate.stops = proof.stops;
  certificate.all_stops = proof.all_stops;
  for (const ProofClaim& claim : proof.claims)
    if (claim.verdict == Verdict::kProved)
      certificate.proved.push_back({.what = claim.what, .how = claim.how});
    else if (claim.checked > 0)
      certificate.not_proved.push_back({.what = claim.what, .how = reasons(claim)});
}

void work_out_steps(Plan& plan, const Pair& pair, Certificate& certificate, Sink& sink) {
  const size_t size = pair.before.size() * plan.steps.size();
  const bool with_locks = size <= kMaxForLocks, with_undo = pair.before.size() <= kMaxObjects && size <= kMaxForUndo;
  if (with_locks) predict_locks(plan, pair.before, sink);
  if (with_undo) fill_undo(plan, pair.before);
  auto leave_open = [&](std::string_view what) {
    certificate.not_proved.push_back({.what = std::string(what), .how = "the plan is too large to work them out"});
  };
  if (size <= kMaxForModel) {  // it holds every state on the way at once
    prove_steps(plan, pair, with_locks, with_undo, certificate);
  } else {
    certificate.proved.push_back(
        {.what = "the plan leads from the old state to the new one", .how = "simulated on the model"});
    leave_open("what holds at every stop on the way");
  }
  if (!with_locks) leave_open("the locks of each step, and that a transaction asks for all of them at once");
  if (!with_undo) leave_open("the undo of each step leads back to the state before it");
}

}  // namespace

Plan plan_pair(const Pair& pair, Sink& sink, Certificate& certificate) {
  Diff differences = diff(pair.before, pair.after, sink);
  if (sink.failed()) return {};
  Plan plan = make_plan(std::move(differences), {.target = pair.target, .online = pair.online}, sink);
  take_fingerprints(pair, plan);
  if (sink.failed() || !prove(plan, pair.before, pair.after, sink)) return plan;
  work_out_steps(plan, pair, certificate, sink);
  certificate.not_proved.push_back(
      {.what = "what a server of the target's version does with it", .how = "no server was asked"});
  return plan;
}

bool inspect(const std::string& source, const SourceOptions& options, int target, Inspected& inspected, Sink& sink) {
  Opened opened;
  const bool opens = open_source(source, options, opened, sink);
  sink.keep(opened.sources);
  if (!opens) return false;
  if (target == 0) target = natural_target(opened);
  inspected.catalog = elaborate(opened, target, sink);
  inspected.nothing = underpin::elaborate(std::make_shared<SourceSet>(), {.target = target}, sink);
  inspected.environment = std::move(opened.environment);
  if (sink.failed()) return false;
  inspected.plan = make_plan(diff(inspected.nothing, inspected.catalog, sink), {.target = target}, sink);
  inspected.plan.to_fingerprint = fingerprint(inspected.catalog);
  return !sink.failed() && prove(inspected.plan, inspected.nothing, inspected.catalog, sink);
}

}  // namespace underpin::cli
