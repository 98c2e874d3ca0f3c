// The options of CREATE and ALTER FUNCTION.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "analyze/literals.h"
#include "bind/lists.h"
#include "bind/objects.h"
#include "bind/routine.h"
#include "ir/print.h"

namespace underpin::bind {
namespace {

// Settings whose value is a list of names, each quoted (GUC_LIST_QUOTE).
constexpr std::array<std::string_view, 6> kNameLists{"search_path",
                                                     "temp_tablespaces",
                                                     "local_preload_libraries",
                                                     "session_preload_libraries",
                                                     "shared_preload_libraries",
                                                     "unix_socket_directories"};

std::string constant(const Node* arg) {
  if (is_node(arg, T_TypeCast)) arg = as<TypeCast>(arg)->arg;  // INTERVAL '…' of SET TIME ZONE
  if (!is_node(arg, T_A_Const)) return {};
  const auto* value = as<A_Const>(arg);
  const Node* node = reinterpret_cast<const Node*>(&value->val);
  switch (nodeTag(node)) {
    case T_Integer: return std::to_string(as<Integer>(node)->ival);
    case T_Float: return as<Float>(node)->fval;
    case T_Boolean: return as<Boolean>(node)->boolval ? "true" : "false";
    default: return std::string(strval(node));
  }
}

std::string flattened(const VariableSetStmt* set) {
  const bool names = std::ranges::find(kNameLists, std::string_view(set->name)) != kNameLists.end();
  std::string out;
  for (const Node* arg : items(set->args)) {
    if (!out.empty()) out += ", ";
    const std::string value = constant(arg);
    out += !names ? value : value.empty() ? "\"\"" : quote_identifier(value);
  }
  return out;
}

std::string current_value(const Session& s, std::string_view name) {
  if (name == "search_path") {
    std::string out;
    for (Symbol schema : s.search_path_names)
      out += (out.empty() ? "" : ", ") + (schema.empty() ? "\"\"" : quote_identifier(schema));
    return out;
  }
  const auto found = s.settings.find(intern(name));
  return found == s.settings.end() ? std::string() : std::string(found->second.text());
}

std::string number(Symbol text) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%g", std::strtod(std::string(text.text()).c_str(), nullptr));
  return buffer;
}

char parallel_letter(const Session& s, const DefElem* option) {
  std::string value(def_value(option).text());
  std::ranges::transform(value, value.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (value == "safe") return 's';
  if (value == "restricted") return 'r';
  if (value == "unsafe") return 'u';
  s.invalid(code::kInvalidDefinition, "42601", option->location,
            "parameter \"parallel\" must be SAFE, RESTRICTED, or UNSAFE");
}

}  // namespace

void set_configuration(Session& s, Options& settings, const VariableSetStmt* set) {
  if (set->kind == VAR_RESET_ALL) {
    settings.clear();
    return;
  }
  const Symbol name = intern(analyze::lower_ascii(set->name));  // the server says "TimeZone"
  std::erase_if(settings, [&](const Option& option) { return option.name == name; });
  if (set->kind == VAR_SET_DEFAULT || set->kind == VAR_RESET) return;
  const std::string value = set->kind == VAR_SET_CURRENT ? current_value(s, set->name) : flattened(set);
  settings.push_back({name, intern(value)});
  std::ranges::sort(settings, ByText{}, &Option::name);
}

void set_routine_option(Session& s, Function& function, const DefElem* option) {
  const std::string_view name = option->defname;
  if (name == "window") {
    if (is_true(option)) function.routine = RoutineKind::kWindow;
  } else if (name == "volatility") {
    function.volatility = def_value(option).text().empty() ? 'v' : def_value(option).text().front();
  } else if (name == "strict") {
    function.strict = is_true(option);
  } else if (name == "security") {
    function.security_definer = is_true(option);
  } else if (name == "leakproof") {
    function.leakproof = is_true(option);
  } else if (name == "parallel") {
    function.parallel = parallel_letter(s, option);
  } else if (name == "cost") {
    function.cost = intern(number(def_value(option)));
  } else if (name == "rows") {
    function.rows = intern(number(def_value(option)));
  } else if (name == "support") {
    function.support = printed_name(as<List>(option->arg));
  } else if (name == "set") {
    set_configuration(s, function.settings, as<VariableSetStmt>(option->arg));
  } else if (name == "transform") {
    function.transforms.clear();
    for (const TypeName* type : items<TypeName>(as<List>(option->arg)))
      function.transforms.push_back(resolve_type(s.scope(), type));
  } else {
    s.invalid(code::kNotModelled, "0A000", option->location, "the option \"" + std::string(name) + "\" is not known");
  }
}

void normalise_costs(Function& function) {
  const bool native = function.language.text() == "c" || function.language.text() == "internal";
  if (function.cost.text() == (native ? "1" : "100")) function.cost = {};
  if (!function.returns_set || function.rows.text() == "1000") function.rows = {};
}

void alter_function(Session& s, const Node* node) {
  const auto* stmt = as<AlterFunctionStmt>(node);
  const ObjectId id = routine_address(s, stmt->objtype, stmt->func, false);
  if (!id) s.invalid(code::kUnsupported, "42501", -1, "functions of the system or of an extension cannot be changed");
  if (s.catalog.is(id, Kind::kAggregate))
    s.invalid(code::kWrongObjectType, "42809", -1, identity(s.catalog, id) + " is an aggregate function");
  Function changed = std::as_const(s.catalog).body<Function>(id);
  for (const DefElem* option : items<DefElem>(stmt->actions)) {
    if (option->defname == std::string_view("rows") && !changed.returns_set)
      s.invalid(code::kInvalidDefinition, "22023", option->location,
                "ROWS is not applicable when function does not return a set");
    set_routine_option(s, changed, option);
  }
  normalise_costs(changed);
  s.catalog.body<Function>(id) = std::move(changed);
}

}  // namespace underpin::bind
