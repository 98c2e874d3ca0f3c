#include "verify/resume.h"

#include <fmt/format.h>

#include <algorithm>

#include "live/known_secrets.h"
#include "verify/differences.h"
#include "verify/observe.h"
#include "verify/old_state.h"
#include "verify/rows.h"
#include "verify/simulate.h"

namespace underpin {
namespace {

using std::chrono::milliseconds;

// As the script of the plan would; no watching.
std::string run_plan(const Plan& plan, live::Session& session) {
  for (size_t i = 0; i < plan.steps.size(); ++i) {
    if (begins_transaction(plan, i)) session.run("BEGIN");
    live::Answer answer = session.run(plan.steps[i].sql);
    if (answer.done && ends_transaction(plan, i)) answer = session.run("COMMIT");
    if (answer.done) continue;
    session.run("ROLLBACK");
    return "step " + plan.steps[i].id + " of the new plan fails: " + answer.message;
  }
  return {};
}

// The table of "public.users.email".
std::string table_of_column(const std::string& name) {
  bool quoted = false;
  size_t last = std::string::npos;
  for (size_t i = 0; i < name.size(); ++i) {
    if (name[i] == '"') quoted = !quoted;
    if (name[i] == '.' && !quoted) last = i;
  }
  return name.substr(0, last);
}

// False where the step was over too soon.
bool kill_in_midst(const Step& step, const Prediction& prediction, live::Scratch& scratch, ScratchDatabase& copy) {
  constexpr int kRounds = 100;
  const auto writer = hold_up(copy, prediction);
  if (step.action == "backfill")  // it locks no table: one of its last rows
    writer->run(fmt::format("SELECT FROM {} ORDER BY ctid DESC LIMIT 1 FOR UPDATE", table_of_column(step.object)));
  live::Session& session = copy.session();
  session.send(step.sql);
  bool killed = false;
  for (int round = 0; session.is_busy(milliseconds(5)) && !killed; ++round)
    if (is_waiting(scratch.admin(), session.process()) || round > kRounds)
      killed = scratch.admin().run(fmt::format("SELECT pg_terminate_backend({})", session.process())).done;
  session.take();
  copy.close();
  return killed;
}

}  // namespace

std::unique_ptr<live::Session> hold_up(ScratchDatabase& database, const Prediction& prediction) {
  auto writer = database.new_session();
  writer->run("BEGIN");
  for (const NamedLock& lock : prediction.locks)
    if (lock.kind == "table") writer->run("LOCK TABLE " + lock.relation + " IN ROW EXCLUSIVE MODE");
  return writer;
}

void resume_from_midst(const Step& step, const Prediction& prediction, const ProofInput& input, live::Scratch& scratch,
                       ScratchDatabase& database, ScratchDatabase& origin, ProofClaim& claim) {
  const std::string where = "killed in the midst of step " + step.id + ": ";
  ScratchDatabase copy(scratch, database);
  std::string why;
  if (!copy.copy_of(database, why)) {
    claim.open.push_back(where + why);
    return;
  }
  if (!kill_in_midst(step, prediction, scratch, copy)) {
    claim.open.push_back(where + "it was over before");
    return;
  }
  std::optional<Catalog> state = copy.read(input.plan->target, why);
  if (!state) {
    claim.open.push_back(where + why);
    return;
  }
  Catalog goal = input.after->clone();
  goal.default_owner = state->default_owner;
  live::reconcile_secrets(*state, goal);
  Sink sink;
  const Plan rest = make_plan(diff(*state, goal, sink), {.target = input.plan->target}, sink);
  ++claim.checked;
  if (sink.failed()) {
    claim.against.push_back(
        where + "no plan is found: " + std::ranges::find(sink.all(), Level::kError, &Diagnostic::level)->message);
    return;
  }
  if (const std::string trouble = run_plan(rest, copy.session()); !trouble.empty()) {
    claim.against.push_back(where + trouble);
    return;
  }
  std::optional<Catalog> end = copy.read(input.plan->target, why);
  if (!end) return claim.open.push_back(where + why);
  live::reconcile_secrets(*end, goal);
  for (const std::string& line : differences(*end, goal)) claim.against.push_back(where + line);
  for (const std::string& line : compare_table_rows(origin.session(), copy.session()).differing)
    claim.against.push_back(where + line);
}

void resume_on_model(const Plan& plan, const Stations& stations, const Catalog& after, ProofClaim& claim) {
  constexpr size_t kLargest = 200'000;  // objects times steps
  if (after.size() * plan.steps.size() > kLargest) {
    claim.open.emplace_back("the plan is too large to plan again from every stop");
    return;
  }
  Catalog goal = after.clone();
  goal.default_owner = stations.states.front().default_owner;
  for (size_t i = 0; i + 1 < plan.steps.size(); ++i) {
    if (plan.steps[i].transaction != 0 && !ends_transaction(plan, i)) continue;
    const Catalog& state = stations.states[i + 1];
    Sink sink;
    const Plan rest = make_plan(diff(state, goal, sink), {.target = plan.target}, sink);
    ++claim.checked;
    if (sink.failed() || !prove(rest, state, goal, sink)) {
      const auto found = std::ranges::find(sink.all(), Level::kError, &Diagnostic::level);
      claim.against.push_back(fmt::format("stopped after step {}: no plan leads on: {} {}", plan.steps[i].id,
                                          found->message, found->detail));
    }
  }
}

}  // namespace underpin
