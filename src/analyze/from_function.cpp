// Functions in FROM.
#include "analyze/analyzer.h"
#include "analyze/tree.h"
#include "diag/codes.h"

namespace underpin::analyze {

using namespace builtin;

namespace {

// Could it be the overload that the resolved call is of?
bool fits(const FunctionInfo& function, std::span<Term* const> arguments) {
  const auto declared = type_list(function.argument_list);
  if (function.variadic()) return true;
  if (arguments.size() > declared.size() || arguments.size() + function.defaults < declared.size()) return false;
  for (size_t i = 0; i < arguments.size(); ++i) {
    const Type actual = arguments[i]->type, wanted = declared[i];
    if (actual.known() && actual != wanted && builtin::type(declared[i]).kind != 'p') return false;
  }
  return true;
}

}  // namespace

// Columns of a function's result: of its OUT arguments, its composite type, a column definition list, or one of its own
// name.
void Analyzer::function_columns(Term* function, Symbol name, const List* definitions, std::vector<OutColumn>& out,
                                bool* known) {
  if (size(definitions) > 0) return definition_columns(definitions, out);
  const Term* call = function;
  const ObjectId routine_id = call->ref ? work_->refs[call->ref - 1].target : ObjectId{};
  if (catalog().is(routine_id, Kind::kFunction)) {
    const size_t before = out.size();
    for (const Argument& argument : catalog().body<Function>(routine_id).arguments) {
      if (argument.mode == ArgMode::kIn || argument.mode == ArgMode::kVariadic) continue;
      OutColumn& column = out.emplace_back();
      column.name = argument.name;
      column.type = type_of(argument.type);
      if (column.name.empty()) column.name = intern("column" + std::to_string(out.size() - before));
    }
    if (out.size() - before == 1) out.back().name = out.back().name.text() == "column1" ? name : out.back().name;
    if (out.size() > before) return;
  } else if (!routine_id) {
    const auto overloads = functions(function->text.substr(function->text.find(' ') + 1));
    for (const FunctionInfo& overload : overloads) {
      if (overload.out_list == 0 || !fits(overload, call->args)) continue;
      std::string_view names = overload.out_names;
      for (const uint16_t type : type_list(overload.out_list)) {
        OutColumn& column = out.emplace_back();
        const size_t blank = std::min(names.find(' '), names.size());
        column.name = intern(names.substr(0, blank));
        names.remove_prefix(std::min(blank + 1, names.size()));
        column.type = type;
        if (type && builtin::type(type).kind == 'p') column.type = {};
      }
      return;
    }
  }
  if (is_composite(catalog(), base_type(catalog(), function->type))) {
    Entry row;
    row.relation = base_type(catalog(), function->type).object();
    row.lazy = true;
    for (const OutColumn& column : all_columns(&row)) out.push_back(column);
    return;
  }
  if (!function->type.known() || function->type == Type(kTypeRecord)) {
    *known = function->type.known() ? false : function->text.empty();
    if (function->type.known()) return;
  }
  OutColumn& column = out.emplace_back();
  column.name = name;
  column.type = function->type;
  if (!function->type.known()) *known = false;
}

void Analyzer::definition_columns(const List* definitions, std::vector<OutColumn>& out) {
  for (const ListCell& cell : cells(definitions)) {
    const auto* definition = as<ColumnDef>(node_of(cell));
    use_type(definition->typeName);
    const TypeRef type = resolve_type(scope_, definition->typeName);
    OutColumn& column = out.emplace_back();
    column.name = intern(definition->colname);
    column.type = type_of(type);
    column.modifier = type.modifier;
  }
}

namespace {

// unnest(a, b): one column for each array. Only FROM knows it.
bool is_unnest_of_many(const Node* node) {
  if (tag(node) != T_FuncCall) return false;
  const auto* call = as<FuncCall>(node);
  return last_name(call->funcname) == "unnest" && size(call->args) > 1 && !call->func_variadic &&
         (size(call->funcname) == 1 || text_of(node_at(call->funcname, 0)) == "pg_catalog");
}

}  // namespace

Term* Analyzer::unnest_each(const FuncCall* call, std::vector<OutColumn>& columns, Terms& terms) {
  static const Symbol kUnnest = intern("unnest");
  Term* last = nullptr;
  for (const ListCell& cell : cells(call->args)) {
    Terms argument(pool(), {expr_in(Clause::kFrom, node_of(cell))});
    last = function({}, "unnest", argument, nullptr, {});
    terms.add(last);
    bool known = true;
    function_columns(last, kUnnest, nullptr, columns, &known);
  }
  return last;
}

// What stands in FROM as a function.
void Analyzer::check_from_call(const Term* call, const List* definitions) const {
  for (const Term* arg : call->args)
    if (contains_set(arg))
      invalid(code::kInvalidDefinition, "0A000", arg->location,
              "set-returning functions must appear at top level of FROM");
  const bool record = call->type == Type(kTypeRecord) && call->fields == nullptr && call->kind == TermKind::kNode;
  if (size(definitions) > 0 && call->type.known() && !record)
    invalid(code::kInvalidDefinition, "42601", as<ColumnDef>(node_at(definitions, 0))->location,
            call->type == Type(kTypeRecord)
                ? "a column definition list is redundant for a function with OUT parameters"
                : "a column definition list is only allowed for functions returning \"record\"");
  if (size(definitions) == 0 && record)
    invalid(code::kInvalidDefinition, "42601", call->location,
            "a column definition list is required for functions returning \"record\"");
}

Term* Analyzer::from_function(const RangeFunction* item, Made& made) {
  Terms terms(pool(), size(item->functions) + 2);
  Entry* entry = make_entry();
  std::vector<OutColumn> columns;
  Symbol name;
  for (const ListCell& cell : cells(item->functions)) {
    const auto* pair = as<List>(node_of(cell));
    const Node* call = node_at(pair, 0);
    if (name.empty()) name = output_name(call);
    if (strict && is_unnest_of_many(call)) {
      unnest_each(as<FuncCall>(call), columns, terms);
      continue;
    }
    Term* term = expr_in(Clause::kFrom, call);
    if (strict)
      check_from_call(term,
                      size(pair) > 1 && node_at(pair, 1) != nullptr ? as<List>(node_at(pair, 1)) : item->coldeflist);
    const List* definitions =
        size(pair) > 1 && node_at(pair, 1) != nullptr ? as<List>(node_at(pair, 1)) : item->coldeflist;
    const Symbol column_name =
        item->alias != nullptr && size(item->functions) == 1 ? intern(view(item->alias->aliasname)) : output_name(call);
    function_columns(term, column_name, definitions, columns, &entry->columns_known);
    terms.add(term);
    if (size(definitions) == 0) continue;
    std::vector<OutColumn> defined;
    definition_columns(definitions, defined);
    Terms list(pool(), defined.size() * 2);
    for (const OutColumn& column : defined) {
      Term* type = cast_node(const_term(column.name.text(), Type()), column.type, column.modifier, Coercion::kExplicit);
      list.add(type);
    }
    terms.add(node("definition", list.span()));
  }
  if (item->ordinality) {
    OutColumn& column = columns.emplace_back();
    column.name = intern("ordinality");
    column.type = kTypeInt8;
    terms.add(node("ordinality"));
  }
  entry->columns = keep_columns(columns);
  const bool columns_known = entry->columns_known;
  if (terms.size() == 1) entry->row_type = terms[0]->type;
  name_entry(entry, item->alias, name);
  entry->alias = alias_stem(entry->name.text()) != alias_stem(name.text());
  made.push_back({entry, true, true, {}});
  if (columns_known) {  // PostgreSQL prints them, written or not
    Terms names(pool(), entry->columns.size());
    for (const OutColumn& column : entry->columns) names.add(const_term(column.name.text(), Type()));
    terms.add(node("columns", names.span()));
  }
  return entry_term("function", entry, 0, terms.span());
}

}  // namespace underpin::analyze
