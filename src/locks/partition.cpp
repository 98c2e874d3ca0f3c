// Partitions come and go (ATExecAttachPartition, ATExecDetachPartition, DefineRelation; measured on 14 to 18).
#include <algorithm>

#include "ir/print.h"
#include "locks/alter_table.h"
#include "locks/lists.h"
#include "locks/value_set.h"

namespace underpin::locks {

namespace {

// Tables that refer to the partitioned table get triggers on the new partition.
LockMode referencing_lock(const Work& work) {
  return work.target() >= 15 ? LockMode::kShareRowExclusive : LockMode::kAccessShare;
}

// All that the table's valid CHECKs leave of the column's values.
ValueSet allowed(const Work& work, ObjectId table, ObjectId column) {
  const Catalog& before = work.before;
  ValueSet out = ValueSet::all();
  for (ObjectId id : before.children(table, Kind::kConstraint)) {
    const Constraint& check = before.body<Constraint>(id);
    if (check.type == ConstraintType::kCheck && check.valid && check.enforced)
      out = out.intersected(condition_on(before, check.expr, column).set);
  }
  return out;
}

ObjectId counterpart(const Work& work, ObjectId table, ObjectId parent_column) {
  return parent_column ? work.before.find_column(table, work.before.name(parent_column)) : ObjectId{};
}

// Do the table's constraints say that all its rows belong there?
bool is_proved_inside(const Work& work, ObjectId table, const PartitionBound& bound) {
  const ObjectId column = counterpart(work, table, bound.column);
  if (!column || !bound.exact) return false;
  const bool no_nulls =
      work.before.body<Column>(column).not_null || is_proved_not_null(work, column) || bound.takes_null;
  return no_nulls && allowed(work, table, column).within(bound.set);
}

bool is_proved_outside(const Work& work, ObjectId table, const PartitionBound& bound) {
  const ObjectId column = counterpart(work, table, bound.column);
  return column && bound.exact && allowed(work, table, column).intersected(bound.set).empty();
}

void scan_leaves(Work& work, ObjectId table, const PartitionBound& bound) {
  for (ObjectId leaf : work.relatives.leaves(table))
    if (leaf == table || !is_proved_inside(work, leaf, bound)) work.scan(leaf);
}

std::string_view bound_text(const Work& work, ObjectId partition) {
  const Table& table = work.after.body<Table>(partition);
  return table.bound ? work.after.expr(table.bound).text : std::string_view();
}

bool has_key_like(const Work& work, ObjectId table, const Constraint& wanted) {
  const Catalog& before = work.before;
  const auto same = [&](ObjectId a, ObjectId b) { return before.name(a) == before.name(b); };
  return std::ranges::any_of(work.relatives.foreign_keys(table), [&](ObjectId id) {
    const Constraint& key = before.body<Constraint>(id);
    return key.referenced == wanted.referenced && !key.parent_constraint &&
           std::ranges::equal(key.columns, wanted.columns, same);
  });
}

// The parent's foreign keys: an equal one of the partition is taken over, else rows are looked at.
void attach_foreign_keys(Work& work, ObjectId parent, ObjectId partition) {
  for (ObjectId id : work.relatives.foreign_keys(parent)) {
    const Constraint& key = work.before.body<Constraint>(id);
    if (has_key_like(work, partition, key)) {
      lock_referenced(work, key.referenced, LockMode::kAccessExclusive);
      continue;
    }
    lock_referenced(work, key.referenced, LockMode::kShareRowExclusive);
    for (ObjectId leaf : work.relatives.leaves(partition)) {
      work.scan(leaf);
      if (!work.rows.has(leaf) || !key.enforced) continue;
      for (ObjectId referenced : work.relatives.leaves(key.referenced)) work.scan(referenced);
    }
  }
}

// Foreign keys that refer to the table, without the copies that partitions have of theirs.
std::vector<ObjectId> whole_keys(const Work& work, ObjectId table) {
  std::vector<ObjectId> out = work.relatives.referencing(table);
  std::erase_if(out,
                [&](ObjectId key) { return static_cast<bool>(work.before.body<Constraint>(key).parent_constraint); });
  return out;
}

std::vector<ObjectId> with_ancestors(const Work& work, ObjectId table) {
  std::vector<ObjectId> out;
  for (; table; table = work.relatives.partition_parent(table)) out.push_back(table);
  return out;
}

// A partition's indexes that are part of the parent's.
std::vector<ObjectId> attached_indexes(const Work& work, ObjectId table) {
  std::vector<ObjectId> out = work.relatives.indexes(table);
  std::erase_if(out, [&](ObjectId index) { return !work.before.body<Index>(index).parent_index; });
  return out;
}

// Foreign keys to the parent: no row may refer to the partition that leaves.
void detach_referencing(Work& work, ObjectId parent, ObjectId partition) {
  for (ObjectId table : with_ancestors(work, parent))
    for (ObjectId key : whole_keys(work, table)) {
      const ObjectId referencing = work.before.parent(key);
      work.lock(referencing, LockMode::kAccessExclusive);
      lock_referenced(work, referencing, LockMode::kAccessShare);
      for (ObjectId leaf : work.relatives.leaves(referencing)) work.scan(leaf);
      for (ObjectId leaf : work.relatives.leaves(partition)) work.scan(leaf);
    }
}

}  // namespace

void lock_new_partition(Work& work, ObjectId parent) {
  work.lock_all(work.relatives.indexes(parent), LockMode::kShareUpdateExclusive);
  for (ObjectId key : work.relatives.foreign_keys(parent))
    lock_referenced(work, work.before.body<Constraint>(key).referenced, LockMode::kShareRowExclusive);
  for (ObjectId table : with_ancestors(work, parent))
    for (ObjectId key : whole_keys(work, table)) work.lock(work.before.parent(key), referencing_lock(work));
}

void narrow_default_partition(Work& work, ObjectId parent, ObjectId except, std::string_view text) {
  const ObjectId rest = work.relatives.default_partition(parent);
  if (!rest || rest == except) return;
  const PartitionBound bound = partition_bound(work.before, parent, text);
  work.lock_all(work.relatives.family(rest), LockMode::kAccessExclusive);
  for (ObjectId leaf : work.relatives.leaves(rest))
    if (!is_proved_outside(work, leaf, bound) && !is_proved_outside(work, rest, bound)) work.scan(leaf);
}

void attach_partition(const AlterTable& alter, const AlterTableCmd* command) {
  Work& work = alter.work;
  const Catalog& before = work.before;
  const ObjectId partition = work.find(as<PartitionCmd>(command->def)->name);
  if (!partition) return;
  if (before.is(alter.relation, Kind::kIndex)) {  // ALTER INDEX … ATTACH PARTITION
    work.lock(before.parent(alter.relation), LockMode::kAccessShare);
    work.lock(before.parent(partition), LockMode::kAccessShare);
    return work.lock(partition, LockMode::kAccessExclusive);
  }
  if (!work.refused) narrow_default_partition(work, alter.relation, partition, bound_text(work, partition));
  work.lock(partition, LockMode::kAccessExclusive);
  if (work.refused) return;
  work.lock_all(work.relatives.family(partition), LockMode::kAccessExclusive);
  lock_new_partition_parts(work, alter.relation, partition);
  for (ObjectId above : with_ancestors(work, alter.relation))
    work.lock(above, LockMode::kAccessShare);  // what they may hold
  const PartitionBound bound = partition_bound(before, alter.relation, bound_text(work, partition));
  if (bound.is_default ? work.relatives.children(alter.relation).empty() : is_proved_inside(work, partition, bound))
    return;
  scan_leaves(work, partition, bound);
}

void lock_new_partition_parts(Work& work, ObjectId parent, ObjectId partition) {
  work.lock_all(work.relatives.indexes(parent), LockMode::kShareUpdateExclusive);
  attach_foreign_keys(work, parent, partition);
  for (ObjectId table : with_ancestors(work, parent))
    for (ObjectId key : whole_keys(work, table)) work.lock(work.before.parent(key), referencing_lock(work));
}

void detach_partition(const AlterTable& alter, const AlterTableCmd* command) {
  Work& work = alter.work;
  const auto* detach = as<PartitionCmd>(command->def);
  const bool finalize = command->subtype == AT_DetachPartitionFinalize;
  const ObjectId partition = work.find(detach->name);
  if (!partition) return;
  const ObjectId rest = work.relatives.default_partition(alter.relation);
  if (detach->concurrent && !finalize) {
    if (rest) return work.refuse("cannot detach partitions concurrently when a default partition exists");
    if (const ObjectId above = work.relatives.partition_parent(alter.relation))
      work.lock(above, LockMode::kAccessShare);
  }
  if (rest != partition) work.lock(rest, LockMode::kAccessExclusive);
  for (ObjectId table : work.relatives.family(partition)) {
    work.lock(table, LockMode::kAccessExclusive);
  }
  work.lock_all(attached_indexes(work, partition), LockMode::kAccessExclusive);
  for (ObjectId id : work.relatives.foreign_keys(partition)) {
    const Constraint& key = work.before.body<Constraint>(id);
    const bool has_triggers = work.target() >= kPartitionedTriggers || !is_partitioned(work.before, key.referenced);
    if (key.parent_constraint && has_triggers) lock_referenced(work, key.referenced, LockMode::kShareRowExclusive);
  }
  if (!finalize) detach_referencing(work, alter.relation, partition);
}

}  // namespace underpin::locks
