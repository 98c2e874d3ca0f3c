// ORDER BY, GROUP BY, DISTINCT ON: keys by name, by position, or as they are.
#include "analyze/analyzer.h"
#include "analyze/tree.h"

namespace underpin::analyze {

using namespace builtin;

// A key that names a result column (SQL92) is that column's expression. `by_number`: of a set operation, where the
// columns have no expression.
Term* Analyzer::sort_key(const Node* key, std::span<OutColumn> outputs, bool group, bool by_number) {
  const auto output = [&](size_t i) {
    return by_number ? node(concat("#", std::to_string(i + 1)), {}, outputs[i].type)
                     : to_text_if_unknown(outputs[i].term);
  };
  if (tag(key) == T_A_Const && !as<A_Const>(key)->isnull && tag(&as<A_Const>(key)->val.node) == T_Integer) {
    const long number = as<A_Const>(key)->val.ival.ival;
    if (number >= 1 && static_cast<size_t>(number) <= outputs.size()) return output(static_cast<size_t>(number - 1));
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
      if (outputs[i].named_by_column && outputs[i].column) add_ref(outputs[i].column, range, RefForm::kBare);
      return output(i);
    }
    if (by_number) return const_term(name.text(), Type());
  }
  return to_text_if_unknown(expr(key));
}

Term* Analyzer::sort_item(const SortBy* sort, std::span<OutColumn> outputs, bool by_number) {
  Term* key = sort_key(sort->node, outputs, false, by_number);
  const bool descending = sort->sortby_dir == SORTBY_DESC;
  const bool nulls_first =
      sort->sortby_nulls == SORTBY_NULLS_FIRST || (sort->sortby_nulls == SORTBY_NULLS_DEFAULT && descending);
  if (sort->sortby_dir == SORTBY_USING) {
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

Term* Analyzer::group_item(const Node* item, std::span<OutColumn> outputs) {
  if (tag(item) == T_GroupingSet) {
    const auto* set = as<GroupingSet>(item);
    constexpr std::string_view kHeads[] = {"empty", "simple", "rollup", "cube", "sets"};
    Terms terms(pool(), size(set->content));
    for (const ListCell& cell : cells(set->content)) terms.add(group_item(node_of(cell), outputs));
    return node(kHeads[set->kind], terms.span());
  }
  if (tag(item) == T_RowExpr && as<RowExpr>(item)->row_format == COERCE_IMPLICIT_CAST) {
    Terms terms(pool(), size(as<RowExpr>(item)->args));
    for (const ListCell& cell : cells(as<RowExpr>(item)->args)) terms.add(group_item(node_of(cell), outputs));
    return node("group-row", terms.span());
  }
  return sort_key(item, outputs, true);
}

Term* Analyzer::group_clause(const List* groups, bool distinct, std::span<OutColumn> outputs) {
  if (size(groups) == 0) return nullptr;
  Terms terms(pool(), size(groups));
  for (const ListCell& cell : cells(groups)) terms.add(group_item(node_of(cell), outputs));
  return node(distinct ? "group-distinct" : "group", terms.span());
}

}  // namespace underpin::analyze
