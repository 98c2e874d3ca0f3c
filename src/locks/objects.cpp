// Statements about what belongs to a relation, or speaks of one: triggers, policies, rules, statistics, sequences,
// comments, privileges, publications.
#include <algorithm>

#include "locks/lists.h"
#include "locks/work.h"

namespace underpin::locks {

namespace {

// GRANT locks what it names from 18 on.
constexpr int kGrantLocks = 18;

void lock_publication_table(Work& work, const PublicationObjSpec* object) {
  if (object->pubtable == nullptr) return;
  const RangeVar* name = object->pubtable->relation;
  const ObjectId table = work.find(name);
  work.lock(table, LockMode::kShareUpdateExclusive);
  if (table && name->inh && !is_partitioned(work.before, table))
    work.lock_all(work.relatives.family(table), LockMode::kShareUpdateExclusive);
}

void lock_publication_tables(Work& work, const List* objects) {
  for (const PublicationObjSpec* object : items<PublicationObjSpec>(objects)) lock_publication_table(work, object);
}

const DefElem* option_named(const List* options, std::string_view name) {
  for (const DefElem* option : items<DefElem>(options))
    if (name == option->defname) return option;
  return nullptr;
}

// OWNED BY t.c looks at the table.
void lock_sequence_owner(Work& work, const List* options) {
  const DefElem* owned = option_named(options, "owned_by");
  if (owned != nullptr && is_node(owned->arg, T_List))
    work.lock(work.find_parent(as<List>(owned->arg)), LockMode::kAccessShare);
}

}  // namespace

void create_trigger(Work& work, const Node* node) {
  const auto* statement = as<CreateTrigStmt>(node);
  const ObjectId table = work.find(statement->relation);
  work.lock(table, LockMode::kShareRowExclusive);
  if (statement->constrrel) work.lock(work.find(statement->constrrel), LockMode::kAccessShare);
  if (statement->row && is_partitioned(work.before, table))
    work.lock_all(work.relatives.family(table), LockMode::kShareRowExclusive);
}

void create_policy(Work& work, const Node* node) {
  const auto* statement = as<CreatePolicyStmt>(node);
  work.lock(work.find(statement->table), LockMode::kAccessExclusive);
  read_query(work, statement->qual, false);
  read_query(work, statement->with_check, false);
}

void alter_policy(Work& work, const Node* node) {
  const auto* statement = as<AlterPolicyStmt>(node);
  work.lock(work.find(statement->table), LockMode::kAccessExclusive);
  read_query(work, statement->qual, false);
  read_query(work, statement->with_check, false);
}

void create_rule(Work& work, const Node* node) {
  const auto* statement = as<RuleStmt>(node);
  work.lock(work.find(statement->relation), LockMode::kAccessExclusive);
  read_query(work, statement->whereClause, false);
  for (const Node* action : items(statement->actions)) read_query(work, action, false);
}

void create_statistics(Work& work, const Node* node) {
  for (const Node* relation : items(as<CreateStatsStmt>(node)->relations))
    if (is_node(relation, T_RangeVar)) work.lock(work.find(as<RangeVar>(relation)), LockMode::kShareUpdateExclusive);
}

void create_sequence(Work& work, const Node* node) { lock_sequence_owner(work, as<CreateSeqStmt>(node)->options); }

void alter_sequence(Work& work, const Node* node) {
  const auto* statement = as<AlterSeqStmt>(node);
  const ObjectId sequence = work.find(statement->sequence);
  if (!sequence) return;
  work.lock(sequence, LockMode::kShareRowExclusive);
  const bool writes = any_item<DefElem>(
      statement->options, [](const DefElem* option) { return std::string_view(option->defname) != "owned_by"; });
  if (writes && !work.refused) work.rewrite(sequence);
  lock_sequence_owner(work, statement->options);
}

void comment(Work& work, const Node* node) {
  const auto* statement = as<CommentStmt>(node);
  switch (statement->objtype) {
    case OBJECT_TABLE:
    case OBJECT_INDEX:
    case OBJECT_SEQUENCE:
    case OBJECT_VIEW:
    case OBJECT_MATVIEW:
    case OBJECT_FOREIGN_TABLE:
      return work.lock(work.find(as<List>(statement->object)), LockMode::kShareUpdateExclusive);
    case OBJECT_COLUMN: {
      const auto* names = as<List>(statement->object);
      work.lock(work.find_parent(names), LockMode::kShareUpdateExclusive);
      if (items(names).size() < 2) return;
      List type = *names;
      type.length -= 1;
      return work.lock(work.find_type(&type), LockMode::kShareUpdateExclusive);  // an attribute
    }
    case OBJECT_TRIGGER:
    case OBJECT_RULE:
    case OBJECT_POLICY:
    case OBJECT_TABCONSTRAINT: return work.lock(work.find_parent(as<List>(statement->object)), LockMode::kAccessShare);
    default: return;
  }
}

void security_label(Work& work, const Node* node) {
  const auto* statement = as<SecLabelStmt>(node);
  if (!is_node(statement->object, T_List)) return;
  const auto* names = as<List>(statement->object);
  work.lock(statement->objtype == OBJECT_COLUMN ? work.find_parent(names) : work.find(names),
            LockMode::kShareUpdateExclusive);
}

void grant(Work& work, const Node* node) {
  const auto* statement = as<GrantStmt>(node);
  if (work.target() < kGrantLocks || statement->targtype != ACL_TARGET_OBJECT) return;
  if (statement->objtype != OBJECT_TABLE && statement->objtype != OBJECT_SEQUENCE) return;
  for (const RangeVar* name : items<RangeVar>(statement->objects)) work.lock(work.find(name), LockMode::kAccessShare);
}

void create_publication(Work& work, const Node* node) {
  lock_publication_tables(work, as<CreatePublicationStmt>(node)->pubobjects);
}

void alter_publication(Work& work, const Node* node) {
  const auto* statement = as<AlterPublicationStmt>(node);
  lock_publication_tables(work, statement->pubobjects);
  if (statement->action != AP_SetObjects || items(statement->pubobjects).empty()) return;
  work.before.for_each([&](ObjectId id) {
    if (work.before.is(id, Kind::kPublicationTable) && work.is_gone(id))
      work.lock(work.before.body<PublicationTable>(id).relation, LockMode::kShareUpdateExclusive);
  });
}

}  // namespace underpin::locks
