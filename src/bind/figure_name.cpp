// The name that PostgreSQL gives to a column that is an expression (FigureColname): the function's, the type's of a
// cast …
#include "bind/lists.h"
#include "bind/relations.h"

namespace underpin::bind {
namespace {

// A name and how good it is: 0 = none, 1 = a type's, 2 = a proper one.
struct Guess {
  int strength = 0;
  std::string name;
};

Guess guess(const Node* node);

Guess proper(std::string_view name) { return {2, std::string(name)}; }

Guess last_string(const List* names) {
  Guess found;
  for (const Node* name : items(names))
    if (is_node(name, T_String)) found = proper(strval(name));
  return found;
}

Guess of_indirection(const A_Indirection* node) {
  const Guess field = last_string(node->indirection);
  return field.strength > 0 ? field : guess(node->arg);
}

Guess of_cast(const TypeCast* cast) {
  const Guess inner = guess(cast->arg);
  if (inner.strength > 1) return inner;
  Guess type = last_string(cast->typeName->names);
  type.strength = 1;
  return type;
}

Guess of_case(const CaseExpr* expr) {
  const Guess fallback = guess(reinterpret_cast<const Node*>(expr->defresult));
  return fallback.strength > 1 ? fallback : Guess{1, "case"};
}

Guess of_sublink(const SubLink* link) {
  switch (link->subLinkType) {
    case EXISTS_SUBLINK: return proper("exists");
    case ARRAY_SUBLINK: return proper("array");
    case EXPR_SUBLINK: {
      if (!is_node(link->subselect, T_SelectStmt)) return {};
      const auto targets = items<ResTarget>(as<SelectStmt>(link->subselect)->targetList);
      if (targets.empty()) return {};
      return targets[0]->name ? proper(targets[0]->name) : guess(targets[0]->val);
    }
    default: return {};
  }
}

Guess of_value_function(const SQLValueFunction* function) {
  switch (function->op) {
    case SVFOP_CURRENT_DATE: return proper("current_date");
    case SVFOP_CURRENT_TIME:
    case SVFOP_CURRENT_TIME_N: return proper("current_time");
    case SVFOP_CURRENT_TIMESTAMP:
    case SVFOP_CURRENT_TIMESTAMP_N: return proper("current_timestamp");
    case SVFOP_LOCALTIME:
    case SVFOP_LOCALTIME_N: return proper("localtime");
    case SVFOP_LOCALTIMESTAMP:
    case SVFOP_LOCALTIMESTAMP_N: return proper("localtimestamp");
    case SVFOP_CURRENT_ROLE: return proper("current_role");
    case SVFOP_CURRENT_USER: return proper("current_user");
    case SVFOP_USER: return proper("user");
    case SVFOP_SESSION_USER: return proper("session_user");
    case SVFOP_CURRENT_CATALOG: return proper("current_catalog");
    case SVFOP_CURRENT_SCHEMA: return proper("current_schema");
  }
  return {};
}

Guess of_xml(const XmlExpr* expr) {
  switch (expr->op) {
    case IS_XMLCONCAT: return proper("xmlconcat");
    case IS_XMLELEMENT: return proper("xmlelement");
    case IS_XMLFOREST: return proper("xmlforest");
    case IS_XMLPARSE: return proper("xmlparse");
    case IS_XMLPI: return proper("xmlpi");
    case IS_XMLROOT: return proper("xmlroot");
    case IS_XMLSERIALIZE: return proper("xmlserialize");
    default: return {};
  }
}

Guess guess(const Node* node) {
  if (!node) return {};
  switch (nodeTag(node)) {
    case T_ColumnRef: return last_string(as<ColumnRef>(node)->fields);
    case T_A_Indirection: return of_indirection(as<A_Indirection>(node));
    case T_FuncCall: return last_string(as<FuncCall>(node)->funcname);
    case T_A_Expr: return as<A_Expr>(node)->kind == AEXPR_NULLIF ? proper("nullif") : Guess{};
    case T_TypeCast: return of_cast(as<TypeCast>(node));
    case T_CollateClause: return guess(as<CollateClause>(node)->arg);
    case T_GroupingFunc: return proper("grouping");
    case T_MergeSupportFunc: return proper("merge_action");
    case T_SubLink: return of_sublink(as<SubLink>(node));
    case T_CaseExpr: return of_case(as<CaseExpr>(node));
    case T_A_ArrayExpr: return proper("array");
    case T_RowExpr: return proper("row");
    case T_CoalesceExpr: return proper("coalesce");
    case T_MinMaxExpr: return proper(as<MinMaxExpr>(node)->op == IS_GREATEST ? "greatest" : "least");
    case T_SQLValueFunction: return of_value_function(as<SQLValueFunction>(node));
    case T_XmlExpr: return of_xml(as<XmlExpr>(node));
    case T_XmlSerialize: return proper("xmlserialize");
    case T_JsonParseExpr: return proper("json");
    case T_JsonScalarExpr: return proper("json_scalar");
    case T_JsonSerializeExpr: return proper("json_serialize");
    case T_JsonObjectConstructor: return proper("json_object");
    case T_JsonArrayConstructor:
    case T_JsonArrayQueryConstructor: return proper("json_array");
    case T_JsonObjectAgg: return proper("json_objectagg");
    case T_JsonArrayAgg: return proper("json_arrayagg");
    default: return {};
  }
}

}  // namespace

std::string figure_name(const Node* expr) { return guess(expr).name; }

}  // namespace underpin::bind
