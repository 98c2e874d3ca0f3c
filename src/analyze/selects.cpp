// What PostgreSQL refuses of a SELECT as a whole: DISTINCT with ORDER BY, and what cannot be locked.
#include <algorithm>

#include "analyze/analyzer.h"
#include "analyze/tree.h"
#include "diag/codes.h"

namespace underpin::analyze {

// A column of a FROM item of that level; nullptr if there is none.
const Term* Analyzer::column_of(const Term* term, uint32_t depth) const {
  if (term == nullptr) return nullptr;
  if (term->kind == TermKind::kColumn && term->entry != nullptr && term->entry->depth == depth) return term;
  for (const Term* arg : term->args)
    if (const Term* found = column_of(arg, depth)) return found;
  return nullptr;
}

void Analyzer::check_distinct(const SelectStmt* select, std::span<const OutColumn> outputs, const Term* sort,
                              std::span<Term* const> distinct) {
  if (size(select->distinctClause) == 0) return;
  const std::span<Term* const> keys = sort == nullptr ? std::span<Term* const>{} : sort->args;
  if (distinct.empty()) {
    for (const OutColumn& column : outputs)
      if (column.term->location >= 0 || column.term->type.known()) check_sortable(column.term, false);
    for (const Term* key : keys) {
      const auto is_it = [&](const OutColumn& column) { return same_term(column.term, key->args[0]); };
      if (std::ranges::none_of(outputs, is_it))
        invalid(code::kInvalidDefinition, "42P10", key->args[0]->location,
                "for SELECT DISTINCT, ORDER BY expressions must appear in select list");
    }
    return;
  }
  // The keys that come first are those of DISTINCT ON, in any order.
  for (Term* key : distinct) check_sortable(key, false);
  const size_t first = std::min(distinct.size(), keys.size());
  for (size_t i = 0; i < first; ++i) {
    const auto is_it = [&](const Term* key) { return same_term(key, keys[i]->args[0]); };
    if (std::ranges::none_of(distinct, is_it) && distinct_remains(distinct, keys.first(i)))
      invalid(code::kInvalidDefinition, "42P10", distinct[i]->location,
              "SELECT DISTINCT ON expressions must match initial ORDER BY expressions");
  }
}

// Is there a key of DISTINCT ON that does not stand among these?
bool Analyzer::distinct_remains(std::span<Term* const> distinct, std::span<Term* const> keys) const {
  return std::ranges::any_of(distinct, [&](const Term* wanted) {
    return std::ranges::none_of(keys, [&](const Term* key) { return same_term(wanted, key->args[0]); });
  });
}

namespace {

std::string_view strength_words(LockClauseStrength strength) {
  switch (strength) {
    case LCS_FORKEYSHARE: return "FOR KEY SHARE";
    case LCS_FORSHARE: return "FOR SHARE";
    case LCS_FORNOKEYUPDATE: return "FOR NO KEY UPDATE";
    default: return "FOR UPDATE";
  }
}

}  // namespace

void Analyzer::check_locking(const SelectStmt* select, const LockingClause* lock, const Level& level) const {
  const std::string words(strength_words(lock->strength));
  const auto refuse = [&](std::string_view with) {
    invalid(code::kInvalidDefinition, "0A000", -1, words + " is not allowed with " + std::string(with));
  };
  if (size(select->distinctClause) > 0) refuse("DISTINCT clause");
  if (size(select->groupClause) > 0) refuse("GROUP BY clause");
  if (select->havingClause != nullptr) refuse("HAVING clause");
  if (level.aggregates) refuse("aggregate functions");
  if (level.window_calls) refuse("window functions");
  if (level.sets) refuse("set-returning functions in the target list");
  for (const ListCell& cell : cells(lock->lockedRels)) {
    const auto* name = as<RangeVar>(node_of(cell));
    if (name->schemaname != nullptr)
      invalid(code::kInvalidDefinition, "42601", name->location, words + " must specify unqualified relation names");
    const auto is_it = [&](const Visible& visible) { return visible.entry->name.text() == name->relname; };
    const auto found = std::ranges::find_if(level.visible, is_it);
    if (found == level.visible.end())
      not_found(NotFound::What::kRelation, "42P01", name->location,
                "relation \"" + std::string(name->relname) + "\" in " + words + " clause not found in FROM clause");
  }
}

void Analyzer::check_common_table(const CommonTableExpr* cte, const Level& level) const {
  for (const CommonTable& other : level.common_tables)
    if (other.name.text() == cte->ctename)
      invalid(code::kDuplicateObject, "42712", cte->location,
              "WITH query name \"" + std::string(cte->ctename) + "\" specified more than once");
  if (tag(cte->ctequery) != T_SelectStmt && nesting_ > 1)
    invalid(code::kInvalidDefinition, "0A000", cte->location,
            "WITH clause containing a data-modifying statement must be at the top level");
}

// What the first arm of a recursive query gives is what the whole gives.
void Analyzer::check_recursive_types(const CommonTableExpr* cte, std::span<const OutColumn> first,
                                     std::span<const OutColumn> all) const {
  for (size_t i = 0; i < first.size() && i < all.size(); ++i) {
    if (!first[i].type.known() || !all[i].type.known()) continue;
    if (first[i].type == all[i].type && first[i].modifier == all[i].modifier) continue;
    mismatch(first[i].location,
             "recursive query \"" + std::string(cte->ctename) + "\" column " + std::to_string(i + 1) + " has type " +
                 visible_type(first[i].type, first[i].modifier) + " in non-recursive term but type " +
                 visible_type(all[i].type, all[i].modifier) + " overall",
             "Cast the output of the non-recursive term to the correct type.");
  }
}

}  // namespace underpin::analyze
