#include <string_view>

#include "bind/lists.h"
#include "bind/objects.h"

namespace underpin::bind {
namespace {

using namespace std::string_view_literals;

ObjectId extension_named(const Session& s, const char* name) {
  const ObjectId found = s.catalog.find(Kind::kExtension, {}, symbol(name));
  if (!found) s.not_found(NotFound::What::kOther, "42704", -1, "extension " + in_quotes(name) + " does not exist");
  return found;
}

}  // namespace

void create_extension(Session& s, const Node* node) {
  const auto* stmt = as<CreateExtensionStmt>(node);
  const Symbol name = symbol(stmt->extname);
  if (name.text() == "plpgsql") return;  // every database has it from the start
  if (stmt->if_not_exists && s.catalog.find(Kind::kExtension, {}, name)) return;
  Extension extension;
  for (const DefElem* option : items<DefElem>(stmt->options)) {
    if (option->defname == "schema"sv) extension.schema = def_value(option);
    if (option->defname == "new_version"sv) extension.version = def_value(option);
  }
  // pg_catalog is in every search path, and schemas that extensions make are not in the catalog.
  if (!extension.schema.empty() && !is_system_schema(std::string(extension.schema.text()).c_str()) &&
      !s.catalog.find_schema(extension.schema) && !s.last_try)
    s.not_found(NotFound::What::kSchema, "3F000", -1,
                "schema " + in_quotes(extension.schema.text()) + " does not exist");
  const ObjectId id = s.create<Extension>({}, name, -1);
  s.catalog.body<Extension>(id) = extension;
}

void alter_extension(Session& s, const Node* node) {
  const auto* stmt = as<AlterExtensionStmt>(node);
  const ObjectId id = extension_named(s, stmt->extname);
  Symbol version;
  for (const DefElem* option : items<DefElem>(stmt->options)) version = def_value(option);
  s.catalog.body<Extension>(id).version = version;
  s.catalog.set_place(id, "version", s.place(-1));
}

void alter_extension_contents(Session& s, const Node* node) {
  const auto* stmt = as<AlterExtensionContentsStmt>(node);
  extension_named(s, stmt->extname);
  s.invalid(code::kUnsupported, "0A000", -1, "ALTER EXTENSION … ADD and DROP are not supported",
            "What belongs to an extension is not part of the schema state.",
            "Leave the object out of the schema, or create it without the extension.");
}

}  // namespace underpin::bind
