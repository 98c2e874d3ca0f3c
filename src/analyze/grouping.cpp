// Columns that a grouped query may use outside aggregates: those it groups by, and those that a primary key among them
// decides.
#include <algorithm>

#include "analyze/analyzer.h"
#include "analyze/tree.h"
#include "diag/codes.h"

namespace underpin::analyze {

bool Analyzer::same_term(const Term* a, const Term* b) const {
  if (a == b) return true;
  if (a == nullptr || b == nullptr || a->kind != b->kind || a->text != b->text || a->type != b->type ||
      a->modifier != b->modifier || a->null != b->null || a->parameter != b->parameter || a->call != b->call ||
      a->args.size() != b->args.size())
    return false;
  if (a->kind == TermKind::kColumn && a->entry != b->entry) return false;
  const auto target = [&](const Term* term) { return term->ref ? work_->refs[term->ref - 1].target : ObjectId{}; };
  if (target(a) != target(b)) return false;
  for (size_t i = 0; i < a->args.size(); ++i)
    if (!same_term(a->args[i], b->args[i])) return false;
  return true;
}

namespace {

// Does the relation's primary key stand among the columns grouped by?
bool key_is_grouped(const Catalog& catalog, const Entry* entry, std::span<Term* const> groups) {
  if (!catalog.is(entry->relation, Kind::kTable)) return false;
  for (const ObjectId child : catalog.at(entry->relation).children) {
    if (!catalog.is(child, Kind::kConstraint)) continue;
    const Constraint& key = catalog.body<Constraint>(child);
    if (key.type != ConstraintType::kPrimary || key.deferrable) continue;
    return std::ranges::all_of(key.columns, [&](ObjectId column) {
      return std::ranges::any_of(groups, [&](const Term* group) {
        return group->kind == TermKind::kColumn && group->entry == entry && group->text == catalog.name(column).text();
      });
    });
  }
  return false;
}

}  // namespace

void Analyzer::check_grouping(const Level& level, const Groups& groups, const Term* term, bool inside) {
  if (term == nullptr) return;
  if (term->text == "grouping" && term->call == 'a') {
    for (const Term* arg : term->args)
      if (term->depth == level.depth &&
          std::ranges::none_of(groups.all, [&](const Term* group) { return same_term(group, arg); }))
        invalid(code::kInvalidDefinition, "42803", arg->location,
                "arguments to GROUPING must be grouping expressions of the associated query level");
    return;
  }
  if (term->call == 'a' && term->depth <= level.depth && term->depth != 0) return;
  if (term->kind == TermKind::kColumn) {
    if (term->entry == nullptr || term->entry->depth != level.depth) return;
    const bool grouped = std::ranges::any_of(groups.all, [&](const Term* group) { return same_term(group, term); });
    if (grouped || key_is_grouped(catalog(), term->entry, groups.common)) return;
    const std::string name = std::string(term->entry->name.text()) + "." + std::string(term->text);
    invalid(code::kInvalidDefinition, "42803", term->location,
            inside ? "subquery uses ungrouped column \"" + name + "\" from outer query"
                   : "column \"" + name + "\" must appear in the GROUP BY clause or be used in an aggregate function");
  }
  const bool subquery = term->text == "select" || term->text == "values" || term->text.starts_with("union") ||
                        term->text.starts_with("intersect") || term->text.starts_with("except");
  if (!inside && !subquery &&
      std::ranges::any_of(groups.all, [&](const Term* group) { return same_term(group, term); }))
    return;
  for (const Term* arg : term->args) check_grouping(level, groups, arg, inside || subquery);
}

}  // namespace underpin::analyze
