// Lookups and small facts that all files about relations share.
#include <algorithm>

#include "bind/lists.h"
#include "bind/objects.h"
#include "bind/relations.h"
#include "ir/print.h"

namespace underpin::bind {

Undo::~Undo() {
  if (kept_) return;
  for (uint32_t i = static_cast<uint32_t>(session_.catalog.size()); i-- > first_;)
    if (const ObjectId id{i}; !session_.catalog.at(id).removed) session_.catalog.remove(id);
}

std::string_view text_of(const char* text) { return text ? std::string_view(text) : std::string_view(); }

RangeVar relation_of(const List* names) {
  const auto parts = items<String>(names);
  RangeVar name{};
  name.type = T_RangeVar;
  name.relname = parts[parts.size() - 2]->sval;
  if (parts.size() > 2) name.schemaname = parts[parts.size() - 3]->sval;
  name.inh = true;
  name.relpersistence = 'p';
  name.location = -1;
  return name;
}

std::string quoted(std::string_view name) { return "\"" + std::string(name) + "\""; }

ObjectId column_named(const Session& session, ObjectId relation, const char* name, int location) {
  const ObjectId column = session.catalog.find_column(relation, symbol(name));
  if (!column)
    session.not_found(NotFound::What::kColumn, "42703", location,
                      "column " + quoted(text_of(name)) + " of relation " +
                          quoted(session.catalog.name(relation).text()) + " does not exist");
  return column;
}

std::vector<ObjectId> columns_named(const Session& session, ObjectId relation, const List* names, int location) {
  std::vector<ObjectId> columns;
  for (const Node* name : items(names))
    columns.push_back(column_named(session, relation, std::string(strval(name)).c_str(), location));
  return columns;
}

std::vector<ObjectId> columns_of(const Catalog& catalog, ObjectId relation) {
  std::vector<ObjectId> columns = catalog.children(relation, Kind::kColumn);
  std::ranges::stable_sort(columns, {}, [&](ObjectId id) { return catalog.body<Column>(id).position; });
  return columns;
}

ObjectMap column_map(const Catalog& catalog, ObjectId from, ObjectId to) {
  ObjectMap map{{from, to}};
  for (ObjectId column : catalog.children(from, Kind::kColumn))
    if (const ObjectId other = catalog.find_column(to, catalog.name(column))) map.emplace_back(column, other);
  return map;
}

ObjectId mapped(const ObjectMap& map, ObjectId id) {
  const auto found = std::ranges::find(map, id, &ObjectMap::value_type::first);
  return found == map.end() ? id : found->second;
}

ExprId copy_expr(Session& session, ExprId expr, const ObjectMap& map) {
  if (!expr) return {};
  Expr copy = session.catalog.expr(expr);
  for (Reference& reference : copy.refs) reference.target = mapped(map, reference.target);
  return session.catalog.add(std::move(copy));
}

bool same_expr(const Catalog& catalog, ExprId a, ExprId b) {
  if (!a || !b) return !a && !b;
  return canonical_text(catalog, a) == canonical_text(catalog, b);
}

ObjectId table_named(const Session& session, const RangeVar* name, bool missing_ok) {
  const NameScope scope = session.scope();
  const ObjectId found = missing_ok ? find_relation(scope, name) : resolve_relation(scope, name);
  if (!found || session.catalog.is(found, Kind::kTable)) return found;
  session.invalid(code::kWrongObjectType, "42809", name->location, quoted(text_of(name->relname)) + " is not a table");
}

bool is_partitioned(const Catalog& catalog, ObjectId relation) {
  return catalog.is(relation, Kind::kTable) && catalog.body<Table>(relation).partition_strategy != 0;
}

Symbol collation_name(const Session& session, const List* names, Symbol own) {
  const auto parts = items(names);
  if (parts.empty()) return {};
  const std::string_view name = strval(parts.back());
  Symbol printed;
  if (const ObjectId found = find_in_path(session, Kind::kCollation, names)) {
    printed = intern(qualified_name(session.catalog, found));
  } else {
    if (name == "default") return {};
    const bool qualified = parts.size() > 1 && strval(parts[0]) != "pg_catalog";
    printed = qualified ? printed_name(names) : intern("pg_catalog." + quote_identifier(name));
  }
  return printed == own ? Symbol{} : printed;
}

Symbol setting(const Session& session, std::string_view name) {
  const auto found = session.settings.find(intern(name));
  return found == session.settings.end() ? Symbol{} : found->second;
}

Symbol access_method_or_default(const Session& session, const char* name) {
  const Symbol method = name ? symbol(name) : setting(session, "default_table_access_method");
  return method.text() == "heap" ? Symbol{} : method;
}

Symbol tablespace_or_default(const Session& session, const char* name) {
  const Symbol space = name ? symbol(name) : setting(session, "default_tablespace");
  return space.text() == "pg_default" ? Symbol{} : space;
}

char type_storage(const Catalog& catalog, const TypeRef& type) {
  static constexpr std::string_view kPlain[] = {"bigint",
                                                "boolean",
                                                "\"char\"",
                                                "date",
                                                "double precision",
                                                "integer",
                                                "interval",
                                                "macaddr",
                                                "macaddr8",
                                                "money",
                                                "name",
                                                "oid",
                                                "real",
                                                "smallint",
                                                "time with time zone",
                                                "time without time zone",
                                                "timestamp with time zone",
                                                "timestamp without time zone",
                                                "tid",
                                                "uuid",
                                                "xid",
                                                "xid8",
                                                "pg_lsn",
                                                "point",
                                                "line",
                                                "lseg",
                                                "box",
                                                "circle",
                                                "tsquery",
                                                "regclass",
                                                "regproc",
                                                "regprocedure",
                                                "regtype",
                                                "regrole",
                                                "regnamespace",
                                                "cid"};
  static constexpr std::string_view kMain[] = {"numeric", "inet", "cidr"};
  if (type.array) return 'x';
  if (type.object) {
    if (catalog.is(type.object, Kind::kEnum)) return 'p';
    if (catalog.is(type.object, Kind::kDomain)) return type_storage(catalog, catalog.body<Domain>(type.object).base);
    return 'x';
  }
  if (std::ranges::find(kPlain, type.name.text()) != std::end(kPlain)) return 'p';
  return std::ranges::find(kMain, type.name.text()) != std::end(kMain) ? 'm' : 'x';
}

Options merge_options(Options options, const List* changes, bool reset) {
  for (const Option& change : def_options(changes)) {
    std::erase_if(options, [&](const Option& option) { return option.name == change.name; });
    if (!reset && change.name.text() != "oids") options.push_back(change);
  }
  std::ranges::stable_sort(options, {}, [](const Option& option) { return option.name.text(); });
  return options;
}

}  // namespace underpin::bind
