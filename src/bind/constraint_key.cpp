// PRIMARY KEY, UNIQUE and EXCLUDE: a constraint and its index, which have one name.
#include <algorithm>

#include "bind/lists.h"
#include "bind/objects.h"
#include "bind/relations.h"
#include "bind/tokens.h"
#include "ir/print.h"
#include "parse/compat.h"

namespace underpin::bind {
namespace {

struct Key {
  PendingConstraint pending;
  ConstraintType type;
  Symbol name;
  Index index;
  std::vector<ExcludeElement> exclusions;
  std::vector<Symbol> column_names;  // as the chosen name has them
};

ConstraintType key_type(const RawConstraint* node) {
  if (node->contype == CONSTR_PRIMARY) return ConstraintType::kPrimary;
  return node->contype == CONSTR_UNIQUE ? ConstraintType::kUnique : ConstraintType::kExclude;
}

class KeyReader {
 public:
  KeyReader(Session& session, ObjectId table) : session_(session), catalog_(session.catalog), table_(table) {}

  Key read(const PendingConstraint& pending) {
    node_ = pending.node;
    Key key{.pending = pending, .type = key_type(node_), .name = node_->conname ? symbol(node_->conname) : Symbol{}};
    key.pending.deferrable |= node_->deferrable;
    key.pending.initially_deferred |= node_->initdeferred;
    key.index.method = intern("btree");
    key.index.nulls_not_distinct = node_->nulls_not_distinct;
    if (key.type == ConstraintType::kExclude)
      exclusion(key);
    else
      columns(key);
    for (const Node* name : items(node_->including)) key.index.include.push_back(key_column(strval(name)));
    for (ObjectId column : key.index.include) key.column_names.push_back(catalog_.name(column));
    key.index.options = def_options(node_->options);
    key.index.tablespace = tablespace_or_default(session_, node_->indexspace);
    return key;
  }

 private:
  ObjectId key_column(std::string_view name) {
    const ObjectId column = catalog_.find_column(table_, intern(name));
    if (!column)
      session_.not_found(NotFound::What::kColumn, "42703", node_->location,
                         "column " + quoted(name) + " named in key does not exist");
    return column;
  }

  void columns(Key& key) {
    key.index.unique = true;
    if (key.pending.column)
      add_column(key, key.pending.column);
    else
      for (const Node* name : items(node_->keys)) add_column(key, key_column(strval(name)));
    if (without_overlaps(node_)) {
      key.index.method = intern("gist");
      key.index.unique = true;
    }
  }

  void add_column(Key& key, ObjectId column) {
    if (std::ranges::find(key.index.elements, column, &IndexElement::column) != key.index.elements.end())
      session_.invalid(code::kInvalidDefinition, "42701", node_->location,
                       "column " + quoted(catalog_.name(column).text()) + " appears twice in " +
                           (key.type == ConstraintType::kPrimary ? "primary key" : "unique") + " constraint");
    key.index.elements.push_back({.column = column});
    key.column_names.push_back(catalog_.name(column));
  }

  void exclusion(Key& key) {
    const NameScope scope = session_.scope();
    if (node_->access_method) key.index.method = symbol(node_->access_method);
    const uint32_t keyword = after_keyword(scope.text, static_cast<uint32_t>(std::max(node_->location, 0)), "exclude");
    const ByteRange list = parenthesised(scope.text, keyword);
    const std::vector<ByteRange> texts = split_at_commas(scope.text, list);
    std::vector<Symbol> expression_names;
    size_t number = 0;
    for (const List* pair : items<List>(node_->exclusions)) {
      const auto parts = items(pair);
      const auto* element = as<IndexElem>(parts[0]);
      const ByteRange text = texts[std::min(number++, texts.size() - 1)];
      const IndexElement read = index_element(session_, table_, element, key.index.method.text(), text);
      key.index.elements.push_back(read);
      if (read.expr) expression_names.push_back(intern(figure_name(element->expr)));
      key.exclusions.push_back({.column = read.column,
                                .expr = read.expr,
                                .collation = read.collation,
                                .opclass = read.opclass,
                                .opclass_options = read.opclass_options,
                                .descending = read.descending,
                                .nulls_first = read.nulls_first,
                                .op = operator_name(as<List>(parts[1]))});
    }
    key.column_names = index_column_names(catalog_, key.index, expression_names);
    if (node_->where_clause) {
      const uint32_t where = after_keyword(scope.text, list.end + 1, "where");
      const ByteRange range = parenthesised(scope.text, where == kNoOffset ? list.end : where);
      key.index.predicate = make_expression(scope, {.relation = table_}, node_->where_clause, range.begin, range.end);
    }
  }

