// Indexes of partitioned tables on their partitions: found equal ones are attached, missing ones are made.
#include <algorithm>

#include "bind/lists.h"
#include "bind/relations.h"
#include "ir/print.h"

namespace underpin::bind {
namespace {

bool same_element(const Catalog& catalog, const IndexElement& a, const IndexElement& b) {
  return a.column == b.column && same_expr(catalog, a.expr, b.expr) && a.collation == b.collation &&
         a.opclass == b.opclass && a.descending == b.descending && a.nulls_first == b.nulls_first;
}

bool same_index(const Catalog& catalog, const Index& a, const Index& b) {
  return a.method == b.method && a.unique == b.unique && a.nulls_not_distinct == b.nulls_not_distinct &&
         a.include.size() == b.include.size() && a.elements.size() == b.elements.size() &&
         std::ranges::equal(a.elements, b.elements,
                            [&](const auto& x, const auto& y) { return same_element(catalog, x, y); }) &&
         std::ranges::equal(a.include, b.include) && same_expr(catalog, a.predicate, b.predicate);
}

// The index as it would stand on another table.
Index mapped_index(Session& session, const Index& index, const ObjectMap& map) {
  Index copy = index;
  for (IndexElement& element : copy.elements) {
    element.column = mapped(map, element.column);
    element.expr = copy_expr(session, element.expr, map);
  }
  for (ObjectId& column : copy.include) column = mapped(map, column);
  copy.predicate = copy_expr(session, copy.predicate, map);
  copy.parent_index = copy.constraint = {};
  copy.only = false;
  return copy;
}

// A constraint's index serves only as a constraint's index; from 17 on a primary key's only as a primary key's
// (measured on 14 to 18).
bool same_purpose(const Catalog& catalog, const Index& parent, const Index& own) {
  if (!parent.constraint) return true;
  if (own.constraint && catalog.target < 17) return true;
  return own.constraint &&
         catalog.body<Constraint>(own.constraint).type == catalog.body<Constraint>(parent.constraint).type;
}

ObjectId equal_index(const Catalog& catalog, const Index& parent, const Index& wanted, ObjectId partition) {
  for (ObjectId child : catalog.at(partition).children) {
    if (!catalog.is(child, Kind::kIndex)) continue;
    const Index& own = catalog.body<Index>(child);
    if (!own.parent_index && same_purpose(catalog, parent, own) && same_index(catalog, own, wanted)) return child;
  }
  return {};
}

std::vector<Symbol> expression_names(const Catalog& catalog, const Index& index) {
  std::vector<Symbol> names;
  for (const IndexElement& element : index.elements) {
    if (!element.expr) continue;
    std::string name;
    parse_text(
        catalog.expr(element.expr).text, TextKind::kExpression, [&](const Node* expr) { name = figure_name(expr); },
        nullptr);
    names.push_back(intern(name));
  }
  return names;
}

Symbol copy_name(const Session& session, ObjectId table, const Index& index, const Constraint* constraint) {
  const Catalog& catalog = session.catalog;
  const std::string columns = join_names(index_column_names(catalog, index, expression_names(catalog, index)));
  if (!constraint)
    return choose_relation_name(catalog, catalog.parent(table), catalog.name(table).text(), columns, "idx");
  switch (constraint->type) {
    case ConstraintType::kPrimary: return choose_key_name(session, table, "", "pkey");
    case ConstraintType::kUnique: return choose_key_name(session, table, columns, "key");
    default: return choose_key_name(session, table, columns, "excl");
  }
}

void copy_constraint(Session& session, ObjectId from, ObjectId index, const ObjectMap& map) {
  Catalog& catalog = session.catalog;
  const ObjectId table = catalog.parent(index);
  const ObjectId id = catalog.add<Constraint>(table, catalog.name(index), catalog.at(from).place);
  Constraint copy = std::as_const(catalog).body<Constraint>(from);
  for (ObjectId& column : copy.columns) column = mapped(map, column);
  for (ExcludeElement& element : copy.elements) {
    element.column = mapped(map, element.column);
    element.expr = copy_expr(session, element.expr, map);
  }
  copy.index = index;
  copy.parent_constraint = {};
  copy.is_local = true;
  copy.inherited = 0;
  if (copy.type == ConstraintType::kPrimary)
    for (ObjectId column : copy.columns) catalog.body<Column>(column).not_null = true;
  catalog.body<Constraint>(id) = std::move(copy);
  catalog.body<Index>(index).constraint = id;
}

}  // namespace

ObjectId copy_index(Session& session, ObjectId from, ObjectId table, const ObjectMap& map) {
  Catalog& catalog = session.catalog;
  const Index source = std::as_const(catalog).body<Index>(from);
  Index copy = mapped_index(session, source, map);
  const Constraint* constraint =
      source.constraint ? &std::as_const(catalog).body<Constraint>(source.constraint) : nullptr;
  const Symbol name = copy_name(session, table, copy, constraint);
  const ObjectId id = catalog.add<Index>(table, name, catalog.at(from).place);
  catalog.body<Index>(id) = std::move(copy);
  if (constraint) copy_constraint(session, source.constraint, id, map);
  return id;
}

void attach_index(Session& session, ObjectId parent_index, ObjectId index) {
  Catalog& catalog = session.catalog;
  catalog.body<Index>(index).parent_index = parent_index;
  const ObjectId parent_constraint = std::as_const(catalog).body<Index>(parent_index).constraint;
  const ObjectId constraint = std::as_const(catalog).body<Index>(index).constraint;
  if (!parent_constraint || !constraint) return;
  Constraint& own = catalog.body<Constraint>(constraint);
  own.parent_constraint = parent_constraint;
  own.is_local = false;
  own.inherited = 1;
}

void index_partition(Session& session, ObjectId index, ObjectId partition) {
  Catalog& catalog = session.catalog;
  const Index parent = std::as_const(catalog).body<Index>(index);
  const ObjectMap map = column_map(catalog, catalog.parent(index), partition);
  const Index wanted = mapped_index(session, parent, map);
  ObjectId own = equal_index(catalog, parent, wanted, partition);
  const bool made = !own;
  if (made) own = copy_index(session, index, partition, map);
  attach_index(session, index, own);
  if (made && is_partitioned(catalog, partition)) index_partitions(session, own);
}

void index_partitions(Session& session, ObjectId index) {
  const ObjectId table = session.catalog.parent(index);
  for (ObjectId partition : relation_index(session).children(session.catalog, table))
    index_partition(session, index, partition);
}

void settle_partitioned_index(Session& session, ObjectId index) {
  Catalog& catalog = session.catalog;
  const ObjectId table = catalog.parent(index);
  for (ObjectId partition : relation_index(session).children(catalog, table)) {
    const auto& children = std::as_const(catalog).at(partition).children;
    const bool has_one = std::ranges::any_of(children, [&](ObjectId child) {
      return catalog.is(child, Kind::kIndex) && std::as_const(catalog).body<Index>(child).parent_index == index &&
             !std::as_const(catalog).body<Index>(child).only;
    });
    if (!has_one) return;
  }
  Index& body = catalog.body<Index>(index);
  body.only = false;
  if (body.parent_index) settle_partitioned_index(session, body.parent_index);
}

}  // namespace underpin::bind
