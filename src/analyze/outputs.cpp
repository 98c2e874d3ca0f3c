// The name that PostgreSQL gives to a result column without one.
#include "analyze/analyzer.h"
#include "analyze/tree.h"

namespace underpin::analyze {
namespace {

// How good a name is: a cast's type gives way to a proper one.
enum class Strength : uint8_t { kNone, kType, kProper };

struct Guess {
  Strength strength = Strength::kNone;
  std::string_view name;
};

Guess guess(const Node* node);

Guess proper(std::string_view name) { return {Strength::kProper, name}; }

Guess last_string(const List* names) {
  Guess found;
  for (const ListCell& cell : cells(names))
    if (tag(node_of(cell)) == T_String) found = proper(text_of(node_of(cell)));
  return found;
}

Guess of_sublink(const SubLink* link) {
  switch (link->subLinkType) {
    case EXISTS_SUBLINK: return proper("exists");
    case ARRAY_SUBLINK: return proper("array");
    case EXPR_SUBLINK: {
      const auto* select = as<SelectStmt>(link->subselect);
      while (tag(select) == T_SelectStmt && select->larg != nullptr) select = select->larg;
      if (tag(select) != T_SelectStmt) return {};
      if (size(select->targetList) > 0) {
        const auto* target = as<ResTarget>(node_at(select->targetList, 0));
        return target->name != nullptr ? proper(target->name) : guess(target->val);
      }
      return size(select->valuesLists) > 0 ? proper("column1") : Guess{};
    }
    default: return {};
  }
}

std::string_view value_name(SQLValueFunctionOp op) {
  switch (op) {
    case SVFOP_CURRENT_DATE: return "current_date";
    case SVFOP_CURRENT_TIME:
    case SVFOP_CURRENT_TIME_N: return "current_time";
    case SVFOP_CURRENT_TIMESTAMP:
    case SVFOP_CURRENT_TIMESTAMP_N: return "current_timestamp";
    case SVFOP_LOCALTIME:
    case SVFOP_LOCALTIME_N: return "localtime";
    case SVFOP_LOCALTIMESTAMP:
    case SVFOP_LOCALTIMESTAMP_N: return "localtimestamp";
    case SVFOP_CURRENT_ROLE: return "current_role";
    case SVFOP_CURRENT_USER: return "current_user";
    case SVFOP_USER: return "user";
    case SVFOP_SESSION_USER: return "session_user";
    case SVFOP_CURRENT_CATALOG: return "current_catalog";
    default: return "current_schema";
  }
}

std::string_view json_name(const Node* node) {
  switch (tag(node)) {
    case T_JsonParseExpr: return "json";
    case T_JsonScalarExpr: return "json_scalar";
    case T_JsonSerializeExpr: return "json_serialize";
    case T_JsonObjectConstructor: return "json_object";
    case T_JsonArrayConstructor:
    case T_JsonArrayQueryConstructor: return "json_array";
    case T_JsonObjectAgg: return "json_objectagg";
    case T_JsonArrayAgg: return "json_arrayagg";
    case T_JsonFuncExpr:
      switch (as<JsonFuncExpr>(node)->op) {
        case JSON_EXISTS_OP: return "json_exists";
        case JSON_QUERY_OP: return "json_query";
        case JSON_VALUE_OP: return "json_value";
        default: return {};
      }
    default: return {};
  }
}

std::string_view xml_name(const XmlExpr* xml) {
  switch (xml->op) {
    case IS_XMLCONCAT: return "xmlconcat";
    case IS_XMLELEMENT: return "xmlelement";
    case IS_XMLFOREST: return "xmlforest";
    case IS_XMLPARSE: return "xmlparse";
    case IS_XMLPI: return "xmlpi";
    case IS_XMLROOT: return "xmlroot";
    default: return {};
  }
}

Guess guess(const Node* node) {
  switch (tag(node)) {
    case T_ColumnRef: return last_string(as<ColumnRef>(node)->fields);
    case T_A_Indirection: {
      const Guess field = last_string(as<A_Indirection>(node)->indirection);
      return field.strength != Strength::kNone ? field : guess(as<A_Indirection>(node)->arg);
    }
    case T_FuncCall: return proper(last_name(as<FuncCall>(node)->funcname));
    case T_A_Expr: return as<A_Expr>(node)->kind == AEXPR_NULLIF ? proper("nullif") : Guess{};
    case T_TypeCast: {
      const Guess inner = guess(as<TypeCast>(node)->arg);
      if (inner.strength == Strength::kProper || as<TypeCast>(node)->typeName == nullptr) return inner;
      return {Strength::kType, last_name(as<TypeCast>(node)->typeName->names)};
    }
    case T_CollateClause: return guess(as<CollateClause>(node)->arg);
    case T_GroupingFunc: return proper("grouping");
    case T_SubLink: return of_sublink(as<SubLink>(node));
    case T_CaseExpr: {
      const Guess otherwise = guess(reinterpret_cast<const Node*>(as<CaseExpr>(node)->defresult));
      return otherwise.strength == Strength::kProper ? otherwise : Guess{Strength::kType, "case"};
    }
    case T_A_ArrayExpr: return proper("array");
    case T_RowExpr: return proper("row");
    case T_CoalesceExpr: return proper("coalesce");
    case T_MinMaxExpr: return proper(as<MinMaxExpr>(node)->op == IS_GREATEST ? "greatest" : "least");
    case T_SQLValueFunction: return proper(value_name(as<SQLValueFunction>(node)->op));
    case T_XmlSerialize: return proper("xmlserialize");
    case T_MergeSupportFunc: return proper("merge_action");
    case T_XmlExpr: {
      const std::string_view name = xml_name(as<XmlExpr>(node));
      return name.empty() ? Guess{} : proper(name);
    }
    default: {
      const std::string_view name = json_name(node);
      return name.empty() ? Guess{} : proper(name);
    }
  }
}

}  // namespace

Symbol Analyzer::output_name(const Node* node) {
  const Guess found = guess(node);
  return intern(found.strength == Strength::kNone ? std::string_view("?column?") : found.name);
}

}  // namespace underpin::analyze
