// Roles, databases and tablespaces belong to the cluster: noticed, left out.
#include "bind/lists.h"
#include "bind/objects.h"

namespace underpin::bind {
namespace {

std::string_view words(const Node* node) {
  switch (nodeTag(node)) {
    case T_CreateRoleStmt: return "CREATE ROLE";
    case T_AlterRoleStmt:
    case T_AlterRoleSetStmt: return "ALTER ROLE";
    case T_DropRoleStmt: return "DROP ROLE";
    case T_GrantRoleStmt: return as<GrantRoleStmt>(node)->is_grant ? "GRANT role" : "REVOKE role";
    case T_CreatedbStmt: return "CREATE DATABASE";
    case T_AlterDatabaseStmt:
    case T_AlterDatabaseRefreshCollStmt:
    case T_AlterDatabaseSetStmt: return "ALTER DATABASE";
    case T_DropdbStmt: return "DROP DATABASE";
    case T_CreateTableSpaceStmt: return "CREATE TABLESPACE";
    case T_AlterTableSpaceOptionsStmt: return "ALTER TABLESPACE";
    case T_DropTableSpaceStmt: return "DROP TABLESPACE";
    case T_AlterSystemStmt: return "ALTER SYSTEM";
    default: return "cluster";
  }
}

}  // namespace

void role_statement(Session& s, const Node* node) { s.left_out(code::kRoleLeftOut, words(node)); }

}  // namespace underpin::bind
