// What a statement takes away with it. performMultipleDeletions locks every relation that goes, and the relation of
// every part that goes (src/backend/catalog/dependency.c, heap.c, trigger.c, pg_constraint.c; measured on 14 to 18).
#include "locks/work.h"

namespace underpin::locks {
namespace {

void lock_removed_table(Work& work, ObjectId table) {
  const ObjectId parent = work.relatives.partition_parent(table);
  if (!parent) return;
  work.lock(parent, LockMode::kAccessExclusive);
  const ObjectId rest = work.relatives.default_partition(parent);
  if (rest != table) work.lock(rest, LockMode::kAccessExclusive);  // its constraint changes
}

void lock_removed_constraint(Work& work, ObjectId id) {
  const Constraint& constraint = work.before.body<Constraint>(id);
  work.lock(work.before.parent(id), LockMode::kAccessExclusive);
  // The triggers on the other side go, too. A partition's own copy has none there.
  if (constraint.type != ConstraintType::kForeign || constraint.parent_constraint) return;
  const bool parts_only = work.target() < kPartitionedTriggers && is_partitioned(work.before, constraint.referenced);
  if (parts_only)
    work.lock_all(work.relatives.leaves(constraint.referenced), LockMode::kAccessExclusive);
  else
    lock_referenced(work, constraint.referenced, LockMode::kAccessExclusive);
}

void lock_removed_part(Work& work, ObjectId id) {
  const Catalog& before = work.before;
  switch (before.kind(id)) {
    case Kind::kConstraint: return lock_removed_constraint(work, id);
    case Kind::kTrigger:
      work.lock(before.parent(id), LockMode::kAccessExclusive);
      return work.lock(before.body<Trigger>(id).constraint_relation, LockMode::kAccessShare);
    case Kind::kColumn:
    case Kind::kPolicy:
    case Kind::kRule: return work.lock(before.parent(id), LockMode::kAccessExclusive);
    case Kind::kStatistics: return work.lock(before.body<Statistics>(id).relation, LockMode::kShareUpdateExclusive);
    default: return;
  }
}

// A default that went with what it called.
bool lost_default(const Work& work, ObjectId id) {
  if (!work.before.is(id, Kind::kColumn) || work.after.at(id).removed) return false;
  return work.before.body<Column>(id).default_value && !work.after.body<Column>(id).default_value;
}

}  // namespace

void lock_removed_relations(Work& work) {
  work.before.for_each([&](ObjectId id) {
    if (!work.is_gone(id)) return;
    if (work.before.is(id, Kind::kColumn)) work.lock(work.before.parent(id), LockMode::kAccessExclusive);
    if (!is_relation(work.before, id)) return;
    if (is_table(work.before, id)) lock_removed_table(work, id);
    work.lock(id, LockMode::kAccessExclusive);
  });
}

void lock_removed(Work& work) {
  lock_removed_relations(work);
  work.before.for_each([&](ObjectId id) {
    if (work.is_gone(id)) return lock_removed_part(work, id);
    if (lost_default(work, id)) work.lock(work.before.parent(id), LockMode::kAccessExclusive);
  });
}

}  // namespace underpin::locks
