// Operators: A_Expr in all its kinds, AND, OR, NOT.
#include "analyze/analyzer.h"
#include "analyze/extensions.h"
#include "analyze/tree.h"
#include "diag/codes.h"

namespace underpin::analyze {

using namespace builtin;

namespace {

Symbol schema_of_name(const List* names) {
  if (size(names) < 2) return {};
  const std::string_view schema = text_of(node_at(names, size(names) - 2));
  return schema == "pg_catalog" ? Symbol() : intern(schema);
}

bool is_null_literal(const Term* term) {
  return term->kind == TermKind::kConst && term->null && term->type == Type(kTypeUnknown);
}

}  // namespace

Term* Analyzer::a_expr(const A_Expr* expression) {
  operator_location_ = expression->location;
  const std::string_view name = last_name(expression->name);
  const Symbol schema = schema_of_name(expression->name);
  switch (expression->kind) {
    case AEXPR_OP:
    case AEXPR_LIKE:
    case AEXPR_ILIKE:
    case AEXPR_SIMILAR: {
      if (tag(expression->lexpr) == T_RowExpr &&
          (tag(expression->rexpr) == T_RowExpr || tag(expression->rexpr) == T_SubLink)) {
        if (tag(expression->rexpr) == T_RowExpr) {
          Term* left = expr(expression->lexpr);
          Term* right = expr(expression->rexpr);
          operator_location_ = expression->location;
          return row_compare(name, schema, left, right);
        }
        if (strict && as<SubLink>(expression->rexpr)->subLinkType == EXPR_SUBLINK)
          return row_of_subquery(name, expression);
        return node(concat("row", name), {expr(expression->lexpr), expr(expression->rexpr)}, kTypeBool);
      }
      Term* left = expression->lexpr == nullptr ? nullptr : expr(expression->lexpr);
      Term* right = expr(expression->rexpr);
      operator_location_ = expression->location;
      return op(name, schema, left, right);
    }
    case AEXPR_OP_ANY:
    case AEXPR_OP_ALL: {
      Term* left = expr(expression->lexpr);
      Term* right = expr(expression->rexpr);
      operator_location_ = expression->location;
      return array_op(name, schema, expression->kind == AEXPR_OP_ANY, left, right);
    }
    case AEXPR_DISTINCT:
    case AEXPR_NOT_DISTINCT: {
      const bool distinct = expression->kind == AEXPR_DISTINCT;
      Term* left = expr(expression->lexpr);
      Term* right = expr(expression->rexpr);
      operator_location_ = expression->location;
      if (is_null_literal(right))
        return node(distinct ? "is-not-null" : "is-null", {to_text_if_unknown(left)}, kTypeBool);
      if (is_null_literal(left))
        return node(distinct ? "is-not-null" : "is-null", {to_text_if_unknown(right)}, kTypeBool);
      const bool rows = left->kind == TermKind::kRow && right->kind == TermKind::kRow &&
                        left->args.size() == right->args.size() && !left->args.empty();
      Term* term = rows ? row_distinct(left, right) : node("distinct", {op(name, schema, left, right)}, kTypeBool);
      return distinct ? term : node("not", {term}, kTypeBool);
    }
    case AEXPR_NULLIF: {
      Term* left = expr(expression->lexpr);
      Term* right = expr(expression->rexpr);
      operator_location_ = expression->location;
      Term* compared = op(name, schema, left, right);
      const Term* kept = compared->args.empty() ? left : compared->args[0];
      Term* term = node("nullif", {compared}, kept->type);
      term->modifier = kept->modifier;
      return term;
    }
    case AEXPR_IN: return in_list(expression);
    default: return between(expression);
  }
}

// (a, b) IS DISTINCT FROM (c, d): one of the pairs is.
Term* Analyzer::row_distinct(Term* left, Term* right) {
  Terms terms(pool(), left->args.size());
  for (size_t i = 0; i < left->args.size(); ++i)
    terms.add(node("distinct", {op("=", {}, left->args[i], right->args[i])}, kTypeBool));
  return terms.size() == 1 ? terms[0] : node("or", terms.span(), kTypeBool);
}

// x IN (a, b): = ANY (ARRAY[a, b]) for what holds no column, OR for the rest. As PostgreSQL does it.
Term* Analyzer::in_list(const A_Expr* expression) {
  const std::string_view name = last_name(expression->name);
  const Symbol schema = schema_of_name(expression->name);
  const bool any = name == "=";
  Term* left = expr(expression->lexpr);
  const auto* list = as<List>(expression->rexpr);
  Terms constants(pool(), size(list) + 1), others(pool(), size(list)), all(pool(), size(list));
  constants.add(left);
  for (const ListCell& cell : cells(list)) {
    Term* item = expr(node_of(cell));
    all.add(item);
    (has_column(item) ? others : constants).add(item);
  }
  operator_location_ = expression->location;
  Terms terms(pool(), size(list));
  bool as_array = constants.size() > 2 && left->kind != TermKind::kRow;
  for (Term* item : constants.span()) as_array &= item->kind != TermKind::kRow;
  Type common = as_array ? common_type(constants.span()) : Type();
  if (common == Type(kTypeUnknown)) common = kTypeText;
  if (strict && as_array) as_array = common.known() && takes_all(common, constants.span());
  if (as_array) {
    Term* array = node("", constants.span().subspan(1));
    array->kind = TermKind::kArray;
    if (common.known())
      for (Term*& item : array->args) item = coerce(item, common, {}, Coercion::kImplicit);
    array->type = common.array();
    terms.add(array_op(name, schema, any, left, array));
  }
  for (Term* item : as_array ? others.span() : all.span())
    terms.add(item->kind == TermKind::kRow ? row_compare(name, schema, left, item) : op(name, schema, left, item));
  if (terms.size() == 1) return terms[0];
  return node(any ? "or" : "and", terms.span(), kTypeBool);
}

bool Analyzer::has_column(const Term* term) const {
  if (term->kind == TermKind::kColumn) return true;
  for (const Term* arg : term->args)
    if (arg != nullptr && has_column(arg)) return true;
  return false;
}

bool Analyzer::takes_all(Type type, std::span<Term* const> terms) const {
  for (const Term* term : terms)
    if (!untyped(term) && !can_coerce(term->type, type, Coercion::kImplicit)) return false;
  return true;
}

// (a, b) = (SELECT …)
Term* Analyzer::row_of_subquery(std::string_view name, const A_Expr* expression) {
  const auto* link = as<SubLink>(expression->rexpr);
  Level* before = level_;
  const Query inner = query(link->subselect, level_, false);
  level_ = before;
  Term* left = expr(expression->lexpr);
  check_sublink_width(link, left, inner);
  Terms columns(pool(), inner.columns.size());
  for (const OutColumn& column : inner.columns) columns.add(node("subquery-column", {}, column.type));
  Term* row = node("", columns.span(), kTypeRecord);
  row->kind = TermKind::kRow;
  operator_location_ = expression->location;
  return node("row-of", {row_compare(name, {}, left, row), inner.term}, kTypeBool);
}

// PostgreSQL makes comparisons of the raw expression and reads each of them: what a parameter is in the first counts
// for the next.
Term* Analyzer::strict_between(const A_Expr* expression, Term* value, Term* low) {
  const auto* bounds = as<List>(expression->rexpr);
  const bool inside = expression->kind == AEXPR_BETWEEN || expression->kind == AEXPR_BETWEEN_SYM;
  const bool both = expression->kind == AEXPR_BETWEEN_SYM || expression->kind == AEXPR_NOT_BETWEEN_SYM;
  const auto compare = [&](bool first, Term* left, Term* right) {
    operator_location_ = expression->location;
    return op(inside ? (first ? ">=" : "<=") : (first ? "<" : ">"), {}, left, right);
  };
  const auto again = [&](bool first, size_t bound) {
    Term* left = expr(expression->lexpr);
    return compare(first, left, expr(node_at(bounds, bound)));
  };
  const std::string_view head = inside ? "and" : "or";
  Term* first = compare(true, value, low);
  Term* result = node(head, {first, again(false, 1)}, kTypeBool);
  if (!both) return result;
  Term* turned = again(true, 1);
  return node(inside ? "or" : "and", {result, node(head, {turned, again(false, 0)}, kTypeBool)}, kTypeBool);
}

Term* Analyzer::between(const A_Expr* expression) {
  const auto* bounds = as<List>(expression->rexpr);
  Term* value = expr(expression->lexpr);
  Term* low = expr(node_at(bounds, 0));
  Term* high = strict ? nullptr : expr(node_at(bounds, 1));
  operator_location_ = expression->location;
  if (strict) return strict_between(expression, value, low);
  const auto inside = [&](Term* from, Term* to) {
    return node("and", {op(">=", {}, value, from), op("<=", {}, value, to)}, kTypeBool);
  };
  const auto outside = [&](Term* from, Term* to) {
    return node("or", {op("<", {}, value, from), op(">", {}, value, to)}, kTypeBool);
  };
  switch (expression->kind) {
    case AEXPR_BETWEEN: return inside(low, high);
    case AEXPR_NOT_BETWEEN: return outside(low, high);
    case AEXPR_BETWEEN_SYM: return node("or", {inside(low, high), inside(high, low)}, kTypeBool);
    default: return node("and", {outside(low, high), outside(high, low)}, kTypeBool);
  }
}

// AND and OR are flat, as PostgreSQL prints and parses them.
Term* Analyzer::bool_expr(const BoolExpr* expression) {
  if (expression->boolop == NOT_EXPR) return node("not", {condition(node_at(expression->args, 0), "NOT")}, kTypeBool);
  const std::string_view head = expression->boolop == AND_EXPR ? "and" : "or";
  Terms terms(pool(), size(expression->args));
  for (const ListCell& cell : cells(expression->args)) {
    Term* term = condition(node_of(cell), expression->boolop == AND_EXPR ? "AND" : "OR");
    if (term->kind == TermKind::kNode && term->text == head)
      for (Term* inner : term->args) terms.add(inner);
    else
      terms.add(term);
  }
  return node(head, terms.span(), kTypeBool);
}

// An operator that is one of the catalog's own objects.
ObjectId Analyzer::user_operator(std::string_view name, Symbol schema) const {
  static const Symbol kOperator = intern("OPERATOR");
  const auto find_in = [&](ObjectId in) {
    for (const ObjectId id : catalog().at(in).children) {
      if (!catalog().is(id, Kind::kOpaque) || catalog().body<Opaque>(id).object_class != kOperator) continue;
      const std::string_view signature = catalog().body<Opaque>(id).signature.text();
      if (signature.substr(0, signature.find('(')) == name) return id;
    }
    return ObjectId{};
  };
  if (!schema.empty()) {
    const ObjectId in = catalog().find_schema(schema);
    return in ? find_in(in) : ObjectId{};
  }
  for (const ObjectId in : scope_.search_path)
    if (const ObjectId found = find_in(in)) return found;
  return {};
}

// The user's own operator for operands that no built-in one takes.
ObjectId Analyzer::own_operator(std::string_view name, Symbol schema, Type left, Type right) const {
  const bool worth = !schema.empty() || left.object() || right.object() || operators(name).empty();
  return worth ? user_operator(name, schema) : ObjectId{};
}

namespace {

// An operand that becomes text, as the extension citext has no such operator.
bool is_text_here(std::string_view name, const Term* operand) {
  static const Symbol citext = intern("citext");
  constexpr std::string_view kOwn = "= <> < <= > >= ~ ~* !~ !~* ~~ ~~* !~~ !~~*";
  return operand != nullptr && operand->type.extension_name() == citext && !operand->type.is_array() &&
         !lists(kOwn, name);
}

}  // namespace

Term* Analyzer::op(std::string_view name, Symbol schema, Term* left, Term* right) {
  if (name == "!=") name = "<>";
  if (is_text_here(name, left)) left = coerce(left, kTypeText, {}, Coercion::kImplicit);
  if (is_text_here(name, right)) right = coerce(right, kTypeText, {}, Coercion::kImplicit);
  const Type left_type = left == nullptr ? Type() : left->type;
  Candidate found;
  const bool typed = (left == nullptr || left_type.known()) && right->type.known();
  size_t accepted = 0;
  if (schema.empty() && typed && find_operator(name, left == nullptr, left_type, right->type, &found, &accepted)) {
    Terms terms(pool(), 2);
    std::vector<Type> declared(found.arguments.begin(), found.arguments.end());
    Terms actual(pool(), 2);
    actual.add_if(left);
    actual.add(right);
    Type result = found.result;
    if (strict) check_collations(actual.span());
    resolve_polymorphic(declared, actual.span(), &result);
    for (size_t i = 0; i < actual.size(); ++i) terms.add(coerce(actual[i], declared[i], {}, Coercion::kImplicit));
    return node(name, terms.span(), result);
  }
  if (strict && left != nullptr && schema.empty())
    if (Term* known = extension_operator(name, left, right)) return known;
  Terms terms(pool(), 2);
  if (left != nullptr) terms.add(loose(left));
  terms.add(loose(right));
  Term* term = node(name, terms.span(), guess_result(name, left_type, right->type));
  if (const ObjectId own = own_operator(name, schema, left_type, right->type)) term->ref = add_hidden(own);
  if (!strict && !term->ref) missing_operator(name, schema, left, right);
  if (strict) {
    if (term->ref || !schema.empty()) {
      Term* const operands[] = {right, left != nullptr ? left : right};
      give_up(operands);
      unsure("what operator " + std::string(name) + " gives");
    } else {
      refuse_operator(name, left, right, accepted);
    }
  } else if (schema.empty() && typed && !term->ref) {
    no_such_operator(name, left, right);
  }
  return term;
}

// Neither PostgreSQL's nor an extension's: it is made later, or never.
void Analyzer::missing_operator(std::string_view name, Symbol schema, const Term* left, const Term* right) const {
  if (lenient || !extensions(catalog()).empty()) return;
  if (schema.empty() ? !operators(name).empty() : !catalog().find_schema(schema)) return;
  const std::string before = left == nullptr ? "" : type_text(left->type) + " ";
  const std::string full = schema.empty() ? std::string(name) : std::string(schema.text()) + "." + std::string(name);
  not_found(NotFound::What::kFunction, "42883", operator_location_,
            "operator does not exist: " + before + full + " " + type_text(right->type),
            "No operator matches the given name and argument types. You might need to add explicit type casts.");
}

// An operator of PostgreSQL's own that takes none of these types, and nobody else's.
void Analyzer::no_such_operator(std::string_view name, const Term* left, const Term* right) const {
  if (lenient || !right->type.is_builtin() || (left != nullptr && !left->type.is_builtin())) return;
  const auto takes = [&](const Term* operand, uint16_t wanted) {
    return operand == nullptr ? wanted == 0 : wanted != 0 && can_coerce(operand->type, wanted, Coercion::kImplicit);
  };
  for (const OperatorInfo& info : operators(name))
    if (takes(left, info.left) && takes(right, info.right)) return;
  if (operators(name).empty() || user_operator(name, {}) || !only_builtin_casts()) return;
  const std::string before = left == nullptr ? "" : type_text(left->type) + " ";
  not_found(NotFound::What::kFunction, "42883", operator_location_,
            "operator does not exist: " + before + std::string(name) + " " + type_text(right->type),
            "No operator matches the given name and argument types. You might need to add explicit type casts.");
}

// What an operator that could not be found gives all the same.
Type Analyzer::guess_result(std::string_view name, Type left, Type right) const {
  Type result;
  for (const OperatorInfo& info : operators(name)) {
    const bool fits = (!left.known() || left == Type(info.left)) && (!right.known() || right == Type(info.right));
    if (!fits && (left.code() || right.code())) continue;
    if (result.known() && result != Type(info.result)) return {};
    result = info.result;
  }
  if (result.known() && builtin::type(result.code()).kind == 'p') return {};
  return result;
}

Term* Analyzer::array_op(std::string_view name, Symbol schema, bool any, Term* left, Term* array) {
  if (name == "!=") name = "<>";
  const std::string_view head = concat(any ? "any" : "all", name);
  const Type right = base_type(catalog(), array->type);
  const bool untyped = right == Type(kTypeUnknown);
  const Type element = right.is_array() ? right.element() : untyped ? Type(kTypeUnknown) : Type();
  Candidate found;
  size_t accepted = 0;
  const int location = operator_location_;
  if (strict && right.known() && !untyped && !right.is_array() &&
      (!right.code() || builtin::type(right.code()).element == 0 || right == Type(kTypeJsonb)))
    invalid(code::kWrongObjectType, "42809", location, "op ANY/ALL (array) requires array on right side");
  if (schema.empty() && left->type.known() && element.known() &&
      find_operator(name, false, left->type, element, &found, &accepted)) {
    Term item;
    item.type = element;
    Term* actual[] = {left, &item};
    std::vector<Type> declared(found.arguments.begin(), found.arguments.end());
    Type result = found.result;
    resolve_polymorphic(declared, actual, &result);
    if (strict && result != Type(kTypeBool))
      invalid(code::kWrongObjectType, "42809", location, "op ANY/ALL (array) requires operator to yield boolean");
    return node(head,
                {coerce(left, declared[0], {}, Coercion::kImplicit),
                 coerce(array, declared[1].array(), {}, Coercion::kImplicit)},
                kTypeBool);
  }
  Term* term = node(head, {loose(left), loose(array)}, kTypeBool);
  if (const ObjectId own = own_operator(name, schema, left->type, element)) term->ref = add_hidden(own);
  if (strict) {
    Term item;
    item.type = element;
    if (term->ref || !schema.empty())
      unsure("what operator " + std::string(name) + " gives");
    else
      refuse_operator(name, left, &item, accepted);
  }
  return term;
}

// (a, b) = (c, d): one comparison for each pair.
Term* Analyzer::row_compare(std::string_view name, Symbol schema, Term* left, Term* right) {
  if (strict && left->kind == TermKind::kRow && right->kind == TermKind::kRow &&
      left->args.size() != right->args.size())
    invalid(code::kInvalidDefinition, "42601", operator_location_, "unequal number of entries in row expressions");
  if (left->kind != TermKind::kRow || right->kind != TermKind::kRow || left->args.size() != right->args.size())
    return op(name, schema, left, right);
  Terms terms(pool(), left->args.size());
  for (size_t i = 0; i < left->args.size(); ++i) terms.add(op(name, schema, left->args[i], right->args[i]));
  if (terms.size() == 1) return terms[0];
  if (name == "=") return node("and", terms.span(), kTypeBool);
  if (name == "<>" || name == "!=") return node("or", terms.span(), kTypeBool);
  return node(concat("row", name), terms.span(), kTypeBool);
}

}  // namespace underpin::analyze
