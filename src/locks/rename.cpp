// ALTER … RENAME, SET SCHEMA, OWNER TO.
#include <algorithm>

#include "locks/lists.h"
#include "locks/work.h"

namespace underpin::locks {

namespace {

// Triggers of partitions are renamed along from 15 on.
constexpr int kRenamesPartitionTriggers = 15;

bool is_recursive(const RenameStmt* statement) { return statement->relation != nullptr && statement->relation->inh; }

void rename_column(Work& work, const RenameStmt* statement) {
  const ObjectId relation = work.find(statement->relation);
  work.lock(relation, LockMode::kAccessExclusive);
  if (!relation || !is_recursive(statement) || !is_table(work.before, relation)) return;
  const ObjectId column = work.before.find_column(relation, intern(statement->subname));
  if (!column) return;
  work.lock_all(work.relatives.family(relation), LockMode::kAccessExclusive);
}

void rename_constraint(Work& work, const RenameStmt* statement) {
  const ObjectId relation = work.find(statement->relation);
  work.lock(relation, LockMode::kAccessExclusive);
  if (!relation) return;
  const ObjectId id = work.before.find(Kind::kConstraint, relation, intern(statement->subname));
  if (!id) return;
  const Constraint& constraint = work.before.body<Constraint>(id);
  work.lock(constraint.index, LockMode::kShareUpdateExclusive);
  if (constraint.type == ConstraintType::kCheck && !constraint.no_inherit && is_recursive(statement))
    work.lock_all(work.relatives.family(relation), LockMode::kAccessExclusive);
}

void rename_trigger(Work& work, const RenameStmt* statement) {
  const ObjectId relation = work.find(statement->relation);
  work.lock(relation, LockMode::kAccessExclusive);
  if (!relation || work.target() < kRenamesPartitionTriggers || !is_partitioned(work.before, relation)) return;
  const ObjectId trigger = work.before.find(Kind::kTrigger, relation, intern(statement->subname));
  if (trigger && work.before.body<Trigger>(trigger).for_each_row)
    work.lock_all(work.relatives.family(relation), LockMode::kAccessExclusive);
}

// ALTER INDEX … RENAME is gentler than ALTER TABLE of an index.
void rename_relation(Work& work, const RenameStmt* statement) {
  const ObjectId relation = work.find(statement->relation);
  const bool gentle = statement->renameType == OBJECT_INDEX && work.before.is(relation, Kind::kIndex);
  work.lock(relation, gentle ? LockMode::kShareUpdateExclusive : LockMode::kAccessExclusive);
}

void rename_attribute(Work& work, const RenameStmt* statement) {
  const ObjectId type = find_composite(work, statement->relation);
  work.lock(type, LockMode::kAccessExclusive);
  if (statement->behavior == DROP_CASCADE)
    for (ObjectId table : work.relatives.typed_tables(type))
      work.lock_all(work.relatives.family(table), LockMode::kAccessExclusive);
}

}  // namespace

void rename(Work& work, const Node* node) {
  const auto* statement = as<RenameStmt>(node);
  switch (statement->renameType) {
    case OBJECT_COLUMN: return rename_column(work, statement);
    case OBJECT_ATTRIBUTE: return rename_attribute(work, statement);
    case OBJECT_TABCONSTRAINT: return rename_constraint(work, statement);
    case OBJECT_TRIGGER: return rename_trigger(work, statement);
    case OBJECT_POLICY:
    case OBJECT_RULE: return work.lock(work.find(statement->relation), LockMode::kAccessExclusive);
    case OBJECT_TABLE:
    case OBJECT_INDEX:
    case OBJECT_SEQUENCE:
    case OBJECT_VIEW:
    case OBJECT_MATVIEW:
    case OBJECT_FOREIGN_TABLE: return rename_relation(work, statement);
    case OBJECT_TYPE: return work.lock(work.find_type(as<List>(statement->object)), LockMode::kAccessExclusive);
    default: return;  // of what is no relation
  }
}

// The indexes of a table go along without a lock, but those that hang on its columns are taken for its sequences at
// first (AlterSeqNamespaces).
void set_schema(Work& work, const Node* node) {
  const auto* statement = as<AlterObjectSchemaStmt>(node);
  if (statement->relation == nullptr) return;
  const ObjectId relation = work.find(statement->relation);
  work.lock(relation, LockMode::kAccessExclusive);
  if (!is_table(work.before, relation) && !work.before.is(relation, Kind::kMaterializedView)) return;
  if (work.refused) return;
  work.lock_all(work.relatives.sequences(relation), LockMode::kAccessExclusive);
  for (ObjectId index : work.relatives.indexes(relation))
    if (!work.before.body<Index>(index).constraint) work.lock(index, LockMode::kAccessExclusive, true);
}

// Relations change hands by ALTER TABLE; here it is types, functions and the like.
void change_owner(Work& work, const Node* node) {
  const auto* statement = as<AlterOwnerStmt>(node);
  if (statement->objectType != OBJECT_TYPE || !is_node(statement->object, T_List)) return;
  work.lock(work.find_type(as<List>(statement->object)), LockMode::kAccessExclusive);
}

}  // namespace underpin::locks
