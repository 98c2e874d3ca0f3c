// ALTER … RENAME TO of what is not a relation.
#include <algorithm>
#include <utility>

#include "bind/lists.h"
#include "bind/objects.h"
#include "bind/opaque.h"
#include "bind/relations.h"
#include "ir/print.h"

namespace underpin::bind {
namespace {

void rename_named(Session& s, ObjectId id, Symbol name) {
  const Catalog& catalog = s.catalog;
  s.check_free(catalog.kind(id), catalog.parent(id), name, -1);
  s.catalog.rename(id, name);
}

void rename_schema(Session& s, const RenameStmt* stmt) {
  const ObjectId id = s.schema_named(stmt->subname, -1);
  const Symbol name = symbol(stmt->newname);
  rename_named(s, id, name);
  s.refresh_search_path();
}

void rename_routine(Session& s, const RenameStmt* stmt) {
  const ObjectId id = s.object_address(stmt->renameType, stmt->object, -1);
  if (!id) return;
  const Symbol name = symbol(stmt->newname);
  if (find_routine(s.catalog, s.catalog.parent(id), name, input_types(s.catalog, id)))
    s.invalid(code::kDuplicateObject, "42723", -1,
              "function " + in_quotes(stmt->newname) + " already exists in schema " +
                  in_quotes(s.catalog.name(s.catalog.parent(id)).text()));
  s.catalog.rename(id, name);
}

ObjectId child_named(const Session& s, Kind kind, const RenameStmt* stmt) {
  const ObjectId relation =
      stmt->missing_ok ? find_relation(s.scope(), stmt->relation) : resolve_relation(s.scope(), stmt->relation);
  if (!relation) return {};
  const ObjectId id = s.catalog.find(kind, relation, symbol(stmt->subname));
  if (!id && !stmt->missing_ok)
    s.not_found(NotFound::What::kOther, "42704", -1,
                std::string(object_type_word(stmt->renameType)) + " " + in_quotes(stmt->subname) + " for table " +
                    in_quotes(stmt->relation->relname) + " does not exist");
  return id;
}

// Partitions' copies keep the name of what they are copies of.
void rename_trigger(Session& s, ObjectId id, Symbol name) {
  const Catalog& catalog = s.catalog;
  rename_named(s, id, name);
  for (ObjectId partition : relation_index(s).children(catalog, catalog.parent(id)))
    for (ObjectId child : catalog.children(partition, Kind::kTrigger))
      if (catalog.body<Trigger>(child).parent_trigger == id) rename_trigger(s, child, name);
}

void rename_attribute(Session& s, const RenameStmt* stmt) {
  const ObjectId type = resolve_composite(s, stmt->relation);
  const ObjectId column = s.catalog.find_column(type, symbol(stmt->subname));
  if (!column)
    s.not_found(NotFound::What::kColumn, "42703", -1, "column " + in_quotes(stmt->subname) + " does not exist");
  rename_named(s, column, symbol(stmt->newname));
}

void rename_domain_constraint(Session& s, const RenameStmt* stmt) {
  const ObjectId domain = type_address(s, stmt->object, false);
  const ObjectId id = domain ? s.catalog.find(Kind::kConstraint, domain, symbol(stmt->subname)) : ObjectId{};
  if (!id)
    s.not_found(NotFound::What::kOther, "42704", -1, "constraint " + in_quotes(stmt->subname) + " does not exist");
  rename_named(s, id, symbol(stmt->newname));
}

}  // namespace

// The name stands in the text of the definition, and of all that has been added to it.
void rename_opaque(Session& s, ObjectId id, ObjectId schema, std::string_view new_name) {
  const Opaque was = std::as_const(s.catalog).body<Opaque>(id);
  const std::string_view old_signature = was.signature.text();
  const std::string_view keyword = name_keyword(was.object_class.text());
  // What follows the name: the access method of a class, the argument types of an operator.
  size_t tail = old_signature.find(" USING ");
  if (was.object_class.text() == "OPERATOR") tail = old_signature.find('(');
  const std::string rest(tail == std::string_view::npos ? std::string_view() : old_signature.substr(tail));
  const std::string own(new_name.empty() ? old_signature.substr(0, tail) : new_name);
  const std::string full = schema ? quote_identifier(s.catalog.name(schema)) + "." + own : own;
  const Symbol name = opaque_name(was.object_class.text(), own + rest);
  if (s.catalog.find(Kind::kOpaque, schema, name))
    s.invalid(code::kDuplicateObject, "42710", -1, std::string(name.text()) + " already exists");
  Opaque now = was;
  now.signature = intern(own + rest);
  if (!keyword.empty()) {
    now.definition = renamed_definition(s, expr_text(s.catalog, was.definition), keyword, full);
    for (ExprId& addition : now.additions)
      addition = renamed_definition(s, expr_text(s.catalog, addition), keyword, full);
  }
  s.catalog.body<Opaque>(id) = std::move(now);
  s.catalog.rename(id, name);
  if (s.catalog.parent(id) != schema) s.catalog.move(id, schema);
}

ObjectId resolve_composite(Session& s, const RangeVar* name) {
  String parts[2] = {{T_String, name->schemaname}, {T_String, name->relname}};
  ListCell cells[2];
  List list;
  list.type = T_List;
  list.length = list.max_length = 0;
  list.elements = cells;
  if (name->schemaname) cells[list.length++].ptr_value = &parts[0];
  cells[list.length++].ptr_value = &parts[1];
  const ObjectId type = type_address(s, reinterpret_cast<const Node*>(&list), false);
  if (!s.catalog.is(type, Kind::kComposite))
    s.invalid(code::kWrongObjectType, "42809", name->location, in_quotes(name->relname) + " is not a composite type");
  return type;
}

void rename_object(Session& s, const Node* node) {
  const auto* stmt = as<RenameStmt>(node);
  switch (stmt->renameType) {
    case OBJECT_ROLE:
    case OBJECT_DATABASE:
    case OBJECT_TABLESPACE:
      return s.left_out(code::kRoleLeftOut, std::string("ALTER ") + object_type_word(stmt->renameType) + " RENAME");
    case OBJECT_SCHEMA: return rename_schema(s, stmt);
    case OBJECT_FUNCTION:
    case OBJECT_PROCEDURE:
    case OBJECT_ROUTINE:
    case OBJECT_AGGREGATE: return rename_routine(s, stmt);
    case OBJECT_ATTRIBUTE: return rename_attribute(s, stmt);
    case OBJECT_DOMCONSTRAINT: return rename_domain_constraint(s, stmt);
    case OBJECT_TRIGGER:
      if (ObjectId id = child_named(s, Kind::kTrigger, stmt)) rename_trigger(s, id, symbol(stmt->newname));
      return;
    case OBJECT_RULE:
    case OBJECT_POLICY:
      if (ObjectId id = child_named(s, stmt->renameType == OBJECT_RULE ? Kind::kRule : Kind::kPolicy, stmt))
        rename_named(s, id, symbol(stmt->newname));
      return;
    default: break;
  }
  const ObjectId id = s.object_address(stmt->renameType, stmt->object, -1, stmt->missing_ok);
  if (!id && stmt->missing_ok) return;
  if (!id)
    s.invalid(code::kUnsupported, "42501", -1, "what belongs to the system or to an extension cannot be renamed");
  if (s.catalog.is(id, Kind::kOpaque))
    return rename_opaque(s, id, s.catalog.parent(id), quote_identifier(std::string_view(stmt->newname)));
  rename_named(s, id, symbol(stmt->newname));
}

void alter_depends(Session& s, const Node*) {
  s.invalid(code::kUnsupported, "0A000", -1, "ALTER … DEPENDS ON EXTENSION is not supported", {},
            "Leave it out: it only says what goes when the extension is dropped.");
}

}  // namespace underpin::bind
