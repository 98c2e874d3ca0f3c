// Which statements a transaction block refuses (calls of PreventInTransactionBlock and RequireTransactionBlock in
// PostgreSQL's source; measured on 14 to 18).
#include <algorithm>
#include <array>

#include "locks/lists.h"
#include "locks/work.h"

namespace underpin::locks {

namespace {

// CLUSTER of a partitioned table works on each partition in a transaction of its own.
constexpr int kClustersPartitions = 15;

constexpr std::array kNever = {T_CreatedbStmt, T_DropdbStmt, T_CreateTableSpaceStmt, T_DropTableSpaceStmt,
                               T_AlterSystemStmt};

const Node* option(const List* options, std::string_view name) {
  for (const DefElem* element : items<DefElem>(options))
    if (name == element->defname) return reinterpret_cast<const Node*>(element);
  return nullptr;
}

bool is_off(const Node* element) {
  const Node* value = as<DefElem>(element)->arg;
  if (is_node(value, T_Boolean)) return !as<Boolean>(value)->boolval;
  return is_node(value, T_String) &&
         (std::string_view(as<String>(value)->sval) == "false" || std::string_view(as<String>(value)->sval) == "off");
}

bool detaches_concurrently(const AlterTableStmt* statement) {
  return any_item<AlterTableCmd>(statement->cmds, [](const AlterTableCmd* command) {
    return command->subtype == AT_DetachPartition && as<PartitionCmd>(command->def)->concurrent;
  });
}

bool reindex_refuses(const Work& work, const ReindexStmt* statement) {
  if (option(statement->params, "concurrently") && !is_off(option(statement->params, "concurrently"))) return true;
  if (statement->kind != REINDEX_OBJECT_INDEX && statement->kind != REINDEX_OBJECT_TABLE) return true;
  ObjectId relation = work.find(statement->relation);
  if (work.before.is(relation, Kind::kIndex)) relation = work.before.parent(relation);
  return is_partitioned(work.before, relation);
}

// A slot on the publisher cannot be rolled back.
bool creates_slot(const CreateSubscriptionStmt* statement) {
  const Node* connect = option(statement->options, "connect");
  if (connect && is_off(connect)) return false;
  const Node* slot = option(statement->options, "create_slot");
  return !slot || !is_off(slot);
}

bool alter_subscription_refuses(const AlterSubscriptionStmt* statement) {
  const Node* refresh = option(statement->options, "refresh");
  switch (statement->kind) {
    case ALTER_SUBSCRIPTION_REFRESH: return true;
    case ALTER_SUBSCRIPTION_SET_PUBLICATION:
    case ALTER_SUBSCRIPTION_ADD_PUBLICATION:
    case ALTER_SUBSCRIPTION_DROP_PUBLICATION: return !refresh || !is_off(refresh);
    default: return option(statement->options, "failover") || option(statement->options, "two_phase");
  }
}

// VACUUM t (c) is wrong before it is asked where it runs.
bool lacks_analyze(const VacuumStmt* statement) {
  return !option(statement->options, "analyze") &&
         any_item<VacuumRelation>(statement->rels, [](const VacuumRelation* one) { return one->va_cols != nullptr; });
}

bool is_refused(const Work& work, const Node* node) {
  const NodeTag tag = nodeTag(node);
  if (std::ranges::find(kNever, tag) != kNever.end()) return true;
  switch (tag) {
    case T_IndexStmt: return as<IndexStmt>(node)->concurrent;
    case T_DropStmt: return as<DropStmt>(node)->concurrent;
    case T_VacuumStmt: return as<VacuumStmt>(node)->is_vacuumcmd && !lacks_analyze(as<VacuumStmt>(node));
    case T_AlterTableStmt: return detaches_concurrently(as<AlterTableStmt>(node));
    case T_ReindexStmt: return reindex_refuses(work, as<ReindexStmt>(node));
    case T_ClusterStmt: {
      const auto* statement = as<ClusterStmt>(node);
      if (statement->relation == nullptr) return true;
      const ObjectId table = work.find(statement->relation);  // the index is looked up first
      return work.target() >= kClustersPartitions && is_partitioned(work.before, table) && !work.refused;
    }
    case T_DiscardStmt: return as<DiscardStmt>(node)->target == DISCARD_ALL;
    case T_AlterDatabaseStmt: return option(as<AlterDatabaseStmt>(node)->options, "tablespace") != nullptr;
    case T_CreateSubscriptionStmt: return creates_slot(as<CreateSubscriptionStmt>(node));
    case T_AlterSubscriptionStmt: return alter_subscription_refuses(as<AlterSubscriptionStmt>(node));
    case T_DropSubscriptionStmt: return true;
    case T_DoStmt:
    case T_CallStmt: return body_needs_no_block(work, node);
    default: return false;
  }
}

bool is_required(const Node* node) {
  if (is_node(node, T_LockStmt)) return true;
  if (is_node(node, T_DeclareCursorStmt)) return (as<DeclareCursorStmt>(node)->options & CURSOR_OPT_HOLD) == 0;
  if (!is_node(node, T_TransactionStmt)) return false;
  const TransactionStmtKind kind = as<TransactionStmt>(node)->kind;
  return kind == TRANS_STMT_SAVEPOINT || kind == TRANS_STMT_RELEASE || kind == TRANS_STMT_ROLLBACK_TO ||
         kind == TRANS_STMT_PREPARE;
}

}  // namespace

Transactional transactional(const Work& work, const Node* node) {
  if (is_refused(work, node)) return Transactional::kNo;
  return is_required(node) && !work.context.in_transaction ? Transactional::kRequired : Transactional::kYes;
}

}  // namespace underpin::locks
