// Enums and ranges. Composite types: composite.cpp; base types are opaque (opaque.cpp).
#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "bind/lists.h"
#include "bind/objects.h"
#include "ir/print.h"

namespace underpin::bind {
namespace {

using namespace std::string_view_literals;

constexpr size_t kLabelBytes = 63;

Symbol enum_label(const Session& s, std::string_view label) {
  if (label.size() > kLabelBytes)
    s.invalid(code::kInvalidDefinition, "42602", -1, "invalid enum label " + in_quotes(label),
              "Labels must be 63 bytes or less.");
  return intern(label);
}

ObjectId enum_named(const Session& s, const List* name) {
  const ObjectId id = type_address(s, reinterpret_cast<const Node*>(name), false);
  if (!s.catalog.is(id, Kind::kEnum))
    s.invalid(code::kWrongObjectType, "42809", -1, std::string(printed_name(name).text()) + " is not an enum");
  return id;
}

void add_value(Session& s, ObjectId id, const AlterEnumStmt* stmt) {
  const Symbol label = enum_label(s, stmt->newVal);
  std::vector<Symbol> labels = std::as_const(s.catalog).body<Enum>(id).labels;
  if (std::ranges::find(labels, label) != labels.end()) {
    if (stmt->skipIfNewValExists) return;
    s.invalid(code::kDuplicateObject, "42710", -1, "enum label " + in_quotes(label.text()) + " already exists");
  }
  auto at = labels.end();
  if (stmt->newValNeighbor) {
    at = std::ranges::find(labels, intern(stmt->newValNeighbor));
    if (at == labels.end())
      s.not_found(NotFound::What::kOther, "22023", -1,
                  in_quotes(stmt->newValNeighbor) + " is not an existing enum label");
    if (stmt->newValIsAfter) ++at;
  }
  labels.insert(at, label);
  s.catalog.body<Enum>(id).labels = std::move(labels);
}

void rename_value(Session& s, ObjectId id, const AlterEnumStmt* stmt) {
  const Symbol label = enum_label(s, stmt->newVal);
  std::vector<Symbol> labels = std::as_const(s.catalog).body<Enum>(id).labels;
  const auto at = std::ranges::find(labels, intern(stmt->oldVal));
  if (at == labels.end())
    s.not_found(NotFound::What::kOther, "22023", -1, in_quotes(stmt->oldVal) + " is not an existing enum label");
  if (std::ranges::find(labels, label) != labels.end())
    s.invalid(code::kDuplicateObject, "42710", -1, "enum label " + in_quotes(label.text()) + " already exists");
  *at = label;
  s.catalog.body<Enum>(id).labels = std::move(labels);
}

// PostgreSQL's choice: the first "range" of the name becomes "multirange", else "_multirange" is appended.
Symbol multirange_name(Symbol range) {
  std::string name(range.text());
  const size_t at = name.find("range");
  if (at == std::string::npos) return intern(make_object_name(name, "", "multirange"));
  name.insert(at, "multi");
  return symbol(name.c_str());
}

}  // namespace

void create_enum(Session& s, const Node* node) {
  const auto* stmt = as<CreateEnumStmt>(node);
  std::vector<Symbol> labels;
  for (const Node* value : items(stmt->vals)) {
    const Symbol label = enum_label(s, strval(value));
    if (std::ranges::find(labels, label) != labels.end())
      s.invalid(code::kInvalidDefinition, "23505", -1,
                "enum label " + in_quotes(label.text()) + " is used more than once");
    labels.push_back(label);
  }
  const ObjectId schema = s.creation_schema(stmt->typeName, -1);
  const ObjectId id = s.create<Enum>(schema, symbol(name_parts(s, stmt->typeName).name), -1);
  s.catalog.body<Enum>(id).labels = std::move(labels);
}

void alter_enum(Session& s, const Node* node) {
  const auto* stmt = as<AlterEnumStmt>(node);
  const ObjectId id = enum_named(s, stmt->typeName);
  if (stmt->oldVal)
    rename_value(s, id, stmt);
  else
    add_value(s, id, stmt);
  s.catalog.set_place(id, "labels", s.place(-1));
}

namespace {

// The subtype_diff function takes two of the subtype.
void set_subtype_diff(Session& s, Range& range, const List* name) {
  const std::array arguments{range.subtype, range.subtype};
  const RoutineName function = find_function(s, name, arguments, -1);
  range.subtype_diff = function.id;
  range.subtype_diff_name = function.outside;
}

List* names_of(const Node* arg) {
  return is_node(arg, T_TypeName) ? as<TypeName>(arg)->names : const_cast<List*>(as<List>(arg));
}

}  // namespace

void create_range(Session& s, const Node* node) {
  const auto* stmt = as<CreateRangeStmt>(node);
  const Symbol name = symbol(name_parts(s, stmt->typeName).name);
  Range range;
  const List* diff = nullptr;
  for (const DefElem* option : items<DefElem>(stmt->params)) {
    const std::string_view key = option->defname;
    if (key == "subtype") range.subtype = resolve_type(s.scope(), as<TypeName>(option->arg));
    if (key == "subtype_opclass") range.subtype_opclass = printed_name(names_of(option->arg));
    if (key == "collation") range.collation = printed_name(names_of(option->arg));
    if (key == "canonical") range.canonical = printed_name(names_of(option->arg));
    if (key == "multirange_type_name") range.multirange = symbol(name_parts(s, names_of(option->arg)).name);
    if (key == "subtype_diff") diff = names_of(option->arg);
  }
  if (!range.subtype.known())
    s.invalid(code::kInvalidDefinition, "42601", -1, "type attribute \"subtype\" is required");
  if (diff) set_subtype_diff(s, range, diff);
  if (range.multirange.empty()) range.multirange = multirange_name(name);
  const ObjectId id = s.create<Range>(s.creation_schema(stmt->typeName, -1), name, -1);
  s.catalog.body<Range>(id) = range;
}

}  // namespace underpin::bind
