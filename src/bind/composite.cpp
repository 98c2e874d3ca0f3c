// Composite types: CREATE TYPE … AS, ALTER TYPE … ADD, DROP, ALTER, RENAME ATTRIBUTE.
#include "bind/lists.h"
#include "bind/objects.h"

namespace underpin::bind {
namespace {

Symbol collation_of(const CollateClause* clause) { return clause ? printed_name(clause->collname) : Symbol{}; }

struct Attribute {
  Symbol name;
  TypeRef type;
  Symbol collation;
  int location;
};

Attribute read(const Session& s, const ColumnDef* def) {
  if (def->typeName->setof)
    s.invalid(code::kInvalidDefinition, "42P16", def->location,
              "column " + in_quotes(def->colname) + " cannot be declared SETOF");
  return {symbol(def->colname), resolve_type(s.scope(), def->typeName), collation_of(def->collClause), def->location};
}

uint16_t next_position(const Catalog& catalog, ObjectId type) {
  uint16_t last = 0;
  for (ObjectId id : catalog.children(type, Kind::kColumn)) last = std::max(last, catalog.body<Column>(id).position);
  return static_cast<uint16_t>(last + 1);
}

void add(Session& s, ObjectId type, const Attribute& attribute) {
  const uint16_t position = next_position(s.catalog, type);
  const ObjectId id = s.create<Column>(type, attribute.name, attribute.location);
  Column& column = s.catalog.body<Column>(id);
  column.type = attribute.type;
  column.collation = attribute.collation;
  column.position = position;
}

ObjectId attribute_named(const Session& s, ObjectId type, const char* name) {
  const ObjectId found = s.catalog.find_column(type, symbol(name));
  if (!found)
    s.not_found(
        NotFound::What::kColumn, "42703", -1,
        "column " + in_quotes(name) + " of relation " + in_quotes(s.catalog.name(type).text()) + " does not exist");
  return found;
}

void drop(Session& s, ObjectId type, const AlterTableCmd* cmd) {
  if (cmd->missing_ok && !s.catalog.find_column(type, symbol(cmd->name))) return;
  s.drop({attribute_named(s, type, cmd->name)}, cmd->behavior == DROP_CASCADE, -1);
}

void alter_type_of(Session& s, ObjectId type, const AlterTableCmd* cmd) {
  const ObjectId id = attribute_named(s, type, cmd->name);
  const auto* def = as<ColumnDef>(cmd->def);
  const TypeRef new_type = resolve_type(s.scope(), def->typeName);
  Column& column = s.catalog.body<Column>(id);
  column.type = new_type;
  column.collation = collation_of(def->collClause);
  s.catalog.set_place(id, "type", s.place(-1));
}

}  // namespace

void create_composite(Session& s, const Node* node) {
  const auto* stmt = as<CompositeTypeStmt>(node);
  std::vector<Attribute> attributes;
  for (const ColumnDef* def : items<ColumnDef>(stmt->coldeflist)) attributes.push_back(read(s, def));
  const ObjectId id =
      s.create<Composite>(s.creation_schema(stmt->typevar), symbol(stmt->typevar->relname), stmt->typevar->location);
  for (const Attribute& attribute : attributes) add(s, id, attribute);
}

void alter_composite(Session& s, const Node* node) {
  const auto* stmt = as<AlterTableStmt>(node);
  ObjectId type;
  try {
    type = resolve_composite(s, stmt->relation);
  } catch (const NotFoundError&) {
    if (stmt->missing_ok) return;
    throw;
  }
  for (const AlterTableCmd* cmd : items<AlterTableCmd>(stmt->cmds)) {
    switch (cmd->subtype) {
      case AT_AddColumn: add(s, type, read(s, as<ColumnDef>(cmd->def))); break;
      case AT_DropColumn: drop(s, type, cmd); break;
      case AT_AlterColumnType: alter_type_of(s, type, cmd); break;
      case AT_ChangeOwner: change_owner(s, type, s.role_name(cmd->newowner), s.place(-1)); break;
      default: s.invalid(code::kNotModelled, "0A000", stmt->relation->location, "this form of ALTER TYPE is not known");
    }
  }
}

}  // namespace underpin::bind
