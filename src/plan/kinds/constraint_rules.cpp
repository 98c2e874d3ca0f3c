#include "plan/kinds/constraint_rules.h"

#include "ir/attributes.h"
#include "plan/kinds/table_inheritance.h"

namespace underpin::plan {
namespace {

// The parent table's object that this one is a copy of; none if it is its own.
ObjectId original(const Catalog& catalog, ObjectId id) {
  if (catalog.is(id, Kind::kIndex)) return catalog.body<Index>(id).parent_index;
  const Constraint& constraint = catalog.body<Constraint>(id);
  if (constraint.parent_constraint) return constraint.parent_constraint;
  if (constraint.index && catalog.body<Index>(constraint.index).parent_index)
    return catalog.body<Index>(constraint.index).parent_index;
  const ObjectId table = catalog.parent(id);
  if (constraint.is_local || constraint.inherited == 0 || !catalog.is(table, Kind::kTable)) return {};
  for (ObjectId parent : catalog.body<Table>(table).parents)
    if (ObjectId found = catalog.find(Kind::kConstraint, parent, catalog.name(id))) return found;
  return {};
}

}  // namespace

bool loses_a_column(const Planner& p, ObjectId id) {
  const ObjectId table = p.before.parent(id);
  bool loses = false;
  for_each_reference(p.before, id, [&](ObjectId target, std::string_view attribute) {
    if (attribute == "referenced_columns" || !p.before.is(target, Kind::kColumn)) return;
    loses |= p.before.parent(target) == table && p.dropped(target);
  });
  return loses;
}

bool goes_with_parents(const Planner& p, ObjectId id) {
  const ObjectId from = original(p.before, id);
  if (!from || !p.dropped(from)) return false;
  const ObjectId table = p.counterpart(p.before.parent(id)), parent = p.counterpart(p.before.parent(from));
  return !table || !parent || still_inherits(p, table, parent);
}

}  // namespace underpin::plan
