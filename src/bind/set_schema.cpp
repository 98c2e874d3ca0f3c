#include <utility>

#include "bind/lists.h"
#include "bind/objects.h"
#include "bind/opaque.h"

namespace underpin::bind {
namespace {

std::vector<ObjectId> owned_sequences(const Session& s, ObjectId table) {
  const Catalog& catalog = s.catalog;
  std::vector<ObjectId> out;
  for (ObjectId column : catalog.children(table, Kind::kColumn))
    for (ObjectId dependent : s.dependents(column))
      if (catalog.is(dependent, Kind::kSequence) && catalog.body<Sequence>(dependent).owned_by == column)
        out.push_back(dependent);
  return out;
}

void check_routine(const Session& s, ObjectId id, ObjectId schema, int location) {
  if (find_routine(s.catalog, schema, s.catalog.name(id), input_types(s.catalog, id)))
    s.invalid(code::kDuplicateObject, "42723", location,
              "function " + in_quotes(s.catalog.name(id).text()) + " already exists in schema " +
                  in_quotes(s.catalog.name(schema).text()));
}

}  // namespace

void move_to_schema(Session& s, ObjectId id, ObjectId schema, int location) {
  const Catalog& catalog = s.catalog;
  if (catalog.parent(id) == schema) return;
  const Kind kind = catalog.kind(id);
  if (kind == Kind::kOpaque) return rename_opaque(s, id, schema, {});
  std::vector<ObjectId> along;
  if (kind == Kind::kTable) along = owned_sequences(s, id);
  if (kind == Kind::kFunction || kind == Kind::kAggregate) check_routine(s, id, schema, location);
  s.check_free(kind, schema, catalog.name(id), location);
  for (ObjectId sequence : along) s.check_free(Kind::kSequence, schema, catalog.name(sequence), location);
  for (ObjectId index : catalog.children(id, Kind::kIndex))
    if (catalog.find(NameSpace::kRelation, schema, catalog.name(index)))
      s.invalid(code::kDuplicateObject, "42P07", location,
                "relation " + in_quotes(catalog.name(index).text()) + " already exists");
  s.catalog.move(id, schema);
  for (ObjectId sequence : along) s.catalog.move(sequence, schema);
}

namespace {

void move_extension(Session& s, ObjectId id, const char* schema) {
  s.catalog.body<Extension>(id).schema = symbol(schema);
  s.catalog.set_place(id, "schema", s.place(-1));
}

ObjectId target(Session& s, const AlterObjectSchemaStmt* stmt) {
  if (!stmt->relation) return s.object_address(stmt->objectType, stmt->object, -1, stmt->missing_ok);
  const ObjectId id =
      stmt->missing_ok ? find_relation(s.scope(), stmt->relation) : resolve_relation(s.scope(), stmt->relation);
  if (!s.catalog.is(id, Kind::kSequence)) return id;
  if (std::as_const(s.catalog).body<Sequence>(id).owned_by)
    s.invalid(code::kInvalidDefinition, "0A000", stmt->relation->location,
              "cannot move an owned sequence into another schema",
              "Sequence " + in_quotes(stmt->relation->relname) + " is linked to a table.");
  return id;
}

}  // namespace

void set_schema(Session& s, const Node* node) {
  const auto* stmt = as<AlterObjectSchemaStmt>(node);
  const ObjectId id = target(s, stmt);
  if (!id && stmt->missing_ok) return;
  if (!id) s.invalid(code::kUnsupported, "42501", -1, "what belongs to the system or to an extension cannot be moved");
  if (s.catalog.is(id, Kind::kExtension)) return move_extension(s, id, stmt->newschema);
  if (s.catalog.is(id, Kind::kIndex))
    s.invalid(code::kWrongObjectType, "42809", stmt->relation->location,
              "cannot change schema of index " + in_quotes(stmt->relation->relname), {},
              "Change the schema of the table instead.");
  move_to_schema(s, id, s.schema_named(stmt->newschema, -1), -1);
  s.catalog.set_place(id, "schema", s.place(-1));
}

}  // namespace underpin::bind
