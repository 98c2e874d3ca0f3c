// A column's definition: type, NOT NULL, DEFAULT, identity, generation; its keys and checks are handed on.
#include <algorithm>

#include "bind/lists.h"
#include "bind/relations.h"
#include "bind/tokens.h"
#include "ir/print.h"
#include "parse/compat.h"
#include "parse/lexer.h"

namespace underpin::bind {
namespace {

// Walks a column's constraints in order. What PostgreSQL rejects is rejected here.
class ColumnConstraints {
 public:
  ColumnConstraints(Session& session, ObjectId column, std::vector<PendingConstraint>& pending)
      : session_(session), id_(column), pending_(pending) {}

  PendingColumn run(const ColumnDef* definition) {
    result_.column = id_;
    for (const RawConstraint* constraint : items<RawConstraint>(definition->constraints)) take(constraint);
    if (body().identity != Identity::kNone && result_.default_value) fail("both default and identity specified");
    return result_;
  }

 private:
  Column& body() { return session_.catalog.body<Column>(id_); }

  [[noreturn]] void fail(const std::string& what, int location = 0) {
    const ObjectId table = session_.catalog.parent(id_);
    session_.invalid(code::kInvalidDefinition, "42601", location,
                     what + " for column " + quoted(session_.catalog.name(id_).text()) + " of table " +
                         quoted(session_.catalog.name(table).text()));
  }

  void take(const RawConstraint* constraint) {
    switch (constraint->contype) {
      case CONSTR_NULL:
        if (body().not_null) fail("conflicting NULL/NOT NULL declarations", constraint->location);
        says_null_ = true;
        return;
      case CONSTR_NOTNULL:
        if (says_null_) fail("conflicting NULL/NOT NULL declarations", constraint->location);
        return set_not_null(session_, id_, constraint);
      case CONSTR_DEFAULT:
        if (result_.default_value) fail("multiple default values specified", constraint->location);
        result_.default_value = constraint;
        return;
      case CONSTR_IDENTITY: return identity(constraint);
      case CONSTR_GENERATED: return generated(constraint);
      case CONSTR_CHECK:
      case CONSTR_PRIMARY:
      case CONSTR_UNIQUE:
      case CONSTR_EXCLUSION:
      case CONSTR_FOREIGN:
        pending_.push_back({.node = constraint,
                            .column = id_,
                            .deferrable = constraint->deferrable,
                            .initially_deferred = constraint->initdeferred});
        return;
      default: return attribute(constraint);
    }
  }

  void identity(const RawConstraint* constraint) {
    if (body().identity != Identity::kNone) fail("multiple identity specifications", constraint->location);
    body().identity = constraint->generated_when == 'a' ? Identity::kAlways : Identity::kByDefault;
    body().not_null = true;
    if (says_null_) fail("conflicting NULL/NOT NULL declarations", constraint->location);
    create_identity_sequence(session_, id_, constraint->options, constraint->location);
  }

  void generated(const RawConstraint* constraint) {
    if (body().generated != Generated::kNone) fail("multiple generation clauses specified", constraint->location);
    body().generated = generated_kind(constraint) == 'v' ? Generated::kVirtual : Generated::kStored;
    result_.default_value = constraint;
  }

  void attribute(const RawConstraint* constraint) {
    if (pending_.empty() || pending_.back().column != id_)
      session_.invalid(code::kInvalidDefinition, "42601", constraint->location, "misplaced constraint attribute");
    take_attribute(pending_.back(), constraint);
  }

