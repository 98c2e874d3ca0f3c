// What functions, domains and casts are like.
#include <algorithm>
#include <utility>

#include "analyze/type.h"
#include "ir/print.h"
#include "locks/lists.h"
#include "locks/work.h"
#include "parse/walk.h"

namespace underpin::locks {

namespace {

// Any overload that takes so many arguments.
bool builtin_is_volatile(std::string_view name, int arguments) {
  const auto overloads = builtin::functions(name);
  return std::ranges::any_of(overloads, [&](const builtin::FunctionInfo& function) {
    const int most = static_cast<int>(builtin::type_list(function.argument_list).size());
    const bool fits = function.variadic() || (arguments <= most && arguments >= most - function.defaults);
    return fits && function.volatility == 'v';
  });
}

bool calls_volatile(const std::vector<ObjectId>& search_path, const Catalog& catalog, const Node* node) {
  bool found = false;
  if (is_node(node, T_FuncCall)) {
    const auto* call = as<FuncCall>(node);
    const auto name = items(call->funcname);
    const std::string_view last = as<String>(name.back())->sval;
    bool own = false;
    for (ObjectId schema : search_path)
      for (ObjectId routine : catalog.routines(schema, intern(last))) {
        own = true;
        found |= catalog.is(routine, Kind::kFunction) && catalog.body<Function>(routine).volatility == 'v';
      }
    if (!own) found |= builtin_is_volatile(last, items(call->args).size());
  }
  for_each_child(node, [&](const Node* child) { found = found || calls_volatile(search_path, catalog, child); });
  return found;
}

bool calls_volatile(const std::vector<ObjectId>& search_path, const Catalog& catalog, ExprId expression) {
  if (!expression) return false;
  bool found = false;
  for (const Reference& reference : catalog.expr(expression).refs)
    if (catalog.is(reference.target, Kind::kFunction))
      found |= catalog.body<Function>(reference.target).volatility == 'v';
  ParseError error;
  parse_text(
      expr_text(catalog, expression), TextKind::kExpression,
      [&](const Node* node) { found = found || calls_volatile(search_path, catalog, node); }, &error);
  return found;
}

// Domains of information_schema with a CHECK (src/backend/catalog/information_schema.sql).
bool is_constrained_of_standard(const TypeRef& type) {
  return !type.array && type.schema.text() == "information_schema" &&
         (type.name.text() == "cardinal_number" || type.name.text() == "yes_or_no");
}

}  // namespace

bool is_volatile(const Work& work, const Catalog& catalog, ExprId expression) {
  return calls_volatile(work.search_path, catalog, expression);
}

ObjectId domain_of(const Catalog& catalog, const TypeRef& type) {
  return !type.array && catalog.is(type.object, Kind::kDomain) ? type.object : ObjectId{};
}

bool is_constrained_domain(const Catalog& catalog, const TypeRef& type) {
  if (is_constrained_of_standard(type)) return true;
  const ObjectId domain = domain_of(catalog, type);
  if (!domain) return false;
  const Domain& body = catalog.body<Domain>(domain);
  return body.not_null || !catalog.children(domain, Kind::kConstraint).empty() ||
         is_constrained_domain(catalog, body.base);
}

}  // namespace underpin::locks

namespace underpin {

bool calls_volatile_function(const Catalog& catalog, ExprId expression) {
  return locks::calls_volatile({}, catalog, expression);
}

}  // namespace underpin
