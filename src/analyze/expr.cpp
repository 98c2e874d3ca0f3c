// Expressions: one function for each family of nodes.
#include <utility>

#include "analyze/analyzer.h"
#include "analyze/tree.h"
#include "diag/codes.h"
#include "parse/walk.h"

namespace underpin::analyze {

using namespace builtin;

Term* Analyzer::expr(const Node* node_) {
  Term* term = expr_node(node_);
  if (strict && term->location < 0) term->location = exprLocation(node_);
  return term;
}

Term* Analyzer::expr_in(Clause clause, const Node* node_) {
  Level* level = level_;
  const Clause before = std::exchange(level->clause, clause);
  Term* term = expr(node_);
  level->clause = before;
  return term;
}

Term* Analyzer::expr_node(const Node* node_) {
  switch (tag(node_)) {
    case T_ColumnRef: return column_ref(as<ColumnRef>(node_));
    case T_ParamRef: return argument_number(as<ParamRef>(node_)->number, as<ParamRef>(node_)->location);
    case T_A_Const: return constant(as<A_Const>(node_));
    case T_TypeCast: return type_cast(as<TypeCast>(node_));
    case T_A_Expr: return a_expr(as<A_Expr>(node_));
    case T_BoolExpr: return bool_expr(as<BoolExpr>(node_));
    case T_FuncCall: return call(as<FuncCall>(node_));
    case T_A_Indirection: return indirection(as<A_Indirection>(node_));
    case T_A_ArrayExpr: return array_expr(as<A_ArrayExpr>(node_), {});
    case T_CaseExpr: return case_expr(as<CaseExpr>(node_));
    case T_CoalesceExpr: return common_type_node("coalesce", "COALESCE", as<CoalesceExpr>(node_)->args);
    case T_MinMaxExpr:
      return as<MinMaxExpr>(node_)->op == IS_GREATEST
                 ? common_type_node("greatest", "GREATEST", as<MinMaxExpr>(node_)->args)
                 : common_type_node("least", "LEAST", as<MinMaxExpr>(node_)->args);
    case T_SQLValueFunction: return sql_value(as<SQLValueFunction>(node_));
    case T_RowExpr: return row_expr(as<RowExpr>(node_)->args);
    case T_SubLink: return sublink(as<SubLink>(node_));
    case T_NullTest: {
      const auto* test = as<NullTest>(node_);
      return node(test->nulltesttype == IS_NULL ? "is-null" : "is-not-null",
                  {to_text_if_unknown(expr(to_node(test->arg)))}, kTypeBool);
    }
    case T_BooleanTest: {
      constexpr std::string_view kHeads[] = {"is-true",      "is-not-true", "is-false",
                                             "is-not-false", "is-unknown",  "is-not-unknown"};
      constexpr std::string_view kWords[] = {"IS TRUE",      "IS NOT TRUE", "IS FALSE",
                                             "IS NOT FALSE", "IS UNKNOWN",  "IS NOT UNKNOWN"};
      const auto* test = as<BooleanTest>(node_);
      return node(kHeads[test->booltesttype], {condition(to_node(test->arg), kWords[test->booltesttype])}, kTypeBool);
    }
    case T_CollateClause: return collate(as<CollateClause>(node_));
    case T_NamedArgExpr: return expr(to_node(as<NamedArgExpr>(node_)->arg));
    case T_GroupingFunc: {
      Terms terms(pool(), size(as<GroupingFunc>(node_)->args));
      for (const ListCell& cell : cells(as<GroupingFunc>(node_)->args)) terms.add(expr(node_of(cell)));
      Term* term = node("grouping", terms.span(), kTypeInt4);
      if (strict) mark_aggregate(term, as<GroupingFunc>(node_)->location, "grouping operations");
      return term;
    }
    case T_SetToDefault:
      if (strict)
        invalid(code::kInvalidDefinition, "42601", as<SetToDefault>(node_)->location,
                "DEFAULT is not allowed in this context");
      return node("default");
    case T_MergeSupportFunc: return node("merge-action", {}, kTypeText);
    case T_XmlExpr:
    case T_XmlSerialize: return xml_expr(node_);
    default: return json_expr(node_);
  }
}

// A boolean: WHERE, ON, AND …
Term* Analyzer::condition(const Node* node_, std::string_view construct, Clause clause) {
  return boolean(clause == Clause::kNone ? expr(node_) : expr_in(clause, node_), construct);
}

Term* Analyzer::constant(const A_Const* value) {
  if (value->isnull) {
    Term* term = const_term("", kTypeUnknown);
    term->null = true;
    return term;
  }
  const ValUnion& val = value->val;
  Term* term = nullptr;
  switch (tag(&val.node)) {
    case T_Integer: term = const_term(pool().keep(std::to_string(val.ival.ival)), kTypeInt4); break;
    case T_Float: {
      Type type;
      const std::string_view text = numeral_text(val.fval.fval, &type);
      term = const_term(text, type);
      break;
    }
    case T_Boolean: return const_term(val.boolval.boolval ? "true" : "false", kTypeBool);
    case T_BitString: return const_term(literal_text(val.bsval.bsval, kTypeBit, {}), kTypeBit);
    default: {
      term = const_term(pool().keep(val.sval.sval), kTypeUnknown);
      locations_.push_back({term, value->location});
      return term;
    }
  }
  term->numeral = true;
  return term;
}

Term* Analyzer::type_cast(const TypeCast* cast) {
  const TypeRef ref = resolve_type_of(cast->typeName);
  use_type(cast->typeName);
  const Type type = type_of(ref);
  const Type base = base_type(catalog(), type);
  if (tag(cast->arg) == T_A_ArrayExpr && base.is_array()) {
    Term* array = array_expr(as<A_ArrayExpr>(cast->arg), base);
    return coerce(array, type, ref.modifier, Coercion::kExplicit);
  }
  Term* arg = expr(cast->arg);
  if (strict && arg->kind == TermKind::kRow && is_composite(catalog(), base)) check_row(arg, base, cast->location);
  if (strict) check_cast(arg, type, cast->location >= 0 ? cast->location : cast->typeName->location);
  Term* result = coerce(arg, type, ref.modifier, Coercion::kExplicit);
  if (result->kind == TermKind::kCast) result->explicit_cast = true;
  return result;
}

Term* Analyzer::collate(const CollateClause* clause) {
  Term* arg = clause->arg == nullptr ? nullptr : to_text_if_unknown(expr(clause->arg));
  const Symbol name = intern(last_name(clause->collname));
  const size_t count = size(clause->collname);
  ObjectId collation;
  if (count > 1) {
    const ObjectId schema = catalog().find_schema(intern(text_of(node_at(clause->collname, count - 2))));
    if (schema) collation = catalog().find(Kind::kCollation, schema, name);
  } else {
    for (const ObjectId schema : scope_.search_path)
      if (!collation) collation = catalog().find(Kind::kCollation, schema, name);
  }
  Term* term = node("collate", {const_term(name.text(), Type())}, arg == nullptr ? Type() : arg->type);
  if (collation) {
    // The location is COLLATE's: the name comes behind it.
    const int after = clause->location < 0 ? -1 : clause->location + 7;
    term->ref = add_ref(collation, name_range_behind(after, clause->collname), RefForm::kQualified);
    term->args = {};
  }
  if (strict) check_collation(clause, arg, collation);
  if (arg == nullptr) return term;
  Terms terms(pool(), {arg});
  for (Term* part : term->args) terms.add(part);
  term->args = terms.span();
  term->modifier = arg->modifier;
  return term;
}

// a[i], a[i:j], (row).field
Term* Analyzer::indirection(const A_Indirection* indirection) {
  Term* term = expr(indirection->arg);
  for (const ListCell& cell : cells(indirection->indirection)) {
    const Node* step = node_of(cell);
    if (tag(step) == T_String) {
      term = field_of(term, intern(text_of(step)), field_range(indirection, text_of(step)));
      continue;
    }
    if (tag(step) != T_A_Indices) continue;
    term = subscript(term, as<A_Indices>(step));
  }
  return term;
}

Term* Analyzer::subscript(Term* container, const A_Indices* indices) {
  const Type type = base_type(catalog(), container->type);
  const bool json = type == Type(kTypeJsonb);
  const auto index = [&](const Node* at) -> Term* {
    if (at == nullptr) return node("");
    Term* term = expr(at);
    if (json) return term->type == Type(kTypeInt4) ? term : coerce(term, kTypeText, {}, Coercion::kAssignment);
    if (strict && type.known() && !untyped(term) && !can_coerce(term->type, kTypeInt4, Coercion::kAssignment))
      mismatch(term->location, "array subscript must have type integer");
    return type.known() ? coerce(term, kTypeInt4, {}, Coercion::kAssignment) : loose(term);
  };
  if (strict && type.known() && !json && !type.is_array() && !vector_element(type).known() &&
      (!type.code() || builtin::type(type.code()).element == 0) && type.extension_name().empty() &&
      !catalog().is(type.object(), Kind::kOpaque))
    mismatch(container->location,
             "cannot subscript type " + display(container->type) + " because it does not support subscripting");
  if (strict && json && indices->is_slice)
    invalid(code::kInvalidDefinition, "0A000", container->location, "jsonb subscript does not support slices");
  if (indices->is_slice) {
    Term* slice = node("slice", {container, index(indices->lidx), index(indices->uidx)}, type);
    slice->modifier = container->modifier;
    return slice;
  }
  Type element = type.is_array() ? type.element() : Type();
  if (json) element = kTypeJsonb;
  if (vector_element(type).known())
    element = vector_element(type);
  else if (!type.is_array() && type.code())
    element = json ? Type(kTypeJsonb) : Type(builtin::type(type.code()).element);
  Term* result = node("at", {container, index(indices->uidx)}, element);
  if (type.is_array()) result->modifier = container->modifier;
  return result;
}

Term* Analyzer::array_expr(const A_ArrayExpr* array, Type wanted) {
  Terms terms(pool(), size(array->elements));
  bool nested = false;
  for (const ListCell& cell : cells(array->elements)) {
    const Node* element = node_of(cell);
    if (tag(element) == T_A_ArrayExpr) {
      terms.add(array_expr(as<A_ArrayExpr>(element), wanted));
      nested = true;
    } else {
      terms.add(expr(element));
    }
  }
  Term* term = node("", terms.span());
  term->kind = TermKind::kArray;
  if (strict && terms.size() == 0 && !wanted.known())
    invalid(code::kInvalidDefinition, "42P18", array->location, "cannot determine type of empty array",
            "Explicitly cast to the desired type, for example ARRAY[]::integer[].");
  Type type = wanted.known() ? wanted.element() : common_or(terms.span(), "ARRAY");
  if (type == Type(kTypeUnknown)) type = terms.size() == 0 && !wanted.known() ? Type() : Type(kTypeText);
  if (nested) {
    term->type = wanted.known() ? wanted : type;
    return term;
  }
  for (Term*& element : terms.span()) {
    if (wanted.known() && element->kind == TermKind::kArray) continue;
    if (strict && wanted.known()) check_cast(element, type, element->location);
    element = wanted.known() ? coerce(element, type, {}, Coercion::kExplicit) : to_common(element, type, "ARRAY");
  }
  term->type = type.array();
  term->modifier = common_modifier(terms.span(), type);
  return term;
}

// Any other node: its children in order.
Term* Analyzer::generic(std::string_view head, const Node* other) {
  std::vector<Term*> found;
  const auto add = [&](const auto& self, const Node* child) -> void {
    switch (tag(child)) {
      case T_List: for_each_child(child, [&](const Node* item) { self(self, item); }); return;
      case T_String: found.push_back(const_term(pool().keep(text_of(child)), Type())); return;
      case T_TypeName: {
        use_type(as<TypeName>(child));
        const TypeRef ref = resolve_type_of(as<TypeName>(child));
        found.push_back(cast_node(node("type"), type_of(ref), ref.modifier, Coercion::kExplicit));
        return;
      }
      default: found.push_back(loose(expr(child))); return;
    }
  };
  for_each_child(other, [&](const Node* child) { add(add, child); });
  Terms terms(pool(), found.size());
  for (Term* term : found) terms.add(term);
  return node(concat(head, concat(" ", std::to_string(tag(other)))), terms.span());
}

}  // namespace underpin::analyze
