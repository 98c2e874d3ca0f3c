#include "bind/definition_list.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/ascii.h"
#include "bind/lists.h"
#include "bind/objects.h"
#include "ir/print.h"

namespace underpin::bind {
namespace {

enum class Value : uint8_t { kType, kFunction, kOperator, kLiteral, kNumber, kBoolean, kWord, kNone };

struct KeyRow {
  std::string_view key;
  Value value;
  std::string_view builtin;  // goes without saying
};

// Manual: CREATE AGGREGATE, CREATE OPERATOR.
constexpr KeyRow kKeys[] = {
    {"basetype", Value::kNone, ""},
    {"combinefunc", Value::kFunction, ""},
    {"commutator", Value::kOperator, ""},
    {"deserialfunc", Value::kFunction, ""},
    {"finalfunc", Value::kFunction, ""},
    {"finalfunc_extra", Value::kBoolean, "false"},
    {"finalfunc_modify", Value::kWord, ""},
    {"function", Value::kFunction, ""},
    {"hashes", Value::kBoolean, "false"},
    {"hypothetical", Value::kBoolean, "false"},
    {"initcond", Value::kLiteral, ""},
    {"join", Value::kFunction, ""},
    {"leftarg", Value::kType, ""},
    {"merges", Value::kBoolean, "false"},
    {"mfinalfunc", Value::kFunction, ""},
    {"mfinalfunc_extra", Value::kBoolean, "false"},
    {"mfinalfunc_modify", Value::kWord, ""},
    {"minitcond", Value::kLiteral, ""},
    {"minvfunc", Value::kFunction, ""},
    {"msfunc", Value::kFunction, ""},
    {"msspace", Value::kNumber, "0"},
    {"mstype", Value::kType, ""},
    {"negator", Value::kOperator, ""},
    {"parallel", Value::kWord, "unsafe"},
    {"restrict", Value::kFunction, ""},
    {"rightarg", Value::kType, ""},
    {"serialfunc", Value::kFunction, ""},
    {"sfunc", Value::kFunction, ""},
    {"sortop", Value::kOperator, ""},
    {"sspace", Value::kNumber, "0"},
    {"stype", Value::kType, ""},
};

// Names of older releases.
std::string_view modern(std::string_view key) {
  if (key == "procedure") return "function";
  if (key == "sfunc1") return "sfunc";
  if (key == "stype1") return "stype";
  return key == "initcond1" ? "initcond" : key;
}

const List* names_of(const Node* arg) { return is_node(arg, T_TypeName) ? as<TypeName>(arg)->names : as<List>(arg); }

struct Writer {
  const Session& s;
  const DefineStmt* stmt;
  ObjectId own_schema;

  // With the schema in which there is a function of that name.
  std::string function(const List* name) const {
    const NameParts parts = name_parts(s, name);
    const std::string bare = quote_identifier(std::string_view(parts.name));
    if (parts.schema)
      return is_system_schema(parts.schema) ? bare : quote_identifier(std::string_view(parts.schema)) + "." + bare;
    for (ObjectId schema : s.search_path)
      if (!s.catalog.routines(schema, symbol(parts.name)).empty())
        return quote_identifier(s.catalog.name(schema)) + "." + bare;
    return bare;
  }

  bool is_own(std::string_view op) const {
    if (stmt->kind == OBJECT_OPERATOR && op == name_parts(s, stmt->defnames).name) return true;
    const std::string head = "operator " + std::string(op) + "(";
    const auto& children = std::as_const(s.catalog).at(own_schema).children;
    return std::ranges::any_of(children, [&](ObjectId id) {
      return s.catalog.is(id, Kind::kOpaque) && s.catalog.name(id).text().starts_with(head);
    });
  }

  std::string op(const Node* arg) const {
    if (is_node(arg, T_String)) return std::string(strval(arg));
    const NameParts parts = name_parts(s, names_of(arg));
    std::string schema = parts.schema && !is_system_schema(parts.schema) ? parts.schema : "";
    if (!parts.schema && is_own(parts.name)) schema = s.catalog.name(own_schema).text();
    return schema.empty() ? std::string(parts.name) : "OPERATOR(" + quote_identifier(schema) + "." + parts.name + ")";
  }

  std::string value(const KeyRow& row, const DefElem* def) const {
    switch (row.value) {
      case Value::kType:
        return is_node(def->arg, T_TypeName) ? type_text(s.catalog, resolve_type(s.scope(), as<TypeName>(def->arg)))
                                             : std::string(strval(def->arg));
      case Value::kFunction:
        return is_node(def->arg, T_String) ? std::string(strval(def->arg)) : function(names_of(def->arg));
      case Value::kOperator: return op(def->arg);
      case Value::kLiteral: return quote_literal(def_value(def).text());
      case Value::kBoolean: return is_true(def) ? "true" : "false";
      case Value::kWord: return lower(def_value(def).text());
      case Value::kNumber: return std::string(def_value(def).text());
      case Value::kNone: return {};
    }
    return {};
  }
};

}  // namespace

std::string definition_list(const Session& s, const DefineStmt* stmt, ObjectId own_schema) {
  const Writer writer{s, stmt, own_schema};
  std::map<std::string_view, std::string> sorted;
  for (const DefElem* def : items<DefElem>(stmt->definition)) {
    const std::string_view key = modern(def->defname);
    const auto row = std::ranges::find(kKeys, key, &KeyRow::key);
    if (row == std::end(kKeys))  // PostgreSQL warns and goes on
      continue;
    std::string value = writer.value(*row, def);
    if (!value.empty() && value != row->builtin) sorted[row->key] = std::move(value);
  }
  std::string out;
  for (const auto& [key, value] : sorted) {
    std::string upper(key);
    std::ranges::transform(upper, upper.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    out += (out.empty() ? "(" : ", ") + upper + " = " + value;
  }
  return out + ")";
}

}  // namespace underpin::bind
