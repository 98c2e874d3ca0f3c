#include <algorithm>

#include "base/utf8.h"
#include "bind/lists.h"
#include "bind/session.h"
#include "ir/print.h"

namespace underpin::bind {
namespace {

constexpr size_t kNameBytes = 63;  // NAMEDATALEN - 1

std::string dotted(const List* names) {
  std::string out;
  for (const Node* name : items(names)) {
    if (!out.empty()) out += '.';
    out += is_node(name, T_String) ? strval(name) : "*";
  }
  return out;
}

// A type's name as a definition list has it: (STYPE = numeric[]).
std::string type_words(const TypeName* type) {
  std::string out = type->setof ? "setof " : "";
  for (const Node* name : items(type->names)) {
    if (!out.empty() && out.back() != ' ') out += '.';
    out += quote_identifier(strval(name));
  }
  if (type->pct_type) out += "%TYPE";
  if (type->arrayBounds) out += "[]";
  return out;
}

std::string value_text(const Node* arg) {
  switch (nodeTag(arg)) {
    case T_Integer: return std::to_string(as<Integer>(arg)->ival);
    case T_Float: return as<Float>(arg)->fval;
    case T_Boolean: return as<Boolean>(arg)->boolval ? "true" : "false";
    case T_String: return as<String>(arg)->sval;
    case T_TypeName: return type_words(as<TypeName>(arg));
    case T_List: return dotted(as<List>(arg));
    case T_A_Star: return "*";
    default: return {};
  }
}

}  // namespace

std::string_view strval(const Node* node) {
  if (is_node(node, T_String)) return as<String>(node)->sval;
  if (is_node(node, T_Float)) return as<Float>(node)->fval;
  return {};
}

Symbol symbol(const char* text) {
  if (text == nullptr) return {};
  std::string_view name = text;
  if (name.size() > kNameBytes) {
    size_t size = kNameBytes;
    while (size > 0 && is_utf8_continuation(name[size])) --size;
    name = name.substr(0, size);
  }
  return intern(name);
}

Symbol def_value(const DefElem* def) { return def->arg == nullptr ? intern("true") : intern(value_text(def->arg)); }

Options def_options(const List* defs) {
  Options out;
  for (const DefElem* def : items<DefElem>(defs)) {
    const std::string name = def->defnamespace ? std::string(def->defnamespace) + "." + def->defname : def->defname;
    out.push_back({intern(name), def_value(def)});
  }
  std::ranges::stable_sort(out, ByText{}, &Option::name);
  return out;
}

bool is_true(const DefElem* def) {
  if (def->arg == nullptr) return true;
  if (is_node(def->arg, T_Integer)) return as<Integer>(def->arg)->ival != 0;
  std::string value = value_text(def->arg);
  std::ranges::transform(value, value.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return value == "true" || value == "on" || value == "yes" || value == "1" || value == "t" || value == "y";
}

}  // namespace underpin::bind
