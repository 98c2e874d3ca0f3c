// XML and SQL/JSON expressions.
#include "analyze/analyzer.h"
#include "analyze/tree.h"

namespace underpin::analyze {

using namespace builtin;

Term* Analyzer::xml_expr(const Node* expression) {
  if (tag(expression) == T_XmlSerialize) {
    const auto* serialize = as<XmlSerialize>(expression);
    use_type(serialize->typeName);
    const TypeRef ref = resolve_type_of(serialize->typeName);
    Term* value = coerce(expr(serialize->expr), kTypeXml, {}, Coercion::kImplicit);
    const int options = serialize->xmloption * 2 + serialize->indent;
    return cast_node(node(concat("xmlserialize ", std::to_string(options)), {value}, kTypeText), type_of(ref),
                     ref.modifier, Coercion::kExplicit);
  }
  const auto* xml = as<XmlExpr>(expression);
  Terms terms(pool(), size(xml->args) + size(xml->named_args) + 1);
  if (xml->name != nullptr) terms.add(const_term(pool().keep(xml->name), Type()));
  for (const ListCell& cell : cells(xml->named_args)) {
    const auto* target = as<ResTarget>(node_of(cell));
    const Symbol name = target->name != nullptr ? intern(target->name) : output_name(target->val);
    terms.add(node("as", {to_text_if_unknown(expr(target->val)), const_term(name.text(), Type())}));
  }
  for (const ListCell& cell : cells(xml->args)) terms.add(to_text_if_unknown(expr(node_of(cell))));
  const int what = xml->op * 100 + xml->xmloption * 10 + xml->indent;
  return node(concat("xml ", std::to_string(what)), terms.span(), xml->op == IS_DOCUMENT ? kTypeBool : kTypeXml);
}

namespace {

Type json_type(const Node* expression) {
  switch (tag(expression)) {
    case T_JsonIsPredicate: return kTypeBool;
    case T_JsonFuncExpr: return as<JsonFuncExpr>(expression)->op == JSON_EXISTS_OP ? kTypeBool : Type();
    case T_JsonScalarExpr:
    case T_JsonParseExpr: return kTypeJson;
    default: return {};
  }
}

}  // namespace

// What the children do not say: the switches of a SQL/JSON node.
std::string Analyzer::json_switches(const Node* expression) const {
  std::string out = "json";
  const auto add = [&](long value) { out.append(" ").append(std::to_string(value)); };
  switch (tag(expression)) {
    case T_JsonFuncExpr: {
      const auto* function = as<JsonFuncExpr>(expression);
      add(function->op), add(function->wrapper), add(function->quotes);
      break;
    }
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
    case T_JsonBehavior: add(as<JsonBehavior>(expression)->btype); break;
    default: break;
  }
  return out;
}

Term* Analyzer::json_expr(const Node* expression) {
  if (tag(expression) == T_SelectStmt) return query(expression, level_, true).term;
  if (tag(expression) == T_ResTarget) return expr(as<ResTarget>(expression)->val);
  Term* term = generic(pool().keep(json_switches(expression)), expression);
  term->type = json_type(expression);
  return term;
}

}  // namespace underpin::analyze
