// Partitioned tables: keys, ATTACH, DETACH.
#include <algorithm>

#include "bind/lists.h"
#include "bind/objects.h"
#include "bind/relations.h"
#include "bind/tokens.h"

namespace underpin::bind {
namespace {

PartitionKeyItem key_item(Session& session, ObjectId table, const PartitionElem* element, char strategy,
                          ByteRange text) {
  const Catalog& catalog = session.catalog;
  const NameScope scope = session.scope();
  PartitionKeyItem item;
  Symbol own_collation;
  if (element->name) {
    item.column = catalog.find_column(table, symbol(element->name));
    if (!item.column)
      session.not_found(NotFound::What::kColumn, "42703", element->location,
                        "column " + quoted(text_of(element->name)) + " named in partition key does not exist");
    own_collation = catalog.body<Column>(item.column).collation;
  } else {
    const ByteRange range = element_expression(scope.text, text);
    item.expr = make_expression(scope, {.relation = table}, element->expr, range.begin, range.end);
  }
  item.collation = collation_name(session, element->collation, own_collation);
  item.opclass = opclass_name(session, element->opclass, strategy == 'h' ? "hash" : "btree", {});
  return item;
}

// An index or constraint that a partition has from its parent stands on its own again.
void release(Session& session, ObjectId partition) {
  Catalog& catalog = session.catalog;
  for (ObjectId id : catalog.children(partition, Kind::kIndex))
    if (std::as_const(catalog).body<Index>(id).parent_index) catalog.body<Index>(id).parent_index = {};
  for (ObjectId id : catalog.children(partition, Kind::kConstraint)) {
    if (!std::as_const(catalog).body<Constraint>(id).parent_constraint) continue;
    Constraint& constraint = catalog.body<Constraint>(id);
    constraint.parent_constraint = {};
    constraint.is_local = true;
    constraint.inherited = 0;
  }
}

}  // namespace

void set_partition_key(Session& session, ObjectId table, const PartitionSpec* spec) {
  const NameScope scope = session.scope();
  const char strategy = static_cast<char>(spec->strategy);
  const ByteRange list = parenthesised(scope.text, static_cast<uint32_t>(std::max(spec->location, 0)));
  const std::vector<ByteRange> texts = split_at_commas(scope.text, list);
  std::vector<PartitionKeyItem> key;
  for (const PartitionElem* element : items<PartitionElem>(spec->partParams))
    key.push_back(key_item(session, table, element, strategy, texts[std::min(key.size(), texts.size() - 1)]));
  Table& body = session.catalog.body<Table>(table);
  body.partition_strategy = strategy;
  body.partition_key = std::move(key);
}

void complete_partition(Session& session, ObjectId parent, ObjectId partition) {
  Catalog& catalog = session.catalog;
  for (ObjectId index : catalog.children(parent, Kind::kIndex)) index_partition(session, index, partition);
  copy_foreign_keys(session, parent, partition);
  clone_row_triggers(session, parent, partition);
}

void attach_partition(Session& session, ObjectId parent, const Node* node) {
  const auto* command = as<PartitionCmd>(node);
  Catalog& catalog = session.catalog;
  const int location = command->name->location;
  const ObjectId partition = table_named(session, command->name);
  if (!is_partitioned(catalog, parent))
    session.invalid(code::kWrongObjectType, "42P17", location,
                    "table " + quoted(catalog.name(parent).text()) + " is not partitioned");
  if (std::as_const(catalog).body<Table>(partition).is_partition)
    session.invalid(code::kInvalidDefinition, "42809", location,
                    quoted(catalog.name(partition).text()) + " is already a partition");
  for (ObjectId column : catalog.children(partition, Kind::kColumn))
    if (!catalog.find_column(parent, catalog.name(column)))
      session.not_found(NotFound::What::kColumn, "42804", location,
                        "table " + quoted(catalog.name(partition).text()) + " contains column " +
                            quoted(catalog.name(column).text()) + " not found in parent " +
                            quoted(catalog.name(parent).text()));
  const ExprId bound = partition_bound(session, parent, command->bound);
  add_inheritance(session, partition, parent, location);
  Table& body = catalog.body<Table>(partition);
  body.is_partition = true;
  body.bound = bound;
  complete_partition(session, parent, partition);
}

void detach_partition(Session& session, ObjectId parent, const Node* node) {
  const auto* command = as<PartitionCmd>(node);
  Catalog& catalog = session.catalog;
  const ObjectId partition = table_named(session, command->name);
  const auto& parents = std::as_const(catalog).body<Table>(partition).parents;
  if (std::ranges::find(parents, parent) == parents.end())
    session.invalid(code::kInvalidDefinition, "42P01", command->name->location,
                    "relation " + quoted(catalog.name(partition).text()) + " is not a partition of relation " +
                        quoted(catalog.name(parent).text()));
  drop_inheritance(session, partition, parent);
  Table& body = catalog.body<Table>(partition);
  body.is_partition = false;
  body.bound = {};
  release(session, partition);
  drop_cloned_triggers(session, partition);
}

}  // namespace underpin::bind
