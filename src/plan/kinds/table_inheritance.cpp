#include "plan/kinds/table_inheritance.h"

#include <algorithm>

#include "ir/attributes.h"
#include "plan/dependencies.h"

namespace underpin::plan {
namespace {

bool has_parent(const Catalog& catalog, ObjectId table, ObjectId parent) {
  return std::ranges::count(catalog.body<Table>(table).parents, parent) > 0;
}

bool same_change(const Planner& p, ObjectId one, ObjectId other, std::string_view attribute) {
  const Change* change = p.change_of(other);
  if (!change || !change->touches(attribute)) return false;
  const size_t index = attribute_index(Kind::kColumn, attribute);
  return attribute_text(p.after, one, index) == attribute_text(p.after, other, index);
}

}  // namespace

bool still_inherits(const Planner& p, ObjectId table, ObjectId parent) {
  if (p.created(table) || p.created(parent) || !has_parent(p.after, table, parent)) return false;
  const ObjectId old_table = p.counterpart_before(table), old_parent = p.counterpart_before(parent);
  return old_table && old_parent && has_parent(p.before, old_table, old_parent);
}

std::vector<ObjectId> heirs(const Planner& p, ObjectId table) {
  std::vector<ObjectId> found;
  const ObjectId before = p.counterpart_before(table);
  if (!before) return found;
  for (ObjectId old_heir : p.dependencies().heirs(before)) {
    const ObjectId heir = p.counterpart(old_heir);
    if (heir && still_inherits(p, heir, table)) found.push_back(heir);
  }
  return found;
}

void for_each_heir_column(const Planner& p, ObjectId column, const std::function<void(ObjectId)>& visit) {
  for (ObjectId heir : heirs(p, p.after.parent(column))) {
    const ObjectId own = p.after.find_column(heir, p.after.name(column));
    if (!own) continue;
    visit(own);
    for_each_heir_column(p, own, visit);
  }
}

bool kept_by_an_heir(const Planner& p, ObjectId column) {
  const ObjectId table = p.counterpart(p.before.parent(column));
  return table && std::ranges::any_of(heirs(p, table), [&](ObjectId heir) {
           const ObjectId own = p.before.find_column(p.counterpart_before(heir), p.before.name(column));
           return own && !p.dropped(own);
         });
}

bool carries_down(const Planner& p, ObjectId column, std::string_view attribute) {
  return std::ranges::all_of(heirs(p, p.after.parent(column)), [&](ObjectId heir) {
    const ObjectId own = p.after.find_column(heir, p.after.name(column));
    return own && same_change(p, column, own, attribute) && carries_down(p, own, attribute);
  });
}

bool carried_down(const Planner& p, ObjectId column, std::string_view attribute) {
  const ObjectId table = p.after.parent(column);
  if (!p.after.is(table, Kind::kTable)) return false;
  return std::ranges::any_of(p.after.body<Table>(table).parents, [&](ObjectId parent) {
    if (!still_inherits(p, table, parent)) return false;
    const ObjectId above = p.after.find_column(parent, p.after.name(column));
    if (!above) return false;
    const Change* change = p.change_of(above);
    return change && change->touches(attribute) && same_change(p, above, column, attribute) &&
           (carried_down(p, above, attribute) || carries_down(p, above, attribute));
  });
}

}  // namespace underpin::plan
