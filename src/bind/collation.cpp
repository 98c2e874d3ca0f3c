#include <algorithm>
#include <utility>

#include "bind/lists.h"
#include "bind/objects.h"
#include "ir/print.h"

namespace underpin::bind {
namespace {

Symbol* option(Options& options, std::string_view name) {
  const auto found = std::ranges::find_if(options, [&](const Option& o) { return o.name.text() == name; });
  return found == options.end() ? nullptr : &found->value;
}

void set(Options& options, std::string_view name, Symbol value) {
  if (Symbol* existing = option(options, name))
    *existing = value;
  else
    options.push_back({intern(name), value});
}

Options copied(const Session& s, const List* from) {
  if (ObjectId source = find_in_path(s, Kind::kCollation, from))
    return std::as_const(s.catalog).body<Collation>(source).definition;
  const NameParts parts = name_parts(s, from);
  const std::string_view name = parts.name;
  if (parts.schema && !is_system_schema(parts.schema))
    s.not_found(NotFound::What::kOther, "42704", -1,
                "collation " + in_quotes(printed_name(from).text()) + " does not exist");
  // The system's other collations depend on the machine: said by name.
  if (name == "C" || name == "POSIX") return {{intern("locale"), intern(name)}, {intern("provider"), intern("libc")}};
  return {{intern("from"), intern("pg_catalog." + quote_identifier(name))}};
}

Options read(const Session& s, const List* definition) {
  Options out;
  for (const DefElem* def : items<DefElem>(definition)) {
    const std::string_view name = def->defname;
    if (name == "from")
      return copied(s, is_node(def->arg, T_TypeName) ? as<TypeName>(def->arg)->names : as<List>(def->arg));
    if (name == "version") continue;  // of the machine's library
    if (name == "deterministic") {
      if (!is_true(def)) set(out, name, intern("false"));
    } else {
      set(out, name, def_value(def));
    }
  }
  Symbol* provider = option(out, "provider");
  if (!provider)
    set(out, "provider", intern("libc"));
  else
    *provider = intern(provider->text() == "ICU" ? "icu" : provider->text() == "LIBC" ? "libc" : provider->text());
  const Symbol* collate = option(out, "lc_collate");
  const Symbol* ctype = option(out, "lc_ctype");
  if (collate && ctype && *collate == *ctype) {
    const Symbol both = *collate;
    std::erase_if(out, [](const Option& o) { return o.name.text() == "lc_collate" || o.name.text() == "lc_ctype"; });
    set(out, "locale", both);
  }
  std::ranges::sort(out, ByText{}, &Option::name);
  return out;
}

}  // namespace

void create_collation(Session& s, const DefineStmt* stmt) {
  const ObjectId schema = s.creation_schema(stmt->defnames, -1);
  const Symbol name = symbol(name_parts(s, stmt->defnames).name);
  if (stmt->if_not_exists && s.catalog.find(Kind::kCollation, schema, name)) return;
  Options definition = read(s, stmt->definition);
  const ObjectId id = s.create<Collation>(schema, name, -1);
  s.catalog.body<Collation>(id).definition = std::move(definition);
}

// REFRESH VERSION records the version of the machine's library: nothing of the schema.
void alter_collation(Session& s, const Node* node) {
  s.object_address(OBJECT_COLLATION, reinterpret_cast<const Node*>(as<AlterCollationStmt>(node)->collname), -1);
  s.left_out(code::kSettingIgnored, "ALTER COLLATION … REFRESH VERSION");
}

}  // namespace underpin::bind
