// What each step costs, predicted from its text, against what the plan says of it: its locks, and what may be done in a
// transaction block.
#include <fmt/format.h>

#include <algorithm>

#include "locks/script.h"
#include "verify/names.h"
#include "verify/observe.h"
#include "verify/walk.h"

namespace underpin {
namespace {

class Costs {
 public:
  Costs(const Walk& walk, ProofClaim& transactions, ProofClaim& locks)
      : walk_(walk),
        transactions_(transactions),
        locks_(locks),
        script_(walk.states.front().clone(), TableRows(), {.target = walk.plan.target, .autocommit = true}) {}

  void step(size_t i) {
    const Step& step = walk_.step(i);
    if (begins_transaction(walk_.plan, i)) run("BEGIN");
    std::set<ObservedLock> predicted;
    for (const Prediction& cost : run(step.sql)) {
      transaction(step, cost);
      for (const NamedLock& lock : cost.locks)
        if (lock.mode >= LockMode::kShareUpdateExclusive && is_old(walk_.states[i], lock.relation))
          predicted.insert({.relation = lock.relation, .mode = std::string(lock_sql(lock.mode))});
    }
    if (ends_transaction(walk_.plan, i)) run("COMMIT");
    compare(step, predicted);
  }

 private:
  std::vector<Prediction> run(const std::string& sql) {
    SourceSet text;
    text.add("step.sql", sql);
    Sink quiet;
    std::vector<Prediction> out;
    for (const StatementSpan& span : split(*text.files().front(), quiet).statements)
      out.push_back(script_.next(span, quiet));
    return out;
  }

  // Was the relation of that name there before the plan? What the plan makes is nobody's yet.
  bool is_old(const Catalog& state, const std::string& name) const {
    const ObjectId id = find_qualified(state, NameSpace::kRelation, name);
    return id && id.value < walk_.states.front().size();
  }

  void transaction(const Step& step, const Prediction& cost) {
    ++transactions_.checked;
    if (cost.transactional == Transactional::kNo && (step.transactional || step.transaction != 0))
      transactions_.against.push_back(
          fmt::format("step {} cannot run inside a transaction block, and the plan does not say so", step.id));
    else if (!cost.refused.empty())
      transactions_.against.push_back(fmt::format("step {} is refused: {}", step.id, cost.refused));
  }

  void compare(const Step& step, const std::set<ObservedLock>& predicted) {
    ++locks_.checked;
    std::set<ObservedLock> said;
    for (const RelationLock& lock : step.locks) said.insert({.relation = lock.relation, .mode = lock.mode});
    for (const ObservedLock& lock : predicted)
      if (!holds(said, lock))
        locks_.against.push_back(
            fmt::format("step {} takes {} on {}, which the plan does not say", step.id, lock.mode, lock.relation));
    for (const ObservedLock& lock : said)
      if (!holds(predicted, lock))
        locks_.against.push_back(
            fmt::format("step {} does not take {} on {}, as the plan says", step.id, lock.mode, lock.relation));
  }

  const Walk& walk_;
  ProofClaim& transactions_;
  ProofClaim& locks_;
  Script script_;
};

}  // namespace

void prove_costs(const Walk& walk, Budget& budget, ProofClaim& transactions, ProofClaim& locks) {
  Costs costs(walk, transactions, locks);
  for (size_t i = 0; i < walk.plan.steps.size(); ++i) {
    if (!budget.take(2)) {
      for (ProofClaim* claim : {&transactions, &locks}) {
        claim->open.push_back(
            fmt::format("the budget was spent: {} steps were not looked at", walk.plan.steps.size() - i));
        claim->incomplete = true;
      }
      return;
    }
    costs.step(i);
  }
}

}  // namespace underpin
