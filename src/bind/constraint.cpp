// CHECK constraints, with their copies in tables that inherit.
#include <algorithm>

#include "bind/lists.h"
#include "bind/relations.h"
#include "bind/tokens.h"
#include "ir/print.h"
#include "parse/compat.h"

namespace underpin::bind {
namespace {

// PostgreSQL names a check after its column if it mentions exactly one.
std::string_view sole_column(const Catalog& catalog, ObjectId table, ExprId expr) {
  ObjectId only;
  for (const Reference& reference : catalog.expr(expr).refs) {
    const ObjectId id = reference.target;
    if (!catalog.is(id, Kind::kColumn) || catalog.parent(id) != table || id == only) continue;
    if (only) return {};
    only = id;
  }
  return only ? catalog.name(only).text() : std::string_view();
}

[[noreturn]] void exists_already(const Session& session, ObjectId table, Symbol name, Place place) {
  throw InvalidError{{.code = &code::kDuplicateObject,
                      .level = code::kDuplicateObject.level,
                      .place = place,
                      .message = "constraint " + quoted(name.text()) + " for relation " +
                                 quoted(session.catalog.name(table).text()) + " already exists",
                      .sqlstate = "42710"}};
}

ObjectId copy_check(Session& session, ObjectId table, ObjectId from, ExprId expr) {
  Catalog& catalog = session.catalog;
  const ObjectId id = catalog.add<Constraint>(table, catalog.name(from), catalog.at(from).place);
  Constraint& check = catalog.body<Constraint>(id);
  check = catalog.body<Constraint>(from);
  check.expr = expr;
  check.is_local = false;
  check.inherited = 1;
  return id;
}

}  // namespace

Place constraint_place(const Session& session, const RawConstraint* constraint) {
  return session.place(constraint->location);
}

ObjectId inherit_check(Session& session, ObjectId table, ObjectId from) {
  Catalog& catalog = session.catalog;
  const ExprId expr =
      copy_expr(session, catalog.body<Constraint>(from).expr, column_map(catalog, catalog.parent(from), table));
  const ObjectId existing = catalog.find(Kind::kConstraint, table, catalog.name(from));
  if (!existing) return copy_check(session, table, from, expr);
  Constraint& check = catalog.body<Constraint>(existing);
  if (check.type != ConstraintType::kCheck || !same_expr(catalog, check.expr, expr))
    exists_already(session, table, catalog.name(from), catalog.at(existing).place);
  ++check.inherited;
  if (catalog.is(table, Kind::kTable) && std::as_const(catalog).body<Table>(table).is_partition) check.is_local = false;
  return existing;
}

ObjectId add_check(Session& session, ObjectId table, const PendingConstraint& pending, bool recurse) {
  Catalog& catalog = session.catalog;
  const RawConstraint* node = pending.node;
  const NameScope scope = session.scope();
  const uint32_t keyword = after_keyword(scope.text, static_cast<uint32_t>(std::max(node->location, 0)), "check");
  const ByteRange range = parenthesised(scope.text, keyword);
  const ExprId expr = make_expression(scope, {.relation = table}, node->raw_expr, range.begin, range.end);
  const Symbol name = node->conname
                          ? symbol(node->conname)
                          : choose_constraint_name(session, table, sole_column(catalog, table, expr), "check");
  const bool enforced = pending.enforced && constraint_enforced(node);
  ObjectId id = catalog.find(Kind::kConstraint, table, name);
  if (id) {
    Constraint& existing = catalog.body<Constraint>(id);
    if (existing.type != ConstraintType::kCheck || existing.is_local || !same_expr(catalog, existing.expr, expr))
      exists_already(session, table, name, constraint_place(session, node));
    existing.is_local = true;
    catalog.at(id).place = constraint_place(session, node);
  } else {
    id = catalog.add<Constraint>(table, name, constraint_place(session, node));
    Constraint& check = catalog.body<Constraint>(id);
    check.type = ConstraintType::kCheck;
    check.expr = expr;
    check.no_inherit = node->is_no_inherit;
    check.enforced = enforced;
    check.valid = enforced && (pending.new_table || !node->skip_validation);
  }
  if (!recurse || node->is_no_inherit) return id;
  for (ObjectId child : relation_index(session).children(catalog, table)) {
    const auto below = with_descendants(session, child, true);
    for (ObjectId descendant : below) inherit_check(session, descendant, id);
  }
  return id;
}

}  // namespace underpin::bind
