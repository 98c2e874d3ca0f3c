// Routine bodies.
#include <array>

#include "analyze/analyzer.h"
#include "analyze/tree.h"
#include "parse/plpgsql.h"
#include "parse/statement.h"

namespace underpin {
namespace analyze {

// RETURN expr, or the statements of BEGIN ATOMIC … END.
Term* Analyzer::sql_body(const Node* body) {
  base_level();
  if (tag(body) == T_ReturnStmt) return node("return", {to_text_if_unknown(expr(as<ReturnStmt>(body)->returnval))});
  Terms terms(pool(), 4);
  const auto add = [&](const auto& self, const Node* part) -> void {
    if (tag(part) == T_List) {
      for (const ListCell& cell : cells(as<List>(part))) self(self, node_of(cell));
    } else if (tag(part) == T_ReturnStmt) {
      terms.add(node("return", {to_text_if_unknown(expr(as<ReturnStmt>(part)->returnval))}));
    } else if (part != nullptr) {
      terms.add(query(part, level_, false).term);  // names of results are not printed
    }
  };
  add(add, body);
  return node("atomic", terms.span());
}

// What a statement inside a string names; whatever goes wrong, what was found until then counts.
void Analyzer::collect(const Node* statement) {
  lenient = true;
  positions = false;
  base_level();
  try {
    query(statement, level_, false);
  } catch (const NotFoundError&) {
  } catch (const InvalidError&) {
  }
}

void Analyzer::take_refs(std::vector<ObjectId>& out) const {
  for (const Reference& ref : work_->refs)
    if (ref.target) out.push_back(ref.target);
}

namespace {

void collect_text(const NameScope& scope, std::string_view text, std::span<const Argument> arguments,
                  std::vector<ObjectId>& found) {
  NameScope inner = scope;
  inner.text = text;
  inner.file = {};
  const ExprContext context;
  ParseError error;
  parse_text(
      text, TextKind::kStatements,
      [&](const Node* statement) {
        switch (tag(statement)) {
          case T_SelectStmt:
          case T_InsertStmt:
          case T_UpdateStmt:
          case T_DeleteStmt:
          case T_MergeStmt: break;
          default: return;
        }
        Analyzer analyzer(inner, context);
        analyzer.arguments = arguments;
        analyzer.collect(statement);
        analyzer.take_refs(found);
      },
      &error);
}

void collect_plpgsql(const NameScope& scope, std::string_view body, std::span<const Argument> arguments,
                     std::vector<ObjectId>& found) {
  std::vector<PlStatement> statements;
  if (!plpgsql_statements(body, statements)) return;
  for (const PlStatement& statement : statements) {
    if (statement.dynamic || statement.sql.empty()) continue;
    if (statement.kind == PlStatement::Kind::kSql || statement.kind == PlStatement::Kind::kPerform ||
        statement.kind == PlStatement::Kind::kQuery)
      collect_text(scope, statement.sql, arguments, found);
  }
}

}  // namespace
}  // namespace analyze

ExprId make_string_body(const NameScope& scope, std::string_view body, Symbol language,
                        std::span<const Argument> arguments, Place place) {
  std::vector<ObjectId> found;
  if (language.text() == "sql")
    analyze::collect_text(scope, body, arguments, found);
  else if (language.text() == "plpgsql")
    analyze::collect_plpgsql(scope, body, arguments, found);
  std::ranges::sort(found);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  Expr expr;
  expr.text = scope.catalog->keep(body);
  expr.canonical = expr.text;
  for (const ObjectId target : found) expr.refs.push_back({target, 0, 0, RefForm::kHidden});
  expr.place = place;
  return scope.catalog->add(std::move(expr));
}

ExprId make_sql_body(const NameScope& scope, const Node* body, uint32_t begin, uint32_t end, Symbol routine,
                     std::span<const Argument> arguments) {
  const ExprContext context;
  analyze::Analyzer analyzer(scope, context);
  analyzer.routine = routine;
  analyzer.arguments = arguments;
  return analyzer.finish(analyzer.sql_body(body), begin, end);
}

}  // namespace underpin