  Session& session_;
  ObjectId id_;
  std::vector<PendingConstraint>& pending_;
  PendingColumn result_;
  bool says_null_ = false;
};

void set_storage(Session& session, Column& column, const ColumnDef* definition) {
  if (definition->storage_name) column.storage = storage_letter(session.catalog, column.type, definition->storage_name);
  if (definition->compression) {
    const Symbol method = symbol(definition->compression);
    column.compression = method.text() == "default" ? Symbol{} : method;
  }
}

}  // namespace

void take_attribute(PendingConstraint& constraint, const RawConstraint* attribute) {
  switch (attribute->contype) {
    case CONSTR_ATTR_DEFERRABLE: constraint.deferrable = true; return;
    case CONSTR_ATTR_DEFERRED: constraint.deferrable = constraint.initially_deferred = true; return;
    default: constraint.enforced &= !is_not_enforced_attribute(attribute->contype); return;
  }
}

char storage_letter(const Catalog& catalog, const TypeRef& type, std::string_view word) {
  static constexpr std::pair<std::string_view, char> kWords[] = {
      {"plain", 'p'}, {"external", 'e'}, {"extended", 'x'}, {"main", 'm'}, {"default", '\0'}};
  const auto found = std::ranges::find_if(kWords, [&](const auto& entry) { return is_keyword(word, entry.first); });
  const char letter = found == std::end(kWords) ? '\0' : found->second;
  return letter == type_storage(catalog, type) ? '\0' : letter;
}

uint16_t next_position(const Catalog& catalog, ObjectId relation) {
  uint16_t last = 0;
  for (ObjectId child : catalog.at(relation).children)
    if (catalog.is(child, Kind::kColumn)) last = std::max(last, catalog.body<Column>(child).position);
  return static_cast<uint16_t>(last + 1);
}

PendingColumn create_column(Session& session, ObjectId table, const ColumnDef* definition,
                            std::vector<PendingConstraint>& pending) {
  Catalog& catalog = session.catalog;
  std::string_view integer;
  const bool serial = is_serial(definition->typeName, &integer);
  const TypeRef type = serial ? builtin_type(integer) : resolve_type(session.scope(), definition->typeName);
  const Symbol name = symbol(definition->colname);
  if (catalog.find_column(table, name))
    session.invalid(
        code::kDuplicateObject, "42701", definition->location,
        "column " + quoted(name.text()) + " of relation " + quoted(catalog.name(table).text()) + " already exists");
  const uint16_t position = next_position(catalog, table);
  const ObjectId id = catalog.add<Column>(table, name, session.place(definition->location));
  Column& column = catalog.body<Column>(id);
  column.type = type;
  column.position = position;
  if (definition->collClause) column.collation = collation_name(session, definition->collClause->collname);
  column.foreign_options = def_options(definition->fdwoptions);
  set_storage(session, column, definition);
  if (serial) {
    column.not_null = true;
    const ObjectId sequence = create_serial_sequence(session, id, definition->location);
    catalog.body<Column>(id).default_value = nextval_of(session, sequence);
  }
  const PendingColumn result = ColumnConstraints(session, id, pending).run(definition);
  if (serial && result.default_value)
    session.invalid(code::kInvalidDefinition, "42601", definition->location,
                    "multiple default values specified for column " + quoted(name.text()) + " of table " +
                        quoted(catalog.name(table).text()));
  return result;
}

PendingColumn refine_column(Session& session, ObjectId column, const ColumnDef* definition,
                            std::vector<PendingConstraint>& pending) {
  session.catalog.at(column).place = session.place(definition->location);
  return ColumnConstraints(session, column, pending).run(definition);
}

void finish_column(Session& session, const PendingColumn& pending) {
  const RawConstraint* constraint = pending.default_value;
  if (!constraint) return;
  Catalog& catalog = session.catalog;
  const NameScope scope = session.scope();
  const auto location = static_cast<uint32_t>(std::max(constraint->location, 0));
  const bool generated = constraint->contype == CONSTR_GENERATED;
  ExprContext context{.expected = catalog.body<Column>(pending.column).type};
  if (generated) context.relation = catalog.parent(pending.column);
  const uint32_t keyword = after_keyword(scope.text, location, generated ? "as" : "default");
  const ByteRange range = generated ? parenthesised(scope.text, keyword) : default_expression(scope.text, keyword);
  const ExprId expr = make_expression(scope, context, constraint->raw_expr, range.begin, range.end);
  catalog.body<Column>(pending.column).default_value =
      is_no_default(catalog, pending.column, constraint->raw_expr) ? ExprId{} : expr;
}

// NULL has to be cast to a domain or to a length, and what is cast is stored (measured on 15; interval is an
// exception).
bool is_no_default(const Catalog& catalog, ObjectId column, const Node* expr) {
  if (!is_node(expr, T_A_Const) || !as<A_Const>(expr)->isnull) return false;
  const TypeRef& type = catalog.body<Column>(column).type;
  if (type.object && catalog.is(type.object, Kind::kDomain)) return false;
  return type.modifier.empty() || type.name.text() == "interval";
}

void set_not_null(Session& session, ObjectId id, const RawConstraint* constraint) {
  Column& column = session.catalog.body<Column>(id);
  column.not_null = true;
  if (!constraint || session.options.target < 18) return;
  if (constraint->conname) {
    const Symbol name = symbol(constraint->conname);
    column.not_null_name = name == not_null_name(session, id) ? Symbol{} : name;
  }
  column.not_null_no_inherit = constraint->is_no_inherit;
  column.not_null_valid = !constraint->skip_validation;
}

Symbol not_null_name(const Session& session, ObjectId column) {
  const ObjectId table = session.catalog.parent(column);
  return intern(make_object_name(session.catalog.name(table).text(), session.catalog.name(column).text(), "not_null"));
}

void forget_not_null(Column& column) {
  column.not_null = false;
  column.not_null_name = {};
  column.not_null_valid = true;
  column.not_null_no_inherit = false;
}

}  // namespace underpin::bind
