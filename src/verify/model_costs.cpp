// What each step costs, predicted from its text, against what the plan says of it: its locks, and what may be done in a
// transaction block.
#include <fmt/format.h>

#include <map>

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
    at_ = i;
    if (begins_transaction(walk_.plan, i)) run("BEGIN");
    std::set<ObservedLock> predicted;
    for (const Prediction& cost : run(step.sql)) {
      transaction(step, cost);
      work_under_lock(step, cost);
      for (const NamedLock& lock : cost.locks)
        if (lock.mode >= LockMode::kShareUpdateExclusive && is_old(walk_.states[i], lock.relation))
          predicted.insert({.relation = lock.relation, .mode = std::string(lock_sql(lock.mode))});
    }
    compare(step, predicted);
    if (ends_transaction(walk_.plan, i)) run("COMMIT");
    if (step.transaction == 0 || ends_transaction(walk_.plan, i)) held_.clear();
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

  // What reads or writes rows takes long: nobody is to wait meanwhile for what an earlier step has locked.
  void work_under_lock(const Step& step, const Prediction& cost) {
    std::set<std::string> own;
    for (const NamedLock& lock : cost.locks)
      if (lock.kind == "table" && !lock.brief && blocks_writes(lock.mode) && is_old(walk_.states[at_], lock.relation))
        own.insert(lock.relation);
    if (const std::string worked = worked_on(cost); !worked.empty()) {
      for (const auto& [table, by] : held_)
        if (!own.contains(table))
          transactions_.against.push_back(
              fmt::format("step {} works on the rows of {} while step {}, in one transaction with it, keeps writers of "
                          "{} waiting",
                          step.id, worked, by, table));
      if (step.lasts.starts_with("a moment"))
        locks_.against.push_back(
            fmt::format("step {} works on the rows of {}: that is not {}", step.id, worked, step.lasts));
    }
    for (const std::string& table : own) held_.emplace(table, step.id);
  }

  std::string worked_on(const Prediction& cost) const {
    for (const std::vector<std::string>* names : {&cost.rewrites, &cost.index_builds, &cost.scans})
      for (const std::string& name : *names)
        if (is_old(walk_.states[at_], name) && !is_sequence(name)) return name;
    return {};
  }

  bool is_sequence(const std::string& name) const {
    return walk_.states[at_].is(find_qualified(walk_.states[at_], NameSpace::kRelation, name), Kind::kSequence);
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
      if (is_old(walk_.states[at_], lock.relation) && !holds(predicted, lock))
        locks_.against.push_back(
            fmt::format("step {} does not take {} on {}, as the plan says", step.id, lock.mode, lock.relation));
  }

  const Walk& walk_;
  ProofClaim& transactions_;
  ProofClaim& locks_;
  Script script_;
  size_t at_ = 0;                            // the step
  std::map<std::string, std::string> held_;  // tables whose writers wait, and for which step of this transaction
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
