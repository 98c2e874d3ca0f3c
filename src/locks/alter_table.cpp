// ALTER TABLE, INDEX, SEQUENCE, VIEW, MATERIALIZED VIEW, FOREIGN TABLE: the lock that the commands need together, and
// what each of them does. Effects on rows and indexes are read off the state that results (effects.cpp, removed.cpp).
#include "locks/alter_table.h"

#include <algorithm>
#include <array>

#include "locks/lists.h"

namespace underpin::locks {

namespace {

enum class Reach : uint8_t { kSelf, kFamily, kPartitions, kOwn };

struct CommandFact {
  AlterTableType type;
  LockMode lock;
  Reach reach;
  int since, until;
};
constexpr std::array kCommands = {
#define ALTER(type, lock, reach, since, until) CommandFact{type, LockMode::lock, Reach::reach, since, until},
#include "locks/alter_table.def"
#undef ALTER
};

struct OptionFact {
  std::string_view name;
  int since;
};
constexpr std::array kExclusiveOptions = {
#define RELOPTION(name, since) OptionFact{name, since},
#include "locks/reloptions.def"
#undef RELOPTION
};

const CommandFact* fact_of(AlterTableType type, int target) {
  const auto found = std::ranges::find_if(kCommands, [&](const CommandFact& fact) {
    return fact.type == type && fact.since <= target && target <= fact.until;
  });
  return found == kCommands.end() ? nullptr : &*found;
}

LockMode lock_of(const Work& work, const AlterTableCmd* command) {
  const CommandFact* fact = fact_of(command->subtype, work.target());
  if (fact == nullptr) return LockMode::kAccessExclusive;
  switch (command->subtype) {
    case AT_SetRelOptions:
    case AT_ResetRelOptions:
    case AT_ReplaceRelOptions: return reloptions_lock(work, reinterpret_cast<const List*>(command->def));
    case AT_AddConstraint:
      return as<::Constraint>(command->def)->contype == CONSTR_FOREIGN ? LockMode::kShareRowExclusive : fact->lock;
    case AT_DetachPartition:
      return as<PartitionCmd>(command->def)->concurrent ? LockMode::kShareUpdateExclusive : fact->lock;
    default: return fact->lock;
  }
}

CommandFunction function_of(AlterTableType type) {
  switch (type) {
    case AT_AddColumn: return add_column;
    case AT_ColumnDefault: return set_default;
    case AT_DropColumn: return drop_column;
    case AT_DropNotNull: return drop_not_null;
    case AT_SetNotNull: return set_not_null;
    case AT_SetExpression: return set_expression;
    case AT_SetStorage:
    case AT_SetCompression: return set_storage;
    case AT_SetIdentity: return change_identity;
    case AT_AlterColumnType: return alter_column_type;
    case AT_AddConstraint: return add_constraint;
    case AT_AlterConstraint: return alter_constraint;
    case AT_ValidateConstraint: return validate_constraint;
    case AT_DropConstraint: return drop_constraint;
    case AT_ChangeOwner: return own_table;
    case AT_ClusterOn: return cluster_on;
    case AT_SetLogged:
    case AT_SetUnLogged: return set_persistence;
    case AT_SetAccessMethod: return set_access_method;
    case AT_SetTableSpace: return set_tablespace;
    case AT_EnableTrig:
    case AT_EnableAlwaysTrig:
    case AT_EnableReplicaTrig:
    case AT_DisableTrig:
    case AT_EnableTrigAll:
    case AT_DisableTrigAll:
    case AT_EnableTrigUser:
    case AT_DisableTrigUser: return switch_trigger;
    case AT_AddInherit: return add_inherit;
    case AT_DropInherit: return drop_inherit;
    case AT_AddOf: return add_of;
    case AT_ReplicaIdentity: return replica_identity;
    case AT_AttachPartition: return attach_partition;
    case AT_DetachPartition:
    case AT_DetachPartitionFinalize: return detach_partition;
    default: return nullptr;
  }
}

}  // namespace

void AlterTable::lock_family() const {
  if (recurse) work.lock_all(work.relatives.family(relation), lock);
}

void AlterTable::lock_children() const {
  if (recurse) return lock_family();
  work.lock_all(work.relatives.children(relation), lock);
}

void AlterTable::lock_partitions() const {
  if (is_partitioned(work.before, relation)) work.lock_all(work.relatives.family(relation), lock);
}

LockMode reloptions_lock(const Work& work, const List* options) {
  if (items(options).empty()) return LockMode::kAccessExclusive;
  for (const DefElem* option : items<DefElem>(options)) {
    const auto fact = std::ranges::find(kExclusiveOptions, std::string_view(option->defname), &OptionFact::name);
    if (fact != kExclusiveOptions.end() && work.target() >= fact->since) return LockMode::kAccessExclusive;
  }
  return LockMode::kShareUpdateExclusive;
}

void alter_table(Work& work, const Node* node) {
  const auto* statement = as<AlterTableStmt>(node);
  if (statement->objtype == OBJECT_TYPE) return alter_composite(work, node);
  AlterTable alter{.work = work, .relation = work.find(statement->relation), .recurse = statement->relation->inh};
  if (!alter.relation) return;
  for (const AlterTableCmd* command : items<AlterTableCmd>(statement->cmds))
    alter.lock = std::max(alter.lock, lock_of(work, command));
  work.lock(alter.relation, alter.lock);
  for (const AlterTableCmd* command : items<AlterTableCmd>(statement->cmds)) {
    const CommandFact* fact = fact_of(command->subtype, work.target());
    if (fact != nullptr && fact->reach == Reach::kFamily) alter.lock_family();
    if (fact != nullptr && fact->reach == Reach::kPartitions) alter.lock_partitions();
    if (const CommandFunction function = function_of(command->subtype)) function(alter, command);
  }
  if (work.refused || !work.cost.refused.empty()) return;
  lock_removed(work);
  find_effects(work);
}

}  // namespace underpin::locks
