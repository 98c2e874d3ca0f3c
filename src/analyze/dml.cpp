// INSERT, UPDATE, DELETE, MERGE: in rules, CTEs and SQL-standard bodies.
#include "parse/compat.h"  // first: ir/ has names that hide the parser's

#include <algorithm>
#include <utility>

#include "analyze/analyzer.h"
#include "analyze/tree.h"
#include "diag/codes.h"

namespace underpin::analyze {

using namespace builtin;

namespace {

std::vector<Symbol> target_names(const List* targets) {
  std::vector<Symbol> names;
  for (const ListCell& cell : cells(targets)) names.push_back(intern(as<ResTarget>(node_of(cell))->name));
  return names;
}

// The columns that get values: those named, or as many as the source has.
std::vector<Symbol> inserted_names(const InsertStmt* statement, std::span<const OutColumn> wanted) {
  if (statement->cols != nullptr) return target_names(statement->cols);
  size_t count = wanted.size();
  const auto* source = as<SelectStmt>(statement->selectStmt);
  if (source == nullptr) return {};
  if (source->valuesLists != nullptr) count = std::min(count, size(as<List>(node_at(source->valuesLists, 0))));
  std::vector<Symbol> names;
  for (size_t i = 0; i < count; ++i) names.push_back(wanted[i].name);
  return names;
}

}  // namespace

Entry* Analyzer::target_relation(const RangeVar* relation, Level& level, Terms& terms) {
  Made made;
  Term* term = from_relation(relation, level, made, false);
  terms.add(term);
  if (term->ref) write(term->ref);
  level.visible.insert(level.visible.end(), made.begin(), made.end());
  Entry* entry = made.front().entry;
  return entry;
}

// In PostgreSQL 18 the rows before and after the change have names.
void Analyzer::name_rows(const Entry* entry, const char* old_name, const char* new_name, Level& level) {
  if (!strict || catalog().target < 18) return;
  const std::pair<const char*, std::string_view> rows[] = {{old_name, "old"}, {new_name, "new"}};
  for (const auto& [given, usual] : rows) {
    const Symbol name = intern(given != nullptr ? std::string_view(given) : usual);
    if (given == nullptr && std::ranges::any_of(level.visible, [&](const Visible& v) { return v.entry->name == name; }))
      continue;
    Entry* row = make_entry();
    const uint32_t number = row->number;
    *row = *entry;
    row->number = number;
    row->name = name;
    row->alias = true;
    row->nulled = true;
    level.visible.push_back({row, true, false, {}});
  }
}

void Analyzer::returning(const List* targets, Level& level, Terms& terms, Query& query) {
  if (targets == nullptr) return;
  level_ = &level;
  std::vector<OutColumn> columns;
  level.clause = Clause::kReturning;
  target_list(targets, columns);
  level.clause = Clause::kNone;
  for (const OutColumn& column : columns) query.columns_known &= !column.name.empty() || column.term->text != "*";
  query.columns = keep_columns(columns);
  resolve_unknown_outputs(query.columns);
  terms.add(node("returning", {targets_term(query.columns, true)}));
}

// The columns that INSERT names, or all; `named` says which it is.
std::vector<OutColumn> Analyzer::insert_columns(const List* names, Entry* entry, Terms& columns) {
  std::vector<OutColumn> wanted;
  for (const ListCell& cell : cells(names)) {
    const auto* target = as<ResTarget>(node_of(cell));
    Term* column = assigned_column(target, entry, true);
    columns.add(column);
    OutColumn& out = wanted.emplace_back();
    find_column(entry, intern(target->name), &out);
    out.name = intern(target->name);
    out.type = column->type;
    out.modifier = column->modifier;
    if (size(target->indirection) > 0 && strict) {
      out.modifier = {};
      out.type = column->args[0]->type;
      for (const ListCell& step : cells(target->indirection)) out.type = part_type(out.type, node_of(step), target);
    } else if (strict) {
      for (size_t i = 0; i + 1 < wanted.size(); ++i)
        if (wanted[i].name == out.name)
          invalid(code::kDuplicateObject, "42701", target->location,
                  "column \"" + std::string(out.name.text()) + "\" specified more than once");
    }
  }
  if (!wanted.empty()) return wanted;
  for (const OutColumn& column : all_columns(entry)) {
    wanted.push_back(column);
    Term* term = column_term(entry, column, {});
    if (term->ref) write(term->ref);
    columns.add(term);
  }
  return wanted;
}

Query Analyzer::insert(const InsertStmt* statement, Level* parent) {
  Level* with = new_level(parent);
  Terms terms(pool(), 8);
  if (statement->withClause != nullptr) terms.add(with_clause(statement->withClause, *with));
  if (strict && statement->onConflictClause != nullptr && statement->onConflictClause->action == ONCONFLICT_UPDATE &&
      statement->onConflictClause->infer == nullptr)
    invalid(code::kInvalidDefinition, "42601", statement->onConflictClause->location,
            "ON CONFLICT DO UPDATE requires inference specification or constraint name",
            "For example, ON CONFLICT (column_name).");
  Level* level = new_level(with);
  level_ = level;
  Entry* entry = target_relation(statement->relation, *level, terms);
  Terms columns(pool(), size(statement->cols));
  const std::vector<OutColumn> wanted = insert_columns(statement->cols, entry, columns);
  insert_overriding_ = statement->override;
  if (statement->selectStmt == nullptr) {
    terms.add(node("default-values"));
  } else {
    Term* source = insert_source(as<SelectStmt>(statement->selectStmt), with, wanted, statement->cols);
    const size_t given = insert_width_;
    terms.add(node("into", columns.span().first(std::min(given, columns.size()))));
    terms.add(source);
  }
  level_ = level;
  if (statement->override != OVERRIDING_NOT_SET)
    terms.add(node(statement->override == OVERRIDING_USER_VALUE ? "overriding-user" : "overriding-system"));
  if (statement->onConflictClause != nullptr) terms.add(on_conflict(statement->onConflictClause, entry, *level));
  Query query;
  const ReturningNames names = returning_names(statement);
  name_rows(entry, names.old_name, names.new_name, *level);
  returning(returning_list(statement), *level, terms, query);
  if (strict) check_view(entry, 'i', inserted_names(statement, wanted), returning_list(statement) != nullptr);
  query.term = node("insert", terms.span());
  return query;
}

// As many values as columns; without a list of columns fewer will do.
void Analyzer::check_insert_width(std::span<Term* const> values, size_t wanted, const List* named) const {
  if (!strict) return;
  if (values.size() > wanted)
    invalid(code::kInvalidDefinition, "42601", values[wanted]->location,
            "INSERT has more expressions than target columns");
  if (named != nullptr && values.size() < wanted)
    invalid(code::kInvalidDefinition, "42601", as<ResTarget>(node_at(named, values.size()))->location,
            "INSERT has more target columns than expressions");
}

// One row of VALUES: each value takes its column's type.
Term* Analyzer::insert_row(const List* row, std::span<const OutColumn> wanted, const List* named, Clause clause,
                           std::vector<bool>& given) {
  Terms terms(pool(), size(row));
  for (const ListCell& cell : cells(row)) terms.add(assigned_value(node_of(cell), clause));
  check_insert_width(terms.span(), wanted.size(), named);
  for (size_t i = 0; i < terms.size() && i < wanted.size(); ++i) {
    if (terms[i]->text == "default" && terms[i]->kind == TermKind::kNode) continue;
    given[i] = true;
    terms[i] = assign(terms[i], wanted[i].type, wanted[i].modifier, wanted[i].name);
  }
  return node("row", terms.span());
}

// The rows to insert: of VALUES each value takes its column's type; a query's columns are cast.
Term* Analyzer::insert_source(const SelectStmt* source, Level* parent, std::span<const OutColumn> wanted,
                              const List* named) {
  const bool plain = source->valuesLists != nullptr && source->withClause == nullptr;
  const bool sorted = source->sortClause != nullptr || source->limitCount != nullptr || source->limitOffset != nullptr;
  std::vector<bool> given(wanted.size(), false);
  const auto check = [&] {
    for (size_t i = 0; strict && i < wanted.size(); ++i)
      if (given[i]) check_inserted(wanted[i], insert_overriding_);
  };
  if (plain && (size(source->valuesLists) == 1 || (strict && !sorted))) {
    const bool single = size(source->valuesLists) == 1;
    level_ = new_level(parent);
    Terms rows(pool(), size(source->valuesLists));
    for (const ListCell& cell : cells(source->valuesLists)) {
      const auto* row = as<List>(node_of(cell));
      if (rows.size() > 0 && rows[0]->args.size() != size(row))
        invalid(code::kInvalidDefinition, "42601", exprLocation(node_at(row, 0)),
                "VALUES lists must all be the same length");
      rows.add(insert_row(row, wanted, named, single ? Clause::kValuesSingle : Clause::kValues, given));
    }
    check();
    insert_width_ = rows[0]->args.size();
    return single ? rows[0] : node("values", rows.span());
  }
  keep_unknown_ = strict;
  const Query rows = query(to_node(source), parent, false);
  keep_unknown_ = false;
  insert_width_ = rows.columns_known ? rows.columns.size() : wanted.size();
  if (strict && rows.columns_known) {
    Terms values(pool(), rows.columns.size());
    for (const OutColumn& column : rows.columns) {
      Term* value = column.term != nullptr && untyped(column.term) ? column.term : node("column", {}, column.type);
      value->location = column.location;
      values.add(value);
    }
    check_insert_width(values.span(), wanted.size(), named);
    for (size_t i = 0; i < values.size(); ++i) {
      assign(values[i], wanted[i].type, wanted[i].modifier, wanted[i].name);
      given[i] = true;
    }
    check();
  }
  return rows.term;
}

Term* Analyzer::on_conflict(const OnConflictClause* clause, Entry* entry, Level& level) {
  Terms terms(pool(), 4);
  if (clause->infer != nullptr) {
    if (strict) check_arbiter(clause->infer, entry);
    if (clause->infer->conname != nullptr) terms.add(node("constraint", {const_term(clause->infer->conname, Type())}));
    for (const ListCell& cell : cells(clause->infer->indexElems)) {
      const auto* element = as<IndexElem>(node_of(cell));
      OutColumn column;
      if (element->name != nullptr && find_column(entry, intern(element->name), &column))
        terms.add(column_term(entry, column, {}));
      else if (element->name != nullptr && strict && entry->columns_known)
        not_found(NotFound::What::kColumn, "42703", clause->infer->location,
                  "column \"" + std::string(element->name) + "\" does not exist");
      else if (element->expr != nullptr)
        terms.add(expr(element->expr));
    }
    if (clause->infer->whereClause != nullptr)
      terms.add(node("where", {condition(clause->infer->whereClause, "WHERE", Clause::kWhere)}));
  }
  if (clause->action == ONCONFLICT_UPDATE) {
    Entry* excluded = make_entry();
    *excluded = *entry;
    excluded->number = entries_;
    excluded->name = intern("excluded");
    excluded->alias = true;
    level.visible.push_back({excluded, true, strict, {}});
    assignments(clause->targetList, entry, terms);
    if (clause->whereClause != nullptr)
      terms.add(node("when", {condition(clause->whereClause, "WHERE", Clause::kWhere)}));
    level.visible.pop_back();
  } else {
    terms.add(node("nothing"));
  }
  return node("on-conflict", terms.span());
}

Query Analyzer::update(const UpdateStmt* statement, Level* parent) {
  Level* with = new_level(parent);
  Terms terms(pool(), 8);
  if (statement->withClause != nullptr) terms.add(with_clause(statement->withClause, *with));
  Level* level = new_level(with);
  level_ = level;
  Entry* entry = target_relation(statement->relation, *level, terms);
  terms.add_if(from_clause(statement->fromClause, *level));
  // PostgreSQL reads what is set last.
  Term* where = statement->whereClause == nullptr
                    ? nullptr
                    : node("where", {condition(statement->whereClause, "WHERE", Clause::kWhere)});
  Query query;
  Terms returned(pool(), 1);
  const size_t visible = level->visible.size();
  const ReturningNames names = returning_names(statement);
  name_rows(entry, names.old_name, names.new_name, *level);
  returning(returning_list(statement), *level, returned, query);
  level->visible.resize(visible);
  assignments(statement->targetList, entry, terms);
  terms.add_if(where);
  for (Term* term : returned.span()) terms.add(term);
  if (strict) check_view(entry, 'u', target_names(statement->targetList), returning_list(statement) != nullptr);
  query.term = node("update", terms.span());
  return query;
}

Query Analyzer::delete_from(const DeleteStmt* statement, Level* parent) {
  Level* with = new_level(parent);
  Terms terms(pool(), 8);
  if (statement->withClause != nullptr) terms.add(with_clause(statement->withClause, *with));
  Level* level = new_level(with);
  level_ = level;
  Entry* entry = target_relation(statement->relation, *level, terms);
  terms.add_if(from_clause(statement->usingClause, *level));
  if (statement->whereClause != nullptr)
    terms.add(node("where", {condition(statement->whereClause, "WHERE", Clause::kWhere)}));
  Query query;
  const ReturningNames names = returning_names(statement);
  name_rows(entry, names.old_name, names.new_name, *level);
  returning(returning_list(statement), *level, terms, query);
  if (strict) check_view(entry, 'd', {}, returning_list(statement) != nullptr);
  query.term = node("delete", terms.span());
  return query;
}

// WHEN … THEN …
Term* Analyzer::merge_action(const MergeWhenClause* when, Entry* entry) {
  Terms parts(pool(), 4);
  if (when->condition != nullptr) parts.add(condition(when->condition, "WHEN", Clause::kMergeWhen));
  if (when->commandType == CMD_UPDATE) assignments(when->targetList, entry, parts);
  if (strict && when->commandType == CMD_UPDATE) check_view(entry, 'u', target_names(when->targetList), false);
  if (strict && when->commandType == CMD_DELETE) check_view(entry, 'd', {}, false);
  if (strict && when->commandType == CMD_INSERT) check_view(entry, 'i', target_names(when->targetList), false);
  if (when->commandType == CMD_INSERT) {
    Terms columns(pool(), 4);
    const std::vector<OutColumn> wanted = insert_columns(when->targetList, entry, columns);
    std::vector<bool> given(wanted.size(), false);
    if (when->values != nullptr) {
      Term* row = insert_row(when->values, wanted, when->targetList, Clause::kValuesSingle, given);
      for (size_t i = 0; i < row->args.size() && i < columns.size(); ++i)
        parts.add(node("set", {columns[i], row->args[i]}));
    }
    for (size_t i = 0; strict && i < wanted.size(); ++i)
      if (given[i]) check_inserted(wanted[i], when->override);
  }
  return node(concat("when ", std::to_string(when->matchKind * 100 + when->commandType * 10 + when->override)),
              parts.span());
}

// Behind WHEN without a condition the same WHEN is never reached.
void Analyzer::check_reachable(const MergeStmt* statement) const {
  bool settled[3] = {false, false, false};
  for (const ListCell& cell : cells(statement->mergeWhenClauses)) {
    const auto* when = as<MergeWhenClause>(node_of(cell));
    bool& done = settled[when->matchKind];
    if (done)
      invalid(code::kInvalidDefinition, "42601", -1,
              "unreachable WHEN clause specified after unconditional WHEN clause");
    done = when->condition == nullptr;
  }
}

Query Analyzer::merge(const MergeStmt* statement, Level* parent) {
  Level* with = new_level(parent);
  Terms terms(pool(), 8);
  if (statement->withClause != nullptr) terms.add(with_clause(statement->withClause, *with));
  Level* level = new_level(with);
  level_ = level;
  Entry* entry = target_relation(statement->relation, *level, terms);
  if (strict) check_merge_target(entry, statement->relation->location);
  Made made;
  terms.add(from_item(statement->sourceRelation, *level, made));
  add_items(*level, made);
  terms.add(strict ? expr_in(Clause::kJoin, statement->joinCondition) : condition(statement->joinCondition, "JOIN/ON"));
  const std::vector<Visible> all = level->visible;
  if (strict) check_reachable(statement);
  for (const ListCell& cell : cells(statement->mergeWhenClauses)) {
    const auto* when = as<MergeWhenClause>(node_of(cell));
    if (strict) {  // the row that is not matched has no columns
      level->visible = all;
      if (when->matchKind == MERGE_WHEN_NOT_MATCHED_BY_TARGET) level->visible.erase(level->visible.begin());
      if (when->matchKind == MERGE_WHEN_NOT_MATCHED_BY_SOURCE) level->visible.resize(1);
    }
    terms.add(merge_action(when, entry));
  }
  level->visible = all;
  Query query;
  const ReturningNames names = returning_names(statement);
  name_rows(entry, names.old_name, names.new_name, *level);
  returning(returning_list(statement), *level, terms, query);
  query.term = node("merge", terms.span());
  return query;
}

}  // namespace underpin::analyze
