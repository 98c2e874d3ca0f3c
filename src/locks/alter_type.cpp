// ALTER COLUMN … TYPE: rewrites, and what depends on the column is made anew (ATExecAlterColumnType,
// ATPostAlterTypeCleanup).
#include <algorithm>

#include "ir/attributes.h"
#include "locks/alter_table.h"
#include "locks/lists.h"

namespace underpin::locks {

namespace {

bool refers_to(const Catalog& catalog, ObjectId id, ObjectId column) {
  bool found = false;
  for_each_reference(catalog, id, [&](ObjectId target, std::string_view) { found |= target == column; });
  return found;
}

class TypeChange {
 public:
  TypeChange(const AlterTable& alter, ObjectId table, ObjectId column, const Node* using_expression)
      : work_(alter.work), before_(alter.work.before), table_(table), column_(column), using_(using_expression) {}

  void run() {
    const bool is_virtual = before_.body<Column>(column_).generated == Generated::kVirtual;
    rewrites_ = !is_virtual && has_storage(before_, table_) && type_change_rewrites(work_, column_, using_);
    for (ObjectId index : work_.relatives.indexes(table_))
      if (refers_to(before_, index, column_)) work_.lock(index, LockMode::kAccessExclusive);
    if (names_lost_class()) return work_.refuse("an operator class of an index does not accept the type");
    if (rewrites_) work_.rewrite_table(table_);
    for (ObjectId index : work_.relatives.indexes(table_)) remake_index(index);
    for (ObjectId constraint : before_.children(table_, Kind::kConstraint)) remake_constraint(constraint);
    for (ObjectId constraint : work_.relatives.referencing(table_)) remake_foreign_key(constraint);
    alter_sequences();
  }

 private:
  // An index keeps its file where its definition means the same (CheckIndexCompatible); not that of a partition, which
  // is made by way of its parent's.
  void remake_index(ObjectId id) {
    if (rewrites_ || !has_storage(before_, table_) || !refers_to(before_, id, column_)) return;
    const Index& index = before_.body<Index>(id);
    const auto is_plain = [&](const IndexElement& element) { return !element.expr && keeps_order(element); };
    if (!index.parent_index && !index.predicate && std::ranges::all_of(index.elements, is_plain)) return;
    work_.build(id);
    work_.scan(table_);
  }

  // An index names an operator class that the new type does not have: refused when the index is made anew.
  bool names_lost_class() const {
    const Column& old_column = before_.body<Column>(column_);
    if (same_operator_class(before_, old_column.type, work_.after, work_.after.body<Column>(column_).type))
      return false;
    return std::ranges::any_of(work_.relatives.indexes(table_), [&](ObjectId id) {
      const auto& elements = before_.body<Index>(id).elements;
      return std::ranges::any_of(elements,
                                 [&](const IndexElement& e) { return e.column == column_ && !e.opclass.empty(); });
    });
  }

  bool keeps_order(const IndexElement& element) const {
    if (element.column != column_) return true;
    const Column& old_column = before_.body<Column>(column_);
    const Column& column = work_.after.body<Column>(column_);
    const bool same_collation = !element.collation.empty() || old_column.collation == column.collation;
    const bool same_class =
        !element.opclass.empty() || same_operator_class(before_, old_column.type, work_.after, column.type);
    return same_collation && same_class;
  }

  void remake_constraint(ObjectId id) {
    if (!refers_to(before_, id, column_)) return;
    const Constraint& constraint = before_.body<Constraint>(id);
    if (constraint.type == ConstraintType::kForeign) return remake_foreign_key(id);
    if (constraint.type == ConstraintType::kCheck && constraint.valid && constraint.enforced) work_.scan(table_);
  }

  // Dropped and added: locks on both sides, and a look at both where the old proof does not hold any more.
  void remake_foreign_key(ObjectId id) {
    const Constraint& key = before_.body<Constraint>(id);
    if (!refers_to(before_, id, column_) || (key.parent_constraint && !work_.existed(key.parent_constraint))) return;
    const ObjectId referencing = before_.parent(id);
    lock_referenced(work_, referencing, LockMode::kAccessExclusive);
    if (work_.target() < kPartitionedTriggers && is_partitioned(before_, key.referenced)) {
      work_.lock_all(work_.relatives.leaves(key.referenced), LockMode::kAccessExclusive);
      work_.lock(key.referenced, LockMode::kShareRowExclusive);  // by the new one alone
    } else {
      lock_referenced(work_, key.referenced, LockMode::kAccessExclusive);
    }
    const Column& column = work_.after.body<Column>(column_);
    const bool same = same_operator_class(before_, before_.body<Column>(column_).type, work_.after, column.type);
    if ((!rewrites_ && same) || !key.valid || !key.enforced) return;
    for (ObjectId leaf : work_.relatives.leaves(referencing)) {
      work_.scan(leaf);
      if (!work_.rows.has(leaf)) continue;
      for (ObjectId referenced : work_.relatives.leaves(key.referenced)) work_.scan(referenced);
    }
  }

  // An identity column's sequence takes the type, too.
  void alter_sequences() {
    if (before_.body<Column>(column_).identity == Identity::kNone) return;
    for (ObjectId sequence : work_.relatives.sequences_of(column_)) {
      work_.lock(sequence, LockMode::kShareRowExclusive);
      work_.rewrite(sequence);
    }
  }

  Work& work_;
  const Catalog& before_;
  ObjectId table_, column_;
  const Node* using_;
  bool rewrites_ = false;
};

// Does PostgreSQL refuse it before it goes on to the others? A column of the partition key, or ONLY where others
// inherit it.
bool stops_at_first(const AlterTable& alter, ObjectId column) {
  const Catalog& before = alter.work.before;
  if (!is_table(before, alter.relation)) return false;
  if (!alter.recurse && !alter.work.relatives.children(alter.relation).empty()) return true;
  if (before.body<Column>(column).inherited > 0) return true;
  return is_key_column(before, alter.relation, column);
}

}  // namespace

void alter_column_type(const AlterTable& alter, const AlterTableCmd* command) {
  Work& work = alter.work;
  const Symbol name = intern(command->name);
  const ObjectId column = work.before.find_column(alter.relation, name);
  if (!column || !is_table(work.before, alter.relation) || stops_at_first(alter, column)) return;
  alter.lock_family();
  if (work.refused) return;
  for (ObjectId table : work.relatives.family(alter.relation))
    if (const ObjectId own = work.before.find_column(table, name))
      TypeChange(alter, table, own, as<ColumnDef>(command->def)->raw_default).run();
}

}  // namespace underpin::locks
