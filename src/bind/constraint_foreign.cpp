// Foreign keys and their copies on partitions.
#include <algorithm>

#include "bind/lists.h"
#include "bind/relations.h"
#include "ir/print.h"
#include "parse/compat.h"

namespace underpin::bind {
namespace {

class ForeignKeyReader {
 public:
  ForeignKeyReader(Session& session, ObjectId table, const PendingConstraint& pending)
      : session_(session), catalog_(session.catalog), table_(table), pending_(pending), node_(pending.node) {}

  Constraint read() {
    Constraint key;
    key.type = ConstraintType::kForeign;
    key.columns = referencing();
    key.referenced = referenced_table();
    key.referenced_columns = referenced(key.referenced);
    if (key.columns.size() != key.referenced_columns.size())
      session_.invalid(code::kInvalidDefinition, "42830", node_->location,
                       "number of referencing and referenced columns for foreign key disagree");
    key.match = node_->fk_matchtype;
    key.on_update = node_->fk_upd_action;
    key.on_delete = node_->fk_del_action;
    key.set_columns = columns(table_, node_->fk_del_set_cols);
    key.deferrable = pending_.deferrable || node_->deferrable;
    key.initially_deferred = pending_.initially_deferred || node_->initdeferred;
    key.enforced = pending_.enforced && constraint_enforced(node_);
    key.valid = key.enforced && (pending_.new_table || !node_->skip_validation);
    key.period = fk_with_period(node_);
    return key;
  }

 private:
  std::vector<ObjectId> referencing() const {
    return pending_.column ? std::vector{pending_.column} : columns(table_, node_->fk_attrs);
  }

  std::vector<ObjectId> columns(ObjectId relation, const List* names) const {
    std::vector<ObjectId> found;
    for (const Node* name : items(names)) {
      const ObjectId column = catalog_.find_column(relation, intern(strval(name)));
      if (!column)
        session_.not_found(NotFound::What::kColumn, "42703", node_->location,
                           "column " + quoted(strval(name)) + " referenced in foreign key constraint does not exist");
      found.push_back(column);
    }
    return found;
  }

  ObjectId referenced_table() const {
    const ObjectId found = resolve_relation(session_.scope(), node_->pktable);
    if (!catalog_.is(found, Kind::kTable))
      session_.invalid(code::kWrongObjectType, "42809", node_->pktable->location,
                       "referenced relation " + quoted(text_of(node_->pktable->relname)) + " is not a table");
    return found;
  }

  std::vector<ObjectId> referenced(ObjectId target) const {
    const auto name = [&] { return quoted(catalog_.name(target).text()); };
    if (!node_->pk_attrs) {
      const ObjectId primary = primary_key(catalog_, target);
      if (!primary)
        session_.not_found(NotFound::What::kOther, "42704", node_->pktable->location,
                           "there is no primary key for referenced table " + name());
      return catalog_.body<Constraint>(primary).columns;
    }
    std::vector<ObjectId> found = columns(target, node_->pk_attrs);
    if (!has_unique_index(target, found))
      session_.not_found(NotFound::What::kOther, "42830", node_->pktable->location,
                         "there is no unique constraint matching given keys for referenced table " + name());
    return found;
  }

  bool has_unique_index(ObjectId target, const std::vector<ObjectId>& wanted) const {
    return std::ranges::any_of(catalog_.at(target).children, [&](ObjectId child) {
      if (!catalog_.is(child, Kind::kIndex)) return false;
      const Index& index = catalog_.body<Index>(child);
      return index.unique && !index.predicate &&
             std::ranges::is_permutation(index.elements, wanted, {}, &IndexElement::column);
    });
  }

  const Session& session_;
  const Catalog& catalog_;
  ObjectId table_;
  const PendingConstraint& pending_;
  const RawConstraint* node_;
};

std::string joined_columns(const Catalog& catalog, const std::vector<ObjectId>& columns) {
  std::vector<Symbol> names;
  for (ObjectId column : columns) names.push_back(catalog.name(column));
  return join_names(names);
}

Constraint on_partition(const Catalog& catalog, ObjectId parent_key, ObjectId partition) {
  Constraint key = catalog.body<Constraint>(parent_key);
  const ObjectMap map = column_map(catalog, catalog.parent(parent_key), partition);
  for (ObjectId& column : key.columns) column = mapped(map, column);
  for (ObjectId& column : key.set_columns) column = mapped(map, column);
  key.is_local = false;
  key.inherited = 1;
  key.parent_constraint = parent_key;
  return key;
}

bool same_key(const Constraint& a, const Constraint& b) {
  return a.type == b.type && a.columns == b.columns && a.referenced == b.referenced &&
         a.referenced_columns == b.referenced_columns && a.match == b.match && a.on_update == b.on_update &&
         a.on_delete == b.on_delete && a.deferrable == b.deferrable && a.initially_deferred == b.initially_deferred &&
         a.enforced == b.enforced;
}

void copy_foreign_key(Session& session, ObjectId parent_key, ObjectId partition) {
  Catalog& catalog = session.catalog;
  const Constraint copy = on_partition(catalog, parent_key, partition);
  ObjectId id;
  for (ObjectId child : catalog.children(partition, Kind::kConstraint))
    if (const Constraint& own = catalog.body<Constraint>(child); !own.parent_constraint && same_key(own, copy))
      id = child;
  if (!id) {
    Symbol name = catalog.name(parent_key);
    if (catalog.find(Kind::kConstraint, partition, name))
      name = choose_constraint_name(session, partition, joined_columns(catalog, copy.columns), "fkey");
    id = catalog.add<Constraint>(partition, name, catalog.at(parent_key).place);
  }
  catalog.body<Constraint>(id) = copy;
  for (ObjectId below : relation_index(session).children(catalog, partition)) copy_foreign_key(session, id, below);
}

}  // namespace

ObjectId add_foreign_key(Session& session, ObjectId table, const PendingConstraint& pending) {
  Catalog& catalog = session.catalog;
  Constraint key = ForeignKeyReader(session, table, pending).read();
  const Symbol name = pending.node->conname
                          ? symbol(pending.node->conname)
                          : choose_constraint_name(session, table, joined_columns(catalog, key.columns), "fkey");
  const ObjectId id = session.create<Constraint>(table, name, pending.node->location);
  catalog.body<Constraint>(id) = std::move(key);
  if (is_partitioned(catalog, table))
    for (ObjectId partition : relation_index(session).children(catalog, table))
      copy_foreign_key(session, id, partition);
  return id;
}

void copy_foreign_keys(Session& session, ObjectId parent, ObjectId partition) {
  for (ObjectId child : session.catalog.children(parent, Kind::kConstraint))
    if (session.catalog.body<Constraint>(child).type == ConstraintType::kForeign)
      copy_foreign_key(session, child, partition);
}

}  // namespace underpin::bind
