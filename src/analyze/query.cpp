// SELECT, VALUES and set operations.
#include <algorithm>
#include <utility>

#include "analyze/analyzer.h"
#include "analyze/tree.h"
#include "diag/codes.h"

namespace underpin::analyze {

using namespace builtin;

Query Analyzer::query(const Node* statement, Level* parent, bool named) {
  Level* before = level_;
  ++nesting_;
  Query result;
  switch (tag(statement)) {
    case T_SelectStmt: result = select(as<SelectStmt>(statement), parent, named); break;
    case T_InsertStmt: result = insert(as<InsertStmt>(statement), parent); break;
    case T_UpdateStmt: result = update(as<UpdateStmt>(statement), parent); break;
    case T_DeleteStmt: result = delete_from(as<DeleteStmt>(statement), parent); break;
    case T_MergeStmt: result = merge(as<MergeStmt>(statement), parent); break;
    default:
      result.term = generic("statement", statement);
      result.columns_known = false;
      break;
  }
  level_ = before;
  --nesting_;
  return result;
}

Query Analyzer::select(const SelectStmt* statement, Level* parent, bool named) {
  const bool keep = std::exchange(keep_unknown_, false);
  Level* with_level = parent;
  Term* with = nullptr;
  if (statement->withClause != nullptr) {
    with_level = new_level(parent);
    with = with_clause(statement->withClause, *with_level);
  }
  Query result;
  if (statement->op != SETOP_NONE)
    result = set_operation(statement, with_level, named);
  else if (statement->valuesLists != nullptr)
    result = values(statement, with_level);
  else
    result = simple_select(statement, with_level, named, keep);
  if (with != nullptr) result.term = node("with", {with, result.term});
  return result;
}

Term* Analyzer::with_clause(const WithClause* with, Level& level) {
  if (strict && with->recursive) {
    Terms sorted(pool(), size(with->ctes));
    for (const CommonTableExpr* cte : in_order_of_use(with)) sorted.add(common_table(cte, true, level));
    return node("recursive", sorted.span());
  }
  Terms terms(pool(), size(with->ctes));
  for (const ListCell& cell : cells(with->ctes))
    terms.add(common_table(as<CommonTableExpr>(node_of(cell)), with->recursive, level));
  return node(with->recursive ? "recursive" : "ctes", terms.span());
}

// A column that SEARCH or CYCLE adds.
void Analyzer::add_column(CommonTable& table, std::string_view name, Type type) {
  std::span<OutColumn> wider = pool().array<OutColumn>(table.columns.size() + 1);
  std::copy(table.columns.begin(), table.columns.end(), wider.begin());
  wider.back().name = intern(name);
  wider.back().type = type;
  table.columns = wider;
}

Term* Analyzer::search_term(const CTESearchClause* clause, CommonTable& table) {
  if (strict) check_listed(clause->search_col_list, table, "search", clause->location);
  Terms terms(pool(), size(clause->search_col_list) + 1);
  for (const ListCell& cell : cells(clause->search_col_list))
    terms.add(const_term(pool().keep(text_of(node_of(cell))), Type()));
  terms.add(const_term(pool().keep(clause->search_seq_column), Type()));
  add_column(table, clause->search_seq_column,
             clause->search_breadth_first ? Type(kTypeRecord) : Type(kTypeRecord).array());
  return node(clause->search_breadth_first ? "search-breadth" : "search-depth", terms.span());
}

Term* Analyzer::cycle_term(const CTECycleClause* clause, CommonTable& table) {
  if (strict) check_listed(clause->cycle_col_list, table, "cycle", clause->location);
  Terms terms(pool(), size(clause->cycle_col_list) + 4);
  for (const ListCell& cell : cells(clause->cycle_col_list))
    terms.add(const_term(pool().keep(text_of(node_of(cell))), Type()));
  terms.add(const_term(pool().keep(clause->cycle_mark_column), Type()));
  terms.add(const_term(pool().keep(clause->cycle_path_column), Type()));
  Term* marks[] = {expr(clause->cycle_mark_value), expr(clause->cycle_mark_default)};
  Type type = common_type(marks);
  if (type == Type(kTypeUnknown)) type = kTypeText;
  for (Term* mark : marks) terms.add(coerce(mark, type, {}, Coercion::kImplicit));
  add_column(table, clause->cycle_mark_column, type);
  add_column(table, clause->cycle_path_column, Type(kTypeRecord).array());
  return node("cycle", terms.span());
}

Term* Analyzer::common_table(const CommonTableExpr* cte, bool recursive, Level& level) {
  CommonTable table;
  table.name = intern(cte->ctename);
  const bool changes = tag(cte->ctequery) != T_SelectStmt;
  if (strict) check_common_table(cte, level);
  const auto rename = [&](std::span<OutColumn> columns) {
    if (strict && table.columns_known && columns.size() < size(cte->aliascolnames))
      invalid(code::kInvalidDefinition, "42P10", cte->location,
              "WITH query \"" + std::string(cte->ctename) + "\" has " + std::to_string(columns.size()) +
                  " columns available but " + std::to_string(size(cte->aliascolnames)) + " columns specified");
    size_t i = 0;
    for (const ListCell& cell : cells(cte->aliascolnames)) {
      if (i == columns.size()) break;
      columns[i].name = intern(text_of(node_of(cell)));
      columns[i++].named_by_column = false;
    }
  };
  const auto* body = as<SelectStmt>(cte->ctequery);
  const bool self = recursive && tag(cte->ctequery) == T_SelectStmt && body->op == SETOP_UNION;
  Query inner;
  if (self) {
    // The left arm gives the columns that the right one sees under the table's name.
    const size_t refs = work_->refs.size(), edits = edits_.size(), pending = pending_.size();
    const uint32_t entries = entries_;
    const std::vector<Type> parameters = parameters_;
    const size_t uses = parameter_terms_.size(), writes = writes_.size();
    Level* first_level = new_level(&level);
    if (body->withClause != nullptr) with_clause(body->withClause, *first_level);
    const Query first = select(body->larg, first_level, true);
    table.columns = first.columns;
    table.columns_known = first.columns_known;
    resolve_unknown_outputs(table.columns);
    rename(table.columns);
    work_->refs.resize(refs);
    edits_.resize(edits);
    pending_.resize(pending);
    parameters_ = parameters;
    parameter_terms_.resize(uses);
    writes_.resize(writes);
    entries_ = entries;
    table.recursive = true;
    level.common_tables.push_back(table);
    table.recursive = false;
    inner = query(cte->ctequery, &level, true);
    if (strict) check_recursive_types(cte, table.columns, inner.columns);
    level.common_tables.pop_back();
  } else {
    inner = query(cte->ctequery, &level, true);
  }
  table.columns = inner.columns;
  table.columns_known = inner.columns_known;
  table.no_result = changes && inner.columns.empty();
  if (!table.no_result) rename(table.columns);
  Terms terms(pool(), {const_term(table.name.text(), Type())});
  if (size(cte->aliascolnames) > 0) {
    Terms names(pool(), size(cte->aliascolnames));
    for (const ListCell& cell : cells(cte->aliascolnames))
      names.add(const_term(pool().keep(text_of(node_of(cell))), Type()));
    terms.add(node("columns", names.span()));
  }
  if (cte->ctematerialized != CTEMaterializeDefault)
    terms.add(node(cte->ctematerialized == CTEMaterializeAlways ? "materialized" : "not-materialized"));
  terms.add(inner.term);
  if (cte->search_clause != nullptr) {
    terms.add(search_term(cte->search_clause, table));
  }
  if (cte->cycle_clause != nullptr) {
    terms.add(cycle_term(cte->cycle_clause, table));
  }
  level.common_tables.push_back(table);
  return node("cte", terms.span());
}

namespace {

bool is_locked(const LockingClause* lock, const Visible& visible) {
  if (size(lock->lockedRels) == 0) return static_cast<bool>(visible.entry->relation);
  return std::ranges::any_of(cells(lock->lockedRels), [&](const ListCell& cell) {
    return visible.entry->name.text() == as<RangeVar>(node_of(cell))->relname;
  });
}

}  // namespace

// FOR UPDATE: PostgreSQL names each relation that it locks, one clause each.
void Analyzer::lock_terms(const LockingClause* lock, const Level& level, Terms& terms) {
  for (const Visible& visible : level.visible) {
    if (!is_locked(lock, visible)) continue;
    const std::string number = std::to_string(visible.entry->number);
    terms.add(node(concat("lock ", std::to_string(lock->strength * 10 + lock->waitPolicy)),
                   {const_term(pool().keep(number), Type())}));
  }
}

Query Analyzer::simple_select(const SelectStmt* statement, Level* parent, bool named, bool keep_unknown) {
  Level* level = new_level(parent);
  level_ = level;
  level->window_clause = statement->windowClause;
  Terms terms(pool(), 8);
  Term* from = from_clause(statement->fromClause, *level);
  std::vector<OutColumn> columns;
  Query result;
  level->clause = Clause::kSelect;
  target_list(statement->targetList, columns);
  level->clause = Clause::kNone;
  for (const OutColumn& column : columns) result.columns_known &= !column.name.empty() || column.term->text != "*";
  result.columns = keep_columns(columns);
  Term* where = statement->whereClause == nullptr
                    ? nullptr
                    : node("where", {condition(statement->whereClause, "WHERE", Clause::kWhere)});
  Term* having = statement->havingClause == nullptr
                     ? nullptr
                     : node("having", {condition(statement->havingClause, "HAVING", Clause::kHaving)});
  Term* sort = sort_clause(statement->sortClause, result.columns);
  std::vector<Term*> groups, common;
  Term* group = group_clause(statement->groupClause, statement->groupDistinct, result.columns, &groups, &common);
  Terms distinct(pool(), size(statement->distinctClause));
  if (size(statement->distinctClause) > 0 && node_at(statement->distinctClause, 0) != nullptr)
    for (const ListCell& cell : cells(statement->distinctClause))
      distinct.add(sort_key(node_of(cell), result.columns, "DISTINCT ON", Clause::kDistinctOn));
  if (size(statement->distinctClause) > 0) terms.add(node("distinct", distinct.span()));
  if (strict && level->aggregates)
    for (const Visible& visible : level->visible)
      if (visible.entry->self)
        invalid(code::kInvalidDefinition, "42P19", level->aggregate_location,
                "aggregate functions are not allowed in a recursive query's recursive term");
  if (strict && size(statement->distinctClause) > 0) resolve_unknown_outputs(result.columns);
  if (strict) check_distinct(statement, result.columns, sort, distinct.span());
  if (!keep_unknown) resolve_unknown_outputs(result.columns);
  terms.add(targets_term(result.columns, named));
  terms.add_if(from);
  terms.add_if(where);
  terms.add_if(group);
  terms.add_if(having);
  // PostgreSQL reads LIMIT before the definitions of windows.
  Term* offset = limit_clause(statement->limitOffset, "offset");
  Term* limit =
      limit_clause(statement->limitCount, statement->limitOption == LIMIT_OPTION_WITH_TIES ? "limit-ties" : "limit");
  std::vector<Term*> others{having, sort};
  for (const ListCell& cell : cells(statement->windowClause)) {
    Term* definition = window(as<WindowDef>(node_of(cell)));
    others.push_back(definition);
    terms.add(node("window", {const_term(view(as<WindowDef>(node_of(cell))->name), Type()), definition}));
  }
  terms.add_if(sort);
  terms.add_if(offset);
  terms.add_if(limit);
  for (Term* key : distinct.span()) others.push_back(key);
  const bool grouped = level->aggregates || size(statement->groupClause) > 0 || having != nullptr;
  if (strict && grouped) {
    const Groups keys{groups, common};
    for (const OutColumn& column : result.columns) check_grouping(*level, keys, column.term, false);
    for (const Term* other : others) check_grouping(*level, keys, other, false);
  }
  for (const ListCell& cell : cells(statement->lockingClause)) {
    if (strict) check_locking(statement, as<LockingClause>(node_of(cell)), *level);
    lock_terms(as<LockingClause>(node_of(cell)), *level, terms);
  }
  result.term = node("select", terms.span());
  return result;
}

Term* Analyzer::limit_clause(const Node* clause, std::string_view what) {
  if (clause == nullptr) return nullptr;
  if (tag(clause) == T_A_Const && as<A_Const>(clause)->isnull) return nullptr;  // LIMIT ALL
  const bool offset = what == "offset";
  Term* value = expr_in(offset ? Clause::kOffset : Clause::kLimit, clause);
  const std::string_view construct = offset ? "OFFSET" : "LIMIT";
  value = coerce_or(value, kTypeInt8, {}, Coercion::kAssignment, construct);
  if (const Term* column = strict ? column_of(value, level_->depth) : nullptr)
    invalid(code::kInvalidDefinition, "42P10", column->location,
            "argument of " + std::string(construct) + " must not contain variables");
  return node(what, {value});
}

// A string literal that nothing gave a type is text in the end.
Term* Analyzer::to_text_if_unknown(Term* term) {
  return term->kind == TermKind::kConst && term->type == Type(kTypeUnknown) ? coerce_literal(term, kTypeText, {})
                                                                            : term;
}

void Analyzer::resolve_unknown_outputs(std::span<OutColumn> columns) {
  for (OutColumn& column : columns) {
    if (column.term != nullptr) column.term = to_text(column.term);
    if (column.type == Type(kTypeUnknown)) column.type = kTypeText;
  }
}

Query Analyzer::values(const SelectStmt* statement, Level* parent) {
  Level* level = new_level(parent);
  level_ = level;
  std::vector<std::span<Term*>> rows;
  for (const ListCell& cell : cells(statement->valuesLists)) {
    const auto* list = as<List>(node_of(cell));
    Terms row(pool(), size(list));
    for (const ListCell& item : cells(list)) row.add(expr_in(Clause::kValues, node_of(item)));
    if (strict && !rows.empty() && rows[0].size() != row.size())
      invalid(code::kInvalidDefinition, "42601", row.size() > 0 ? row[0]->location : -1,
              "VALUES lists must all be the same length");
    rows.push_back(row.span());
  }
  Query result;
  result.columns = pool().array<OutColumn>(rows.empty() ? 0 : rows[0].size());
  for (size_t i = 0; i < result.columns.size(); ++i) {
    Terms column(pool(), rows.size());
    for (const auto& row : rows)
      if (i < row.size()) column.add(row[i]);
    Type type = common_or(column.span(), "VALUES");
    if (type == Type(kTypeUnknown)) type = kTypeText;
    result.columns[i].modifier = common_modifier(column.span(), type);
    for (const auto& row : rows)
      if (i < row.size()) row[i] = to_common(row[i], type, "VALUES");
    result.columns[i].name = intern("column" + std::to_string(i + 1));
    result.columns[i].type = type;
  }
  Terms terms(pool(), rows.size());
  for (const auto& row : rows) terms.add(node("row", row));
  terms.add_if(sort_clause(statement->sortClause, result.columns));
  terms.add_if(limit_clause(statement->limitOffset, "offset"));
  terms.add_if(limit_clause(statement->limitCount, "limit"));
  result.term = node("values", terms.span());
  return result;
}

}  // namespace underpin::analyze