  static Symbol operator_name(const List* names) {
    const auto parts = items(names);
    const std::string op(strval(parts.back()));
    if (parts.size() < 2 || strval(parts[0]) == "pg_catalog") return intern(op);
    return intern("OPERATOR(" + quote_identifier(strval(parts[0])) + "." + op + ")");
  }

  Session& session_;
  const Catalog& catalog_;
  ObjectId table_;
  const RawConstraint* node_ = nullptr;
};

bool same_elements(const Index& a, const Index& b) {
  return a.elements.size() == b.elements.size() &&
         std::ranges::equal(a.elements, b.elements, {}, &IndexElement::column, &IndexElement::column);
}

// Two keys that PostgreSQL takes for one: the first stays, with the other's name if it has none.
bool same_key(const Key& a, const Key& b) {
  return a.type != ConstraintType::kExclude && b.type != ConstraintType::kExclude && same_elements(a.index, b.index) &&
         a.index.include == b.index.include && a.index.nulls_not_distinct == b.index.nulls_not_distinct &&
         a.pending.deferrable == b.pending.deferrable && a.pending.initially_deferred == b.pending.initially_deferred;
}

std::vector<Key> distinct_keys(Session& session, ObjectId table, std::vector<Key> keys) {
  const auto primary = [](const Key& key) { return key.type == ConstraintType::kPrimary; };
  const auto others = std::stable_partition(keys.begin(), keys.end(), primary);
  const bool has_one = primary_key(session.catalog, table) && others != keys.begin();
  if (has_one || std::distance(keys.begin(), others) > 1)
    session.invalid(
        code::kInvalidDefinition, "42P16", keys[has_one ? 0 : 1].pending.node->location,
        "multiple primary keys for table " + quoted(session.catalog.name(table).text()) + " are not allowed");
  std::vector<Key> distinct;
  for (Key& key : keys) {
    const auto earlier = std::ranges::find_if(distinct, [&](const Key& other) { return same_key(other, key); });
    if (earlier == distinct.end())
      distinct.push_back(std::move(key));
    else if (earlier->name.empty())
      earlier->name = key.name;
  }
  return distinct;
}

std::string_view label_of(ConstraintType type) {
  return type == ConstraintType::kPrimary ? "pkey" : type == ConstraintType::kUnique ? "key" : "excl";
}

void require_partition_columns(Session& session, ObjectId table, const Key& key) {
  const Catalog& catalog = session.catalog;
  if (!is_partitioned(catalog, table) || key.type == ConstraintType::kExclude) return;
  for (const PartitionKeyItem& item : catalog.body<Table>(table).partition_key) {
    const bool there = item.column && std::ranges::find(key.index.elements, item.column, &IndexElement::column) !=
                                          key.index.elements.end();
    if (there) continue;
    if (!item.column)
      session.invalid(code::kInvalidDefinition, "0A000", key.pending.node->location,
                      "unsupported " + std::string(key.type == ConstraintType::kPrimary ? "PRIMARY KEY" : "UNIQUE") +
                          " constraint with partition key definition");
    session.invalid(code::kInvalidDefinition, "0A000", key.pending.node->location,
                    "unique constraint on partitioned table must include all partitioning columns",
                    std::string(key.type == ConstraintType::kPrimary ? "PRIMARY KEY" : "UNIQUE") +
                        " constraint on table " + quoted(catalog.name(table).text()) + " lacks column " +
                        quoted(catalog.name(item.column).text()) + " which is part of the partition key.");
  }
}

void create_key(Session& session, ObjectId table, Key& key, bool only) {
  Catalog& catalog = session.catalog;
  require_partition_columns(session, table, key);
  if (key.name.empty())
    key.name = choose_key_name(session, table, key.type == ConstraintType::kPrimary ? "" : join_names(key.column_names),
                               label_of(key.type));
  const int location = key.pending.node->location;
  session.check_free(Kind::kConstraint, table, key.name, location);
  const ObjectId index = session.create<Index>(table, key.name, location);
  const ObjectId id = session.create<Constraint>(table, key.name, location);
  Constraint& constraint = catalog.body<Constraint>(id);
  constraint.type = key.type;
  for (const IndexElement& element : key.index.elements)
    if (element.column) constraint.columns.push_back(element.column);
  constraint.elements = std::move(key.exclusions);
  constraint.deferrable = key.pending.deferrable;
  constraint.initially_deferred = key.pending.initially_deferred;
  constraint.period = without_overlaps(key.pending.node);
  constraint.index = index;
  key.index.constraint = id;
  key.index.only = only && is_partitioned(catalog, table) && !relation_index(session).children(catalog, table).empty();
  catalog.body<Index>(index) = std::move(key.index);
}

// A primary key's columns are not null, here and in all that inherits.
void forbid_nulls(Session& session, ObjectId table, const std::vector<ObjectId>& columns) {
  Catalog& catalog = session.catalog;
  for (ObjectId relation : with_descendants(session, table, true))
    for (ObjectId column : columns)
      if (const ObjectId own = catalog.find_column(relation, catalog.name(column)))
        catalog.body<Column>(own).not_null = true;
}

}  // namespace

ObjectId primary_key(const Catalog& catalog, ObjectId table) {
  for (ObjectId child : catalog.at(table).children)
    if (catalog.is(child, Kind::kConstraint) && catalog.body<Constraint>(child).type == ConstraintType::kPrimary)
      return child;
  return {};
}

void add_keys(Session& session, ObjectId table, const std::vector<PendingConstraint>& pending, bool only) {
  std::vector<Key> keys;
  for (const PendingConstraint& one : pending) keys.push_back(KeyReader(session, table).read(one));
  for (Key& key : distinct_keys(session, table, std::move(keys))) {
    create_key(session, table, key, only);
    const ObjectId id = session.catalog.find(Kind::kConstraint, table, key.name);
    const Constraint& constraint = session.catalog.body<Constraint>(id);
    if (constraint.type == ConstraintType::kPrimary) forbid_nulls(session, table, constraint.columns);
    if (!only && is_partitioned(session.catalog, table)) index_partitions(session, constraint.index);
  }
}

void add_key_using_index(Session& session, ObjectId table, const RawConstraint* node) {
  Catalog& catalog = session.catalog;
  const Symbol index_name = symbol(node->indexname);
  const ObjectId id = catalog.find(NameSpace::kRelation, catalog.parent(table), index_name);
  if (!catalog.is(id, Kind::kIndex))
    session.not_found(NotFound::What::kRelation, "42704", node->location,
                      "index " + quoted(index_name.text()) + " does not exist");
  const auto fail = [&](const char* sqlstate, const std::string& message) {
    session.invalid(code::kInvalidDefinition, sqlstate, node->location, message);
  };
  const Index& index = catalog.body<Index>(id);
  if (catalog.parent(id) != table)
    fail("55000",
         "index " + quoted(index_name.text()) + " does not belong to table " + quoted(catalog.name(table).text()));
  if (index.constraint)
    fail("55000", "index " + quoted(index_name.text()) + " is already associated with a constraint");
  if (!index.unique) fail("42809", quoted(index_name.text()) + " is not a unique index");
  if (index.predicate) fail("42809", quoted(index_name.text()) + " is a partial index");
  std::vector<ObjectId> columns;
  for (const IndexElement& element : index.elements) {
    if (!element.column) fail("42809", "index " + quoted(index_name.text()) + " contains expressions");
    columns.push_back(element.column);
  }
  const bool primary = node->contype == CONSTR_PRIMARY;
  if (primary && primary_key(catalog, table))
    fail("42P16", "multiple primary keys for table " + quoted(catalog.name(table).text()) + " are not allowed");
  const Symbol name = node->conname ? symbol(node->conname) : index_name;
  if (name != index_name) {
    session.check_free(Kind::kIndex, table, name, node->location);
    catalog.rename(id, name);
  }
  const ObjectId made = session.create<Constraint>(table, name, node->location);
  Constraint& constraint = catalog.body<Constraint>(made);
  constraint.type = key_type(node);
  constraint.columns = columns;
  constraint.deferrable = node->deferrable;
  constraint.initially_deferred = node->initdeferred;
  constraint.index = id;
  catalog.body<Index>(id).constraint = made;
  if (primary) forbid_nulls(session, table, columns);
}

}  // namespace underpin::bind
