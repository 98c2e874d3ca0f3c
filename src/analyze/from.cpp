// FROM: relations, subqueries and common table expressions.
#include "analyze/analyzer.h"
#include "analyze/tree.h"
#include "diag/codes.h"

namespace underpin::analyze {

using namespace builtin;

Term* Analyzer::from_clause(const List* from, Level& level) {
  if (size(from) == 0) return nullptr;
  Terms terms(pool(), size(from));
  for (const ListCell& cell : cells(from)) {
    Made made;
    terms.add(from_item(node_of(cell), level, made));
    add_items(level, made);
  }
  return node("from", terms.span());
}

namespace {

// Two items of one name; tables of different schemas may share it.
bool conflict(const Visible& a, const Visible& b) {
  if (!a.by_name || !b.by_name || a.entry->name != b.entry->name || a.entry->name.empty()) return false;
  return a.entry->alias || b.entry->alias || a.entry->relation == b.entry->relation;
}

}  // namespace

void Analyzer::add_items(Level& level, const Made& made) const {
  if (!lenient)
    for (const Visible& item : made)
      for (const Visible& other : level.visible)
        if (conflict(item, other))
          invalid(code::kDuplicateObject, "42712", -1,
                  "table name \"" + std::string(item.entry->name.text()) + "\" specified more than once");
  level.visible.insert(level.visible.end(), made.begin(), made.end());
}

Term* Analyzer::from_item(const Node* item, Level& level, Made& made) {
  switch (tag(item)) {
    case T_RangeVar: return from_relation(as<RangeVar>(item), level, made);
    case T_RangeSubselect: return from_subquery(as<RangeSubselect>(item), level, made);
    case T_RangeFunction: return from_function(as<RangeFunction>(item), made);
    case T_JoinExpr: return from_join(as<JoinExpr>(item), level, made);
    case T_RangeTableSample: return from_sample(item, level, made);
    default: return from_table_function(item, made);
  }
}

// The names that an alias gives to an entry and its columns.
void Analyzer::name_entry(Entry* entry, const ::Alias* alias, Symbol otherwise) {
  entry->name = alias == nullptr ? otherwise : intern(view(alias->aliasname));
  entry->alias = alias != nullptr;
  if (alias == nullptr || size(alias->colnames) == 0) return;
  const std::span<OutColumn> columns = all_columns(entry);
  if (strict && entry->columns_known && columns.size() < size(alias->colnames))
    invalid(code::kInvalidDefinition, "42P10", -1,
            "table \"" + std::string(entry->name.text()) + "\" has " + std::to_string(columns.size()) +
                " columns available but " + std::to_string(size(alias->colnames)) + " columns specified");
  size_t i = 0;
  for (const ListCell& cell : cells(alias->colnames)) {
    if (i == columns.size()) break;
    columns[i].name = intern(text_of(node_of(cell)));
    columns[i++].named_by_column = false;
  }
  if (columns.empty() && !entry->columns_known) {  // names are known after all
    entry->columns = pool().array<OutColumn>(size(alias->colnames));
    for (const ListCell& cell : cells(alias->colnames)) entry->columns[i++].name = intern(text_of(node_of(cell)));
  }
}

// (head ref alias (column aliases) args)
Term* Analyzer::entry_term(std::string_view head, Entry* entry, uint32_t ref, std::span<Term*> args) {
  Terms terms(pool(), args.size() + 2);
  const std::string_view alias = alias_stem(entry->name.text());
  const bool shown = entry->alias && !(entry->relation && alias == alias_stem(catalog().name(entry->relation).text()));
  if (shown) terms.add(const_term(alias, Type()));
  bool renamed = false;
  for (const OutColumn& column : entry->columns) renamed |= !column.named_by_column;
  if (renamed && !entry->lazy && entry->relation) {
    Terms names(pool(), entry->columns.size());
    for (const OutColumn& column : entry->columns) names.add(const_term(column.name.text(), Type()));
    terms.add(node("columns", names.span()));
  }
  for (Term* arg : args) terms.add(arg);
  Term* term = node(head, terms.span());
  term->ref = ref;
  term->entry = entry;
  return term;
}

Term* Analyzer::from_relation(const RangeVar* relation, Level& level, Made& made, bool common) {
  const Symbol name = intern(relation->relname);
  if (relation->schemaname == nullptr && common)
    for (const Level* at = &level; at != nullptr; at = at->parent)
      for (auto table = at->common_tables.rbegin(); table != at->common_tables.rend(); ++table)
        if (table->name == name) return from_common_table(*table, relation, made);
  ObjectId found;
  if (lenient)
    found = underpin::find_relation(scope_, relation);
  else
    found = resolve_relation(scope_, relation);
  if (strict) check_relation(found, relation);
  Entry* entry = nullptr;
  uint32_t ref = 0;
  if (found) {
    entry = relation_entry(found, {});
    ref = add_ref(found, relation_range(relation), RefForm::kQualified);
  } else {
    entry = make_entry();
    entry->schema = relation->schemaname == nullptr ? Symbol() : intern(relation->schemaname);
    system_relation_columns(entry, relation);
  }
  const bool self_named =
      relation->alias != nullptr && name.text() == relation->alias->aliasname && size(relation->alias->colnames) == 0;
  name_entry(entry, self_named ? nullptr : relation->alias, name);
  if (self_named) entry->alias = false;
  made.push_back({entry, true, true, {}});
  Term* term = entry_term(relation->inh ? "rel" : "only", entry, ref);
  if (!found) {
    const std::string_view alias = alias_stem(entry->name.text());
    const bool shown = entry->alias && alias != alias_stem(name.text());
    term->args = Terms(pool(), {const_term(name.text(), Type()), shown ? const_term(alias, Type()) : node("")}).span();
  }
  return term;
}

// Only what has columns can be read.
void Analyzer::check_relation(ObjectId found, const RangeVar* relation) {
  const bool index = catalog().is(found, Kind::kIndex), composite = catalog().is(found, Kind::kComposite);
  if (index || composite)
    invalid(code::kWrongObjectType, "42809", relation->location,
            "cannot open relation \"" + std::string(relation->relname) + "\"");
  if (!found && builtin::find_relation(relation->schemaname == nullptr ? "pg_catalog" : relation->schemaname,
                                       relation->relname) == nullptr) {
    if (extensions(catalog()).empty())
      not_found(NotFound::What::kRelation, "42P01", relation->location,
                "relation \"" + (relation->schemaname == nullptr ? "" : std::string(relation->schemaname) + ".") +
                    std::string(relation->relname) + "\" does not exist");
    unsure("the columns of " + std::string(relation->relname));
  }
}

Term* Analyzer::from_common_table(const CommonTable& table, const RangeVar* relation, Made& made) {
  if (strict && table.no_result)
    invalid(code::kInvalidDefinition, "0A000", relation->location,
            "WITH query \"" + std::string(table.name.text()) + "\" does not have a RETURNING clause");
  Entry* entry = make_entry();
  entry->columns = pool().array<OutColumn>(table.columns.size());
  std::copy(table.columns.begin(), table.columns.end(), entry->columns.begin());
  for (OutColumn& column : entry->columns) column.term = nullptr;
  entry->columns_known = table.columns_known;
  entry->row_type = kTypeRecord;
  entry->self = table.recursive;
  name_entry(entry, relation->alias, table.name);
  entry->alias = alias_stem(entry->name.text()) != alias_stem(table.name.text());
  made.push_back({entry, true, true, {}});
  return entry_term("cte", entry, 0, Terms(pool(), {const_term(table.name.text(), Type())}).span());
}

Term* Analyzer::from_subquery(const RangeSubselect* item, Level& level, Made& made) {
  Level* parent = item->lateral ? &level : level.parent;
  const Query inner = query(item->subquery, parent, true);
  Entry* entry = make_entry();
  entry->columns = pool().array<OutColumn>(inner.columns.size());
  std::copy(inner.columns.begin(), inner.columns.end(), entry->columns.begin());
  for (OutColumn& column : entry->columns) column.term = nullptr;
  entry->columns_known = inner.columns_known;
  entry->row_type = kTypeRecord;
  name_entry(entry, item->alias, {});
  made.push_back({entry, !entry->name.empty(), true, {}});
  if (alias_stem(entry->name.text()) == "unnamed_subquery") entry->alias = false;  // PostgreSQL's own
  Terms args(pool(), {inner.term});
  if (item->alias != nullptr && size(item->alias->colnames) > 0) {
    Terms names(pool(), entry->columns.size());
    for (const OutColumn& column : entry->columns) names.add(const_term(column.name.text(), Type()));
    args.add(node("columns", names.span()));
  }
  return entry_term(item->lateral ? "lateral" : "subquery", entry, 0, args.span());
}

void Analyzer::check_sample(std::string_view method, const Made& made, int location, int relation_location) const {
  const ObjectId relation = made.front().entry->relation;
  if (!catalog().is(relation, Kind::kTable) && !catalog().is(relation, Kind::kMaterializedView))
    invalid(code::kWrongObjectType, "0A000", relation_location,
            "TABLESAMPLE clause can only be applied to tables and materialized views");
  if (method != "bernoulli" && method != "system" && extensions(catalog()).empty())
    not_found(NotFound::What::kOther, "42704", location,
              "tablesample method " + std::string(method) + " does not exist");
}

Term* Analyzer::from_sample(const Node* item, Level& level, Made& made) {
  const auto* sample = as<RangeTableSample>(item);
  Terms terms(pool(), size(sample->args) + 3);
  terms.add(from_item(sample->relation, level, made));
  if (strict) check_sample(last_name(sample->method), made, sample->location, exprLocation(sample->relation));
  terms.add(const_term(last_name(sample->method), Type()));
  for (const ListCell& cell : cells(sample->args))
    terms.add(coerce_or(expr_in(Clause::kFrom, node_of(cell)), kTypeFloat4, {}, Coercion::kAssignment, "TABLESAMPLE"));
  if (sample->repeatable != nullptr)
    terms.add(node("repeatable", {coerce(expr(sample->repeatable), kTypeFloat8, {}, Coercion::kImplicit)}));
  return node("sample", terms.span());
}

std::span<OutColumn> Analyzer::keep_columns(const std::vector<OutColumn>& columns) {
  std::span<OutColumn> kept = pool().array<OutColumn>(columns.size());
  std::copy(columns.begin(), columns.end(), kept.begin());
  return kept;
}

}  // namespace underpin::analyze
