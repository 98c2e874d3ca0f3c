#include "cli/step_locks.h"

#include <algorithm>
#include <set>

#include "diag/codes.h"
#include "emit/lock_words.h"
#include "ir/print.h"
#include "locks/script.h"
#include "plan/lock_together.h"

namespace underpin::cli {
namespace {

std::set<std::string> relation_names(const Catalog& catalog) {
  std::set<std::string> names;
  catalog.for_each([&](ObjectId id) {
    if (info(catalog.kind(id)).names == NameSpace::kRelation) names.insert(qualified_name(catalog, id));
  });
  return names;
}

// What the plan itself creates is nobody's yet: locks on it keep nobody waiting. Of a name that something else has
// until then, that something else is meant (predict_locks).
std::set<std::string> new_relations(const Diff& diff) {
  const std::set<std::string> old = relation_names(*diff.before);
  std::set<std::string> names;
  for (const Change& change : diff.changes)
    if (change.type == ChangeType::kCreate && info(change.kind).names == NameSpace::kRelation)
      if (std::string name = qualified_name(*diff.after, change.after); !old.contains(name))
        names.insert(std::move(name));
  return names;
}

void take(const Prediction& prediction, const std::set<std::string>& created, Step& step) {
  for (const NamedLock& lock : prediction.locks)
    if (!created.contains(lock.relation) && lock.mode >= LockMode::kShareUpdateExclusive)
      step.locks.push_back(
          {lock.relation, std::string(lock_sql(lock.mode)), std::string(emit::lock_victims(lock.mode))});
  if (!step.locks.empty()) step.lasts = emit::lock_duration(prediction);
}

void take_tables(const Prediction& prediction, const std::set<std::string>& created, std::vector<TableLock>& out) {
  for (const NamedLock& lock : prediction.locks)
    if (lock.kind == "table" && !lock.brief && blocks_writes(lock.mode) && !created.contains(lock.relation))
      out.push_back({lock.relation, lock.mode});
}

bool takes_long(const Prediction& prediction, const std::set<std::string>& created) {
  auto is_old = [&](const std::string& relation) { return !created.contains(relation); };
  auto is_table = [&](const std::string& relation) {
    const auto lock = std::ranges::find(prediction.locks, relation, &NamedLock::relation);
    return is_old(relation) && (lock == prediction.locks.end() || lock->kind != "sequence");
  };
  return std::ranges::any_of(prediction.rewrites, is_table) || std::ranges::any_of(prediction.scans, is_old) ||
         std::ranges::any_of(prediction.index_builds, is_old);
}

// The strongest lock on a table that was there before, if it keeps writes waiting.
const NamedLock* worst_lock(const Prediction& prediction, const std::set<std::string>& created) {
  const NamedLock* worst = nullptr;
  for (const NamedLock& lock : prediction.locks)
    if (!lock.brief && lock.kind != "index" && lock.kind != "sequence" && blocks_writes(lock.mode) &&
        !created.contains(lock.relation) && (worst == nullptr || lock.mode > worst->mode))
      worst = &lock;
  return worst;
}

constexpr std::string_view kNoOnlineWay =
    "No online way is known for this change, or a directive asks for this one: run it when the table is small or "
    "nobody works, or make the change in "
    "steps of your own.";
constexpr std::string_view kPlainWasAsked = "Without --plain, a strategy spares it where one is known.";

void warn(const Prediction& prediction, const std::set<std::string>& created, const Step& step, const Plan& plan,
          Sink& sink) {
  if (!takes_long(prediction, created)) return;
  const NamedLock* lock = worst_lock(prediction, created);
  if (lock == nullptr) return;
  sink.emit(code::kBlockingStep, place_of(step, plan.diff),
            "step " + step.id + " " + std::string(emit::lock_victims(lock->mode)) + " of \"" + lock->relation +
                "\" for " + emit::lock_duration(prediction))
      .hint = plan.online ? kNoOnlineWay : kPlainWasAsked;
}

}  // namespace

void predict_locks(Plan& plan, const Catalog& before, Sink& sink) {
  std::set<std::string> created = new_relations(plan.diff);
  Script script(before.clone(), TableRows(), {.target = plan.target, .autocommit = true});
  std::vector<std::vector<TableLock>> tables(plan.steps.size());
  for (size_t i = 0; i < plan.steps.size(); ++i) {
    Step& step = plan.steps[i];
    SourceSet text;
    text.add("step.sql", step.sql);
    Sink quiet;
    for (const StatementSpan& span : split(*text.files().front(), quiet).statements) {
      const Prediction prediction = script.next(span, quiet);
      take(prediction, created, step);
      take_tables(prediction, created, tables[i]);
      warn(prediction, created, step, plan, sink);
    }
    if (step.action == "create") created.insert(step.object);  // made again: it is new from here on
  }
  if (plan.online) lock_together(plan, tables);
}

}  // namespace underpin::cli
