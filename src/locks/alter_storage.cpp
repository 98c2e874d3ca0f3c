// ALTER TABLE: commands on the table as a whole.
#include <algorithm>

#include "locks/alter_table.h"
#include "locks/lists.h"

namespace underpin::locks {

namespace {

// The sequences of a table follow its persistence from 15 on.
constexpr int kSequencesFollow = 15;

ObjectId index_named(const AlterTable& alter, const char* name) {
  const Catalog& before = alter.work.before;
  return name ? before.find(NameSpace::kRelation, before.schema_of(alter.relation), intern(name)) : ObjectId{};
}

bool is_published(const Catalog& before, ObjectId table) {
  bool found = false;
  before.for_each([&](ObjectId id) {
    found |= before.is(id, Kind::kPublicationTable) && before.body<PublicationTable>(id).relation == table;
  });
  return found;
}

}  // namespace

// ATPrepChangePersistence asks the tables at the other end of foreign keys whether they may stay behind.
void set_persistence(const AlterTable& alter, const AlterTableCmd* command) {
  Work& work = alter.work;
  const Catalog& before = work.before;
  const char wanted = command->subtype == AT_SetUnLogged ? 'u' : 'p';
  if (before.is(alter.relation, Kind::kSequence)) {
    if (work.target() >= kSequencesFollow && before.body<Sequence>(alter.relation).persistence != wanted)
      work.rewrite(alter.relation);
    return;
  }
  if (!is_table(before, alter.relation) || before.body<Table>(alter.relation).persistence == wanted) return;
  if (wanted == 'u' && is_published(before, alter.relation))
    return work.refuse("cannot change a table to unlogged because it is part of a publication");
  const auto others =
      wanted == 'p' ? work.relatives.foreign_keys(alter.relation) : work.relatives.referencing(alter.relation);
  for (ObjectId key : others) {
    const ObjectId other = wanted == 'p' ? before.body<Constraint>(key).referenced : before.parent(key);
    if (other == alter.relation) continue;
    work.lock(other, LockMode::kAccessShare);
    if (before.body<Table>(other).persistence != wanted)
      return work.refuse("a foreign key would join tables of different persistence");
  }
  if (!has_storage(before, alter.relation) || work.refused) return;
  work.rewrite_table(alter.relation);
  if (work.target() < kSequencesFollow) return;
  for (ObjectId sequence : work.relatives.sequences(alter.relation)) {
    work.lock(sequence, LockMode::kAccessExclusive);
    work.rewrite(sequence);
  }
}

void set_access_method(const AlterTable& alter, const AlterTableCmd* command) {
  const Catalog& before = alter.work.before;
  Symbol method = command->name ? intern(command->name) : Symbol{};
  if (method.text() == "heap") method = {};
  const bool is_view = before.is(alter.relation, Kind::kMaterializedView);
  if (!is_view && !is_table(before, alter.relation)) return;
  const Symbol current = is_view ? before.body<MaterializedView>(alter.relation).access_method
                                 : before.body<Table>(alter.relation).access_method;
  if (method != current) alter.work.rewrite_table(alter.relation);
}

void set_tablespace(const AlterTable& alter, const AlterTableCmd* command) {
  Work& work = alter.work;
  const Catalog& before = work.before;
  Symbol space = intern(command->name);
  if (space.text() == "pg_default") space = {};
  if (before.is(alter.relation, Kind::kIndex)) {
    if (before.body<Index>(alter.relation).tablespace != space) work.build(alter.relation);
  } else if (before.is(alter.relation, Kind::kMaterializedView)) {
    if (before.body<MaterializedView>(alter.relation).tablespace != space) work.rewrite(alter.relation);
  } else if (has_storage(before, alter.relation) && before.body<Table>(alter.relation).tablespace != space) {
    work.rewrite(alter.relation);
  }
}

void cluster_on(const AlterTable& alter, const AlterTableCmd* command) {
  alter.work.lock(index_named(alter, command->name), alter.lock);
}

void replica_identity(const AlterTable& alter, const AlterTableCmd* command) {
  alter.work.lock(index_named(alter, as<ReplicaIdentityStmt>(command->def)->name), LockMode::kShare);
}

// Row triggers of a partitioned table have copies on its partitions (EnableDisableTrigger).
void switch_trigger(const AlterTable& alter, const AlterTableCmd* command) {
  const Catalog& before = alter.work.before;
  if (!alter.recurse) return;
  const bool user_only = command->subtype == AT_EnableTrigUser || command->subtype == AT_DisableTrigUser;
  const bool keys = alter.work.target() >= kPartitionedTriggers;
  bool found = keys && !user_only && !command->name && !alter.work.relatives.foreign_keys(alter.relation).empty();
  for (ObjectId trigger : before.children(alter.relation, Kind::kTrigger))
    found |=
        before.body<Trigger>(trigger).for_each_row && (!command->name || before.name(trigger).text() == command->name);
  if (found) alter.lock_partitions();
}

void add_inherit(const AlterTable& alter, const AlterTableCmd* command) {
  Work& work = alter.work;
  work.lock(work.find(as<RangeVar>(command->def)), LockMode::kShareUpdateExclusive);
  work.lock_all(work.relatives.family(alter.relation), LockMode::kAccessShare);  // no circles
}

void drop_inherit(const AlterTable& alter, const AlterTableCmd* command) {
  alter.work.lock(alter.work.find(as<RangeVar>(command->def)), LockMode::kAccessShare);
}

void add_of(const AlterTable& alter, const AlterTableCmd* command) {
  alter.work.lock(alter.work.find_type(as<TypeName>(command->def)->names), LockMode::kAccessShare);
}

void lock_owned(Work& work, ObjectId relation) {
  work.lock(relation, LockMode::kAccessExclusive);
  if (!is_table(work.before, relation) && !work.before.is(relation, Kind::kMaterializedView)) return;
  work.lock_all(work.relatives.indexes(relation), LockMode::kAccessExclusive);
  work.lock_all(work.relatives.sequences(relation), LockMode::kAccessExclusive);
}

void own_table(const AlterTable& alter, const AlterTableCmd* command) {
  const Catalog& before = alter.work.before;
  const RoleSpec* role = command->newowner;
  const Symbol owner = role != nullptr && role->rolename != nullptr ? intern(role->rolename) : Symbol{};
  const Symbol current = before.at(alter.relation).owner;
  const bool to_self = owner.empty() && (current.empty() || current == alter.work.context.role);  // CURRENT_USER
  if (!to_self && (owner.empty() || current != owner)) lock_owned(alter.work, alter.relation);
}

// ALTER TABLE ALL IN TABLESPACE … SET TABLESPACE.
void move_all(Work& work, const Node* node) {
  const auto* statement = as<AlterTableMoveAllStmt>(node);
  const auto space = [](const char* name) { return std::string_view(name) == "pg_default" ? Symbol{} : intern(name); };
  const Symbol from = space(statement->orig_tablespacename), to = space(statement->new_tablespacename);
  const Catalog& before = work.before;
  before.for_each([&](ObjectId id) {
    const bool table =
        statement->objtype == OBJECT_TABLE && is_table(before, id) && before.body<Table>(id).tablespace == from;
    const bool index =
        statement->objtype == OBJECT_INDEX && before.is(id, Kind::kIndex) && before.body<Index>(id).tablespace == from;
    const bool view = statement->objtype == OBJECT_MATVIEW && before.is(id, Kind::kMaterializedView) &&
                      before.body<MaterializedView>(id).tablespace == from;
    if (!table && !index && !view) return;
    work.lock(id, LockMode::kAccessExclusive);
    if (from == to) return;
    if (index) work.build(id);
    if (!index && has_storage(before, id)) work.rewrite(id);
  });
}

}  // namespace underpin::locks
