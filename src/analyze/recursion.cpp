// WITH RECURSIVE: which query needs which, and the form that a recursive one must have. Read off the raw tree, before
// anything has a meaning, as PostgreSQL does.
#include <algorithm>

#include "analyze/analyzer.h"
#include "analyze/tree.h"
#include "diag/codes.h"
#include "parse/walk.h"

namespace underpin::analyze {

namespace {

// Where in a query a reference stands; the words of the message.
using Place = const char*;

// Every unqualified relation name, with the worst place above it.
template <class Visit>
void each_name(const Node* node, Place place, const Visit& visit) {
  if (node == nullptr) return;
  const auto children = [&](Place where) {
    for_each_child(node, [&](const Node* child) { each_name(child, where, visit); });
  };
  switch (tag(node)) {
    case T_RangeVar:
      if (as<RangeVar>(node)->schemaname == nullptr) visit(as<RangeVar>(node), place);
      return;
    case T_SubLink: return children(place == nullptr ? "a subquery" : place);
    case T_JoinExpr: {
      const auto* join = as<JoinExpr>(node);
      const Place outer = place == nullptr ? "an outer join" : place;
      const bool left = join->jointype == JOIN_RIGHT || join->jointype == JOIN_FULL;
      const bool right = join->jointype == JOIN_LEFT || join->jointype == JOIN_FULL;
      each_name(join->larg, left ? outer : place, visit);
      each_name(join->rarg, right ? outer : place, visit);
      return each_name(join->quals, place, visit);
    }
    case T_SelectStmt: {
      const auto* select = as<SelectStmt>(node);
      if (select->op == SETOP_EXCEPT) {
        each_name(to_node(select->larg), place, visit);
        return each_name(to_node(select->rarg), place == nullptr ? "EXCEPT" : place, visit);
      }
      if (select->op == SETOP_INTERSECT) return children(place == nullptr ? "INTERSECT" : place);
      return children(place);
    }
    default: return children(place);
  }
}

bool mentions(const Node* node, const char* name) {
  bool found = false;
  each_name(node, nullptr, [&](const RangeVar* relation, Place) { found |= view(relation->relname) == name; });
  return found;
}

}  // namespace

// A query stands behind those that it needs.
std::vector<const CommonTableExpr*> Analyzer::in_order_of_use(const WithClause* with) const {
  std::vector<const CommonTableExpr*> waiting, ordered;
  for (const ListCell& cell : cells(with->ctes)) {
    waiting.push_back(as<CommonTableExpr>(node_of(cell)));
    check_recursion(waiting.back());
  }
  while (!waiting.empty()) {
    const auto is_free = [&](const CommonTableExpr* cte) {
      return std::ranges::none_of(waiting, [&](const CommonTableExpr* other) {
        return other != cte && view(other->ctename) != cte->ctename && mentions(cte->ctequery, other->ctename);
      });
    };
    const auto next = std::ranges::find_if(waiting, is_free);
    if (next == waiting.end())
      invalid(code::kInvalidDefinition, "0A000", waiting.front()->location,
              "mutual recursion between WITH items is not implemented");
    ordered.push_back(*next);
    waiting.erase(next);
  }
  return ordered;
}

void Analyzer::check_recursion(const CommonTableExpr* cte) const {
  if (!mentions(cte->ctequery, cte->ctename)) return;
  const std::string name = "\"" + std::string(cte->ctename) + "\"";
  const auto refuse = [&](int location, std::string message) {
    invalid(code::kInvalidDefinition, "42P19", location, std::move(message));
  };
  const auto* body = as<SelectStmt>(cte->ctequery);
  if (tag(cte->ctequery) != T_SelectStmt || body->op != SETOP_UNION)
    refuse(cte->location,
           "recursive query " + name + " does not have the form non-recursive-term UNION [ALL] recursive-term");
  const auto unimplemented = [&](const void* clause, const char* what) {
    if (clause != nullptr)
      invalid(code::kInvalidDefinition, "0A000", exprLocation(static_cast<const Node*>(clause)),
              std::string(what) + " in a recursive query is not implemented");
  };
  size_t references = 0;
  const auto look = [&](const Node* arm, Place where) {
    each_name(arm, where, [&](const RangeVar* relation, Place place) {
      if (view(relation->relname) != cte->ctename) return;
      if (place != nullptr)
        refuse(relation->location, "recursive reference to query " + name + " must not appear within " + place);
      if (++references > 1)
        refuse(relation->location, "recursive reference to query " + name + " must not appear more than once");
    });
  };
  look(to_node(body->larg), "its non-recursive term");
  look(to_node(body->rarg), nullptr);
  unimplemented(body->sortClause, "ORDER BY");
  unimplemented(body->limitOffset, "OFFSET");
  unimplemented(body->limitCount, "LIMIT");
  unimplemented(body->lockingClause, "FOR UPDATE/SHARE");
}

// The columns of SEARCH and CYCLE are the query's.
void Analyzer::check_listed(const List* names, const CommonTable& table, std::string_view what, int location) const {
  for (const ListCell& cell : cells(names)) {
    const std::string_view name = text_of(node_of(cell));
    if (std::ranges::none_of(table.columns, [&](const OutColumn& column) { return column.name.text() == name; }))
      invalid(code::kInvalidDefinition, "42601", location,
              std::string(what) + " column \"" + std::string(name) + "\" not in WITH query column list");
  }
}

}  // namespace underpin::analyze
