// ALTER TYPE and ALTER DOMAIN: types have no locks of their own that a query would wait for; the tables that use them
// do.
#include <algorithm>

#include "ir/attributes.h"
#include "locks/lists.h"
#include "locks/work.h"

namespace underpin::locks {

ObjectId find_composite(const Work& work, const RangeVar* name) {
  if (name == nullptr) return {};
  String parts[2];
  ListCell cells[2];
  List list;
  make_list(list, cells, 0);
  for (char* part : {name->schemaname, name->relname}) {
    if (part == nullptr) continue;
    parts[list.length].type = T_String;
    parts[list.length].sval = part;
    cells[list.length].ptr_value = &parts[list.length];
    ++list.length;
  }
  return work.find_type(&list);
}

namespace {

bool is_of_type(const Catalog& catalog, ObjectId column, ObjectId type) {
  return catalog.body<Column>(column).type.object == type;
}

// A stored column of the type is in the way of a change of its attributes' types (find_composite_type_dependencies).
bool is_used(Work& work, ObjectId type) {
  ObjectId user;
  work.before.for_each([&](ObjectId id) {
    if (!user && work.before.is(id, Kind::kColumn) && is_of_type(work.before, id, type) &&
        has_storage(work.before, work.before.parent(id)))
      user = work.before.parent(id);
  });
  work.lock(user, LockMode::kAccessShare);
  return static_cast<bool>(user);
}

// Does the domain stand on the other, directly or not?
bool stands_on(const Catalog& catalog, ObjectId domain, ObjectId other) {
  for (; catalog.is(domain, Kind::kDomain); domain = catalog.body<Domain>(domain).base.object)
    if (domain == other) return true;
  return false;
}

// A stored column of an array or a row type that holds the domain: nobody looks into it, so the change is refused.
ObjectId container_user(const Work& work, ObjectId domain) {
  const Catalog& before = work.before;
  const auto holds = [&](const TypeRef& type) {
    if (type.array) return stands_on(before, type.object, domain);
    if (!before.is(type.object, Kind::kComposite)) return false;
    return std::ranges::any_of(before.children(type.object, Kind::kColumn), [&](ObjectId attribute) {
      return stands_on(before, before.body<Column>(attribute).type.object, domain);
    });
  };
  ObjectId found;
  before.for_each([&](ObjectId id) {
    if (!found && before.is(id, Kind::kColumn) && has_storage(before, before.parent(id)) &&
        holds(before.body<Column>(id).type))
      found = before.parent(id);
  });
  return found;
}

// Every relation with a column of the domain: those without rows of their own are let go at once
// (get_rels_with_domain).
void read_users(Work& work, ObjectId domain, LockMode mode) {
  if (const ObjectId table = container_user(work, domain)) {
    work.lock(table, LockMode::kAccessShare);
    return work.refuse("a column of a type that holds the domain uses it");
  }
  work.before.for_each([&](ObjectId id) {
    if (!work.before.is(id, Kind::kColumn)) return;
    const TypeRef& type = work.before.body<Column>(id).type;
    if (type.array || !stands_on(work.before, type.object, domain)) return;
    const ObjectId relation = work.before.parent(id);
    const bool stored = has_storage(work.before, relation);
    work.lock(relation, mode, !stored);
    if (stored) work.scan(relation);
  });
}

}  // namespace

void alter_composite(Work& work, const Node* node) {
  const auto* statement = as<AlterTableStmt>(node);
  const ObjectId type = find_composite(work, statement->relation);
  work.lock(type, LockMode::kAccessExclusive);
  if (!type) return;
  for (const AlterTableCmd* command : items<AlterTableCmd>(statement->cmds)) {
    const bool retype = command->subtype == AT_AlterColumnType;
    if (retype && is_used(work, type)) return work.refuse("a column uses the type");
    if (command->behavior != DROP_CASCADE) continue;
    for (ObjectId table : work.relatives.typed_tables(type)) {
      work.lock_all(work.relatives.family(table), LockMode::kAccessExclusive);
      const ObjectId attribute = retype ? work.before.find_column(type, intern(command->name)) : ObjectId{};
      if (!attribute || work.refused || !type_change_rewrites(work, attribute, nullptr)) continue;
      for (ObjectId member : work.relatives.family(table)) work.rewrite_table(member);
    }
  }
  lock_removed(work);
}

void create_composite(Work& work, const Node* node) {
  lock_column_types(work, {}, as<CompositeTypeStmt>(node)->coldeflist);
}

// A CHECK that takes a field of the value looks into the row type.
void create_domain(Work& work, const Node* node) {
  const auto* statement = as<CreateDomainStmt>(node);
  for (const ::Constraint* constraint : items<::Constraint>(statement->constraints))
    if (constraint->contype == CONSTR_CHECK)
      work.lock(work.find_type(statement->typeName->names), LockMode::kAccessShare);
}

void alter_domain(Work& work, const Node* node) {
  const auto* statement = as<AlterDomainStmt>(node);
  const ObjectId domain = work.find_type(statement->typeName);
  if (!work.before.is(domain, Kind::kDomain)) return;
  switch (statement->subtype) {
    case 'C': {  // ADD CONSTRAINT
      const auto* constraint = as<::Constraint>(statement->def);
      const bool unchecked = constraint->skip_validation ||
                             (constraint->contype == CONSTR_NOTNULL && work.before.body<Domain>(domain).not_null);
      if (!unchecked) read_users(work, domain, LockMode::kShare);
      return;
    }
    case 'O':  // SET NOT NULL
      if (!work.before.body<Domain>(domain).not_null) read_users(work, domain, LockMode::kShare);
      return;
    case 'V':
      if (work.before.find(Kind::kConstraint, domain, intern(statement->name)))
        read_users(work, domain, LockMode::kShare);
      return;
    default: return;
  }
}

}  // namespace underpin::locks
