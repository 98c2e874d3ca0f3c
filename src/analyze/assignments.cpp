// SET column = value and the columns of INSERT: which column, which type, and may it be assigned to at all.
#include "parse/compat.h"  // first: ir/ has names that hide the parser's

#include <algorithm>

#include "analyze/analyzer.h"
#include "analyze/tree.h"
#include "diag/codes.h"

namespace underpin::analyze {

using namespace builtin;

// SET column = value, …: all values are read before the first is coerced to its column's type.
void Analyzer::assignments(const List* targets, Entry* entry, Terms& terms) {
  std::vector<Term*> values;
  std::vector<OutColumn> row;  // of a subquery that several columns are set to
  for (const ListCell& cell : cells(targets)) {
    const Node* value = as<ResTarget>(node_of(cell))->val;
    values.push_back(tag(value) == T_MultiAssignRef ? multi_assign(as<MultiAssignRef>(value), row)
                                                    : assigned_value(value, Clause::kUpdate));
  }
  size_t i = 0;
  std::vector<std::pair<Symbol, bool>> assigned;
  for (const ListCell& cell : cells(targets)) {
    const auto* target = as<ResTarget>(node_of(cell));
    Term* column = assigned_column(target, entry);
    Term* value = values[i++];
    const bool multi = tag(target->val) == T_MultiAssignRef && value->text == "next";
    if (!multi && value->text != "default") value = assign_to(target, column, value);
    if (strict) check_assigned(target, entry, value, assigned);
    terms.add(node("set", {column, value}));
  }
}

// DEFAULT is a value only here.
Term* Analyzer::assigned_value(const Node* value, Clause clause) {
  if (tag(value) != T_SetToDefault) return expr_in(clause, value);
  Term* term = node("default");
  term->location = as<SetToDefault>(value)->location;
  return term;
}

// (a, b) = (SELECT …) or ROW(…): the value of one of them.
Term* Analyzer::multi_assign(const MultiAssignRef* multi, std::vector<OutColumn>& row) {
  if (!strict) return multi->colno == 1 ? node("multi", {expr(multi->source)}) : node("next");
  const auto at = static_cast<size_t>(multi->colno - 1);
  const auto check_width = [&](size_t width) {
    if (width != static_cast<size_t>(multi->ncolumns))
      invalid(code::kInvalidDefinition, "42601", exprLocation(multi->source),
              "number of columns does not match number of values");
  };
  if (tag(multi->source) == T_RowExpr) {
    const List* items = as<RowExpr>(multi->source)->args;
    check_width(size(items));
    return assigned_value(node_at(items, at), Clause::kUpdate);
  }
  if (tag(multi->source) != T_SubLink || as<SubLink>(multi->source)->subLinkType != EXPR_SUBLINK)
    invalid(code::kInvalidDefinition, "0A000", exprLocation(multi->source),
            "source for a multiple-column UPDATE item must be a sub-SELECT or ROW() expression");
  if (at == 0) {
    Level* before = level_;
    const Query inner = query(as<SubLink>(multi->source)->subselect, level_, false);
    level_ = before;
    if (inner.columns_known) check_width(inner.columns.size());
    row.assign(inner.columns.begin(), inner.columns.end());
  }
  Term* term = node("multi", {}, at < row.size() ? row[at].type : Type());
  term->location = at < row.size() ? row[at].location : exprLocation(multi->source);
  return term;
}

// The value as the column, or the part of it that is named, takes it.
Term* Analyzer::assign_to(const ResTarget* target, const Term* column, Term* value) {
  const Symbol name = intern(target->name);
  if (size(target->indirection) == 0) return assign(value, column->type, column->modifier, name);
  if (!strict) return value;
  Type type = column->args.empty() ? column->type : column->args[0]->type;
  for (const ListCell& cell : cells(target->indirection)) type = part_type(type, node_of(cell), target);
  if (!untyped(value) && !can_coerce(value->type, type, Coercion::kAssignment) && sure_of_casts(value->type, type))
    mismatch(value->location,
             "subscripted assignment to \"" + std::string(name.text()) + "\" requires type " + display(type) +
                 " but expression is of type " + display(value->type),
             "You will need to rewrite or cast the expression.");
  return assign(value, type, {}, name);
}

// The type of column.field or column[i] as a target.
Type Analyzer::part_type(Type type, const Node* step, const ResTarget* target) {
  const Type base = base_type(catalog(), type);
  if (!base.known()) return {};
  if (tag(step) == T_A_Indices) {
    if (base == Type(kTypeJsonb)) return base;
    if (base.is_array()) return as<A_Indices>(step)->is_slice ? base : base.element();
    if (base.code() && builtin::type(base.code()).element) return builtin::type(base.code()).element;
    if (!base.code()) return {};
    mismatch(target->location, "cannot subscript type " + display(type) + " because it does not support subscripting");
  }
  const std::string field(text_of(step));
  if (!is_composite(catalog(), base)) {
    if (base.object() && catalog().is(base.object(), Kind::kOpaque)) return {};
    mismatch(target->location, "cannot assign to field \"" + field + "\" of column \"" + std::string(target->name) +
                                   "\" because its type " + display(type) + " is not a composite type");
  }
  const ObjectId column = catalog().find_column(base.object(), intern(field));
  if (!column)
    not_found(NotFound::What::kColumn, "42703", target->location,
              "cannot assign to field \"" + field + "\" of column \"" + std::string(target->name) +
                  "\" because there is no such column in data type " + display(type));
  return type_of(catalog().body<Column>(column).type);
}

Term* Analyzer::assigned_column(const ResTarget* target, Entry* entry, bool inserting) {
  const Symbol name = intern(target->name);
  OutColumn found;
  const ByteRange range = single_name_range(target->location, name);
  Term* column = find_column(entry, name, &found) ? column_term(entry, found, range) : nullptr;
  if (column == nullptr && strict && !inserting && unknown_column(entry, name)->type.known())
    invalid(code::kInvalidDefinition, "0A000", target->location,
            "cannot assign to system column \"" + std::string(name.text()) + "\"");
  if (column == nullptr && entry->columns_known && !lenient) {
    const Symbol relation = entry->relation ? catalog().name(entry->relation) : entry->name;
    not_found(NotFound::What::kColumn, "42703", target->location,
              "column \"" + std::string(name.text()) + "\" of relation \"" + std::string(relation.text()) +
                  "\" does not exist");
  }
  if (column == nullptr) column = unknown_column(entry, name);
  if (column->ref) write(column->ref);
  if (size(target->indirection) == 0) return column;
  Terms terms(pool(), {column});
  for (const ListCell& cell : cells(target->indirection)) {
    if (tag(node_of(cell)) == T_String)
      terms.add(const_term(text_of(node_of(cell)), Type()));
    else
      terms.add(strict ? subscript(column, as<A_Indices>(node_of(cell))) : generic("at", node_of(cell)));
  }
  return node("part", terms.span());
}

// Of UPDATE: no column twice, and generated ones only to DEFAULT.
void Analyzer::check_assigned(const ResTarget* target, Entry* entry, const Term* value,
                              std::vector<std::pair<Symbol, bool>>& assigned) {
  const Symbol name = intern(target->name);
  // Parts of one column may be set one by one, but not beside the whole.
  const bool whole = size(target->indirection) == 0;
  for (const auto& [other, other_whole] : assigned)
    if (other == name && (whole || other_whole))
      invalid(code::kInvalidDefinition, "42601", -1,
              "multiple assignments to same column \"" + std::string(name.text()) + "\"");
  assigned.emplace_back(name, whole);
  if (value->text == "default") return;
  OutColumn column;
  if (!find_column(entry, name, &column) || !catalog().is(column.column, Kind::kColumn)) return;
  const Column& body = catalog().body<Column>(column.column);
  if (body.generated != Generated::kNone || body.identity == Identity::kAlways)
    invalid(code::kInvalidDefinition, "428C9", -1,
            "column \"" + std::string(name.text()) + "\" can only be updated to DEFAULT");
}

// Of INSERT: a value for a column that PostgreSQL makes itself. `overriding` as the statement says it.
void Analyzer::check_inserted(const OutColumn& column, int overriding) const {
  if (!catalog().is(column.column, Kind::kColumn)) return;
  const Column& body = catalog().body<Column>(column.column);
  const bool identity = body.identity == Identity::kAlways && overriding == OVERRIDING_NOT_SET;
  if (body.generated == Generated::kNone && !identity) return;
  invalid(code::kInvalidDefinition, "428C9", -1,
          "cannot insert a non-DEFAULT value into column \"" + std::string(column.name.text()) + "\"",
          identity ? "Use OVERRIDING SYSTEM VALUE to override." : "");
}

}  // namespace underpin::analyze
