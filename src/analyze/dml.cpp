// INSERT, UPDATE, DELETE, MERGE: in rules, CTEs and SQL-standard bodies.
#include "parse/compat.h"  // first: ir/ has names that hide the parser's

#include "analyze/analyzer.h"
#include "analyze/tree.h"

namespace underpin::analyze {

using namespace builtin;

Entry* Analyzer::target_relation(const RangeVar* relation, Level& level, Terms& terms) {
  Made made;
  terms.add(from_relation(relation, level, made));
  level.visible.insert(level.visible.end(), made.begin(), made.end());
  return made.front().entry;
}

// SET column = value, …: each value coerced to its column's type.
void Analyzer::assignments(const List* targets, Entry* entry, Terms& terms) {
  for (const ListCell& cell : cells(targets)) {
    const auto* target = as<ResTarget>(node_of(cell));
    Term* column = assigned_column(target, entry);
    Term* value = nullptr;
    if (tag(target->val) == T_MultiAssignRef) {
      const auto* multi = as<MultiAssignRef>(target->val);
      value = multi->colno == 1 ? node("multi", {expr(multi->source)}) : node("next");
    } else {
      value = expr(target->val);
      if (size(target->indirection) == 0) value = coerce(value, column->type, column->modifier, Coercion::kAssignment);
    }
    terms.add(node("set", {column, value}));
  }
}

Term* Analyzer::assigned_column(const ResTarget* target, Entry* entry) {
  const Symbol name = intern(target->name);
  OutColumn found;
  const ByteRange range = single_name_range(target->location, name);
  Term* column = find_column(entry, name, &found) ? column_term(entry, found, range) : nullptr;
  if (column == nullptr && entry->columns_known && !lenient)
    not_found(NotFound::What::kColumn, "42703", target->location,
              "column \"" + std::string(name.text()) + "\" of relation \"" + std::string(entry->name.text()) +
                  "\" does not exist");
  if (column == nullptr) column = unknown_column(entry, name);
  if (size(target->indirection) == 0) return column;
  Terms terms(pool(), {column});
  for (const ListCell& cell : cells(target->indirection)) {
    if (tag(node_of(cell)) == T_String)
      terms.add(const_term(text_of(node_of(cell)), Type()));
    else
      terms.add(generic("at", node_of(cell)));
  }
  return node("part", terms.span());
}

void Analyzer::returning(const List* targets, Level& level, Terms& terms, Query& query) {
  if (targets == nullptr) return;
  level_ = &level;
  std::vector<OutColumn> columns;
  target_list(targets, columns);
  for (const OutColumn& column : columns) query.columns_known &= !column.name.empty() || column.term->text != "*";
  query.columns = keep_columns(columns);
  resolve_unknown_outputs(query.columns);
  terms.add(node("returning", {targets_term(query.columns, true)}));
}

Query Analyzer::insert(const InsertStmt* statement, Level* parent) {
  Level* with = new_level(parent);
  Terms terms(pool(), 8);
  if (statement->withClause != nullptr) terms.add(with_clause(statement->withClause, *with));
  Level* level = new_level(with);
  level_ = level;
  Entry* entry = target_relation(statement->relation, *level, terms);
  Terms columns(pool(), size(statement->cols));
  std::vector<OutColumn> wanted;
  for (const ListCell& cell : cells(statement->cols)) {
    Term* column = assigned_column(as<ResTarget>(node_of(cell)), entry);
    columns.add(column);
    OutColumn& out = wanted.emplace_back();
    out.type = column->type;
    out.modifier = column->modifier;
  }
  if (wanted.empty())
    for (const OutColumn& column : all_columns(entry)) {
      wanted.push_back(column);
      columns.add(column_term(entry, column, {}));
    }
  if (statement->selectStmt == nullptr) {
    terms.add(node("default-values"));
  } else {
    Term* source = insert_source(as<SelectStmt>(statement->selectStmt), with, wanted);
    const size_t given = insert_width_;
    terms.add(node("into", columns.span().first(std::min(given, columns.size()))));
    terms.add(source);
  }
  level_ = level;
  if (statement->override != OVERRIDING_NOT_SET)
    terms.add(node(statement->override == OVERRIDING_USER_VALUE ? "overriding-user" : "overriding-system"));
  if (statement->onConflictClause != nullptr) terms.add(on_conflict(statement->onConflictClause, entry, *level));
  Query query;
  returning(returning_list(statement), *level, terms, query);
  query.term = node("insert", terms.span());
  return query;
}

// The rows to insert: of one VALUES row each value takes its column's type; a query's columns are cast.
Term* Analyzer::insert_source(const SelectStmt* source, Level* parent, std::span<const OutColumn> wanted) {
  if (source->valuesLists != nullptr && size(source->valuesLists) == 1 && source->withClause == nullptr) {
    level_ = new_level(parent);
    const auto* row = as<List>(node_at(source->valuesLists, 0));
    Terms terms(pool(), size(row));
    size_t i = 0;
    for (const ListCell& cell : cells(row)) {
      Term* value = expr(node_of(cell));
      if (i < wanted.size()) value = coerce(value, wanted[i].type, wanted[i].modifier, Coercion::kAssignment);
      ++i;
      terms.add(value);
    }
    insert_width_ = i;
    return node("row", terms.span());
  }
  const Query rows = query(to_node(source), parent, false);
  insert_width_ = rows.columns_known ? rows.columns.size() : wanted.size();
  return rows.term;
}

Term* Analyzer::on_conflict(const OnConflictClause* clause, Entry* entry, Level& level) {
  Terms terms(pool(), 4);
  if (clause->infer != nullptr) {
    if (clause->infer->conname != nullptr) terms.add(node("constraint", {const_term(clause->infer->conname, Type())}));
    for (const ListCell& cell : cells(clause->infer->indexElems)) {
      const auto* element = as<IndexElem>(node_of(cell));
      OutColumn column;
      if (element->name != nullptr && find_column(entry, intern(element->name), &column))
        terms.add(column_term(entry, column, {}));
      else if (element->expr != nullptr)
        terms.add(expr(element->expr));
    }
    if (clause->infer->whereClause != nullptr) terms.add(node("where", {condition(clause->infer->whereClause)}));
  }
  if (clause->action == ONCONFLICT_UPDATE) {
    Entry* excluded = make_entry();
    *excluded = *entry;
    excluded->number = entries_;
    excluded->name = intern("excluded");
    excluded->alias = true;
    level.visible.push_back({excluded, true, false, {}});
    assignments(clause->targetList, entry, terms);
    if (clause->whereClause != nullptr) terms.add(node("when", {condition(clause->whereClause)}));
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
  assignments(statement->targetList, entry, terms);
  if (statement->whereClause != nullptr) terms.add(node("where", {condition(statement->whereClause)}));
  Query query;
  returning(returning_list(statement), *level, terms, query);
  query.term = node("update", terms.span());
  return query;
}

Query Analyzer::delete_from(const DeleteStmt* statement, Level* parent) {
  Level* with = new_level(parent);
  Terms terms(pool(), 8);
  if (statement->withClause != nullptr) terms.add(with_clause(statement->withClause, *with));
  Level* level = new_level(with);
  level_ = level;
  target_relation(statement->relation, *level, terms);
  terms.add_if(from_clause(statement->usingClause, *level));
  if (statement->whereClause != nullptr) terms.add(node("where", {condition(statement->whereClause)}));
  Query query;
  returning(returning_list(statement), *level, terms, query);
  query.term = node("delete", terms.span());
  return query;
}

Query Analyzer::merge(const MergeStmt* statement, Level* parent) {
  Level* with = new_level(parent);
  Terms terms(pool(), 8);
  if (statement->withClause != nullptr) terms.add(with_clause(statement->withClause, *with));
  Level* level = new_level(with);
  level_ = level;
  Entry* entry = target_relation(statement->relation, *level, terms);
  Made made;
  terms.add(from_item(statement->sourceRelation, *level, made));
  level->visible.insert(level->visible.end(), made.begin(), made.end());
  terms.add(condition(statement->joinCondition));
  for (const ListCell& cell : cells(statement->mergeWhenClauses)) {
    const auto* when = as<MergeWhenClause>(node_of(cell));
    Terms parts(pool(), 4);
    if (when->condition != nullptr) parts.add(condition(when->condition));
    if (when->commandType == CMD_UPDATE) assignments(when->targetList, entry, parts);
    if (when->commandType == CMD_INSERT) {
      std::vector<Term*> columns;
      for (const ListCell& target : cells(when->targetList))
        columns.push_back(assigned_column(as<ResTarget>(node_of(target)), entry));
      if (columns.empty())
        for (const OutColumn& column : all_columns(entry)) columns.push_back(column_term(entry, column, {}));
      size_t i = 0;
      for (const ListCell& value : cells(when->values)) {
        Term* term = expr(node_of(value));
        if (i < columns.size())
          parts.add(
              node("set", {columns[i], coerce(term, columns[i]->type, columns[i]->modifier, Coercion::kAssignment)}));
        ++i;
      }
    }
    terms.add(node(concat("when ", std::to_string(when->matchKind * 100 + when->commandType * 10 + when->override)),
                   parts.span()));
  }
  Query query;
  returning(returning_list(statement), *level, terms, query);
  query.term = node("merge", terms.span());
  return query;
}

}  // namespace underpin::analyze
