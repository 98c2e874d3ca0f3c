#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "bind/lists.h"
#include "bind/objects.h"
#include "bind/relations.h"
#include "bind/tokens.h"
#include "ir/print.h"

namespace underpin::bind {
namespace {

constexpr std::string_view kOperations[] = {"insert", "update", "delete", "truncate"};

// "update,INSERT" → "insert, update"; empty where it is all of them.
std::string publish_list(const Session& s, const DefElem* option) {
  bool wanted[4] = {};
  std::string words = lower(def_value(option).text());
  std::ranges::replace(words, ',', ' ');
  size_t count = 0;
  for (size_t at = words.find_first_not_of(" \t\n\""); at != std::string::npos;
       at = words.find_first_not_of(" \t\n\"", at)) {
    const std::string word = words.substr(at, words.find_first_of(" \t\n\"", at) - at);
    const auto found = std::ranges::find(kOperations, word);
    if (found == std::end(kOperations))
      s.invalid(code::kInvalidDefinition, "42601", option->location,
                "unrecognized value for publication option \"publish\": " + in_quotes(word));
    count += !std::exchange(wanted[found - kOperations], true);
    at += word.size();
  }
  std::string out;
  for (size_t i = 0; i < 4 && count < 4; ++i)
    if (wanted[i]) out += (out.empty() ? "" : ", ") + std::string(kOperations[i]);
  return count == 0 ? "none" : out;
}

void set_options(const Session& s, Publication& publication, const List* options) {
  for (const DefElem* option : items<DefElem>(options)) {
    const std::string_view name = option->defname;
    std::string value;
    if (name == "publish") {
      value = publish_list(s, option);
      if (value == "none") value = "''";
    } else if (name == "publish_via_partition_root") {
      value = is_true(option) ? "true" : "";
    } else if (name == "publish_generated_columns") {
      value = lower(def_value(option).text());
      if (value == "none" || value == "false") value.clear();
      if (value == "true") value = "stored";
    } else {
      s.invalid(code::kInvalidDefinition, "42601", option->location,
                "unrecognized publication parameter: " + in_quotes(name));
    }
    std::erase_if(publication.options, [&](const Option& o) { return o.name.text() == name; });
    if (!value.empty()) publication.options.push_back({intern(name), intern(value == "''" ? "" : value)});
  }
  std::ranges::sort(publication.options, ByText{}, &Option::name);
}

// What a publication gets or loses.
struct Members {
  struct Table {
    ObjectId relation;
    std::vector<ObjectId> columns;
    ExprId where;
    bool only = false;
    int location = -1;
  };
  std::vector<Table> tables;
  std::vector<ObjectId> schemas;
};

void add_descendants(Session& s, Members& members, ObjectId table) {
  for (ObjectId child : relation_index(s).children(s.catalog, table)) {
    if (std::ranges::find(members.tables, child, &Members::Table::relation) != members.tables.end()) continue;
    members.tables.push_back({.relation = child, .columns = {}, .where = {}});
    add_descendants(s, members, child);
  }
}

Members::Table read_table(Session& s, const ::PublicationTable* node) {
  Members::Table table;
  table.relation = resolve_relation(s.scope(), node->relation);
  table.location = node->relation->location;
  if (!s.catalog.is(table.relation, Kind::kTable))
    s.invalid(code::kWrongObjectType, "22023", table.location,
              "cannot add relation " + in_quotes(node->relation->relname) + " to publication",
              "This operation is not supported for it.");
  table.columns = columns_named(s, table.relation, node->columns, table.location);
  const Catalog& catalog = s.catalog;
  std::ranges::sort(table.columns, {}, [&](ObjectId column) { return catalog.body<Column>(column).position; });
  table.only = !node->relation->inh;
  if (!node->whereClause) return table;
  const std::string_view text = s.statement.text();
  const ByteRange range =
      parenthesised(text, after_keyword(text, static_cast<uint32_t>(std::max(table.location, 0)), "where"));
  ExprContext context;
  context.relation = table.relation;
  table.where = make_expression(s.scope(), context, node->whereClause, range.begin, range.end);
  return table;
}

Members read_members(Session& s, const List* objects) {
  Members members;
  for (const PublicationObjSpec* spec : items<PublicationObjSpec>(objects)) {
    switch (spec->pubobjtype) {
      case PUBLICATIONOBJ_TABLE: members.tables.push_back(read_table(s, spec->pubtable)); break;
      case PUBLICATIONOBJ_TABLES_IN_SCHEMA:
        members.schemas.push_back(s.schema_named(spec->name, spec->location));
        break;
      case PUBLICATIONOBJ_TABLES_IN_CUR_SCHEMA:
        if (s.search_path.empty())
          s.invalid(code::kUndefinedSchema, "3F000", spec->location, "no schema has been selected for CURRENT_SCHEMA");
        members.schemas.push_back(s.search_path.front());
        break;
      default: s.invalid(code::kNotModelled, "0A000", spec->location, "this kind of publication object is not known");
    }
  }
  // A table that others inherit from brings them along; partitions are published through their root.
  for (size_t i = 0, given = members.tables.size(); i < given; ++i)
    if (!members.tables[i].only && !is_partitioned(s.catalog, members.tables[i].relation))
      add_descendants(s, members, members.tables[i].relation);
  return members;
}

ObjectId member(const Catalog& catalog, ObjectId publication, ObjectId target) {
  for (ObjectId child : catalog.at(publication).children) {
    if (catalog.is(child, Kind::kPublicationTable) && catalog.body<PublicationTable>(child).relation == target)
      return child;
    if (catalog.is(child, Kind::kPublicationSchema) && catalog.body<PublicationSchema>(child).schema == target)
      return child;
  }
  return {};
}

std::string word(const Catalog& catalog, ObjectId target) {
  return (catalog.is(target, Kind::kSchema) ? "schema " : "relation ") + in_quotes(catalog.name(target).text());
}

void check_new(const Session& s, ObjectId publication, ObjectId target, int location) {
  if (member(s.catalog, publication, target))
    s.invalid(
        code::kDuplicateObject, "42710", location,
        word(s.catalog, target) + " is already member of publication " + in_quotes(s.catalog.name(publication).text()));
}

void add_members(Session& s, ObjectId publication, const Members& members) {
  for (const Members::Table& table : members.tables) check_new(s, publication, table.relation, table.location);
  for (ObjectId schema : members.schemas) check_new(s, publication, schema, -1);
  for (const Members::Table& table : members.tables) {
    if (member(s.catalog, publication, table.relation)) continue;  // named twice
    const ObjectId id = s.catalog.add<PublicationTable>(publication, intern(qualified_name(s.catalog, table.relation)),
                                                        s.place(table.location));
    PublicationTable& body = s.catalog.body<PublicationTable>(id);
    body.relation = table.relation;
    body.columns = table.columns;
    body.where = table.where;
    body.only = table.only;
  }
  for (ObjectId schema : members.schemas) {
    if (member(s.catalog, publication, schema)) continue;
    const ObjectId id = s.catalog.add<PublicationSchema>(publication, s.catalog.name(schema), s.place(-1));
    s.catalog.body<PublicationSchema>(id).schema = schema;
  }
}

void drop_members(Session& s, ObjectId publication, const Members& members) {
  std::vector<ObjectId> gone;
  const auto take = [&](ObjectId target) {
    const ObjectId found = member(s.catalog, publication, target);
    if (!found)
      s.not_found(NotFound::What::kOther, "42704", -1, word(s.catalog, target) + " is not part of the publication");
    gone.push_back(found);
  };
  for (const Members::Table& table : members.tables) take(table.relation);
  for (ObjectId schema : members.schemas) take(schema);
  for (ObjectId id : gone) s.catalog.remove(id);
}

void set_members(Session& s, ObjectId publication, const Members& members) {
  const std::vector<ObjectId> children = s.catalog.at(publication).children;
  for (ObjectId child : children) s.catalog.remove(child);
  add_members(s, publication, members);
}

}  // namespace

void create_publication(Session& s, const Node* node) {
  const auto* stmt = as<CreatePublicationStmt>(node);
  Publication publication;
  publication.all_tables = stmt->for_all_tables;
  set_options(s, publication, stmt->options);
  const Members members = read_members(s, stmt->pubobjects);
  const ObjectId id = s.create<Publication>({}, symbol(stmt->pubname), -1);
  s.catalog.body<Publication>(id) = std::move(publication);
  add_members(s, id, members);
}

void alter_publication(Session& s, const Node* node) {
  const auto* stmt = as<AlterPublicationStmt>(node);
  const ObjectId id = s.catalog.find(Kind::kPublication, {}, symbol(stmt->pubname));
  if (!id)
    s.not_found(NotFound::What::kOther, "42704", -1, "publication " + in_quotes(stmt->pubname) + " does not exist");
  if (stmt->options) {
    Publication changed = std::as_const(s.catalog).body<Publication>(id);
    set_options(s, changed, stmt->options);
    s.catalog.body<Publication>(id) = std::move(changed);
    return s.catalog.set_place(id, "options", s.place(-1));
  }
  if (std::as_const(s.catalog).body<Publication>(id).all_tables)
    s.invalid(code::kInvalidDefinition, "55000", -1,
              "publication " + in_quotes(stmt->pubname) + " is defined as FOR ALL TABLES",
              "Tables or schemas cannot be added to or dropped from FOR ALL TABLES publications.");
  const Members members = read_members(s, stmt->pubobjects);
  switch (stmt->action) {
    case AP_AddObjects: return add_members(s, id, members);
    case AP_DropObjects: return drop_members(s, id, members);
    case AP_SetObjects: return set_members(s, id, members);
  }
}

}  // namespace underpin::bind
