#include "plan/kinds/routine_sql.h"

#include <algorithm>
#include <array>

namespace underpin::plan {
namespace {

// Settings whose value is a list of names that are quoted one by one already (GUC_LIST_QUOTE).
constexpr std::array<std::string_view, 6> kNameLists{"search_path",
                                                     "temp_tablespaces",
                                                     "local_preload_libraries",
                                                     "session_preload_libraries",
                                                     "shared_preload_libraries",
                                                     "unix_socket_directories"};

std::string argument_text(const Catalog& catalog, const Argument& argument) {
  std::string out;
  if (argument.mode == ArgMode::kOut) out = "OUT ";
  if (argument.mode == ArgMode::kInOut) out = "INOUT ";
  if (argument.mode == ArgMode::kVariadic) out = "VARIADIC ";
  if (!argument.name.empty()) out += quote_identifier(argument.name) + " ";
  out += type_text(catalog, argument.type);
  if (argument.default_value) out += " DEFAULT " + expr_text(catalog, argument.default_value);
  return out;
}

std::string result_text(const Catalog& catalog, const Function& function) {
  std::string columns;
  for (const Argument& argument : function.arguments) {
    if (argument.mode != ArgMode::kTable) continue;
    if (!columns.empty()) columns += ", ";
    columns += quote_identifier(argument.name) + " " + type_text(catalog, argument.type);
  }
  if (!columns.empty()) return "\nRETURNS TABLE(" + columns + ")";
  if (function.routine == RoutineKind::kProcedure || !function.result.known()) return "";
  return std::string("\nRETURNS ") + (function.returns_set ? "SETOF " : "") + type_text(catalog, function.result);
}

// "app.user_id" is two identifiers.
std::string setting_name(std::string_view name) {
  const size_t dot = name.find('.');
  if (dot == std::string_view::npos) return quote_identifier(name);
  return quote_identifier(name.substr(0, dot)) + "." + setting_name(name.substr(dot + 1));
}

std::string setting_text(const Option& option) {
  const std::string_view name = option.name.text(), value = option.value.text();
  const bool list = std::ranges::find(kNameLists, name) != kNameLists.end();
  return "\nSET " + setting_name(name) + " TO " +
         (list ? (value == "\"\"" ? "''" : std::string(value)) : quote_literal(value));
}

std::string attribute_list(const Function& function) {
  std::string out;
  if (function.routine == RoutineKind::kWindow) out += " WINDOW";
  if (function.volatility == 'i') out += " IMMUTABLE";
  if (function.volatility == 's') out += " STABLE";
  if (function.strict) out += " STRICT";
  if (function.leakproof) out += " LEAKPROOF";
  if (function.security_definer) out += " SECURITY DEFINER";
  if (function.parallel == 's') out += " PARALLEL SAFE";
  if (function.parallel == 'r') out += " PARALLEL RESTRICTED";
  if (!function.cost.empty()) out += " COST " + std::string(function.cost.text());
  if (!function.rows.empty()) out += " ROWS " + std::string(function.rows.text());
  if (!function.support.empty()) out += " SUPPORT " + std::string(function.support.text());
  return out;
}

std::string body_text(const Catalog& catalog, const Function& function) {
  if (function.sql_body) return "\n" + expr_text(catalog, function.body);
  const std::string body = function.body ? std::string(catalog.expr(function.body).text) : std::string();
  if (function.link_symbol.empty()) return "\nAS " + dollar_quote(body);
  return "\nAS " + quote_literal(body) + ", " + quote_literal(function.link_symbol.text());
}

}  // namespace

std::string argument_list(const Catalog& catalog, const std::vector<Argument>& arguments) {
  std::string out;
  for (const Argument& argument : arguments) {
    if (argument.mode == ArgMode::kTable) continue;
    if (!out.empty()) out += ", ";
    out += argument_text(catalog, argument);
  }
  return out;
}

std::string routine_definition(const Catalog& catalog, ObjectId id) {
  const Function& function = catalog.body<Function>(id);
  std::string sql = std::string(object_word(catalog, id)) + " " + qualified_name(catalog, id) + "(" +
                    argument_list(catalog, function.arguments) + ")";
  sql += result_text(catalog, function);
  sql += "\nLANGUAGE " + quote_identifier(function.language) + attribute_list(function);
  for (const TypeRef& type : function.transforms)
    sql += (&type == &function.transforms.front() ? "\nTRANSFORM FOR TYPE " : ", FOR TYPE ") + type_text(catalog, type);
  for (const Option& option : function.settings) sql += setting_text(option);
  return sql + body_text(catalog, function);
}

}  // namespace underpin::plan
