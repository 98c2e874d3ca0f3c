// CASE, COALESCE, ROW, CURRENT_TIMESTAMP, sublinks …
#include "analyze/analyzer.h"
#include "analyze/tree.h"

namespace underpin::analyze {

using namespace builtin;

Term* Analyzer::case_expr(const CaseExpr* expression) {
  Terms terms(pool(), size(expression->args) + 2), results(pool(), size(expression->args) + 1),
      conditions(pool(), size(expression->args));
  Term* subject = expression->arg == nullptr ? nullptr : to_text(expr(to_node(expression->arg)));
  for (const ListCell& cell : cells(expression->args)) {
    const auto* when = as<CaseWhen>(node_of(cell));
    if (subject != nullptr) {
      Term* stand_in = node("case-value", {}, subject->type);
      stand_in->modifier = subject->modifier;
      Term* compared = expr(to_node(when->expr));
      operator_location_ = when->location;
      conditions.add(op("=", {}, stand_in, compared));
    } else {
      conditions.add(condition(to_node(when->expr), "CASE/WHEN"));
    }
    results.add(expr(to_node(when->result)));
  }
  Term* otherwise = nullptr;
  if (expression->defresult != nullptr) {
    otherwise = expr(to_node(expression->defresult));
  } else {
    otherwise = const_term("", kTypeUnknown);
    otherwise->null = true;
  }
  // The ELSE comes first: PostgreSQL prefers its type.
  Terms all(pool(), results.size() + 1);
  all.add(otherwise);
  for (Term* result : results.span()) all.add(result);
  Type type = common_or(all.span(), "CASE");
  if (type == Type(kTypeUnknown)) type = kTypeText;
  refuse_sets(all.span(), "CASE");
  const auto as_result = [&](Term* term) { return to_common(term, type, "CASE/WHEN"); };
  if (subject != nullptr) terms.add(node("of", {subject}));
  for (size_t i = 0; i < results.size(); ++i) terms.add(node("when", {conditions[i], as_result(results[i])}));
  terms.add(node("else", {as_result(otherwise)}));
  Term* term = node("case", terms.span(), type);
  term->modifier = common_modifier(all.span(), type);
  return term;
}

// The modifier that all have; else none.
Symbol Analyzer::common_modifier(std::span<Term* const> terms, Type type) const {
  Symbol modifier;
  bool first = true;
  for (const Term* term : terms) {
    if (term->kind == TermKind::kConst && term->null) return {};
    if (term->type != type || (!first && term->modifier != modifier)) return {};
    modifier = term->modifier;
    first = false;
  }
  return modifier;
}

Term* Analyzer::common_type_node(std::string_view head, std::string_view construct, const List* args) {
  Terms terms(pool(), size(args));
  for (const ListCell& cell : cells(args)) terms.add(expr(node_of(cell)));
  Type type = common_or(terms.span(), construct);
  refuse_sets(terms.span(), construct);
  if (type == Type(kTypeUnknown)) type = kTypeText;
  Term* term = node(head, terms.span(), type);
  term->modifier = common_modifier(terms.span(), type);
  for (Term*& item : term->args) item = to_common(item, type, construct);
  return term;
}

Term* Analyzer::row_expr(const List* args) {
  Terms terms(pool(), size(args));
  for (const ListCell& cell : cells(args)) {
    if (strict && add_star(node_of(cell), terms)) continue;
    terms.add(expr(node_of(cell)));
  }
  Term* term = node("", terms.span(), kTypeRecord);
  term->kind = TermKind::kRow;
  if (!strict) return term;
  const std::span<OutColumn> fields = pool().array<OutColumn>(terms.size());
  for (size_t i = 0; i < fields.size(); ++i) {
    fields[i].name = intern("f" + std::to_string(i + 1));
    fields[i].type = terms[i]->type;
    fields[i].modifier = terms[i]->modifier;
    fields[i].fields = terms[i]->fields;
    fields[i].field_count = terms[i]->field_count;
  }
  term->fields = fields.data();
  term->field_count = fields.size();
  return term;
}

Term* Analyzer::sql_value(const SQLValueFunction* function) {
  struct Value {
    std::string_view name;
    uint16_t type;
  };
  static constexpr Value kValues[] = {
      {"CURRENT_DATE", kTypeDate},
      {"CURRENT_TIME", kTypeTimetz},
      {"CURRENT_TIME", kTypeTimetz},
      {"CURRENT_TIMESTAMP", kTypeTimestamptz},
      {"CURRENT_TIMESTAMP", kTypeTimestamptz},
      {"LOCALTIME", kTypeTime},
      {"LOCALTIME", kTypeTime},
      {"LOCALTIMESTAMP", kTypeTimestamp},
      {"LOCALTIMESTAMP", kTypeTimestamp},
      {"CURRENT_ROLE", kTypeName},
      {"CURRENT_USER", kTypeName},
      {"USER", kTypeName},
      {"SESSION_USER", kTypeName},
      {"CURRENT_CATALOG", kTypeName},
      {"CURRENT_SCHEMA", kTypeName},
  };
  const Value& value = kValues[function->op];
  if (function->typmod < 0) return node(value.name, {}, value.type);
  const std::string modifier = "(" + std::to_string(std::min(function->typmod, 6)) + ")";
  Term* term = node(concat(value.name, modifier), {}, value.type);
  term->modifier = intern(modifier);
  return term;
}

Term* Analyzer::sublink(const SubLink* link) {
  Level* before = level_;
  // Names of its results mean nothing.
  Query inner = query(link->subselect, level_, false);
  level_ = before;
  if (strict) check_sublink(link, inner);
  const Type type = inner.columns.size() == 1 ? inner.columns[0].type : Type();
  const Symbol modifier = inner.columns.size() == 1 ? inner.columns[0].modifier : Symbol();
  switch (link->subLinkType) {
    case EXISTS_SUBLINK: return node("exists", {inner.term}, kTypeBool);
    case ARRAY_SUBLINK: return node("array-of", {inner.term}, type.is_array() ? type : type.array());
    case ANY_SUBLINK:
    case ALL_SUBLINK: {
      const std::string_view name = size(link->operName) == 0 ? std::string_view("=") : last_name(link->operName);
      Term* left = expr(link->testexpr);
      Term* compared = nullptr;
      if (strict) check_sublink_width(link, left, inner);
      operator_location_ = link->location;
      if (left->kind == TermKind::kRow) {
        Terms columns(pool(), inner.columns.size());
        for (const OutColumn& column : inner.columns) columns.add(node("subquery-column", {}, column.type));
        Term* row = node("", columns.span(), kTypeRecord);
        row->kind = TermKind::kRow;
        compared = row_compare(name, {}, left, row);
      } else {
        compared = op(name, {}, left, node("subquery-column", {}, type));
      }
      return node(link->subLinkType == ANY_SUBLINK ? "any-of" : "all-of", {compared, inner.term}, kTypeBool);
    }
    default: {
      Term* term = node("value-of", {inner.term}, type);
      term->modifier = modifier;
      if (inner.columns.size() == 1) {
        term->fields = inner.columns[0].fields;
        term->field_count = inner.columns[0].field_count;
      }
      return term;
    }
  }
}

}  // namespace underpin::analyze
