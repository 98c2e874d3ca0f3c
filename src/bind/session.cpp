#include "bind/session.h"

#include <algorithm>

#include "bind/lists.h"
#include "bind/not_found.h"
#include "bind/relation_index.h"
#include "ir/privileges.h"

namespace underpin::bind {
namespace {

constexpr std::string_view kTempSchema = "pg_temp";

std::string_view text_of(const char* text) { return text ? std::string_view(text) : std::string_view(); }

}  // namespace

void Session::defer(int part_number, NotFound why) {
  if (!options.any_order) throw NotFoundError{std::move(why)};
  deferred.push_back({.statement = statement,
                      .search_path_names = search_path_names,
                      .role = role,
                      .part = part_number,
                      .why = std::move(why)});
}

void Session::set_search_path(std::vector<Symbol> names) {
  search_path_names = std::move(names);
  refresh_search_path();
}

void Session::refresh_search_path() {
  search_path.clear();
  const auto append = [&](ObjectId schema) {
    if (schema && std::ranges::find(search_path, schema) == search_path.end()) search_path.push_back(schema);
  };
  append(creating_schema);
  append(catalog.find_schema(intern(kTempSchema)));
  for (Symbol name : search_path_names) {
    const bool user = name.text() == "$user";
    if (!user || !owner().empty()) append(catalog.find_schema(user ? owner() : name));
  }
}

NameScope Session::scope() const {
  if (creating_schema && (search_path.empty() || search_path.front() != creating_schema))
    const_cast<Session*>(this)->refresh_search_path();  // the path follows what CREATE SCHEMA says
  return {.catalog = &catalog,
          .search_path = search_path,
          .text = statement.text(),
          .file = statement.file,
          .offset = statement.begin};
}

Place Session::place(int location) const {
  return {.file = statement.file, .offset = statement.begin + static_cast<uint32_t>(std::max(location, 0))};
}

void Session::not_found(NotFound::What what, const char* sqlstate, int location, std::string message,
                        std::string hint) const {
  throw NotFoundError{{.what = what,
                       .message = std::move(message),
                       .sqlstate = sqlstate,
                       .place = place(location),
                       .hint = std::move(hint)}};
}

void Session::invalid(const CodeInfo& code, const char* sqlstate, int location, std::string message, std::string detail,
                      std::string hint) const {
  throw InvalidError{{.code = &code,
                      .level = code.level,
                      .place = place(location),
                      .message = std::move(message),
                      .sqlstate = sqlstate,
                      .detail = std::move(detail),
                      .hint = std::move(hint)}};
}

Diagnostic& Session::note(const CodeInfo& code, int location, std::string message) const {
  return sink.emit(code, place(location), std::move(message));
}

ObjectId Session::schema_named(const char* name, int location) const {
  const ObjectId found = catalog.find_schema(symbol(name));
  if (!found)
    not_found(NotFound::What::kSchema, "3F000", location, "schema \"" + std::string(name) + "\" does not exist");
  return found;
}

namespace {

// Where an unqualified new name goes.
ObjectId default_creation_schema(const Session& session, int location) {
  if (session.creating_schema) return session.creating_schema;
  for (ObjectId schema : session.search_path)
    if (session.catalog.name(schema).text() != kTempSchema) return schema;
  for (Symbol name : session.search_path_names)
    if (!name.text().starts_with("$") && name.text() != "pg_catalog")
      session.not_found(NotFound::What::kSchema, "3F000", location,
                        "schema \"" + std::string(name.text()) + "\" does not exist");
  session.invalid(code::kUndefinedSchema, "3F000", location, "no schema has been selected to create in", {},
                  "Qualify the name, or set search_path before it.");
}

}  // namespace

ObjectId Session::creation_schema(const RangeVar* name) const {
  if (name->relpersistence == 't' || text_of(name->schemaname) == kTempSchema) {
    ObjectId temp = catalog.find_schema(intern(kTempSchema));
    if (!temp) {
      temp = catalog.add<Schema>({}, intern(kTempSchema), {});
      const_cast<Session*>(this)->refresh_search_path();
    }
    return temp;
  }
  return name->schemaname ? schema_named(name->schemaname, name->location)
                          : default_creation_schema(*this, name->location);
}

ObjectId Session::creation_schema(const List* qualified_name, int location) const {
  const int parts = items(qualified_name).size();
  if (parts < 2) return default_creation_schema(*this, location);
  return schema_named(std::string(strval(items(qualified_name)[parts - 2])).c_str(), location);
}

Symbol Session::role_name(const RoleSpec* role_spec) const {
  if (!role_spec) return owner();
  switch (role_spec->roletype) {
    case ROLESPEC_CSTRING: return symbol(role_spec->rolename);
    case ROLESPEC_PUBLIC: return kPublic();
    default: return owner();
  }
}

namespace {

const CodeInfo& code_of(const NotFound& why) {
  switch (why.what) {
    case NotFound::What::kRelation: return code::kUndefinedTable;
    case NotFound::What::kColumn: return code::kUndefinedColumn;
    case NotFound::What::kType: return code::kUndefinedType;
    case NotFound::What::kFunction: return code::kUndefinedFunction;
    case NotFound::What::kSchema: return code::kUndefinedSchema;
    case NotFound::What::kOther: break;
  }
  return code::kUndefinedObject;
}

}  // namespace

Diagnostic diagnostic_of(const NotFound& why) {
  return {.code = &code_of(why),
          .level = Level::kError,
          .place = why.place,
          .message = why.message,
          .sqlstate = why.sqlstate,
          .detail = {},
          .hint = why.hint};
}

}  // namespace underpin::bind
