// ALTER DEFAULT PRIVILEGES: one object for a role, a schema (or none) and a kind of objects, whose privileges are what
// new objects get: in all schemas instead of the built-in default, in one schema on top of that.
#include <algorithm>

#include "bind/acl.h"
#include "bind/lists.h"
#include "bind/objects.h"
#include "ir/privileges.h"

namespace underpin::bind {
namespace {

struct Target {
  char letter;
  Kind kind;  // whose privileges they are
};

Target target_of(const Session& s, const GrantStmt* action) {
  switch (action->objtype) {
    case OBJECT_TABLE: return {'r', Kind::kTable};
    case OBJECT_SEQUENCE: return {'S', Kind::kSequence};
    case OBJECT_FUNCTION:
    case OBJECT_ROUTINE: return {'f', Kind::kFunction};
    case OBJECT_TYPE: return {'T', Kind::kEnum};
    case OBJECT_SCHEMA: return {'n', Kind::kSchema};
    default: s.invalid(code::kNotModelled, "0A000", -1, "default privileges for this kind of object are not known");
  }
}

struct Statement {
  std::vector<Symbol> roles;
  std::vector<ObjectId> schemas;  // none = in all
  GrantChange change;
  Target target;
};

Statement read(const Session& s, const AlterDefaultPrivilegesStmt* stmt) {
  const GrantStmt* action = stmt->action;
  Statement out{.target = target_of(s, action)};
  for (const DefElem* option : items<DefElem>(stmt->options)) {
    const auto* list = as<List>(option->arg);
    if (option->defname == std::string_view("roles"))
      for (const RoleSpec* role : items<RoleSpec>(list)) out.roles.push_back(s.role_name(role));
    else
      for (const Node* name : items(list))
        out.schemas.push_back(s.schema_named(std::string(strval(name)).c_str(), option->location));
  }
  if (out.roles.empty()) out.roles.push_back(s.owner());
  if (out.target.letter == 'n' && !out.schemas.empty())
    s.invalid(code::kInvalidDefinition, "0LP01", -1, "cannot use IN SCHEMA clause when using GRANT/REVOKE ON SCHEMAS");
  if (out.schemas.empty()) out.schemas.push_back({});
  out.change.grants = action->is_grant;
  out.change.option = action->grant_option;
  for (const RoleSpec* role : items<RoleSpec>(action->grantees)) out.change.grantees.push_back(s.role_name(role));
  const uint32_t all = all_privileges_of(out.target.kind, s.catalog.target);
  for (const AccessPriv* privilege : items<AccessPriv>(action->privileges)) {
    const uint32_t bit = privilege->priv_name ? privilege_bit(privilege->priv_name) : all;
    if (bit == 0 || (bit & ~all) != 0)
      s.invalid(code::kInvalidDefinition, "0LP01", -1,
                "invalid privilege type " + std::string(privilege->priv_name) + " in default privileges");
    out.change.privileges |= bit;
  }
  return out;
}

void change_entry(Session& s, const Statement& statement, Symbol role, ObjectId schema) {
  Catalog& catalog = s.catalog;
  const Symbol schema_name = schema ? catalog.name(schema) : Symbol{};
  const Symbol name = default_privileges_name(role, schema_name, statement.target.letter);
  ObjectId id = catalog.find(Kind::kDefaultPrivileges, {}, name);
  // In a schema they add to nothing.
  const std::vector<Grant> builtin =
      schema ? std::vector<Grant>{} : normal_acl(default_acl(statement.target.kind, catalog.target));
  std::vector<Grant> acl = id ? catalog.at(id).acl.value_or(builtin) : builtin;
  statement.change.apply(acl, role, all_privileges_of(statement.target.kind, catalog.target));
  acl = normal_acl(std::move(acl));
  if (acl == builtin) {
    if (id) catalog.remove(id);
    return;
  }
  if (!id) {
    id = catalog.add<DefaultPrivileges>({}, name, s.place(-1));
    DefaultPrivileges& body = catalog.body<DefaultPrivileges>(id);
    body.role = role;
    body.schema = schema;
    body.object_type = statement.target.letter;
  }
  catalog.at(id).acl = std::move(acl);
  catalog.set_place(id, "privileges", s.place(-1));
}

}  // namespace

void alter_default_privileges(Session& s, const Node* node) {
  const Statement statement = read(s, as<AlterDefaultPrivilegesStmt>(node));
  for (Symbol role : statement.roles)
    for (ObjectId schema : statement.schemas) change_entry(s, statement, role, schema);
}

}  // namespace underpin::bind
