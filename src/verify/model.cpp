#include "verify/model.h"

#include <fmt/format.h>

#include <algorithm>

#include "ir/attributes.h"
#include "verify/differences.h"
#include "verify/tally.h"
#include "verify/walk.h"

namespace underpin {
namespace {

struct Claims {
  explicit Claims(Tally& tally)
      : run(tally.add("model-run", "every step runs", "simulated on the model")),
        end(tally.add("model-end", "the plan leads from the old state to the new one", "simulated on the model")),
        order(tally.add("model-order", "each step comes behind what it needs, and no phase goes back",
                        "read off the plan")),
        transactions(tally.add("model-transactions", "no transaction mixes what may not be in one",
                               "predicted from each step's text")),
        locks(tally.add("model-locks", "each step locks what the plan says", "predicted from its text")),
        guards(tally.add("model-guards", "guards tell whether a step has been carried out",
                         "asked of the model before and after each step")),
        repeats(tally.add("model-repeats", "a step that is run once more changes nothing, is refused, or is guarded",
                          "simulated on the model")),
        phases(tally.add("model-phases", "no phase takes more from any client than it may",
                         "each state compared with the old one")),
        rows(tally.add("model-rows", "no step writes or removes rows but those that say so",
                       "read off its text, and off what is gone after it")),
        undo(tally.add("model-undo", "the undo of each step leads back to the state before it",
                       "simulated on the model")),
        stops(tally.add("model-stops", "from every stop the rest of the plan leads on to the same end",
                        "simulated on the model")) {}

  ProofClaim &run, &end, &order, &transactions, &locks, &guards, &repeats, &phases, &rows, &undo, &stops;
};

void prove_end(const Walk& walk, const Catalog* after, ProofClaim& claim) {
  ++claim.checked;
  if (after != nullptr) {
    for (const std::string& line : differences(walk.states.back(), *after)) claim.against.push_back(line);
    return;
  }
  const std::string reached = fingerprint(walk.states.back());
  if (!walk.plan.to_fingerprint.empty() && reached != walk.plan.to_fingerprint)
    claim.against.push_back(
        fmt::format("the steps lead to the state {}, the plan is for {}", reached, walk.plan.to_fingerprint));
}

// What nothing is said of is no claim.
void leave_out(std::vector<ProofClaim>& claims, std::initializer_list<std::string_view> slugs) {
  std::erase_if(claims, [&](const ProofClaim& claim) { return std::ranges::find(slugs, claim.slug) != slugs.end(); });
}

void prove_steps(const Walk& walk, const ModelScope& scope, Budget& budget, Claims& claims, ModelProof& out) {
  prove_guards(walk, claims.guards);
  prove_phases(walk, claims.phases);
  prove_rows(walk, claims.rows);
  if (scope.undo) prove_undo(walk, budget, claims.undo);
  prove_repeats(walk, budget, claims.repeats);
  const Stops stops = prove_stops(walk, budget, claims.stops);
  out.stops = stops.count;
  out.all_stops = stops.all;
  claims.stops.how += fmt::format(": {} of them, {}", stops.count, stops.all ? "all there are" : "a sample");
}

}  // namespace

ModelProof prove_on_model(const Plan& plan, const Catalog& before, const Catalog* after, const ModelScope& scope) {
  ModelProof out;
  Tally tally;
  Claims claims(tally);
  const Walk walk(plan, before);
  claims.run.checked = walk.states.size() - 1;
  Budget budget(walk.states.back().size());
  if (scope.steps) prove_order(walk, claims.order);
  if (!walk.is_whole()) {
    claims.run.against.push_back(fmt::format("step {} fails: {}", plan.steps[walk.states.size() - 1].id, walk.failed));
  } else {
    prove_end(walk, after, claims.end);
    prove_costs(walk, budget, claims.transactions, claims.locks);
    if (scope.steps && !plan.steps.empty()) prove_steps(walk, scope, budget, claims, out);
  }
  out.claims = tally.finish();
  if (!scope.steps)
    leave_out(out.claims,
              {"model-order", "model-guards", "model-repeats", "model-phases", "model-rows", "model-stops"});
  if (!scope.steps || !scope.undo) leave_out(out.claims, {"model-undo"});
  if (!scope.steps || !scope.locks) leave_out(out.claims, {"model-locks"});
  return out;
}

}  // namespace underpin
