// XML expressions.
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
  for (const ListCell& cell : cells(xml->args)) {
    Term* argument = expr(node_of(cell));
    terms.add(xml->op == IS_XMLCONCAT ? coerce(argument, kTypeXml, {}, Coercion::kImplicit)
                                      : to_text_if_unknown(argument));
  }
  const int what = xml->op * 100 + xml->xmloption * 10 + xml->indent;
  return node(concat("xml ", std::to_string(what)), terms.span(), xml->op == IS_DOCUMENT ? kTypeBool : kTypeXml);
}

}  // namespace underpin::analyze
