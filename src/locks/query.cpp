#include "locks/query.h"

#include <algorithm>

#include "ir/print.h"
#include "locks/lists.h"
#include "locks/value_set.h"
#include "parse/walk.h"

namespace underpin::locks {

namespace {

// The planner looks at the indexes of partitioned tables, too, from 16 on.
constexpr int kPlansPartitionedIndexes = 16;

template <class T>
const Node* to_node(const T* node) {
  return reinterpret_cast<const Node*>(node);
}

std::string_view sequence_name(const FuncCall* call) {
  const auto arguments = items(call->args);
  const Node* first = arguments.empty() ? nullptr : arguments[0];
  if (is_node(first, T_TypeCast)) first = as<TypeCast>(first)->arg;
  if (!is_node(first, T_A_Const) || as<A_Const>(first)->isnull) return {};
  const auto& value = as<A_Const>(first)->val;
  return nodeTag(&value) == T_String ? std::string_view(value.sval.sval) : std::string_view();
}

void add_selected(const Work& work, ObjectId table, const Node* where, std::vector<ObjectId>& out) {
  const Catalog& before = work.before;
  if (std::ranges::find(out, table) != out.end()) return;
  out.push_back(table);
  for (ObjectId child : work.relatives.children(table)) {
    const Table& body = before.body<Table>(child);
    if (where != nullptr && body.is_partition && body.bound) {
      const PartitionBound bound = partition_bound(before, table, before.expr(body.bound).text);
      const ValueSet wanted =
          bound.column ? condition_on(where, before.name(bound.column).text()).set : ValueSet::all();
      if (!bound.is_default && wanted.intersected(bound.set).empty()) continue;
      ValueSet others;
      for (ObjectId sibling : work.relatives.children(table))
        if (const ExprId text = before.body<Table>(sibling).bound; text && bound.is_default && sibling != child)
          others = others.united(partition_bound(before, table, before.expr(text).text).set);
      if (bound.is_default && wanted.within(others)) continue;
    }
    add_selected(work, child, where, out);
  }
}

}  // namespace

std::vector<ObjectId> selected(const Work& work, ObjectId table, const Node* where) {
  std::vector<ObjectId> out;
  add_selected(work, table, where, out);
  return out;
}

void open_tables(Work& work, const std::vector<ObjectId>& tables, LockMode mode, bool only) {
  for (ObjectId table : tables) {
    work.lock(table, mode);
    if (only || has_storage(work.before, table) || work.target() >= kPlansPartitionedIndexes)
      work.lock_all(work.relatives.indexes(table), mode);
    work.scan(table);
  }
}

void open_ancestors(Work& work, ObjectId partition) {
  for (ObjectId above = work.relatives.partition_parent(partition); above;
       above = work.relatives.partition_parent(above))
    work.lock(above, LockMode::kAccessShare);
}

LockMode QueryReader::mode_of(const RangeVar* name) const {
  const std::string_view called = name->alias ? name->alias->aliasname : name->relname;
  const bool locked = any_item<LockingClause>(reading_.locking, [&](const LockingClause* clause) {
    return items(clause->lockedRels).empty() ||
           any_item<RangeVar>(clause->lockedRels, [&](const RangeVar* one) { return called == one->relname; });
  });
  return locked ? std::max(least_, LockMode::kRowShare) : least_;
}

// (column).field: the type of the column is looked into.
void QueryReader::look_into_rows(const A_Indirection* field) {
  if (!is_node(field->arg, T_ColumnRef)) return;
  const Node* last = items(as<ColumnRef>(field->arg)->fields).back();
  if (!is_node(last, T_String)) return;
  const Symbol name = intern(as<String>(last)->sval);
  const auto opened = work_.cost.locks;
  for (const LockedRelation& lock : opened)
    if (const ObjectId column = work_.before.find_column(lock.relation, name))
      work_.lock(work_.before.body<Column>(column).type.object, LockMode::kAccessShare);
}

void QueryReader::visit_children(const Node* node) {
  for_each_child(node, [&](const Node* child) { visit(child); });
}

void QueryReader::visit(const Node* node) {
  if (node == nullptr) return;
  switch (nodeTag(node)) {
    case T_List:
      for (const Node* item : items(reinterpret_cast<const List*>(node))) visit(item);
      return;
    case T_RangeVar: return open(as<RangeVar>(node));
    case T_SelectStmt: return select(as<SelectStmt>(node));
    case T_InsertStmt: return insert(as<InsertStmt>(node));
    case T_UpdateStmt: return update(as<UpdateStmt>(node));
    case T_DeleteStmt: return remove(as<DeleteStmt>(node));
    case T_MergeStmt: return merge(as<MergeStmt>(node));
    case T_ReturnStmt: return visit(as<ReturnStmt>(node)->returnval);
    case T_FuncCall: call(as<FuncCall>(node)); return visit_children(node);
    case T_A_Indirection: look_into_rows(as<A_Indirection>(node)); return visit_children(node);
    default: return visit_children(node);
  }
}

size_t QueryReader::open_with(const WithClause* with) {
  const size_t count = ctes_.size();
  if (with == nullptr) return count;
  for (const CommonTableExpr* cte : items<CommonTableExpr>(with->ctes)) ctes_.emplace_back(cte->ctename);
  for (const CommonTableExpr* cte : items<CommonTableExpr>(with->ctes)) visit(cte->ctequery);
  return count;
}

void QueryReader::select(const SelectStmt* statement) {
  const Reading outer = reading_;
  const size_t count = open_with(statement->withClause);
  reading_ = {.where = statement->whereClause, .locking = statement->lockingClause};
  for (const List* list :
       {statement->fromClause, statement->targetList, statement->groupClause, statement->windowClause,
        statement->valuesLists, statement->sortClause, statement->distinctClause})
    if (list != nullptr) visit(to_node(list));
  for (const Node* part :
       {statement->whereClause, statement->havingClause, statement->limitCount, statement->limitOffset})
    visit(part);
  if (statement->larg) visit(to_node(statement->larg));
  if (statement->rarg) visit(to_node(statement->rarg));
  close_with(count);
  reading_ = outer;
}

void QueryReader::open(const RangeVar* name) {
  if (name->schemaname == nullptr && std::ranges::find(ctes_, name->relname) != ctes_.end()) return;
  const ObjectId relation = work_.find(name);
  if (!relation) return;
  const LockMode mode = mode_of(name);
  work_.lock(relation, mode);
  if (!executed_) return;
  if (work_.before.is(relation, Kind::kView)) return open_view(relation, mode);
  open_tables(work_, name->inh ? selected(work_, relation, reading_.where) : std::vector{relation}, mode, !name->inh);
}

void QueryReader::open_view(ObjectId view, LockMode mode) {
  if (work_.depth > 100) return;
  ++work_.depth;
  const Catalog& before = work_.before;
  ParseError error;
  const std::string text = expr_text(before, before.body<View>(view).query);
  QueryReader inside(work_, true);
  inside.least_ = mode;
  parse_text(
      text, TextKind::kStatements, [&](const Node* node) { inside.visit(node); }, &error);
  --work_.depth;
}

void QueryReader::call(const FuncCall* call) {
  if (!executed_) return;
  const std::string_view name = as<String>(items(call->funcname).back())->sval;
  if (name == "nextval" || name == "setval" || name == "currval") {
    ParseError error;
    const std::string sequence = "SELECT FROM " + std::string(sequence_name(call));
    parse_text(
        sequence, TextKind::kStatements,
        [&](const Node* node) {
          const auto from = items(as<SelectStmt>(node)->fromClause);
          if (!from.empty() && is_node(from[0], T_RangeVar))
            work_.lock(work_.find(as<RangeVar>(from[0])), LockMode::kRowExclusive);
        },
        &error);
  }
  run_called(work_, call);
}

// The table that rows change in; what a view stands for.
ObjectId QueryReader::target(const RangeVar* name, const Node* where, bool planned) {
  ObjectId relation = work_.find(name);
  work_.lock(relation, LockMode::kRowExclusive);
  if (!executed_ || !relation) return relation;
  while (work_.before.is(relation, Kind::kView)) {
    ObjectId base;
    for (const Reference& reference : work_.before.expr(work_.before.body<View>(relation).query).refs)
      if (!base && is_relation(work_.before, reference.target)) base = reference.target;
    if (!base) return relation;
    work_.lock(relation = base, LockMode::kRowExclusive);
  }
  if (planned && is_relation(work_.before, relation))
    open_tables(work_, name->inh ? selected(work_, relation, where) : std::vector{relation}, LockMode::kRowExclusive,
                !name->inh);
  return relation;
}

void QueryReader::insert(const InsertStmt* statement) {
  const size_t count = open_with(statement->withClause);
  const ObjectId table = target(statement->relation, nullptr, false);
  visit(statement->selectStmt);
  if (executed_ && table) open_ancestors(work_, table);
  if (executed_ && table && statement->onConflictClause) work_.scan(table);  // by its unique indexes
  if (executed_ && table && is_table(work_.before, table))
    for (ObjectId leaf : routed(work_, table, statement)) {
      work_.lock(leaf, LockMode::kRowExclusive);
      if (!has_storage(work_.before, leaf)) continue;
      open_target_indexes(work_, leaf);
      check_inserted(work_, leaf, statement);
    }
  close_with(count);
}

void QueryReader::update(const UpdateStmt* statement) {
  const size_t count = open_with(statement->withClause);
  const Reading outer = reading_;
  reading_ = {.where = statement->whereClause};
  const ObjectId table = target(statement->relation, statement->whereClause, true);
  for (const List* list : {statement->fromClause, statement->targetList})
    if (list != nullptr) visit(to_node(list));
  visit(statement->whereClause);
  if (executed_ && table) open_ancestors(work_, table);
  if (executed_ && table) check_updated(work_, table, statement->targetList);
  reading_ = outer;
  close_with(count);
}

void QueryReader::remove(const DeleteStmt* statement) {
  const size_t count = open_with(statement->withClause);
  const Reading outer = reading_;
  reading_ = {.where = statement->whereClause};
  const ObjectId table = target(statement->relation, statement->whereClause, true);
  if (statement->usingClause) visit(to_node(statement->usingClause));
  visit(statement->whereClause);
  if (executed_ && table) check_deleted(work_, table);
  reading_ = outer;
  close_with(count);
}

void QueryReader::merge(const MergeStmt* statement) {
  const size_t count = open_with(statement->withClause);
  const ObjectId table = target(statement->relation, nullptr, true);
  visit(statement->sourceRelation);
  visit(statement->joinCondition);
  for (const MergeWhenClause* when : items<MergeWhenClause>(statement->mergeWhenClauses)) {
    visit(when->condition);
    for (const List* list : {when->targetList, when->values})
      if (list != nullptr) visit(to_node(list));
    if (!executed_ || !table) continue;
    if (when->commandType == CMD_INSERT) check_inserted(work_, table, nullptr);
    if (when->commandType == CMD_UPDATE) check_updated(work_, table, when->targetList);
    if (when->commandType == CMD_DELETE) check_deleted(work_, table);
  }
  close_with(count);
}

void read_query(Work& work, const Node* query, bool executed) { QueryReader(work, executed).visit(query); }

void read_query(Work& work, const Catalog& catalog, ExprId query, bool executed) {
  if (!query) return;
  ParseError error;
  parse_text(
      expr_text(catalog, query), TextKind::kStatements, [&](const Node* node) { read_query(work, node, executed); },
      &error);
}

void query_statement(Work& work, const Node* node) {
  const bool into = is_node(node, T_SelectStmt) && as<SelectStmt>(node)->intoClause != nullptr;
  if (into && as<SelectStmt>(node)->intoClause->skipData) return read_query(work, node, false);
  read_query(work, node, true);
}

void copy_statement(Work& work, const Node* node) {
  const auto* statement = as<CopyStmt>(node);
  if (statement->query) return read_query(work, statement->query, true);
  const ObjectId table = work.find(statement->relation);
  work.lock(table, statement->is_from ? LockMode::kRowExclusive : LockMode::kAccessShare);
  if (!table) return;
  if (!statement->is_from) return work.scan(table);
  open_ancestors(work, table);
  for (ObjectId leaf : routed(work, table, nullptr)) {
    work.lock(leaf, LockMode::kRowExclusive);
    if (!has_storage(work.before, leaf)) continue;
    open_target_indexes(work, leaf);
    check_inserted(work, leaf, nullptr);
  }
}

// Without ANALYZE a query is planned and no more; so is a cursor's until it is fetched from.
void explain(Work& work, const Node* node) {
  const bool is_explain = is_node(node, T_ExplainStmt);
  const Node* query = is_explain ? as<ExplainStmt>(node)->query : as<DeclareCursorStmt>(node)->query;
  bool runs = false;
  if (is_explain)
    for (const DefElem* option : items<DefElem>(as<ExplainStmt>(node)->options))
      runs |= std::string_view(option->defname) == "analyze";
  if (is_node(query, T_CreateTableAsStmt)) query = as<CreateTableAsStmt>(query)->query;
  const auto scans = work.cost.scans;
  read_query(work, query, true);
  if (!runs) work.cost.scans = scans;
}

void prepare(Work& work, const Node* node) { read_query(work, as<PrepareStmt>(node)->query, false); }

}  // namespace underpin::locks
