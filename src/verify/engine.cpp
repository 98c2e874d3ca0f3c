#include "verify/engine.h"

#include <fmt/format.h>

#include <algorithm>

#include "diag/codes.h"
#include "ir/attributes.h"
#include "verify/engine_run.h"
#include "verify/model.h"
#include "verify/old_state.h"

namespace underpin {
namespace {

void report(const std::vector<ProofClaim>& claims, Sink& sink) {
  constexpr size_t kShown = 10;
  for (const ProofClaim& claim : claims) {
    if (claim.against.empty()) continue;
    Diagnostic& found = sink.emit(code::kDisproved, {}, "it is not so that " + claim.what);
    for (size_t i = 0; i < std::min(kShown, claim.against.size()); ++i)
      found.detail += (i > 0 ? "\n" : "") + claim.against[i];
    if (claim.against.size() > kShown) found.detail += fmt::format("\nand {} more", claim.against.size() - kShown);
  }
}

Proof begin(const ProofInput& input) {
  Proof proof;
  proof.target = input.plan->target;
  proof.from_fingerprint = input.plan->from_fingerprint;
  proof.to_fingerprint = input.plan->to_fingerprint;
  return proof;
}

std::vector<ProofClaim> claims_of_model(const ProofInput& input) {
  // Of a large plan they are not worked out.
  const auto& steps = input.plan->steps;
  const bool has_locks = std::ranges::any_of(steps, [](const Step& step) { return !step.locks.empty(); });
  const bool has_undo = std::ranges::any_of(steps, [](const Step& step) { return step.undo.has_value(); });
  const bool is_large = steps.size() > 100;
  return prove_on_model(*input.plan, *input.before, input.after,
                        {.steps = !input.by_hand, .locks = has_locks || !is_large, .undo = has_undo || !is_large})
      .claims;
}

}  // namespace

Proof prove_without_server(const ProofInput& input, Sink& sink) {
  Proof proof = begin(input);
  for (const Step& step : input.plan->steps) proof.steps.push_back({.id = step.id});
  proof.claims = claims_of_model(input);
  report(proof.claims, sink);
  return proof;
}

Proof prove_on_server(const ProofInput& input, live::Scratch& scratch, Sink& sink) {
  Proof proof = begin(input);
  proof.major = scratch.major();
  proof.version = scratch.version();
  if (scratch.major() != input.plan->target)
    sink.emit(code::kOtherMajor, {},
              fmt::format("the plan is for PostgreSQL {}, the server is {}", input.plan->target, scratch.version()))
        .hint = "What differs between the two is not proved: give --pg-bin or --server.";
  const Symbol role = input.before->default_owner.empty() ? intern(scratch.user()) : input.before->default_owner;
  const Stations stations = stations_of(input.plan->steps, *input.before, input.plan->target, role);
  ProofInput now = input;
  std::string misfit;
  // Rows that were made up may break what the new state demands: that is no fault of the plan.
  for (;;) {
    ScratchDatabase database(scratch, std::string(role.text()), run_settings(now, stations));
    std::vector<std::string> notes;
    if (!make_old_state(now, stations, scratch, database, notes, sink)) return proof;
    if (!misfit.empty()) notes.push_back("proved without rows, for those made up do not fit the new state: " + misfit);
    EngineRun run(now, stations, scratch, database, notes);
    run.all(proof);
    misfit = now.seed.empty() && now.rows > 0 ? run.misfit() : "";
    if (misfit.empty()) break;
    now.rows = 0;
  }
  std::vector<ProofClaim> claims = claims_of_model(input);
  claims.insert(claims.end(), proof.claims.begin(), proof.claims.end());
  proof.claims = std::move(claims);
  report(proof.claims, sink);
  return proof;
}

}  // namespace underpin
