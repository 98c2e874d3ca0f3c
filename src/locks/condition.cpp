// Conditions in SQL to sets of values.
#include <cstdlib>
#include <optional>

#include "ir/print.h"
#include "locks/lists.h"
#include "locks/value_set.h"
#include "parse/statement.h"

namespace underpin::locks {

namespace {

std::string_view operator_name(const A_Expr* expression) { return as<String>(items(expression->name).back())->sval; }

bool is_column(const Node* node, std::string_view column) {
  if (is_node(node, T_TypeCast)) return is_column(as<TypeCast>(node)->arg, column);
  if (!is_node(node, T_ColumnRef)) return false;
  const auto fields = items(as<ColumnRef>(node)->fields);
  return !fields.empty() && is_node(fields.back(), T_String) && as<String>(fields.back())->sval == column;
}

std::optional<Constant> constant(const Node* node) {
  if (is_node(node, T_TypeCast)) return constant(as<TypeCast>(node)->arg);
  if (is_node(node, T_A_Expr)) {  // - 5
    const auto* expression = as<A_Expr>(node);
    if (expression->lexpr != nullptr || operator_name(expression) != "-") return {};
    auto value = constant(expression->rexpr);
    if (value) value->number = -value->number;
    return value && !value->is_text ? value : std::nullopt;
  }
  if (!is_node(node, T_A_Const) || as<A_Const>(node)->isnull) return {};
  const auto& value = as<A_Const>(node)->val;
  switch (nodeTag(&value)) {
    case T_Integer: return Constant{.is_text = false, .number = static_cast<long double>(value.ival.ival), .text = {}};
    case T_Float: return Constant{.is_text = false, .number = std::strtold(value.fval.fval, nullptr), .text = {}};
    case T_Boolean: return Constant{.is_text = true, .number = 0, .text = value.boolval.boolval ? "t" : "f"};
    case T_String: return Constant{.is_text = true, .number = 0, .text = value.sval.sval};
    default: return {};
  }
}

Condition compared(std::string_view op, const Constant& value) {
  const Edge before{.infinity = 0, .value = value, .side = -1}, behind{.infinity = 0, .value = value, .side = 1};
  if (op == "=") return {ValueSet::only(value), true};
  if (op == "<>") return {ValueSet::only(value).complement(), true};
  if (op == "<") return {ValueSet::between(Edge::lowest(), before), true};
  if (op == "<=") return {ValueSet::between(Edge::lowest(), behind), true};
  if (op == ">") return {ValueSet::between(behind, Edge::highest()), true};
  if (op == ">=") return {ValueSet::between(before, Edge::highest()), true};
  return {};
}

std::string_view mirrored(std::string_view op) {
  return op == "<" ? ">" : op == "<=" ? ">=" : op == ">" ? "<" : op == ">=" ? "<=" : op;
}

Condition one_of(const List* list) {
  ValueSet set;
  for (const Node* item : items(list)) {
    const auto value = constant(item);
    if (!value) return {};
    set = set.united(ValueSet::only(*value));
  }
  return {set, true};
}

Condition between(const List* limits) {
  const auto pair = items(limits);
  const auto low = constant(pair[0]), high = constant(pair[1]);
  if (!low || !high) return {};
  return {compared(">=", *low).set.intersected(compared("<=", *high).set), true};
}

Condition inverted(const Condition& condition) {
  return condition.exact ? Condition{condition.set.complement(), true} : Condition{};
}

Condition comparison(const A_Expr* expression, std::string_view column) {
  const std::string_view op = operator_name(expression);
  if (expression->kind == AEXPR_OP) {
    if (is_column(expression->lexpr, column))
      if (const auto value = constant(expression->rexpr)) return compared(op, *value);
    if (is_column(expression->rexpr, column))
      if (const auto value = constant(expression->lexpr)) return compared(mirrored(op), *value);
    return {};
  }
  if (!is_column(expression->lexpr, column)) return {};
  if (expression->kind == AEXPR_IN) {
    const Condition in = one_of(reinterpret_cast<const List*>(expression->rexpr));
    return op == "=" ? in : inverted(in);
  }
  if (expression->kind == AEXPR_BETWEEN) return between(reinterpret_cast<const List*>(expression->rexpr));
  if (expression->kind == AEXPR_OP_ANY && op == "=" && is_node(expression->rexpr, T_A_ArrayExpr))
    return one_of(as<A_ArrayExpr>(expression->rexpr)->elements);
  return {};
}

}  // namespace

Condition condition_on(const Node* expression, std::string_view column) {
  if (is_node(expression, T_A_Expr)) return comparison(as<A_Expr>(expression), column);
  if (!is_node(expression, T_BoolExpr)) return {};
  const auto* boolean = as<BoolExpr>(expression);
  if (boolean->boolop == NOT_EXPR) return inverted(condition_on(items(boolean->args)[0], column));
  const bool all = boolean->boolop == AND_EXPR;
  Condition out{all ? ValueSet::all() : ValueSet::none(), true};
  for (const Node* argument : items(boolean->args)) {
    const Condition part = condition_on(argument, column);
    out.set = all ? out.set.intersected(part.set) : out.set.united(part.set);
    out.exact &= part.exact;
  }
  return out;
}

bool proves_not_null(const Node* expression, std::string_view column) {
  if (is_node(expression, T_NullTest)) {
    const auto* test = as<NullTest>(expression);
    return test->nulltesttype == IS_NOT_NULL && is_column(reinterpret_cast<const Node*>(test->arg), column);
  }
  if (is_node(expression, T_A_Expr) && as<A_Expr>(expression)->kind == AEXPR_DISTINCT) {  // FROM NULL
    const auto* distinct = as<A_Expr>(expression);
    const auto is_null = [](const Node* node) { return is_node(node, T_A_Const) && as<A_Const>(node)->isnull; };
    return (is_column(distinct->lexpr, column) && is_null(distinct->rexpr)) ||
           (is_column(distinct->rexpr, column) && is_null(distinct->lexpr));
  }
  if (!is_node(expression, T_BoolExpr)) return false;
  const auto* boolean = as<BoolExpr>(expression);
  if (boolean->boolop == NOT_EXPR) {
    const Node* inner = items(boolean->args)[0];
    return is_node(inner, T_NullTest) && as<NullTest>(inner)->nulltesttype == IS_NULL &&
           is_column(reinterpret_cast<const Node*>(as<NullTest>(inner)->arg), column);
  }
  const bool all = boolean->boolop == OR_EXPR;  // every branch has to prove it
  for (const Node* argument : items(boolean->args))
    if (proves_not_null(argument, column) != all) return !all;
  return all;
}

namespace {

template <class Result, class Use>
Result parsed(const Catalog& catalog, ExprId expression, Use use) {
  Result out{};
  if (!expression) return out;
  ParseError error;
  parse_text(
      expr_text(catalog, expression), TextKind::kExpression, [&](const Node* node) { out = use(node); }, &error);
  return out;
}

Edge bound_edge(const Node* datum, bool lower) {
  if (is_node(datum, T_ColumnRef)) {  // MINVALUE and MAXVALUE before PostgreSQL has looked at them
    const auto fields = items(as<ColumnRef>(datum)->fields);
    const std::string_view word = as<String>(fields.back())->sval;
    if (word == "minvalue") return Edge::lowest();
    if (word == "maxvalue") return Edge::highest();
  }
  if (const auto value = constant(datum)) return {.infinity = 0, .value = *value, .side = -1};
  return lower ? Edge::lowest() : Edge::highest();
}

void read_bound(const PartitionBoundSpec* spec, PartitionBound& out) {
  if (spec->strategy == 'l') {
    out.set = ValueSet::none();
    out.exact = true;
    for (const Node* datum : items(spec->listdatums)) {
      if (is_node(datum, T_A_Const) && as<A_Const>(datum)->isnull)
        out.takes_null = true;
      else if (const auto value = constant(datum))
        out.set = out.set.united(ValueSet::only(*value));
      else
        out.exact = false;
    }
    if (!out.exact) out.set = ValueSet::all();
  } else if (spec->strategy == 'r') {
    out.exact = items(spec->lowerdatums).size() == 1;
    Edge high = bound_edge(items(spec->upperdatums)[0], false);
    if (!out.exact && high.infinity == 0) high.side = 1;
    out.set = ValueSet::between(bound_edge(items(spec->lowerdatums)[0], true), high);
  }
}

}  // namespace

Condition condition_on(const Catalog& catalog, ExprId expression, ObjectId column) {
  const std::string_view name = catalog.name(column).text();
  return parsed<Condition>(catalog, expression, [&](const Node* node) { return condition_on(node, name); });
}

bool proves_not_null(const Catalog& catalog, ExprId expression, ObjectId column) {
  const std::string_view name = catalog.name(column).text();
  return parsed<bool>(catalog, expression, [&](const Node* node) { return proves_not_null(node, name); });
}

PartitionBound partition_bound(const Catalog& catalog, ObjectId parent, std::string_view bound_text) {
  PartitionBound out;
  const auto& key = catalog.body<Table>(parent).partition_key;
  if (!key.empty()) out.column = key.front().column;
  out.is_default = bound_text == "DEFAULT";
  const std::string statement = "ALTER TABLE p ATTACH PARTITION c " + std::string(bound_text);
  ParseError error;
  parse_text(
      statement, TextKind::kStatements,
      [&](const Node* node) {
        const auto* command = as<AlterTableCmd>(items(as<AlterTableStmt>(node)->cmds)[0]);
        if (!out.is_default) read_bound(as<PartitionCmd>(command->def)->bound, out);
      },
      &error);
  out.exact &= key.size() == 1 && static_cast<bool>(out.column);
  return out;
}

}  // namespace underpin::locks
