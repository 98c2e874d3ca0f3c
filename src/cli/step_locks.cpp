#include "cli/step_locks.h"

#include <set>

#include "emit/lock_words.h"
#include "ir/print.h"
#include "locks/script.h"

namespace underpin::cli {
namespace {

// Each step is predicted on the state that those before it lead to, a copy of the whole: beyond these bounds that would
// take longer than the rest of planning.
constexpr size_t kMaxObjects = 100'000, kMaxObjectsTimesSteps = 400'000;

// What the plan itself creates is nobody's yet: locks on it keep nobody waiting.
std::set<std::string> new_relations(const Diff& diff) {
  std::set<std::string> names;
  for (const Change& change : diff.changes)
    if (change.type == ChangeType::kCreate && info(change.kind).names == NameSpace::kRelation)
      names.insert(qualified_name(*diff.after, change.after));
  return names;
}

void take(const Prediction& prediction, const std::set<std::string>& created, Step& step) {
  for (const NamedLock& lock : prediction.locks)
    if (!created.contains(lock.relation) && lock.mode >= LockMode::kShareUpdateExclusive)
      step.locks.push_back(
          {lock.relation, std::string(lock_sql(lock.mode)), std::string(emit::lock_victims(lock.mode))});
  if (!step.locks.empty()) step.lasts = emit::lock_duration(prediction);
}

}  // namespace

void predict_locks(Plan& plan, const Catalog& before, Certificate& certificate) {
  constexpr std::string_view kWhat = "the locks of each step";
  if (before.size() > kMaxObjects || before.size() * plan.steps.size() > kMaxObjectsTimesSteps) {
    certificate.not_proved.push_back({.what = std::string(kWhat), .how = "the plan is too large to predict them"});
    return;
  }
  const std::set<std::string> created = new_relations(plan.diff);
  Script script(before.clone(), TableRows(), {.target = plan.target, .autocommit = true});
  for (Step& step : plan.steps) {
    SourceSet text;
    text.add("step.sql", step.sql);
    Sink sink;
    for (const StatementSpan& span : split(*text.files().front(), sink).statements)
      take(script.next(span, sink), created, step);
  }
}

}  // namespace underpin::cli
