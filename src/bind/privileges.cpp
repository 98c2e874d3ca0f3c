// GRANT and REVOKE on objects.
#include <algorithm>

#include "bind/acl.h"
#include "bind/lists.h"
#include "bind/objects.h"
#include "ir/privileges.h"

namespace underpin::bind {

void GrantChange::apply(std::vector<Grant>& acl, Symbol owner, uint32_t all) const {
  const uint32_t bits = privileges == 0 ? all : privileges;
  for (Symbol grantee : grantees) {
    const Symbol to = grantee == owner ? kOwner() : grantee;
    if (grants)
      // The owner holds the grant option of everything anyway.
      add_grant(acl, to, bits, option && to != kOwner() ? bits : 0);
    else
      take_grant(acl, to, bits, option);
  }
}

namespace {

using Kinds = std::vector<Kind>;

uint32_t read_bits(const Session& s, const List* privileges) {
  uint32_t bits = 0;
  for (const AccessPriv* privilege : items<AccessPriv>(privileges)) {
    if (privilege->cols != nullptr || privilege->priv_name == nullptr) continue;
    const uint32_t bit = privilege_bit(privilege->priv_name);
    if (bit == 0)
      s.invalid(code::kInvalidDefinition, "42601", -1,
                "unrecognized privilege type " + in_quotes(privilege->priv_name));
    bits |= bit;
  }
  return bits;
}

GrantChange read_change(const Session& s, const GrantStmt* stmt) {
  GrantChange change;
  change.grants = stmt->is_grant;
  change.option = stmt->grant_option;
  for (const RoleSpec* role : items<RoleSpec>(stmt->grantees)) change.grantees.push_back(s.role_name(role));
  return change;
}

void change_object(Session& s, ObjectId id, const GrantChange& change) {
  const Catalog& catalog = s.catalog;
  const Kind kind = catalog.kind(id);
  const ObjectId owned = kind == Kind::kColumn ? catalog.parent(id) : id;
  const uint32_t all = all_privileges_of(kind, catalog.target);
  if (change.privileges & ~all) {
    for (const Privilege& privilege : all_privileges())
      if (change.privileges & privilege.bit & ~all)
        s.invalid(code::kInvalidDefinition, "0LP01", -1,
                  "invalid privilege type " + std::string(privilege.word) + " for " + std::string(info(kind).slug));
  }
  std::vector<Grant> acl = effective_acl(catalog, id);
  const Symbol owner = catalog.at(owned).owner;
  change.apply(acl, owner.empty() ? catalog.default_owner : owner, all);
  set_acl(s, id, std::move(acl));
  s.catalog.set_place(id, "privileges", s.place(-1));
}

bool has_columns(Kind kind) { return kind == Kind::kTable || kind == Kind::kView || kind == Kind::kMaterializedView; }

// What is taken from a relation is taken from its columns too.
void revoke_from_columns(Session& s, ObjectId relation, const GrantChange& change) {
  if (change.grants || !has_columns(s.catalog.kind(relation))) return;
  GrantChange of_columns = change;
  const uint32_t all = all_privileges_of(Kind::kColumn, s.catalog.target);
  of_columns.privileges = change.privileges == 0 ? all : change.privileges & all;
  if (of_columns.privileges == 0) return;
  const Catalog& catalog = s.catalog;
  for (ObjectId column : catalog.children(relation, Kind::kColumn))
    if (catalog.at(column).acl) change_object(s, column, of_columns);
}

void change_columns(Session& s, ObjectId relation, const GrantStmt* stmt) {
  for (const AccessPriv* privilege : items<AccessPriv>(stmt->privileges)) {
    if (privilege->cols == nullptr) continue;
    GrantChange change = read_change(s, stmt);
    if (privilege->priv_name) change.privileges = privilege_bit(privilege->priv_name);
    if (privilege->priv_name && change.privileges == 0)
      s.invalid(code::kInvalidDefinition, "42601", -1,
                "unrecognized privilege type " + in_quotes(privilege->priv_name));
    for (const Node* name : items(privilege->cols)) {
      const ObjectId column = s.catalog.find_column(relation, intern(strval(name)));
      if (!column)
        s.not_found(NotFound::What::kColumn, "42703", -1,
                    "column " + in_quotes(strval(name)) + " of relation " + in_quotes(s.catalog.name(relation).text()) +
                        " does not exist");
      change_object(s, column, change);
    }
  }
}

ObjectId global(const Session& s, Kind kind, const Node* name, std::string_view word) {
  const std::string_view text = strval(name);
  if (ObjectId found = s.catalog.find(kind, {}, intern(text))) return found;
  if (kind == Kind::kLanguage) return {};  // plpgsql, sql and those of extensions are not in the catalog
  if (kind == Kind::kSchema && is_system_schema(std::string(text).c_str())) return {};
  if (kind == Kind::kForeignDataWrapper && s.catalog.find(Kind::kExtension, {}, intern(text))) return {};
  s.not_found(kind == Kind::kSchema ? NotFound::What::kSchema : NotFound::What::kOther,
              kind == Kind::kSchema ? "3F000" : "42704", -1,
              std::string(word) + " " + in_quotes(text) + " does not exist");
}

ObjectId relation_for(const Session& s, const GrantStmt* stmt, const RangeVar* name) {
  const ObjectId id = resolve_relation(s.scope(), name);
  if (!id) return {};
  if (s.catalog.is(id, Kind::kIndex))
    s.invalid(code::kWrongObjectType, "42809", name->location, in_quotes(name->relname) + " is an index");
  if (stmt->objtype == OBJECT_SEQUENCE && !s.catalog.is(id, Kind::kSequence))
    s.invalid(code::kWrongObjectType, "42809", name->location, in_quotes(name->relname) + " is not a sequence");
  return id;
}

// The objects a statement names; none among them = the system's or an extension's own.
std::vector<ObjectId> named_objects(const Session& s, const GrantStmt* stmt) {
  std::vector<ObjectId> out;
  for (const Node* object : items(stmt->objects)) {
    switch (stmt->objtype) {
      case OBJECT_TABLE:
      case OBJECT_SEQUENCE: out.push_back(relation_for(s, stmt, as<RangeVar>(object))); break;
      case OBJECT_FUNCTION:
      case OBJECT_PROCEDURE:
      case OBJECT_ROUTINE: out.push_back(routine_address(s, stmt->objtype, as<ObjectWithArgs>(object), false)); break;
      case OBJECT_TYPE:
      case OBJECT_DOMAIN: out.push_back(type_address(s, object, false)); break;
      case OBJECT_SCHEMA: out.push_back(global(s, Kind::kSchema, object, "schema")); break;
      case OBJECT_LANGUAGE: out.push_back(global(s, Kind::kLanguage, object, "language")); break;
      case OBJECT_FDW: out.push_back(global(s, Kind::kForeignDataWrapper, object, "foreign-data wrapper")); break;
      case OBJECT_FOREIGN_SERVER: out.push_back(global(s, Kind::kServer, object, "server")); break;
      default: s.invalid(code::kNotModelled, "0A000", -1, "privileges on this kind of object are not known");
    }
  }
  return out;
}

bool is_wanted(const Catalog& catalog, ObjectId id, ObjectType type) {
  const Kind kind = catalog.kind(id);
  const bool procedure = kind == Kind::kFunction && catalog.body<Function>(id).routine == RoutineKind::kProcedure;
  switch (type) {
    case OBJECT_TABLE: return has_columns(kind);
    case OBJECT_SEQUENCE: return kind == Kind::kSequence;
    case OBJECT_FUNCTION: return kind == Kind::kAggregate || (kind == Kind::kFunction && !procedure);
    case OBJECT_PROCEDURE: return procedure;
    default: return kind == Kind::kFunction || kind == Kind::kAggregate;
  }
}

std::vector<ObjectId> all_in_schemas(const Session& s, const GrantStmt* stmt) {
  const Catalog& catalog = s.catalog;
  std::vector<ObjectId> out;
  for (const Node* name : items(stmt->objects)) {
    const std::string text(strval(name));
    if (is_system_schema(text.c_str())) continue;
    for (ObjectId id : catalog.at(s.schema_named(text.c_str(), -1)).children)
      if (is_wanted(catalog, id, stmt->objtype)) out.push_back(id);
  }
  return out;
}

// Privileges on what is no part of a schema state.
bool leave_out(Session& s, const GrantStmt* stmt) {
  const std::string verb = stmt->is_grant ? "GRANT ON " : "REVOKE ON ";
  switch (stmt->objtype) {
    case OBJECT_DATABASE: s.left_out(code::kRoleLeftOut, verb + "DATABASE"); return true;
    case OBJECT_TABLESPACE: s.left_out(code::kRoleLeftOut, verb + "TABLESPACE"); return true;
    case OBJECT_PARAMETER_ACL: s.left_out(code::kRoleLeftOut, verb + "PARAMETER"); return true;
    case OBJECT_LARGEOBJECT: s.left_out(code::kDataStatement, verb + "LARGE OBJECT"); return true;
    default: return false;
  }
}

}  // namespace

void grant(Session& s, const Node* node) {
  const auto* stmt = as<GrantStmt>(node);
  if (leave_out(s, stmt)) return;
  GrantChange change = read_change(s, stmt);
  change.privileges = read_bits(s, stmt->privileges);
  bool whole = stmt->privileges == nullptr;
  for (const AccessPriv* privilege : items<AccessPriv>(stmt->privileges)) whole |= privilege->cols == nullptr;
  const std::vector<ObjectId> objects =
      stmt->targtype == ACL_TARGET_ALL_IN_SCHEMA ? all_in_schemas(s, stmt) : named_objects(s, stmt);
  for (ObjectId id : objects) {
    if (!id) continue;
    if (whole) {
      GrantChange here = change;
      // ON TABLE takes sequences too, with a warning about what they do not have.
      if (s.catalog.is(id, Kind::kSequence)) here.privileges &= all_privileges_of(Kind::kSequence, s.catalog.target);
      if (here.privileges != 0 || change.privileges == 0) change_object(s, id, here);
      revoke_from_columns(s, id, change);
    }
    change_columns(s, id, stmt);
  }
}

}  // namespace underpin::bind
