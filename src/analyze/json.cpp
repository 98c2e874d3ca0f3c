// SQL/JSON expressions.
#include "analyze/analyzer.h"
#include "analyze/tree.h"

namespace underpin::analyze {

using namespace builtin;

Term* Analyzer::json_expr(const Node* expression) {
  switch (tag(expression)) {
    case T_SelectStmt: return query(expression, level_, true).term;
    case T_ResTarget: return expr(as<ResTarget>(expression)->val);
    case T_JsonValueExpr: return json_value(as<JsonValueExpr>(expression));
    case T_JsonFuncExpr: return json_function(as<JsonFuncExpr>(expression));
    default: return json_constructor(expression);
  }
}

// expr [FORMAT JSON …]
Term* Analyzer::json_value(const JsonValueExpr* value) {
  Term* term = expr(to_node(value->raw_expr));
  if (value->format == nullptr || value->format->format_type == JS_FORMAT_DEFAULT) return term;
  return node(concat("format ", std::to_string(value->format->format_type * 10 + value->format->encoding)),
              {to_text_if_unknown(term)}, term->type);
}

// value AS name, of PASSING
Term* Analyzer::json_argument(const Node* argument) {
  const auto* passed = as<JsonArgument>(argument);
  return node("passing", {const_term(view(passed->name), Type()), to_text_if_unknown(expr(to_node(passed->val)))});
}

// ON EMPTY, ON ERROR; nothing where it is the usual one.
Term* Analyzer::json_behavior(std::string_view when, const JsonBehavior* behavior, int usual, Type type) {
  if (behavior == nullptr || static_cast<int>(behavior->btype) == usual) return nullptr;
  // EMPTY is short for EMPTY ARRAY.
  Term* term = node(concat(when, concat(" ", std::to_string(behavior->btype))));
  if (behavior->expr == nullptr || behavior->btype != JSON_BEHAVIOR_DEFAULT) return term;
  Term* value = expr(behavior->expr);
  term->args = Terms(pool(), {type.known() ? coerce(value, type, {}, Coercion::kAssignment) : loose(value)}).span();
  return term;
}

// WITHOUT WRAPPER and KEEP QUOTES are what stands where nothing is written.
Term* Analyzer::json_shape(int wrapper, int quotes) {
  const int how =
      (wrapper == JSW_UNSPEC ? JSW_NONE : wrapper) * 10 + (quotes == JS_QUOTES_UNSPEC ? JS_QUOTES_KEEP : quotes);
  return node(concat("shape ", std::to_string(how)));
}

// RETURNING type; `usual` where nothing is written.
Term* Analyzer::json_returning(const JsonOutput* output, Type usual, Type* result) {
  OutColumn column;
  column.type = usual;
  Term* term = nullptr;
  if (output != nullptr && output->typeName != nullptr)
    term = type_term(output->typeName, &column);
  else
    term = cast_node(node("type"), usual, {}, Coercion::kExplicit);
  *result = column.type;
  return term;
}

Term* Analyzer::json_function(const JsonFuncExpr* function) {
  Terms terms(pool(), size(function->passing) + 6);
  terms.add(expr(to_node(function->context_item)));
  terms.add(coerce(expr(function->pathspec), kTypeJsonpath, {}, Coercion::kImplicit));
  for (const ListCell& cell : cells(function->passing)) terms.add(json_argument(node_of(cell)));
  const bool exists = function->op == JSON_EXISTS_OP, query = function->op == JSON_QUERY_OP;
  Type type = kTypeBool;
  if (!exists) terms.add(json_returning(function->output, query ? kTypeJsonb : kTypeText, &type));
  if (query) terms.add(json_shape(function->wrapper, function->quotes));
  const int usual = exists ? JSON_BEHAVIOR_FALSE : JSON_BEHAVIOR_NULL;
  terms.add_if(json_behavior("on-empty", function->on_empty, usual, type));
  terms.add_if(json_behavior("on-error", function->on_error, usual, type));
  return node(concat("json ", std::to_string(function->op)), terms.span(), type);
}

namespace {

// What the children do not say: the switches of a SQL/JSON constructor.
std::string switches(const Node* expression) {
  std::string out = "json";
  const auto add = [&](long value) { out.append(" ").append(std::to_string(value)); };
  switch (tag(expression)) {
    case T_JsonIsPredicate:
      add(as<JsonIsPredicate>(expression)->item_type), add(as<JsonIsPredicate>(expression)->unique_keys);
      break;
    case T_JsonParseExpr: add(as<JsonParseExpr>(expression)->unique_keys); break;
    case T_JsonObjectConstructor:
      add(as<JsonObjectConstructor>(expression)->absent_on_null), add(as<JsonObjectConstructor>(expression)->unique);
      break;
    case T_JsonArrayConstructor: add(as<JsonArrayConstructor>(expression)->absent_on_null); break;
    case T_JsonArrayQueryConstructor: add(as<JsonArrayQueryConstructor>(expression)->absent_on_null); break;
    case T_JsonArrayAgg: add(as<JsonArrayAgg>(expression)->absent_on_null); break;
    case T_JsonObjectAgg:
      add(as<JsonObjectAgg>(expression)->absent_on_null), add(as<JsonObjectAgg>(expression)->unique);
      break;
    default: break;
  }
  return out;
}

const JsonOutput* output_of(const Node* expression) {
  switch (tag(expression)) {
    case T_JsonParseExpr: return as<JsonParseExpr>(expression)->output;
    case T_JsonScalarExpr: return as<JsonScalarExpr>(expression)->output;
    case T_JsonSerializeExpr: return as<JsonSerializeExpr>(expression)->output;
    case T_JsonObjectConstructor: return as<JsonObjectConstructor>(expression)->output;
    case T_JsonArrayConstructor: return as<JsonArrayConstructor>(expression)->output;
    case T_JsonArrayQueryConstructor: return as<JsonArrayQueryConstructor>(expression)->output;
    case T_JsonArrayAgg: return as<JsonArrayAgg>(expression)->constructor->output;
    case T_JsonObjectAgg: return as<JsonObjectAgg>(expression)->constructor->output;
    default: return nullptr;
  }
}

const JsonAggConstructor* aggregate_of(const Node* expression) {
  if (tag(expression) == T_JsonArrayAgg) return as<JsonArrayAgg>(expression)->constructor;
  return tag(expression) == T_JsonObjectAgg ? as<JsonObjectAgg>(expression)->constructor : nullptr;
}

}  // namespace

// The arguments of a constructor, in order.
void Analyzer::json_arguments(const Node* expression, Terms& terms) {
  const auto add = [&](const Node* value) { terms.add(to_text_if_unknown(expr(value))); };
  const auto pair = [&](const JsonKeyValue* item) {
    add(to_node(item->key));
    add(to_node(item->value));
  };
  switch (tag(expression)) {
    case T_JsonIsPredicate: return add(as<JsonIsPredicate>(expression)->expr);
    case T_JsonParseExpr: return add(to_node(as<JsonParseExpr>(expression)->expr));
    case T_JsonScalarExpr: return add(to_node(as<JsonScalarExpr>(expression)->expr));
    case T_JsonSerializeExpr: return add(to_node(as<JsonSerializeExpr>(expression)->expr));
    case T_JsonArrayAgg: return add(to_node(as<JsonArrayAgg>(expression)->arg));
    case T_JsonObjectAgg: return pair(as<JsonObjectAgg>(expression)->arg);
    case T_JsonArrayConstructor:
      for (const ListCell& cell : cells(as<JsonArrayConstructor>(expression)->exprs)) add(node_of(cell));
      return;
    case T_JsonObjectConstructor:
      for (const ListCell& cell : cells(as<JsonObjectConstructor>(expression)->exprs))
        pair(as<JsonKeyValue>(node_of(cell)));
      return;
    case T_JsonArrayQueryConstructor: {
      Level* before = level_;
      terms.add(query(as<JsonArrayQueryConstructor>(expression)->query, level_, false).term);
      level_ = before;
      return;
    }
    default: terms.add(generic("other", expression)); return;
  }
}

Term* Analyzer::json_constructor(const Node* expression) {
  const std::string_view head = pool().keep(switches(expression) + " " + std::to_string(tag(expression)));
  Terms terms(pool(), 8);
  json_arguments(expression, terms);
  Type usual = kTypeJson;
  for (const Term* term : terms.span())
    if (term->type == Type(kTypeJsonb)) usual = kTypeJsonb;
  Type type = kTypeBool;
  switch (tag(expression)) {
    case T_JsonIsPredicate: break;
    case T_JsonParseExpr:
    case T_JsonScalarExpr: terms.add(json_returning(output_of(expression), kTypeJson, &type)); break;
    case T_JsonSerializeExpr: terms.add(json_returning(output_of(expression), kTypeText, &type)); break;
    case T_JsonObjectConstructor:
    case T_JsonArrayConstructor:
    case T_JsonArrayQueryConstructor:
    case T_JsonArrayAgg:
    case T_JsonObjectAgg: terms.add(json_returning(output_of(expression), usual, &type)); break;
    default: type = {}; break;
  }
  if (const JsonAggConstructor* aggregate = aggregate_of(expression)) {
    for (const ListCell& cell : cells(aggregate->agg_order)) terms.add(sort_item(as<SortBy>(node_of(cell)), {}, false));
    if (aggregate->agg_filter != nullptr)
      terms.add(node("filter", {condition(aggregate->agg_filter, "FILTER", Clause::kFilter)}));
    if (aggregate->over != nullptr)
      terms.add(aggregate->over->name != nullptr ? node("over", {const_term(aggregate->over->name, Type())})
                                                 : window(aggregate->over));
  }
  return node(head, terms.span(), type);
}

}  // namespace underpin::analyze
