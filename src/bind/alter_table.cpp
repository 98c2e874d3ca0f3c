// ALTER TABLE, INDEX, SEQUENCE, VIEW, MATERIALIZED VIEW, FOREIGN TABLE: which command goes where, and in which order.
#include <algorithm>
#include <array>

#include "bind/lists.h"
#include "bind/objects.h"
#include "bind/relations.h"

namespace underpin::bind {
namespace {

// PostgreSQL runs the commands of one statement in passes.
enum Pass : int { kDrop, kAlterType, kAddColumn, kSetExpression, kColumn, kAddConstraint, kAddKey, kOther };

Pass pass_of(const AlterTableCmd* command) {
  switch (command->subtype) {
    case AT_DropColumn:
    case AT_DropConstraint:
    case AT_DropNotNull:
    case AT_DropExpression:
    case AT_DropIdentity:
    case AT_DropInherit: return kDrop;
    case AT_AlterColumnType: return kAlterType;
    case AT_AddColumn: return kAddColumn;
    case AT_SetExpression: return kSetExpression;
    case AT_ColumnDefault: return command->def ? kColumn : kDrop;
    case AT_SetNotNull:
    case AT_SetStorage:
    case AT_AddIdentity:
    case AT_SetIdentity: return kColumn;
    case AT_AddConstraint: {
      const ConstrType type = as<RawConstraint>(command->def)->contype;
      return type == CONSTR_PRIMARY || type == CONSTR_UNIQUE || type == CONSTR_EXCLUSION ? kAddKey : kAddConstraint;
    }
    default: return kOther;
  }
}

void run(Session& session, const TableCommand& command) {
  switch (command.command->subtype) {
    case AT_AddColumn:
    case AT_AddColumnToView:
    case AT_ColumnDefault:
    case AT_DropNotNull:
    case AT_SetNotNull:
    case AT_SetExpression:
    case AT_DropExpression:
    case AT_SetStatistics:
    case AT_SetOptions:
    case AT_ResetOptions:
    case AT_SetStorage:
    case AT_SetCompression:
    case AT_DropColumn:
    case AT_AlterColumnType:
    case AT_AlterColumnGenericOptions:
    case AT_AddIdentity:
    case AT_SetIdentity:
    case AT_DropIdentity: return alter_columns(session, command);
    case AT_AddConstraint:
    case AT_AlterConstraint:
    case AT_ValidateConstraint:
    case AT_DropConstraint: return alter_constraints(session, command);
    default: return alter_storage(session, command);
  }
}

ObjectId altered_relation(const Session& session, const AlterTableStmt* statement) {
  const NameScope scope = session.scope();
  const RangeVar* name = statement->relation;
  const ObjectId found = statement->missing_ok ? find_relation(scope, name) : resolve_relation(scope, name);
  if (!found && !statement->missing_ok)
    session.invalid(code::kWrongObjectType, "42501", name->location,
                    "permission denied: " + quoted(text_of(name->relname)) + " is a system catalog");
  return found;
}

void check_kind(const Session& session, const AlterTableStmt* statement, ObjectId relation) {
  const Catalog& catalog = session.catalog;
  const auto fail = [&](std::string_view what) {
    session.invalid(code::kWrongObjectType, "42809", statement->relation->location,
                    quoted(catalog.name(relation).text()) + " is not " + std::string(what));
  };
  const Kind kind = catalog.kind(relation);
  switch (statement->objtype) {
    case OBJECT_INDEX:
      if (kind != Kind::kIndex) fail("an index");
      break;
    case OBJECT_SEQUENCE:
      if (kind != Kind::kSequence) fail("a sequence");
      break;
    case OBJECT_VIEW:
      if (kind != Kind::kView) fail("a view");
      break;
    case OBJECT_MATVIEW:
      if (kind != Kind::kMaterializedView) fail("a materialized view");
      break;
    case OBJECT_FOREIGN_TABLE:
      if (kind != Kind::kTable || !catalog.body<Table>(relation).server) fail("a foreign table");
      break;
    default: break;
  }
}

}  // namespace

void alter_table(Session& session, const Node* node) {
  const auto* statement = as<AlterTableStmt>(node);
  if (statement->objtype == OBJECT_TYPE) return alter_composite(session, node);
  const ObjectId relation = altered_relation(session, statement);
  if (!relation) return;
  check_kind(session, statement, relation);
  std::vector<std::pair<int, const AlterTableCmd*>> commands;  // with their numbers in the statement, from 1
  for (const AlterTableCmd* command : items<AlterTableCmd>(statement->cmds))
    commands.emplace_back(static_cast<int>(commands.size()) + 1, command);
  std::ranges::stable_sort(commands, {}, [](const auto& entry) { return pass_of(entry.second); });
  const int wanted = session.part % kPartsPerStatement;
  for (const auto& [number, command] : commands) {
    if (wanted > 0 && number != wanted) continue;
    TableCommand what{.statement = statement,
                      .command = command,
                      .relation = relation,
                      .recurse = statement->relation->inh,
                      .part = number};
    try {
      run(session, what);
    } catch (NotFoundError& error) {
      if (session.part > 0 || commands.size() == 1) throw;
      session.defer(number, std::move(error.what));
    }
  }
}

}  // namespace underpin::bind
