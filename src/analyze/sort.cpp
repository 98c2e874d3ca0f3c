// ORDER BY, GROUP BY, DISTINCT ON: keys by name, by position, or as they are.
#include "analyze/analyzer.h"
#include "analyze/tree.h"
#include "diag/codes.h"

namespace underpin::analyze {

using namespace builtin;

namespace {

bool by_position(const Node* key) {
  const auto* constant = as<A_Const>(key);
  return !constant->isnull && tag(&constant->val.node) == T_Integer;
}

}  // namespace

// A key that names a result column (SQL92) is that column's expression. `by_number`: of a set operation, where the
// columns have no expression.
Term* Analyzer::sort_key(const Node* key, std::span<OutColumn> outputs, std::string_view construct, Clause clause,
                         bool by_number) {
  const bool group = clause == Clause::kGroup;
  const auto output = [&](size_t i) {
    if (by_number || outputs[i].term == nullptr) return node(concat("#", std::to_string(i + 1)), {}, outputs[i].type);
    return outputs[i].term = to_text(outputs[i].term);
  };
  if (strict && tag(key) == T_A_Const && !by_position(key) && !outputs.empty())
    invalid(code::kInvalidDefinition, "42601", as<A_Const>(key)->location,
            "non-integer constant in " + std::string(construct));
  if (tag(key) == T_A_Const && !as<A_Const>(key)->isnull && tag(&as<A_Const>(key)->val.node) == T_Integer) {
    const long number = as<A_Const>(key)->val.ival.ival;
    if (number >= 1 && static_cast<size_t>(number) <= outputs.size()) return output(static_cast<size_t>(number - 1));
    if (strict && !outputs.empty())
      invalid(code::kInvalidDefinition, "42P10", as<A_Const>(key)->location,
              std::string(construct) + " position " + std::to_string(number) + " is not in select list");
  }
  if (tag(key) == T_ColumnRef && size(as<ColumnRef>(key)->fields) == 1) {
    const auto* ref = as<ColumnRef>(key);
    const Symbol name = intern(text_of(node_at(ref->fields, 0)));
    const ByteRange range = name_range(ref->location, ref->fields, 0, 1);
    // GROUP BY prefers a column of FROM, ORDER BY a result column.
    if (group)
      for (const Visible& visible : level_->visible) {
        OutColumn column;
        if (visible.columns && find_column(visible.entry, name, &column)) return expr(key);
      }
    for (size_t i = 0; i < outputs.size(); ++i) {
      if (outputs[i].name != name || name.empty()) continue;
      if (strict)
        for (size_t other = i + 1; other < outputs.size(); ++other)
          if (outputs[other].name == name && !same_term(outputs[i].term, outputs[other].term))
            invalid(code::kAmbiguous, "42702", ref->location,
                    std::string(construct) + " \"" + std::string(name.text()) + "\" is ambiguous");
      if (outputs[i].named_by_column && outputs[i].column) add_ref(outputs[i].column, range, RefForm::kBare);
      return output(i);
    }
    if (by_number && !strict) return const_term(name.text(), Type());
  }
  if (strict && by_number) refuse_set_order(key);
  return to_text(expr_in(clause, key));
}

// A set operation sorts by its result columns alone.
void Analyzer::refuse_set_order(const Node* key) {
  if (tag(key) == T_ColumnRef && size(as<ColumnRef>(key)->fields) == 1)
    not_found(NotFound::What::kColumn, "42703", exprLocation(key),
              "column \"" + std::string(last_name(as<ColumnRef>(key)->fields)) + "\" does not exist");
  invalid(code::kInvalidDefinition, "0A000", exprLocation(key), "invalid UNION/INTERSECT/EXCEPT ORDER BY clause",
          "Add the expression/function to every SELECT, or move the UNION into a FROM clause.");
}

// ORDER BY x USING >: an operator that sorts.
void Analyzer::check_ordering_operator(const SortBy* sort, Term* key) {
  const std::string_view name = last_name(sort->useOp);
  Candidate found;
  if (!key->type.known() || user_operator(name, {})) return;
  if (!find_operator(name, false, key->type, key->type, &found)) {
    operator_location_ = sort->location;
    return refuse_operator(name, key, key, 0);
  }
  if (name != "<" && name != ">" && name != "~<~" && name != "~>~" && extensions(catalog()).empty())
    invalid(code::kWrongObjectType, "42809", sort->location,
            "operator " + std::string(name) + " is not a valid ordering operator",
            "Ordering operators must be \"<\" or \">\" members of btree operator families.");
}

Term* Analyzer::sort_item(const SortBy* sort, std::span<OutColumn> outputs, bool by_number) {
  Term* key = sort_key(sort->node, outputs, "ORDER BY", sorted_, by_number);
  if (sort->sortby_dir != SORTBY_USING) check_sortable(key, true, exprLocation(sort->node));
  const bool descending = sort->sortby_dir == SORTBY_DESC;
  const bool nulls_first =
      sort->sortby_nulls == SORTBY_NULLS_FIRST || (sort->sortby_nulls == SORTBY_NULLS_DEFAULT && descending);
  if (sort->sortby_dir == SORTBY_USING) {
    if (strict) check_ordering_operator(sort, key);
    const std::string_view name = last_name(sort->useOp);
    if (name == "<") return node(nulls_first ? "asc-first" : "asc", {key});
    if (name == ">") return node(sort->sortby_nulls == SORTBY_NULLS_LAST ? "desc-last" : "desc", {key});
    return node(concat("using ", name), {key});
  }
  if (!descending) return node(nulls_first ? "asc-first" : "asc", {key});
  return node(nulls_first ? "desc" : "desc-last", {key});
}

Term* Analyzer::sort_clause(const List* sorts, std::span<OutColumn> outputs, bool by_number) {
  if (size(sorts) == 0) return nullptr;
  Terms terms(pool(), size(sorts));
  for (const ListCell& cell : cells(sorts)) terms.add(sort_item(as<SortBy>(node_of(cell)), outputs, by_number));
  return node("order", terms.span());
}

Term* Analyzer::group_item(const Node* item, std::span<OutColumn> outputs, std::vector<Term*>* keys) {
  if (tag(item) == T_GroupingSet) {
    const auto* set = as<GroupingSet>(item);
    constexpr std::string_view kHeads[] = {"empty", "simple", "rollup", "cube", "sets"};
    Terms terms(pool(), size(set->content));
    for (const ListCell& cell : cells(set->content)) terms.add(group_item(node_of(cell), outputs, keys));
    return node(kHeads[set->kind], terms.span());
  }
  if (tag(item) == T_RowExpr && as<RowExpr>(item)->row_format == COERCE_IMPLICIT_CAST) {
    Terms terms(pool(), size(as<RowExpr>(item)->args));
    for (const ListCell& cell : cells(as<RowExpr>(item)->args)) terms.add(group_item(node_of(cell), outputs, keys));
    return node("group-row", terms.span());
  }
  Term* key = sort_key(item, outputs, "GROUP BY", Clause::kGroup);
  check_sortable(key, false, exprLocation(item));
  keys->push_back(key);
  return key;
}

Term* Analyzer::group_clause(const List* groups, bool distinct, std::span<OutColumn> outputs, std::vector<Term*>* keys,
                             std::vector<Term*>* common) {
  if (size(groups) == 0) return nullptr;
  Terms terms(pool(), size(groups));
  for (const ListCell& cell : cells(groups)) {
    std::vector<Term*> of_item;
    terms.add(group_item(node_of(cell), outputs, &of_item));
    keys->insert(keys->end(), of_item.begin(), of_item.end());
    if (tag(node_of(cell)) != T_GroupingSet) common->insert(common->end(), of_item.begin(), of_item.end());
  }
  return node(distinct ? "group-distinct" : "group", terms.span());
}

}  // namespace underpin::analyze
