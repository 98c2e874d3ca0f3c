// ALTER TABLE: commands on constraints.
#include <algorithm>

#include "locks/alter_table.h"
#include "locks/lists.h"
#include "parse/compat.h"

namespace underpin::locks {

namespace {

// From 18 on the command is prepared for all that inherit from the table, whatever the constraint's type.
constexpr int kPreparesForFamily = 18;

ObjectId constraint_of(const Work& work, ObjectId table, const char* name) {
  return name ? work.before.find(Kind::kConstraint, table, intern(name)) : ObjectId{};
}

bool is_foreign(const Work& work, ObjectId constraint) {
  return work.before.body<Constraint>(constraint).type == ConstraintType::kForeign;
}

// From 18 on a column's not-null has a name.
ObjectId not_null_named(const Work& work, ObjectId table, const char* name) {
  if (work.target() < kPreparesForFamily || name == nullptr) return {};
  const std::string_view table_name = work.before.name(table).text();
  for (ObjectId id : work.before.children(table, Kind::kColumn)) {
    const Column& column = work.before.body<Column>(id);
    if (!column.not_null) continue;
    std::string own(column.not_null_name.text());
    if (own.empty()) own = std::string(table_name) + "_" + std::string(work.before.name(id).text()) + "_not_null";
    if (own == name) return id;
  }
  return {};
}

void add_foreign_key(const AlterTable& alter, const ::Constraint* definition) {
  Work& work = alter.work;
  lock_referenced(work, work.find(definition->pktable), LockMode::kShareRowExclusive);
  const bool refused = work.target() < kPreparesForFamily && definition->skip_validation;  // of a partitioned table
  if (alter.recurse && !refused) alter.lock_partitions();
}

// A key of an index that is there already; it takes the constraint's name.
void use_index(const AlterTable& alter, const ::Constraint* definition) {
  Work& work = alter.work;
  const ObjectId index =
      work.before.find(NameSpace::kRelation, work.before.parent(alter.relation), intern(definition->indexname));
  const bool renamed =
      !work.refused && definition->conname && std::string_view(definition->conname) != definition->indexname;
  work.lock(index, renamed ? LockMode::kShareUpdateExclusive : LockMode::kAccessShare);
}

// Partitions get indexes of their own, as with CREATE INDEX; a primary key's columns are made not null everywhere.
void add_key(const AlterTable& alter, const ::Constraint* definition) {
  Work& work = alter.work;
  if (definition->indexname) return use_index(alter, definition);
  if (!alter.recurse) return;
  if (definition->contype == CONSTR_PRIMARY)
    for (const Node* name : items(definition->keys)) {
      const ObjectId column = work.before.find_column(alter.relation, intern(as<String>(name)->sval));
      if (column && spreads_not_null(work, alter.relation, column)) alter.lock_family();
    }
  if (!is_partitioned(work.before, alter.relation) || work.refused) return;
  lock_partition_indexes(work, alter.relation, LockMode::kShare);
}

}  // namespace

void add_constraint(const AlterTable& alter, const AlterTableCmd* command) {
  const auto* definition = as<::Constraint>(command->def);
  if (alter.work.target() >= kPreparesForFamily) alter.lock_family();
  switch (definition->contype) {
    case CONSTR_CHECK:
    case CONSTR_NOTNULL:
      if (!definition->is_no_inherit && !constraint_of(alter.work, alter.relation, definition->conname))
        alter.lock_children();
      return;
    case CONSTR_FOREIGN: return add_foreign_key(alter, definition);
    case CONSTR_PRIMARY:
    case CONSTR_UNIQUE:
    case CONSTR_EXCLUSION: return add_key(alter, definition);
    default: return;
  }
}

void alter_constraint([[maybe_unused]] const AlterTable& alter, [[maybe_unused]] const AlterTableCmd* command) {
  Work& work = alter.work;
#if PG_VERSION_NUM >= 180000
  const auto* change = as<ATAlterConstraint>(command->def);
  const ObjectId constraint = constraint_of(work, alter.relation, change->conname);
  if (not_null_named(work, alter.relation, change->conname) && change->alterInheritability) alter.lock_family();
  if (!constraint) return;
  if (change->alterInheritability) alter.lock_family();
  if (!is_foreign(work, constraint)) return;
  if (change->alterDeferrability || change->alterEnforceability) alter.lock_partitions();
  if (!change->alterEnforceability) return;
  const ObjectId referenced = work.before.body<Constraint>(constraint).referenced;
  lock_referenced(work, referenced, change->is_enforced ? LockMode::kShareRowExclusive : LockMode::kAccessExclusive);
#else
  alter.lock_partitions();
#endif
}

void validate_constraint(const AlterTable& alter, const AlterTableCmd* command) {
  Work& work = alter.work;
  const ObjectId constraint = constraint_of(work, alter.relation, command->name);
  const auto lock_all = [&] { work.lock_all(work.relatives.family(alter.relation), alter.lock); };  // with ONLY, too
  if (not_null_named(work, alter.relation, command->name)) return lock_all();
  if (!constraint) return;
  const Constraint& body = work.before.body<Constraint>(constraint);
  if (body.valid) return;
  if (body.type != ConstraintType::kForeign) return body.no_inherit ? void() : lock_all();
  if (work.target() >= kPreparesForFamily) alter.lock_partitions();
  work.lock(body.referenced, LockMode::kRowShare);
}

void drop_constraint(const AlterTable& alter, const AlterTableCmd* command) {
  Work& work = alter.work;
  alter.lock_partitions();  // ATCheckPartitionsNotInUse
  const ObjectId constraint = constraint_of(work, alter.relation, command->name);
  if (not_null_named(work, alter.relation, command->name)) alter.lock_children();
  if (!constraint) return;
  const Constraint& body = work.before.body<Constraint>(constraint);
  if (body.inherited > 0 || body.parent_constraint) return;
  if (body.type == ConstraintType::kCheck && !body.no_inherit) alter.lock_children();
  if (body.type == ConstraintType::kForeign) work.lock(body.referenced, LockMode::kAccessExclusive);
  if (!work.refused || !body.index) return;
  std::vector<ObjectId> indexes{body.index};
  for (size_t i = 0; i < indexes.size(); ++i)
    for (ObjectId part : work.relatives.attached(indexes[i])) indexes.push_back(part);
  work.lock_all(indexes, LockMode::kAccessExclusive);
}

}  // namespace underpin::locks
