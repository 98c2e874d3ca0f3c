// DROP, DROP OWNED (RemoveRelations and RemoveObjects; measured on 14 to 18).
#include <algorithm>

#include "ir/print.h"
#include "locks/apply_statement.h"
#include "locks/lists.h"
#include "locks/work.h"

namespace underpin::locks {

namespace {

bool names_relations(ObjectType type) {
  return type == OBJECT_TABLE || type == OBJECT_VIEW || type == OBJECT_MATVIEW || type == OBJECT_SEQUENCE ||
         type == OBJECT_INDEX || type == OBJECT_FOREIGN_TABLE;
}

bool names_part(ObjectType type) { return type == OBJECT_TRIGGER || type == OBJECT_POLICY || type == OBJECT_RULE; }

// The table before its index, the parent before its partition: so as everybody else.
void lock_target(Work& work, ObjectId relation, LockMode mode) {
  const Catalog& before = work.before;
  if (before.is(relation, Kind::kIndex)) {
    const ObjectId table = before.parent(relation);
    work.lock(table, mode);
    if (is_partitioned(before, table)) work.lock_all(work.relatives.family(table), mode);
    work.lock(before.body<Index>(relation).parent_index, LockMode::kAccessExclusive);
  }
  work.lock(work.relatives.partition_parent(relation), LockMode::kAccessExclusive);
  work.lock(relation, mode);
}

bool is_required(const Work& work, ObjectId index) {
  return work.before.is(index, Kind::kIndex) && work.before.body<Index>(index).constraint;
}

void drop_concurrently(Work& work, const DropStmt* statement) {
  if (items(statement->objects).size() > 1)
    return work.refuse("DROP INDEX CONCURRENTLY does not support dropping multiple objects");
  if (statement->behavior == DROP_CASCADE) return work.refuse("DROP INDEX CONCURRENTLY does not support CASCADE");
  const ObjectId index = work.find(as<List>(items(statement->objects)[0]));
  if (!index) return;
  const ObjectId table = work.before.parent(index);
  work.lock(table, LockMode::kShareUpdateExclusive);
  const bool refused = is_required(work, index) || is_partitioned(work.before, table);
  work.lock(index, refused ? LockMode::kShareUpdateExclusive : LockMode::kAccessExclusive);
}

template <class Visit>
void for_each_owned(const Work& work, const RoleSpec* role, Visit visit) {
  if (role->rolename == nullptr) return;
  const Symbol name = intern(role->rolename);
  work.before.for_each([&](ObjectId id) {
    if (is_relation(work.before, id) && work.before.at(id).owner == name) visit(id);
  });
}

}  // namespace

void drop_statement(Work& work, const Node* node) {
  const auto* statement = as<DropStmt>(node);
  if (statement->removeType == OBJECT_INDEX && statement->concurrent) return drop_concurrently(work, statement);
  for (const Node* object : items(statement->objects)) {
    if (names_relations(statement->removeType))
      lock_target(work, work.find(as<List>(object)), LockMode::kAccessExclusive);
    if (names_part(statement->removeType)) work.lock(work.find_parent(as<List>(object)), LockMode::kAccessShare, true);
  }
  if (work.refused)
    lock_removed_relations(work);  // found before it is refused
  else
    lock_removed(work);
}

// Whatever the role owns goes, as if each were dropped; what depends on it is found first.
void drop_owned(Work& work, const Node* node) {
  const auto* statement = as<DropOwnedStmt>(node);
  std::string drops;
  for (const RoleSpec* role : items<RoleSpec>(statement->roles))
    for_each_owned(work, role, [&](ObjectId id) {
      if (!work.before.is(id, Kind::kIndex))
        drops += "DROP " + std::string(object_word(work.before, id)) + " IF EXISTS " + qualified_name(work.before, id) +
                 " CASCADE;\n";
    });
  const Applied applied = apply_statement(work.before, {}, drops, work.context);
  Work result(work.before, applied.state, work.rows, work.context, work.statement);
  lock_removed(result);
  for (const LockedRelation& lock : result.cost.locks) work.lock(lock.relation, lock.mode);
}

void reassign_owned(Work& work, const Node* node) {
  const auto* statement = as<ReassignOwnedStmt>(node);
  for (const RoleSpec* role : items<RoleSpec>(statement->roles))
    for_each_owned(work, role, [&](ObjectId id) { lock_owned(work, id); });
}

}  // namespace underpin::locks
