// UNION, INTERSECT, EXCEPT.
#include "analyze/analyzer.h"
#include "analyze/tree.h"
#include "diag/codes.h"

namespace underpin::analyze {

using namespace builtin;

namespace {

std::string_view head(const SelectStmt* statement) {
  switch (statement->op) {
    case SETOP_UNION: return statement->all ? "union-all" : "union";
    case SETOP_INTERSECT: return statement->all ? "intersect-all" : "intersect";
    default: return statement->all ? "except-all" : "except";
  }
}

std::string_view word(const SelectStmt* statement) {
  switch (statement->op) {
    case SETOP_UNION: return "UNION";
    case SETOP_INTERSECT: return "INTERSECT";
    default: return "EXCEPT";
  }
}

// Where the columns of an arm begin.
int arm_location(const SelectStmt* arm) {
  while (arm->op != SETOP_NONE) arm = arm->larg;
  return size(arm->targetList) > 0 ? as<ResTarget>(node_at(arm->targetList, 0))->location : -1;
}

}  // namespace

// The type of one column of both arms.
Type Analyzer::match_arms(const OutColumn& left, const OutColumn& right, std::string_view construct, int left_location,
                          int right_location) {
  Term sides[2];
  sides[0].type = left.type;
  sides[0].location = left.location >= 0 ? left.location : left_location;
  sides[1].type = right.type;
  sides[1].location = right.location >= 0 ? right.location : right_location;
  Term* const both[] = {&sides[0], &sides[1]};
  const Type type = common_or(both, construct);
  for (Term* side : both)
    if (type.known() && side->type != Type(kTypeUnknown)) to_common(side, type, construct);
  return type;
}

Query Analyzer::set_operation(const SelectStmt* statement, Level* parent, bool named) {
  keep_unknown_ = true;
  Query left = query(to_node(statement->larg), parent, named);
  keep_unknown_ = true;
  Query right = query(to_node(statement->rarg), parent, false);
  keep_unknown_ = false;
  if (strict && size(statement->lockingClause) > 0)
    invalid(code::kInvalidDefinition, "0A000", -1, "FOR UPDATE is not allowed with UNION/INTERSECT/EXCEPT");
  if (!lenient && left.columns_known && right.columns_known && left.columns.size() != right.columns.size())
    invalid(code::kInvalidDefinition, "42601", arm_location(statement->rarg),
            "each " + std::string(word(statement)) + " query must have the same number of columns");
  Query result;
  result.columns_known = left.columns_known;
  result.columns = pool().array<OutColumn>(left.columns.size());
  std::copy(left.columns.begin(), left.columns.end(), result.columns.begin());
  for (size_t i = 0; i < result.columns.size() && left.columns_known && right.columns_known; ++i) {
    if (i >= right.columns.size()) break;
    OutColumn& l = left.columns[i];
    OutColumn& r = right.columns[i];
    if (strict) {
      result.columns[i].type =
          match_arms(l, r, word(statement), arm_location(statement->larg), arm_location(statement->rarg));
    } else {
      const Type types[] = {l.type, r.type};
      result.columns[i].type = common_type(types);
    }
    if (result.columns[i].type == Type(kTypeUnknown)) result.columns[i].type = kTypeText;
    if (l.modifier != r.modifier) result.columns[i].modifier = {};
    for (const OutColumn* side : {&l, &r})  // a literal without a type gets it here
      if (side->term != nullptr && untyped(side->term) && result.columns[i].type.known())
        *side->term = *coerce(side->term, result.columns[i].type, {}, Coercion::kImplicit);
    if (strict && !(statement->op == SETOP_UNION && statement->all)) {
      Term column;
      column.type = result.columns[i].type;
      column.location = arm_location(statement->larg);
      check_sortable(&column, false);
    }
  }
  for (size_t i = 0; i < result.columns.size(); ++i) {
    OutColumn& column = result.columns[i];
    // PostgreSQL points at the arm whose type it takes.
    if (i < right.columns.size() && left.columns[i].type != column.type && right.columns[i].type == column.type)
      column.location = right.columns[i].location;
    column.column = {};
    column.named_by_column = false;
    column.term = nullptr;
  }
  Terms terms(pool(), {left.term, right.term});
  if (size(statement->sortClause) > 0) {
    Level* before = level_;
    level_ = new_level(parent);
    terms.add(sort_clause(statement->sortClause, result.columns, true));
    level_ = before;
  }
  terms.add_if(limit_clause(statement->limitOffset, "offset"));
  terms.add_if(
      limit_clause(statement->limitCount, statement->limitOption == LIMIT_OPTION_WITH_TIES ? "limit-ties" : "limit"));
  result.term = node(head(statement), terms.span());
  return result;
}

}  // namespace underpin::analyze
