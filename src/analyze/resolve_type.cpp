// Type names to types.
#include <algorithm>

#include "analyze/analyze.h"
#include "analyze/extensions.h"
#include "analyze/tree.h"
#include "analyze/type.h"
#include "ir/print.h"

namespace underpin {
namespace {

using namespace analyze;

std::string dotted(const List* names) {
  std::string out;
  for (const ListCell& cell : cells(names)) out.append(out.empty() ? "" : ".").append(text_of(node_of(cell)));
  return out;
}

[[noreturn]] void no_such_type(const NameScope& scope, const TypeName* name) {
  throw NotFoundError{{.what = NotFound::What::kType,
                       .message = "type \"" + dotted(name->names) + "\" does not exist",
                       .sqlstate = "42704",
                       .place = scope.place(name->location),
                       .hint = {}}};
}

ObjectId find_type_in(const Catalog& catalog, ObjectId schema, Symbol name) {
  if (const ObjectId type = catalog.find(NameSpace::kType, schema, name)) return type;
  const ObjectId relation = catalog.find(NameSpace::kRelation, schema, name);
  if (!relation) return catalog.find(Kind::kOpaque, schema, intern("type " + quote_identifier(name)));  // base types
  switch (catalog.kind(relation)) {
    case Kind::kTable:
    case Kind::kView:
    case Kind::kMaterializedView: return relation;
    default: return {};
  }
}

ObjectId find_user_type(const NameScope& scope, Symbol schema_name, Symbol name) {
  if (!schema_name.empty()) {
    const ObjectId schema = scope.catalog->find_schema(schema_name);
    return schema ? find_type_in(*scope.catalog, schema, name) : ObjectId{};
  }
  for (const ObjectId schema : scope.search_path)
    if (const ObjectId type = find_type_in(*scope.catalog, schema, name)) return type;
  return {};
}

// A range type brings its multirange type: it has no object of its own.
ObjectId find_multirange(const NameScope& scope, Symbol schema_name, Symbol name) {
  if (!schema_name.empty()) {
    const ObjectId schema = scope.catalog->find_schema(schema_name);
    return schema ? find_range_of_multirange(*scope.catalog, schema, name) : ObjectId{};
  }
  for (const ObjectId schema : scope.search_path)
    if (const ObjectId range = find_range_of_multirange(*scope.catalog, schema, name)) return range;
  return {};
}

TypeRef column_type(const NameScope& scope, const TypeName* name) {
  const size_t count = size(name->names);
  if (count < 2) no_such_type(scope, name);
  RangeVar relation{};
  relation.type = T_RangeVar;
  relation.location = name->location;
  const auto part = [&](size_t i) { return const_cast<char*>(as<String>(node_at(name->names, i))->sval); };
  relation.relname = part(count - 2);
  relation.schemaname = count > 2 ? part(count - 3) : nullptr;
  const ObjectId found = resolve_relation(scope, &relation);
  if (!found) return {};
  const Symbol column_name = intern(last_name(name->names));
  const ObjectId column = scope.catalog->find_column(found, column_name);
  if (!column)
    throw NotFoundError{{.what = NotFound::What::kColumn,
                         .message = "column \"" + std::string(column_name.text()) + "\" of relation \"" +
                                    relation.relname + "\" does not exist",
                         .sqlstate = "42703",
                         .place = scope.place(name->location),
                         .hint = {}}};
  return scope.catalog->body<Column>(column).type;
}

TypeRef extension_type(const NameScope& scope, const TypeName* name, Symbol schema, Symbol bare) {
  TypeRef ref;
  ref.name = bare;
  ref.extension = extension_with_type(*scope.catalog, bare.text());
  if (ref.extension) return ref;
  if (schema.text() == "information_schema") {
    ref.schema = schema;
    return ref;
  }
  if (!has_unknown_extension(*scope.catalog)) no_such_type(scope, name);
  // A schema of the user's that holds an extension's types may be written or not: it is not part of the type's
  // identity.
  return ref;
}

TypeRef named_type(const NameScope& scope, const TypeName* name) {
  const size_t count = size(name->names);
  const std::string_view bare = last_name(name->names);
  const std::string_view schema_text = count > 1 ? text_of(node_at(name->names, count - 2)) : std::string_view();
  if (schema_text.empty() || schema_text == "pg_catalog") {
    if (const uint16_t code = builtin::find_type(bare)) return type_ref(*scope.catalog, Type(code));
    std::string_view integer;
    if (schema_text.empty() && is_serial(name, &integer)) return builtin_type(integer);
    if (!schema_text.empty()) no_such_type(scope, name);
  }
  const Symbol schema = intern(schema_text), symbol = intern(bare);
  TypeRef ref;
  ref.object = find_user_type(scope, schema, symbol);
  if (!ref.object && bare.size() > 1 && bare.front() == '_') {
    ref.object = find_user_type(scope, schema, intern(bare.substr(1)));
    ref.array = static_cast<bool>(ref.object);
  }
  if (!ref.object) {
    ref.object = find_multirange(scope, schema, symbol);
    if (ref.object) ref.name = symbol;
  }
  if (!ref.object && bare.size() > 1 && bare.front() == '_') {
    const Symbol element = intern(bare.substr(1));
    ref.object = find_multirange(scope, schema, element);
    if (ref.object) ref.name = element, ref.array = true;
  }
  return ref.object ? ref : extension_type(scope, name, schema, symbol);
}

// --- modifiers ---

bool integer_value(const Node* node, long* value) {
  if (tag(node) != T_A_Const || as<A_Const>(node)->isnull) return false;
  const ValUnion& val = as<A_Const>(node)->val;
  if (tag(&val.node) != T_Integer) return false;
  *value = val.ival.ival;
  return true;
}

// Bits of an interval's field list, as the grammar hands them on (datetime.h's field numbers).
struct Fields {
  long mask;
  std::string_view text;
};
constexpr long bit(int field) { return 1L << field; }
constexpr int kMonth = 1, kYear = 2, kDay = 3, kHour = 10, kMinute = 11, kSecond = 12;
constexpr Fields kFields[] = {
    {bit(kYear), " year"},
    {bit(kMonth), " month"},
    {bit(kDay), " day"},
    {bit(kHour), " hour"},
    {bit(kMinute), " minute"},
    {bit(kSecond), " second"},
    {bit(kYear) | bit(kMonth), " year to month"},
    {bit(kDay) | bit(kHour), " day to hour"},
    {bit(kDay) | bit(kHour) | bit(kMinute), " day to minute"},
    {bit(kDay) | bit(kHour) | bit(kMinute) | bit(kSecond), " day to second"},
    {bit(kHour) | bit(kMinute), " hour to minute"},
    {bit(kHour) | bit(kMinute) | bit(kSecond), " hour to second"},
    {bit(kMinute) | bit(kSecond), " minute to second"},
};

std::string precision(long value, long most) { return "(" + std::to_string(std::min(value, most)) + ")"; }

std::string interval_modifier(const List* modifiers) {
  long mask = 0, digits = 0;
  if (!integer_value(node_at(modifiers, 0), &mask)) return {};
  std::string out;
  for (const Fields& fields : kFields)
    if (fields.mask == mask) out = fields.text;
  if (size(modifiers) > 1 && integer_value(node_at(modifiers, 1), &digits)) out += precision(digits, 6);
  return out;
}

void append_modifier(const Node* node, std::string& out) {
  long value = 0;
  if (integer_value(node, &value)) {
    out += std::to_string(value);
  } else if (tag(node) == T_A_Const && tag(&as<A_Const>(node)->val.node) == T_String) {
    out += as<A_Const>(node)->val.sval.sval;
  } else if (tag(node) == T_ColumnRef) {
    out += dotted(as<ColumnRef>(node)->fields);
  } else if (tag(node) == T_TypeCast) {
    append_modifier(as<TypeCast>(node)->arg, out);
  }
}

std::string modifier_text(const TypeRef& ref, uint16_t code, const List* modifiers) {
  if (size(modifiers) == 0) return {};
  if (code == builtin::kTypeInterval) return interval_modifier(modifiers);
  long first = 0, second = 0;
  const bool number = integer_value(node_at(modifiers, 0), &first);
  if (number && (code == builtin::kTypeTime || code == builtin::kTypeTimetz || code == builtin::kTypeTimestamp ||
                 code == builtin::kTypeTimestamptz))
    return precision(first, 6);
  if (code == builtin::kTypeNumeric && number) {
    if (size(modifiers) > 1) integer_value(node_at(modifiers, 1), &second);
    return "(" + std::to_string(first) + "," + std::to_string(second) + ")";
  }
  std::string out = "(";
  for (const ListCell& cell : cells(modifiers)) {
    if (out.size() > 1) out += ",";
    append_modifier(node_of(cell), out);
  }
  (void)ref;
  return out + ")";
}

}  // namespace

TypeRef resolve_type(const NameScope& scope, const TypeName* name) {
  TypeRef ref = name->pct_type ? column_type(scope, name) : named_type(scope, name);
  const Type type = type_of(ref);
  const std::string modifier = modifier_text(ref, type.element().code(), name->typmods);
  if (!modifier.empty()) {
    ref.modifier = intern(modifier);
    static const Symbol bpchar = intern("bpchar"), character = intern("character");
    if (ref.name == bpchar && !ref.extension) ref.name = character;
  }
  if (size(name->arrayBounds) > 0) {
    ref.array = true;
    static const Symbol bpchar = intern("bpchar"), character = intern("character");
    if (ref.name == bpchar) ref.name = character;
  }
  return ref;
}

bool is_serial(const TypeName* name, std::string_view* integer_type) {
  struct Serial {
    std::string_view name, type;
  };
  constexpr Serial kSerials[] = {{"serial", "int4"},  {"serial4", "int4"},     {"bigserial", "int8"},
                                 {"serial8", "int8"}, {"smallserial", "int2"}, {"serial2", "int2"}};
  if (name->pct_type || analyze::size(name->names) != 1 || analyze::size(name->arrayBounds) > 0) return false;
  for (const Serial& serial : kSerials)
    if (serial.name == analyze::last_name(name->names)) {
      *integer_type = serial.type;
      return true;
    }
  return false;
}

}  // namespace underpin
