// CREATE TABLE in all its forms, and what is made of queries: the relations that a new one grows from.
#include <algorithm>

#include "ir/print.h"
#include "locks/lists.h"
#include "locks/work.h"

namespace underpin::locks {

namespace {

bool exists(const Work& work, const RangeVar* name) {
  if (name->schemaname != nullptr) return static_cast<bool>(work.find(name));
  if (name->relpersistence == 't' || work.search_path.empty()) return false;
  return static_cast<bool>(work.before.find(NameSpace::kRelation, work.search_path.front(), intern(name->relname)));
}

void lock_constraints(Work& work, const List* constraints) {
  for (const ::Constraint* constraint : items<::Constraint>(constraints))
    if (constraint->contype == CONSTR_FOREIGN)
      lock_referenced(work, work.find(constraint->pktable), LockMode::kShareRowExclusive);
}

// CREATE TABLE … (LIKE t): and what else the copy looks at.
void lock_like(Work& work, const TableLikeClause* like) {
  const ObjectId relation = work.find(like->relation);
  work.lock(relation ? relation : find_composite(work, like->relation), LockMode::kAccessShare);
}

// A row type is looked into, and so are the row types in it (CheckAttributeType).
void lock_row_type(Work& work, ObjectId type, int depth = 0) {
  const Catalog& before = work.before;
  while (before.is(type, Kind::kDomain)) type = before.body<Domain>(type).base.object;
  if (!work.existed(type) || !is_relation(before, type) || depth > 32) return;
  work.lock(type, LockMode::kAccessShare, true);
  for (ObjectId column : before.children(type, Kind::kColumn))
    lock_row_type(work, before.body<Column>(column).type.object, depth + 1);
}

void lock_elements(Work& work, const List* elements) {
  lock_column_types(work, {}, elements);
  for (const Node* element : items(elements)) {
    if (is_node(element, T_TableLikeClause)) lock_like(work, as<TableLikeClause>(element));
    if (is_node(element, T_ColumnDef)) lock_constraints(work, as<ColumnDef>(element)->constraints);
    if (is_node(element, T_Constraint)) {
      const auto* constraint = as<::Constraint>(element);
      if (constraint->contype == CONSTR_FOREIGN)
        lock_referenced(work, work.find(constraint->pktable), LockMode::kShareRowExclusive);
    }
  }
}

// The bound as the state after has it; what the new table is called is in the statement.
std::string new_bound(const Work& work, const RangeVar* name, ObjectId parent) {
  const Catalog& after = work.after;
  std::string out;
  after.for_each([&](ObjectId id) {
    if (!work.is_new(id) || !is_table(after, id) || after.name(id).text() != name->relname) return;
    const Table& table = after.body<Table>(id);
    if (table.bound && !table.parents.empty() && table.parents.front() == parent) out = after.expr(table.bound).text;
  });
  return out;
}

void lock_parents(Work& work, const CreateStmt* statement) {
  const LockMode mode = statement->partbound ? LockMode::kAccessExclusive : LockMode::kShareUpdateExclusive;
  for (const RangeVar* name : items<RangeVar>(statement->inhRelations)) {
    const ObjectId parent = work.find(name);
    work.lock(parent, mode);
    if (!statement->partbound || !parent || work.refused) continue;
    narrow_default_partition(work, parent, {}, new_bound(work, statement->relation, parent));
    lock_new_partition(work, parent);
  }
}

}  // namespace

void lock_column_types(Work& work, ObjectId relation, const List* definitions) {
  for (const Node* node : items(definitions)) {
    if (!is_node(node, T_ColumnDef) || as<ColumnDef>(node)->typeName == nullptr) continue;
    const TypeName* type = as<ColumnDef>(node)->typeName;
    if (type->pct_type) continue;
    const ObjectId found = work.find_type(type->names);
    const ObjectId row_type = found ? found : work.find(type->names);
    if (!row_type || row_type != relation) lock_row_type(work, row_type);  // a table is no member of itself
  }
}

void create_table(Work& work, const Node* node) {
  const auto* statement =
      is_node(node, T_CreateForeignTableStmt) ? &as<CreateForeignTableStmt>(node)->base : as<CreateStmt>(node);
  if (exists(work, statement->relation)) return;
  if (statement->ofTypename) work.lock(work.find_type(statement->ofTypename->names), LockMode::kAccessShare);
  lock_parents(work, statement);
  lock_elements(work, statement->tableElts);
  lock_constraints(work, statement->constraints);
}

void create_table_as(Work& work, const Node* node) {
  const auto* statement = as<CreateTableAsStmt>(node);
  if (exists(work, statement->into->rel)) return;
  if (is_node(statement->query, T_ExecuteStmt)) return;
  read_query(work, statement->query, !statement->into->skipData);
}

void create_view(Work& work, const Node* node) {
  const auto* statement = as<ViewStmt>(node);
  read_query(work, statement->query, false);
  if (statement->replace) work.lock(work.find(statement->view), LockMode::kAccessExclusive);
}

}  // namespace underpin::locks
