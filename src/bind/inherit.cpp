// What a table has from its parents: columns and checks, at CREATE TABLE and at ALTER TABLE … INHERIT.
#include <algorithm>

#include "bind/lists.h"
#include "bind/relations.h"
#include "ir/print.h"

namespace underpin::bind {
namespace {

[[noreturn]] void mismatch(const Session& session, int location, const std::string& message) {
  session.invalid(code::kInvalidDefinition, "42804", location, message);
}

void copy_column(Session& session, ObjectId from, ObjectId table) {
  Catalog& catalog = session.catalog;
  Column copy = std::as_const(catalog).body<Column>(from);
  copy.position = next_position(catalog, table);
  copy.is_local = false;
  copy.inherited = 1;
  copy.identity = Identity::kNone;
  copy.options.clear();
  copy.foreign_options.clear();
  copy.statistics = -1;
  if (copy.not_null_no_inherit) forget_not_null(copy);
  if (copy.not_null && session.options.target >= 18 && copy.not_null_name.empty())
    copy.not_null_name = not_null_name(session, from);
  const ObjectId id = catalog.add<Column>(table, catalog.name(from), catalog.at(table).place);
  catalog.body<Column>(id) = std::move(copy);
}

void merge_into(Session& session, ObjectId from, ObjectId column) {
  Catalog& catalog = session.catalog;
  const Column& parent = std::as_const(catalog).body<Column>(from);
  Column& own = catalog.body<Column>(column);
  if (own.type != parent.type)
    mismatch(session, 0, "inherited column " + quoted(catalog.name(from).text()) + " has a type conflict");
  own.not_null |= parent.not_null && !parent.not_null_no_inherit;
  if (!own.default_value) own.default_value = parent.default_value;
  ++own.inherited;
}

// What ALTER TABLE … INHERIT asks of the child before it becomes one.
void check_child(const Session& session, ObjectId child, ObjectId parent, int location) {
  const Catalog& catalog = session.catalog;
  const std::string child_name = quoted(catalog.name(child).text());
  for (ObjectId id : catalog.children(parent, Kind::kColumn)) {
    const Column& wanted = catalog.body<Column>(id);
    const std::string name = quoted(catalog.name(id).text());
    const ObjectId found = catalog.find_column(child, catalog.name(id));
    if (!found) session.not_found(NotFound::What::kColumn, "42804", location, "child table is missing column " + name);
    const Column& own = catalog.body<Column>(found);
    if (own.type != wanted.type)
      mismatch(session, location, "child table " + child_name + " has different type for column " + name);
    if (wanted.not_null && !wanted.not_null_no_inherit && !own.not_null)
      session.not_found(NotFound::What::kColumn, "42804", location,
                        "column " + name + " in child table " + child_name + " must be marked NOT NULL");
  }
  for (ObjectId id : catalog.children(parent, Kind::kConstraint)) {
    const Constraint& wanted = catalog.body<Constraint>(id);
    if (wanted.type != ConstraintType::kCheck || wanted.no_inherit) continue;
    const ObjectId found = catalog.find(Kind::kConstraint, child, catalog.name(id));
    const std::string name = quoted(catalog.name(id).text());
    if (!found)
      session.not_found(NotFound::What::kOther, "42804", location, "child table is missing constraint " + name);
    const Constraint& own = catalog.body<Constraint>(found);
    if (own.type != ConstraintType::kCheck || !same_expr(catalog, own.expr, wanted.expr))
      mismatch(session, location,
               "child table " + child_name + " has different definition for check constraint " + name);
  }
}

template <class Visit>
void each_inherited(Session& session, ObjectId parent, ObjectId child, const Visit& visit) {
  Catalog& catalog = session.catalog;
  for (ObjectId id : catalog.children(parent, Kind::kColumn)) {
    const ObjectId own = catalog.find_column(child, catalog.name(id));
    if (own) visit(catalog.body<Column>(own));
  }
  for (ObjectId id : catalog.children(parent, Kind::kConstraint)) {
    const Constraint& check = std::as_const(catalog).body<Constraint>(id);
    if (check.type != ConstraintType::kCheck || check.no_inherit) continue;
    const ObjectId own = catalog.find(Kind::kConstraint, child, catalog.name(id));
    if (own && std::as_const(catalog).body<Constraint>(own).type == ConstraintType::kCheck)
      visit(catalog.body<Constraint>(own));
  }
}

}  // namespace

void inherit_columns(Session& session, ObjectId parent, ObjectId child) {
  Catalog& catalog = session.catalog;
  const std::vector<ObjectId> columns = columns_of(catalog, parent);
  for (ObjectId column : columns) {
    const ObjectId own = catalog.find_column(child, catalog.name(column));
    own ? merge_into(session, column, own) : copy_column(session, column, child);
  }
  const ObjectMap map = column_map(catalog, parent, child);
  for (ObjectId column : columns) {
    Column& own = catalog.body<Column>(mapped(map, column));
    if (own.default_value == std::as_const(catalog).body<Column>(column).default_value)
      own.default_value = copy_expr(session, own.default_value, map);
  }
}

void inherit_checks(Session& session, ObjectId parent, ObjectId child) {
  const Catalog& catalog = session.catalog;
  for (ObjectId id : catalog.children(parent, Kind::kConstraint)) {
    const Constraint& check = catalog.body<Constraint>(id);
    if (check.type != ConstraintType::kCheck || check.no_inherit) continue;
    const bool enforced = check.enforced;
    // The child has no rows yet: there is nothing that might not hold.
    if (const ObjectId copy = inherit_check(session, child, id); enforced)
      session.catalog.body<Constraint>(copy).valid = true;
  }
}

PendingColumn merge_column(Session& session, ObjectId column, const ColumnDef* definition,
                           std::vector<PendingConstraint>& pending) {
  Catalog& catalog = session.catalog;
  const std::string name = quoted(catalog.name(column).text());
  const TypeRef type = resolve_type(session.scope(), definition->typeName);
  if (std::as_const(catalog).body<Column>(column).is_local)
    session.invalid(code::kDuplicateObject, "42701", definition->location,
                    "column " + name + " specified more than once");
  if (type != std::as_const(catalog).body<Column>(column).type)
    mismatch(session, definition->location, "column " + name + " has a type conflict");
  catalog.body<Column>(column).is_local = true;
  return refine_column(session, column, definition, pending);
}

void copy_type_columns(Session& session, ObjectId type, ObjectId table) {
  Catalog& catalog = session.catalog;
  for (ObjectId attribute : columns_of(catalog, type)) {
    Column column = std::as_const(catalog).body<Column>(attribute);
    column.position = next_position(catalog, table);
    const ObjectId id = catalog.add<Column>(table, catalog.name(attribute), catalog.at(table).place);
    catalog.body<Column>(id) = std::move(column);
  }
}

void add_inheritance(Session& session, ObjectId child, ObjectId parent, int location) {
  Catalog& catalog = session.catalog;
  const auto& parents = std::as_const(catalog).body<Table>(child).parents;
  if (std::ranges::find(parents, parent) != parents.end())
    session.invalid(code::kDuplicateObject, "42P07", location,
                    "relation " + quoted(catalog.name(parent).text()) + " would be inherited from more than once");
  const auto below = with_descendants(session, child, true);
  if (std::ranges::find(below, parent) != below.end())
    session.invalid(
        code::kInvalidDefinition, "42P07", location, "circular inheritance not allowed",
        quoted(catalog.name(parent).text()) + " is already a child of " + quoted(catalog.name(child).text()) + ".");
  check_child(session, child, parent, location);
  const bool partition = is_partitioned(catalog, parent);
  each_inherited(session, parent, child, [&](auto& own) {
    ++own.inherited;
    if (partition) own.is_local = false;
  });
  catalog.body<Table>(child).parents.push_back(parent);
  relation_index(session).link(parent, child);
}

void drop_inheritance(Session& session, ObjectId child, ObjectId parent) {
  Catalog& catalog = session.catalog;
  each_inherited(session, parent, child, [](auto& own) {
    if (own.inherited > 0) --own.inherited;
    if (own.inherited == 0) own.is_local = true;
  });
  std::erase(catalog.body<Table>(child).parents, parent);
}

std::vector<ObjectId> with_descendants(Session& session, ObjectId relation, bool recurse) {
  std::vector<ObjectId> found{relation};
  if (!recurse || !session.catalog.is(relation, Kind::kTable)) return found;
  for (size_t i = 0; i < found.size(); ++i)
    for (ObjectId child : relation_index(session).children(session.catalog, found[i]))
      if (std::ranges::find(found, child) == found.end()) found.push_back(child);
  return found;
}

}  // namespace underpin::bind
