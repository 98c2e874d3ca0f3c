#include "verify/engine_run.h"

#include <fmt/format.h>

#include <algorithm>

#include "ir/print.h"
#include "live/known_secrets.h"
#include "plan/script.h"
#include "verify/differences.h"
#include "verify/old_state.h"
#include "verify/resume.h"

namespace underpin {
namespace {

using std::chrono::milliseconds;

std::string listed(const std::set<std::string>& names) {
  return names.empty() ? "nothing" : fmt::format("{}", fmt::join(names, ", "));
}

// Which tables of the state have rows?
TableRows filled_tables(const Catalog& catalog, live::Session& session) {
  TableRows rows;
  catalog.for_each([&](ObjectId id) {
    if (!catalog.is(id, Kind::kTable) || catalog.body<Table>(id).server) return;
    const std::string_view only = catalog.body<Table>(id).partition_strategy == 0 ? "ONLY " : "";
    if (session.run(fmt::format("SELECT FROM {}{} LIMIT 1", only, qualified_name(catalog, id))).rows.empty())
      rows.set_empty(id);
  });
  return rows;
}

bool commits_here(const Plan& plan, size_t i) { return plan.steps[i].transaction == 0 || ends_transaction(plan, i); }

}  // namespace

EngineRun::EngineRun(const ProofInput& input, const Stations& stations, live::Scratch& scratch,
                     ScratchDatabase& database, const std::vector<std::string>& notes)
    : input_(input),
      plan_(*input.plan),
      stations_(stations),
      unowned_(stations_of(plan_.steps, *input.before, plan_.target, input.before->default_owner)),
      scratch_(scratch),
      database_(database),
      origin_(scratch, scratch.user(), {}),
      state_(tally_.add("start", "the old state, made on the server, is the one that the plan begins with",
                        "read from the server's catalogs and compared with the model")),
      runs_(tally_.add("run", "every step runs", "each as the script has it")),
      states_(tally_.add("states", "each step leads to the state that the model says",
                         "read from the server's catalogs after each commit")),
      end_(tally_.add("end", "the plan leads to the new state", "read from the server's catalogs")),
      locks_(tally_.add("locks", "each step locks what the plan says, and nothing else that keeps others waiting",
                        "pg_locks, read by another session before each commit; a step that cannot run in a transaction "
                        "block is held up by a writer and sampled")),
      effects_(tally_.add("effects", "each step writes anew, builds and reads the relations that are predicted",
                          "relfilenodes before and after, counters of scans")),
      guards_(
          tally_.add("guards", "guards tell whether a step has been carried out", "asked before and after each step")),
      rows_(tally_.add("rows", "the rows of all columns that stay are kept",
                       "a hash over the rows of each table, before and after")),
      values_(tally_.add("values", "rows hold what PostgreSQL's plain statements would leave, whoever writes meanwhile",
                         "the same change made plainly on a copy; where triggers of the plan are in force, the same "
                         "writes on both, and the plan gone on with or taken back")),
      undo_(tally_.add("undo", "the undo of each step leads back to the state before it",
                       "run from the last step to the first, the state compared after each")),
      resume_(
          tally_.add("resume", "a plan that was broken off is gone on with by planning again",
                     "each step that commits on its way killed in its midst, on a copy, and the new plan run; every "
                     "stop between steps on the model")),
      steps_(plan_.steps.size()),
      replay_(input, stations, scratch, origin_, database, values_) {
  rows_.open = notes;
}

void EngineRun::all(Proof& proof) {
  if (start()) {
    size_t i = 0;
    count_rows(proof);
    while (i < plan_.steps.size() && step(i)) ++i;
    if (i == plan_.steps.size()) finish();
  }
  say_what_was_not_looked_at();
  proof.steps = std::move(steps_);
  proof.claims = tally_.finish();
}

bool EngineRun::start() {
  for (size_t i = 0; i < plan_.steps.size(); ++i) steps_[i].id = plan_.steps[i].id;
  compare_state(0, "the old state", state_);
  std::string why;
  if (!origin_.copy_of(database_, why)) {
    runs_.against.push_back("the old state cannot be copied: " + why);
    return false;
  }
  live::Session& session = database_.session();
  old_ = see_relations(session);
  const Catalog& before = stations_.states.front();
  script_ = std::make_unique<Script>(before.clone(), filled_tables(before, session),
                                     ScriptOptions{.target = plan_.target, .autocommit = true});
  return true;
}

bool EngineRun::step(size_t i) {
  const Step& step = plan_.steps[i];
  ObservedStep& seen = steps_[i];
  set_lock_timeout(step);
  const bool begins = step.transactional && (step.transaction == 0 || begins_transaction(plan_, i));
  if (begins) {
    database_.session().run("BEGIN");
    in_block_.clear();
  }
  const Before before = look(step, seen);
  if (!step.transactional && input_.resume && input_.after != nullptr) {
    resume_from_midst(step, before.prediction, input_, scratch_, database_, origin_, resume_);
    timeout_.clear();
    set_lock_timeout(step);
  }
  SeenLocks held;
  live::Answer answer = step.transactional ? run_in_block(i, held) : run_alone(step, before.prediction, held);
  SeenRelations after;
  if (answer.done) {
    after = see_relations(database_.session());
    seen.guard_after = ask(step);
    if (step.transactional && commits_here(plan_, i)) answer = database_.session().run("COMMIT");
  }
  if (!answer.done) {
    runs_.against.push_back(fmt::format("step {} fails: {}", step.id, answer.message));
    database_.session().run("ROLLBACK");
    if (answer.sqlstate.starts_with("22") || answer.sqlstate.starts_with("23")) note_misfit();
    return false;
  }
  ++runs_.checked;
  seen.ran = true;
  SeenLocks gained;
  std::ranges::set_difference(held, in_block_, std::inserter(gained, gained.end()));
  compare_locks(step, before, gained, held, seen);
  in_block_ = std::move(held);
  compare_effects(before, after, step.transactional, seen);
  if (step.guard) compare_guard(step, seen.guard_after, true, guards_);
  if (commits_here(plan_, i) && i + 1 < stations_.states.size()) compare_state(i + 1, "after step " + step.id, states_);
  if (commits_here(plan_, i)) write_meanwhile(i);
  return true;
}

void EngineRun::write_meanwhile(size_t i) {
  if (input_.by_hand || !replay_.wants(i)) return;
  replay_.write_at(i, database_);
  timeout_.clear();  // copying ends the session
}

void EngineRun::count_rows(Proof& proof) {
  const RowComparison all = compare_table_rows(origin_.session(), origin_.session());
  proof.tables = all.tables;
  proof.rows = static_cast<size_t>(all.rows);
}

// Unless the steps before it have changed the rows: then it may be their fault.
void EngineRun::note_misfit() {
  compare_rows(false);
  if (rows_.against.empty() && (input_.by_hand || !replay_.plain_takes_rows())) misfit_ = runs_.against.back();
}

void EngineRun::set_lock_timeout(const Step& step) {
  const std::string wanted(input_.by_hand ? "0" : lock_timeout(step));
  if (timeout_ == wanted) return;
  timeout_ = wanted;
  database_.session().run("SET lock_timeout = " + wanted);
}

EngineRun::Before EngineRun::look(const Step& step, ObservedStep& seen) {
  Before before;
  before.relations = see_relations(database_.session());
  SourceSet text;
  text.add("step.sql", step.sql);
  Sink quiet;
  for (const StatementSpan& span : split(*text.files().front(), quiet).statements)
    before.prediction = script_->next(span, quiet);
  if (step.guard) {
    seen.guard_before = ask(step);
    compare_guard(step, seen.guard_before, false, guards_);
  }
  return before;
}

std::string EngineRun::ask(const Step& step) {
  if (!step.guard) return {};
  const live::Answer answer = database_.session().run(*step.guard);
  return answer.done ? answer.value() : "an error: " + answer.message;
}

void EngineRun::compare_guard(const Step& step, const std::string& answer, bool done, ProofClaim& claim) {
  ++claim.checked;
  const bool fits = done ? answer == "done" : answer == "not begun" || answer == "half done";
  if (!fits)
    claim.against.push_back(
        fmt::format("step {}: its guard says \"{}\" {} it", step.id, answer, done ? "after" : "before"));
}

live::Answer EngineRun::run_in_block(size_t i, SeenLocks& locks) {
  live::Session& session = database_.session();
  live::Answer answer = session.run(plan_.steps[i].sql);
  if (answer.done) locks = see_locks(scratch_.admin(), session.process());
  return answer;
}

// A writer that does not end makes it wait where it holds its locks.
live::Answer EngineRun::run_alone(const Step& step, const Prediction& prediction, SeenLocks& locks) {
  constexpr int kRounds = 200;
  in_block_.clear();
  const auto writer = hold_up(database_, prediction);
  live::Session& session = database_.session();
  session.send(step.sql);
  bool holds_up = true;
  for (int round = 0; session.is_busy(milliseconds(5)); ++round) {
    if (holds_up && (is_waiting(scratch_.admin(), session.process()) || round > kRounds)) {
      locks.merge(see_locks(scratch_.admin(), session.process()));
      writer->run("ROLLBACK");
      holds_up = false;
    }
    locks.merge(see_locks(scratch_.admin(), session.process()));
  }
  return session.take();
}

void EngineRun::compare_locks(const Step& step, const Before& before, const SeenLocks& gained, const SeenLocks& held,
                              ObservedStep& seen) {
  seen.locks = named(gained, before.relations, old_);
  ++locks_.checked;
  std::set<ObservedLock> said;
  if (input_.by_hand) {
    for (const NamedLock& lock : before.prediction.locks)
      if (lock.mode >= LockMode::kShareUpdateExclusive)
        said.insert({.relation = lock.relation, .mode = std::string(lock_sql(lock.mode))});
  } else {
    for (const RelationLock& lock : step.locks) said.insert({.relation = lock.relation, .mode = lock.mode});
  }
  for (const ObservedLock& lock : seen.locks)
    if (!holds(said, lock))
      locks_.against.push_back(
          fmt::format("step {} takes {} on {}, which the plan does not say", step.id, lock.mode, lock.relation));
  const std::set<ObservedLock> all = named(held, before.relations, old_);
  for (const ObservedLock& lock : said) {
    const bool was_there = std::ranges::any_of(old_, [&](const auto& entry) {
      const auto now = before.relations.find(entry.first);
      return now != before.relations.end() && now->second.name == lock.relation;
    });
    if (!was_there || holds(all, lock)) continue;
    const auto predicted = std::ranges::find(before.prediction.locks, lock.relation, &NamedLock::relation);
    const bool passing = predicted != before.prediction.locks.end() && (predicted->brief || predicted->if_free);
    if (step.transactional && !passing)
      locks_.against.push_back(
          fmt::format("step {} does not take {} on {}, as the plan says", step.id, lock.mode, lock.relation));
    else
      locks_.open.push_back(
          fmt::format("step {}: {} on {} is not held long enough to be seen", step.id, lock.mode, lock.relation));
  }
}

// Counters of scans are those of the transaction: what commits on its way leaves none.
void EngineRun::compare_effects(const Before& before, const SeenRelations& after, bool counts_scans,
                                ObservedStep& seen) {
  compare_files(before.relations, after, old_, seen);
  const PredictedFiles predicted = of_old(before.prediction, before.relations, after, old_);
  ++effects_.checked;
  const auto compare = [&](std::string_view what, const std::set<std::string>& is, const std::set<std::string>& ought) {
    if (is != ought)
      effects_.against.push_back(fmt::format("step {} {} {}; predicted: {}", seen.id, what, listed(is), listed(ought)));
  };
  compare("writes anew", seen.rewrites, predicted.rewrites);
  compare("builds", seen.index_builds, predicted.index_builds);
  if (counts_scans) compare("reads", seen.scans, predicted.scans);
}

void EngineRun::compare_state(size_t i, const std::string& when, ProofClaim& claim) {
  compare_state(stations_.states[i], unowned_.states[i], when, claim);
}

void EngineRun::compare_state(const Catalog& ought, const Catalog& unowned, const std::string& when,
                              ProofClaim& claim) {
  std::string why;
  std::optional<Catalog> is = database_.read(plan_.target, why);
  if (!is) {
    claim.open.push_back(when + ": the server's state cannot be read: " + why);
    return;
  }
  ++claim.checked;
  Catalog wanted = ought.clone();
  wanted.directives.clear();
  live::reconcile_secrets(*is, wanted);
  std::vector<std::string> lines = differences(*is, wanted, lost_);
  // An owner that the old state does not state is no part of it, though the server knows one.
  if (!lines.empty() && input_.before->default_owner.empty()) {
    Catalog loose = unowned.clone();
    live::reconcile_secrets(*is, loose);
    loose.directives.clear();
    const std::vector<std::string> stated = differences(*is, loose, lost_);
    if (stated.size() < lines.size()) {
      note_owners_ = true;
      lines = stated;
    }
  }
  for (const std::string& line : lines) claim.against.push_back(when + ": " + line);
}

void EngineRun::finish() {
  end_state();
  for (const Step& step : plan_.steps)
    if (step.guard) compare_guard(step, ask(step), true, guards_);
  compare_rows(false);
  if (!input_.by_hand) replay_.compare_end(database_);
  if (input_.resume) resume_between();
  if (input_.by_hand)
    undo_by_hand();
  else
    undo();
}

void EngineRun::end_state() {
  if (!stations_.failed.empty()) {
    states_.open.push_back("the model cannot follow the steps: " + stations_.failed);
    states_.incomplete = true;
  }
  const bool knows_owners = !input_.before->default_owner.empty();
  if (input_.after != nullptr && knows_owners) {
    compare_state(*input_.after, *input_.after, "after the last step", end_);
  } else if (stations_.failed.empty()) {
    compare_state(plan_.steps.size(), "after the last step", end_);
    if (input_.after != nullptr)
      for (const std::string& line : differences(unowned_.states.back(), *input_.after))
        end_.against.push_back("by the model, after the last step: " + line);
  }
  if (plan_.to_fingerprint.empty() || !unowned_.failed.empty()) return;
  const std::string reached = fingerprint(unowned_.states.back());
  if (reached == plan_.to_fingerprint || (input_.after != nullptr && !knows_owners)) return;
  end_.against.push_back("the steps lead to the state " + reached + ", the plan is for " + plan_.to_fingerprint);
}

void EngineRun::resume_between() {
  if (input_.after == nullptr) {
    resume_.open.emplace_back("the new state is not at hand: give --to");
    return;
  }
  if (stations_.failed.empty()) resume_on_model(plan_, stations_, *input_.after, resume_);
}

void EngineRun::say_what_was_not_looked_at() {
  if (plan_.steps.empty())
    for (ProofClaim* claim : {&runs_, &states_, &locks_, &effects_, &undo_})
      claim->open.emplace_back("there are no steps");
  if (std::ranges::none_of(plan_.steps, [](const Step& step) { return step.guard.has_value(); }))
    guards_.open.emplace_back("no step has a guard");
  if (resume_.checked == 0 && resume_.open.empty()) resume_.open.emplace_back("there is no stop on the way");
  if (note_owners_) undo_.open.emplace_back("owners that the old state does not state are not brought back");
}

void EngineRun::undo() {
  for (size_t i = plan_.steps.size(); i-- > 0;) {
    const Step& step = plan_.steps[i];
    if (!step.undo) {
      undo_.open.push_back("step " + step.id + " has no undo; those before it were not tried");
      undo_.incomplete = true;
      return;
    }
    if (const live::Answer answer = database_.run_script(*step.undo); !answer.done) {
      undo_.against.push_back(fmt::format("the undo of step {} fails: {}", step.id, answer.message));
      return;
    }
    if (step.loses_data && i + 1 < stations_.states.size()) lost_.push_back(&stations_.states[i + 1]);
    compare_state(i, "after the undo of step " + step.id, undo_);
  }
  compare_rows(true);
}

void EngineRun::undo_by_hand() {
  if (!input_.undo) {
    undo_.open.emplace_back("no --undo was given");
    return;
  }
  const live::Answer answer = database_.run_script(*input_.undo);
  if (!answer.done) {
    undo_.against.push_back("the undo fails: " + answer.message);
    return;
  }
  compare_state(0, "after the undo", undo_);
  compare_rows(true);
}

namespace {

// Their values go over to another column where the change is made side by side.
RenamedColumns renamed_columns(const ProofInput& input) {
  RenamedColumns out;
  if (input.after == nullptr) return out;
  Sink quiet;
  for (const Change& change : diff(*input.before, *input.after, quiet).changes)
    if (change.kind == Kind::kColumn && change.renamed)
      out[qualified_name(*input.before, input.before->parent(change.before)) + "." +
          std::string(input.before->name(change.before).text())] = input.after->name(change.after).text();
  return out;
}

}  // namespace

// On the way back what was removed is there again without its values: only what was never gone is compared.
void EngineRun::compare_rows(bool back) {
  const RowComparison found =
      compare_table_rows(origin_.session(), database_.session(), !back, renamed_columns(input_));
  rows_.checked += found.tables;
  if (!back && found.tables + found.gone.size() == 0)
    rows_.open.emplace_back("no table has rows: give --data or --rows");
  for (const std::string& line : found.differing)
    rows_.against.push_back((back ? "after the undo: " : "after the plan: ") + line);
  if (back) return;
  for (const std::string& column : found.other_type) rows_.open.push_back(column + ": its type changes");
  const bool said = std::ranges::any_of(plan_.steps, &Step::loses_data);
  for (const std::string& name : found.gone)
    (said || input_.by_hand ? rows_.open : rows_.against).push_back(name + " goes with its rows");
}

}  // namespace underpin
