#include <algorithm>
#include <utility>

#include "bind/lists.h"
#include "bind/objects.h"
#include "bind/tokens.h"
#include "ir/privileges.h"

namespace underpin::bind {
namespace {

char command_letter(std::string_view command) {
  if (command == "select") return 'r';
  if (command == "insert") return 'a';
  if (command == "update") return 'w';
  return command == "delete" ? 'd' : '*';
}

// PUBLIC stands for everybody, and goes without saying.
std::vector<Symbol> roles_of(const Session& s, const List* roles) {
  std::vector<Symbol> out;
  for (const RoleSpec* role : items<RoleSpec>(roles)) {
    const Symbol name = s.role_name(role);
    if (name == kPublic()) return {};
    out.push_back(name.empty() ? kOwner() : name);
  }
  std::ranges::sort(out, ByText{});
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

ExprId condition(Session& s, ObjectId table, const Node* tree, std::string_view keyword) {
  if (tree == nullptr) return {};
  const std::string_view text = s.statement.text();
  const ByteRange range = parenthesised(text, after_keyword(text, 0, keyword));
  ExprContext context;
  context.relation = table;
  return make_expression(s.scope(), context, tree, range.begin, range.end);
}

ObjectId table_of(const Session& s, const RangeVar* name) {
  const ObjectId table = resolve_relation(s.scope(), name);
  if (!s.catalog.is(table, Kind::kTable))
    s.invalid(code::kWrongObjectType, "42809", name->location, in_quotes(name->relname) + " is not a table");
  return table;
}

void check_command(const Session& s, const Policy& policy) {
  if ((policy.command == 'r' || policy.command == 'd') && policy.check_expr)
    s.invalid(code::kInvalidDefinition, "42601", -1, "WITH CHECK cannot be applied to SELECT or DELETE");
  if (policy.command == 'a' && policy.using_expr)
    s.invalid(code::kInvalidDefinition, "42601", -1, "only WITH CHECK expression allowed for INSERT");
}

}  // namespace

void create_policy(Session& s, const Node* node) {
  const auto* stmt = as<CreatePolicyStmt>(node);
  const ObjectId table = table_of(s, stmt->table);
  Policy policy;
  policy.permissive = stmt->permissive;
  policy.command = command_letter(stmt->cmd_name);
  policy.roles = roles_of(s, stmt->roles);
  policy.using_expr = condition(s, table, stmt->qual, "using");
  policy.check_expr = condition(s, table, stmt->with_check, "check");
  check_command(s, policy);
  const ObjectId id = s.create<Policy>(table, symbol(stmt->policy_name), -1);
  s.catalog.body<Policy>(id) = std::move(policy);
}

void alter_policy(Session& s, const Node* node) {
  const auto* stmt = as<AlterPolicyStmt>(node);
  const ObjectId table = table_of(s, stmt->table);
  const ObjectId id = s.catalog.find(Kind::kPolicy, table, symbol(stmt->policy_name));
  if (!id)
    s.not_found(
        NotFound::What::kOther, "42704", -1,
        "policy " + in_quotes(stmt->policy_name) + " for table " + in_quotes(stmt->table->relname) + " does not exist");
  Policy changed = std::as_const(s.catalog).body<Policy>(id);
  if (stmt->roles) changed.roles = roles_of(s, stmt->roles);
  if (stmt->qual) changed.using_expr = condition(s, table, stmt->qual, "using");
  if (stmt->with_check) changed.check_expr = condition(s, table, stmt->with_check, "check");
  check_command(s, changed);
  s.catalog.body<Policy>(id) = std::move(changed);
}

}  // namespace underpin::bind
