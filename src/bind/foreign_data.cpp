// Foreign-data wrappers, servers, user mappings.
#include <algorithm>
#include <utility>

#include "bind/lists.h"
#include "bind/objects.h"
#include "ir/privileges.h"

namespace underpin::bind {

Options alter_options(Session& s, Options options, const List* changes) {
  for (const DefElem* change : items<DefElem>(changes)) {
    const Symbol name = intern(change->defname);
    const auto at = std::ranges::find(options, name, &Option::name);
    const bool adds = change->defaction == DEFELEM_UNSPEC || change->defaction == DEFELEM_ADD;
    if (adds && at != options.end())
      s.invalid(code::kDuplicateObject, "42710", change->location,
                "option " + in_quotes(name.text()) + " provided more than once");
    if (!adds && at == options.end())
      s.invalid(code::kUndefinedObject, "42704", change->location, "option " + in_quotes(name.text()) + " not found");
    if (adds)
      options.push_back({name, def_value(change)});
    else if (change->defaction == DEFELEM_DROP)
      options.erase(at);
    else
      at->value = def_value(change);
  }
  std::ranges::sort(options, ByText{}, &Option::name);
  return options;
}

namespace {

void set_functions(ForeignDataWrapper& wrapper, const List* options) {
  for (const DefElem* option : items<DefElem>(options)) {
    const Symbol name = option->arg ? printed_name(as<List>(option->arg)) : Symbol{};
    (option->defname == std::string_view("handler") ? wrapper.handler : wrapper.validator) = name;
  }
}

ObjectId named(const Session& s, Kind kind, const char* name, std::string_view word) {
  const ObjectId found = s.catalog.find(kind, {}, symbol(name));
  if (!found)
    s.not_found(NotFound::What::kOther, "42704", -1, std::string(word) + " " + in_quotes(name) + " does not exist");
  return found;
}

// The wrapper is the catalog's own, or an extension's; contrib's extensions have the name of theirs.
void set_wrapper(const Session& s, Server& server, const char* name) {
  const Symbol wrapper = symbol(name);
  server.wrapper = s.catalog.find(Kind::kForeignDataWrapper, {}, wrapper);
  if (server.wrapper) return;
  server.wrapper_name = wrapper;
  server.wrapper = s.catalog.find(Kind::kExtension, {}, wrapper);
  if (!server.wrapper && !may_be_an_extensions(s))
    s.not_found(NotFound::What::kOther, "42704", -1, "foreign-data wrapper " + in_quotes(name) + " does not exist");
}

// The role's name; PUBLIC and an unknown current user as in privileges.
Symbol mapped_role(const Session& s, const RoleSpec* role) {
  const Symbol name = s.role_name(role);
  return name.empty() ? kOwner() : name;
}

std::string shown(Symbol role) {
  return role == kPublic() ? "public" : role == kOwner() ? "current_user" : std::string(role.text());
}

ObjectId mapping_named(const Session& s, const char* server_name, const RoleSpec* role, bool missing_ok) {
  const ObjectId server = s.catalog.find(Kind::kServer, {}, symbol(server_name));
  if (!server && missing_ok) return {};
  const Symbol name = mapped_role(s, role);
  const ObjectId found = s.catalog.find(Kind::kUserMapping, named(s, Kind::kServer, server_name, "server"), name);
  if (!found && !missing_ok)
    s.not_found(NotFound::What::kOther, "42704", -1,
                "user mapping for " + in_quotes(shown(name)) + " does not exist for server " + in_quotes(server_name));
  return found;
}

}  // namespace

void create_foreign_data_wrapper(Session& s, const Node* node) {
  const auto* stmt = as<CreateFdwStmt>(node);
  ForeignDataWrapper wrapper;
  set_functions(wrapper, stmt->func_options);
  wrapper.options = alter_options(s, {}, stmt->options);
  const ObjectId id = s.create<ForeignDataWrapper>({}, symbol(stmt->fdwname), -1);
  s.catalog.body<ForeignDataWrapper>(id) = std::move(wrapper);
}

void alter_foreign_data_wrapper(Session& s, const Node* node) {
  const auto* stmt = as<AlterFdwStmt>(node);
  const ObjectId id = named(s, Kind::kForeignDataWrapper, stmt->fdwname, "foreign-data wrapper");
  ForeignDataWrapper changed = std::as_const(s.catalog).body<ForeignDataWrapper>(id);
  set_functions(changed, stmt->func_options);
  changed.options = alter_options(s, changed.options, stmt->options);
  s.catalog.body<ForeignDataWrapper>(id) = std::move(changed);
}

void create_server(Session& s, const Node* node) {
  const auto* stmt = as<CreateForeignServerStmt>(node);
  if (stmt->if_not_exists && s.catalog.find(Kind::kServer, {}, symbol(stmt->servername))) return;
  Server server;
  set_wrapper(s, server, stmt->fdwname);
  if (stmt->servertype) server.type = intern(stmt->servertype);
  if (stmt->version) server.version = intern(stmt->version);
  server.options = alter_options(s, {}, stmt->options);
  const ObjectId id = s.create<Server>({}, symbol(stmt->servername), -1);
  s.catalog.body<Server>(id) = std::move(server);
}

void alter_server(Session& s, const Node* node) {
  const auto* stmt = as<AlterForeignServerStmt>(node);
  const ObjectId id = named(s, Kind::kServer, stmt->servername, "server");
  Options options = alter_options(s, std::as_const(s.catalog).body<Server>(id).options, stmt->options);
  Server& server = s.catalog.body<Server>(id);
  server.options = std::move(options);
  if (stmt->has_version) server.version = stmt->version ? intern(stmt->version) : Symbol{};
}

void create_user_mapping(Session& s, const Node* node) {
  const auto* stmt = as<CreateUserMappingStmt>(node);
  const ObjectId server = named(s, Kind::kServer, stmt->servername, "server");
  const Symbol role = mapped_role(s, stmt->user);
  if (s.catalog.find(Kind::kUserMapping, server, role)) {
    if (stmt->if_not_exists) return;
    s.invalid(
        code::kDuplicateObject, "42710", -1,
        "user mapping for " + in_quotes(shown(role)) + " already exists for server " + in_quotes(stmt->servername));
  }
  Options options = alter_options(s, {}, stmt->options);
  const ObjectId id = s.create<UserMapping>(server, role, -1);
  s.catalog.body<UserMapping>(id).options = std::move(options);
}

void alter_user_mapping(Session& s, const Node* node) {
  const auto* stmt = as<AlterUserMappingStmt>(node);
  const ObjectId id = mapping_named(s, stmt->servername, stmt->user, false);
  Options options = alter_options(s, std::as_const(s.catalog).body<UserMapping>(id).options, stmt->options);
  s.catalog.body<UserMapping>(id).options = std::move(options);
}

void drop_user_mapping(Session& s, const Node* node) {
  const auto* stmt = as<DropUserMappingStmt>(node);
  if (ObjectId id = mapping_named(s, stmt->servername, stmt->user, stmt->missing_ok)) s.drop({id}, false, -1);
}

void import_foreign_schema(Session& s, const Node*) {
  s.invalid(code::kUnsupported, "0A000", -1, "IMPORT FOREIGN SCHEMA is not supported",
            "Which tables it makes is known to the foreign server alone.",
            "Write the foreign tables as CREATE FOREIGN TABLE.");
}

}  // namespace underpin::bind
