// ALTER TABLE: commands on columns.
#include <algorithm>

#include "locks/alter_table.h"
#include "locks/lists.h"

namespace underpin::locks {

namespace {

ObjectId column_of(const AlterTable& alter, ObjectId table, const AlterTableCmd* command) {
  return command->name ? alter.work.before.find_column(table, intern(command->name)) : ObjectId{};
}

bool is_null(const Node* expression) {
  if (is_node(expression, T_TypeCast)) return is_null(as<TypeCast>(expression)->arg);
  return is_node(expression, T_A_Const) && as<A_Const>(expression)->isnull;
}

}  // namespace

void add_column(const AlterTable& alter, const AlterTableCmd* command) {
  Work& work = alter.work;
  const auto* column = as<ColumnDef>(command->def);
  if (work.before.find_column(alter.relation, intern(column->colname))) return;  // it stops there, whether it may or not
  const bool is_partition = static_cast<bool>(work.relatives.partition_parent(alter.relation));
  if (!is_partition) alter.lock_children();
  List one{};
  ListCell cell{.ptr_value = const_cast<ColumnDef*>(column)};
  one.type = T_List;
  one.length = 1;
  one.elements = &cell;
  lock_column_types(work, alter.relation, &one);
  for (const ::Constraint* constraint : items<::Constraint>(column->constraints)) {
    if (constraint->contype == CONSTR_DEFAULT) work.has_null_default |= is_null(constraint->raw_expr);
    if (constraint->contype == CONSTR_FOREIGN)
      lock_referenced(work, work.find(constraint->pktable), LockMode::kShareRowExclusive);
  }
}

void drop_column(const AlterTable& alter, const AlterTableCmd* command) {
  const ObjectId column = column_of(alter, alter.relation, command);
  if (!column || alter.work.before.body<Column>(column).inherited > 0) return;
  alter.lock_children();
  if (alter.work.refused && command->behavior != DROP_CASCADE) lock_removed_relations(alter.work);
}

// Nothing to do, and nobody else to ask, where the column is not null already (ATPrepSetNotNull).
void set_not_null(const AlterTable& alter, const AlterTableCmd* command) {
  const ObjectId column = column_of(alter, alter.relation, command);
  const bool is_set = column && alter.work.before.body<Column>(column).not_null;
  if (!is_set) alter.lock_family();
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
  const bool writes = any_item<DefElem>(options, [](const DefElem* option) {
    return std::string_view(option->defname) != "generated";
  });
  for (ObjectId sequence : work.relatives.sequences_of(column)) {
    work.lock(sequence, LockMode::kShareRowExclusive);
    if (writes) work.rewrite(sequence);
  }
}

}  // namespace underpin::locks
