// ALTER TABLE: commands on columns.
#include <algorithm>

#include "locks/alter_table.h"
#include "locks/lists.h"

namespace underpin::locks {

bool is_key_column(const Catalog& catalog, ObjectId table, ObjectId column) {
  if (!is_table(catalog, table)) return false;
  return std::ranges::any_of(catalog.body<Table>(table).partition_key, [&](const PartitionKeyItem& item) {
    if (item.column == column) return true;
    return item.expr && std::ranges::any_of(catalog.expr(item.expr).refs,
                                            [&](const Reference& reference) { return reference.target == column; });
  });
}

namespace {

// Identity columns of partitioned tables belong to the partitions, too, from 17 on; before, they are refused.
constexpr int kPartitionedIdentity = 17;
// A column's not-null is a constraint, which is dropped like one, from 18 on.
constexpr int kNotNullConstraints = 18;

ObjectId column_of(const AlterTable& alter, ObjectId table, const AlterTableCmd* command) {
  return command->name ? alter.work.before.find_column(table, intern(command->name)) : ObjectId{};
}

// A child that has the column already keeps it, and its own children are not looked for.
void lock_children_without(const AlterTable& alter, ObjectId table, Symbol column) {
  for (ObjectId child : alter.work.relatives.children(table)) {
    alter.work.lock(child, alter.lock);
    if (alter.recurse && !alter.work.before.find_column(child, column)) lock_children_without(alter, child, column);
  }
}

bool is_in_primary_key(const Catalog& catalog, ObjectId table, ObjectId column) {
  return std::ranges::any_of(catalog.children(table, Kind::kConstraint), [&](ObjectId id) {
    const Constraint& key = catalog.body<Constraint>(id);
    return key.type == ConstraintType::kPrimary && std::ranges::find(key.columns, column) != key.columns.end();
  });
}

// Is the column not null because a parent's is?
bool inherits_not_null(const Work& work, ObjectId table, ObjectId column) {
  return std::ranges::any_of(work.before.body<Table>(table).parents, [&](ObjectId parent) {
    const ObjectId above = work.before.find_column(parent, work.before.name(column));
    return above && work.before.body<Column>(above).not_null;
  });
}

}  // namespace

void add_column(const AlterTable& alter, const AlterTableCmd* command) {
  Work& work = alter.work;
  const auto* column = as<ColumnDef>(command->def);
  if (work.before.find_column(alter.relation, intern(column->colname)))
    return;  // it stops there, whether it may or not
  const bool is_partition = static_cast<bool>(work.relatives.partition_parent(alter.relation));
  const bool refused = work.target() < kPartitionedIdentity && is_partitioned(work.before, alter.relation) &&
                       any_item<::Constraint>(column->constraints,
                                              [](const ::Constraint* one) { return one->contype == CONSTR_IDENTITY; });
  if (!is_partition && !refused) lock_children_without(alter, alter.relation, intern(column->colname));
  ListCell cell{.ptr_value = const_cast<ColumnDef*>(column)};
  List one;
  make_list(one, &cell, 1);
  lock_column_types(work, alter.relation, &one);
  bool filled = false, refers = false;
  for (const ::Constraint* constraint : items<::Constraint>(column->constraints)) {
    filled |= constraint->contype == CONSTR_DEFAULT || constraint->contype == CONSTR_IDENTITY ||
              constraint->contype == CONSTR_GENERATED;
    if (constraint->contype != CONSTR_FOREIGN) continue;
    refers = true;
    lock_referenced(work, work.find(constraint->pktable), LockMode::kShareRowExclusive);
  }
  if (refers && !filled) work.sure_keys.push_back(intern(column->colname));
}

void set_default(const AlterTable& alter, const AlterTableCmd* command) {
  const Symbol name = intern(command->name);
  if (!alter.work.before.find_column(alter.relation, name)) alter.work.set_later.push_back(name);
}

void drop_column(const AlterTable& alter, const AlterTableCmd* command) {
  const ObjectId column = column_of(alter, alter.relation, command);
  if (!column || alter.work.before.body<Column>(column).inherited > 0) return;
  if (is_key_column(alter.work.before, alter.relation, column)) return;
  alter.lock_children();
  if (alter.work.refused && command->behavior != DROP_CASCADE) lock_removed_relations(alter.work);
}

// Nobody else to ask where the column is not null already; before 18 that is true of partitions only
// (ATPrepSetNotNull).
bool spreads_not_null(const Work& work, ObjectId table, ObjectId column) {
  if (!work.before.body<Column>(column).not_null) return true;
  return work.target() < kNotNullConstraints && !is_partitioned(work.before, table);
}

void set_not_null(const AlterTable& alter, const AlterTableCmd* command) {
  const ObjectId column = column_of(alter, alter.relation, command);
  if (column && !spreads_not_null(alter.work, alter.relation, column)) return;
  alter.lock_family();
  if (alter.work.target() < kNotNullConstraints) alter.lock_partitions();  // with ONLY: to see that they have it
}

void drop_not_null(const AlterTable& alter, const AlterTableCmd* command) {
  Work& work = alter.work;
  const ObjectId column = column_of(alter, alter.relation, command);
  const bool constraints = work.target() >= kNotNullConstraints;
  if (!constraints) alter.lock_family();
  if (!column || !is_table(work.before, alter.relation) || is_in_primary_key(work.before, alter.relation, column))
    return;
  if (constraints && !work.before.body<Column>(column).not_null) return;
  work.lock(work.relatives.partition_parent(alter.relation), LockMode::kAccessShare);
  if (constraints && !inherits_not_null(work, alter.relation, column)) alter.lock_children();
}

void set_expression(const AlterTable& alter, const AlterTableCmd* command) {
  Work& work = alter.work;
  for (ObjectId table : alter.recurse ? work.relatives.family(alter.relation) : std::vector{alter.relation}) {
    const ObjectId column = column_of(alter, table, command);
    if (column && work.before.body<Column>(column).generated == Generated::kStored) work.rewrite_table(table);
  }
}

// The indexes that keep the column's values, too (SetIndexStorageProperties opens all to find them).
void set_storage(const AlterTable& alter, const AlterTableCmd* command) {
  Work& work = alter.work;
  const bool family = command->subtype == AT_SetStorage && alter.recurse;
  for (ObjectId table : family ? work.relatives.family(alter.relation) : std::vector{alter.relation})
    work.lock_all(work.relatives.indexes(table), alter.lock, true);
}

void change_identity(const AlterTable& alter, const AlterTableCmd* command) {
  Work& work = alter.work;
  const ObjectId column = column_of(alter, alter.relation, command);
  if (!column) return;
  const auto* options = reinterpret_cast<const List*>(command->def);
  const bool writes = any_item<DefElem>(
      options, [](const DefElem* option) { return std::string_view(option->defname) != "generated"; });
  const bool changes_column = any_item<DefElem>(
      options, [](const DefElem* option) { return std::string_view(option->defname) == "generated"; });
  if (changes_column && work.target() >= kPartitionedIdentity) alter.lock_partitions();
  for (ObjectId sequence : work.relatives.sequences_of(column)) {
    work.lock(sequence, LockMode::kShareRowExclusive);
    if (writes) work.rewrite(sequence);
  }
}

}  // namespace underpin::locks
