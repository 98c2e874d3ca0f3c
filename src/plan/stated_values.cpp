#include "plan/stated_values.h"

#include <algorithm>

#include "base/ascii.h"
#include "parse/lexer.h"
#include "parse/statement.h"
#include "plan/kinds/table_sql.h"

namespace underpin::plan {
namespace {

bool is_expression(std::string_view text, ParseError* error = nullptr) {
  ParseError ignored;
  return parse_text(
      text, TextKind::kExpression, [](const Node*) {}, error != nullptr ? error : &ignored);
}

std::string trimmed(std::string_view text) {
  const size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

// At the word `reverse` between two expressions: it is a function's name, too.
StatedValues taken_apart(std::string_view text) {
  Lexer lexer(text);
  for (Token token = lexer.next(); token.kind != TokenKind::kEnd; token = lexer.next()) {
    if (token.kind != TokenKind::kWord || lower(text.substr(token.begin, token.end - token.begin)) != "reverse")
      continue;
    StatedValues out{trimmed(text.substr(0, token.begin)), trimmed(text.substr(token.end))};
    if (is_expression(out.forward) && is_expression(out.reverse)) return out;
  }
  return {trimmed(text), {}};
}

// Of the names that could be columns'.
bool mentions_column(const std::string& expression, std::string_view name) {
  Lexer lexer(expression);
  for (Token token = lexer.next(); token.kind != TokenKind::kEnd; token = lexer.next()) {
    const std::string_view text = std::string_view(expression).substr(token.begin, token.end - token.begin);
    if (token.kind == TokenKind::kWord && lower(text) == name) return true;
    if (token.kind == TokenKind::kQuoted && text == quote_identifier(intern(name))) return true;
    if (token.kind == TokenKind::kQuoted && text.substr(1, text.size() - 2) == name) return true;
  }
  return false;
}

}  // namespace

std::optional<StatedValues> stated_values(const Planner& p, ObjectId column) {
  const Catalog::ObjectDirective* directive = find_directive(p, column, kBackfillUsing);
  if (directive == nullptr) return std::nullopt;
  return taken_apart(directive->arguments.text());
}

void check_stated_values(const Planner& p) {
  for (const Catalog::ObjectDirective& directive : p.after.directives) {
    if (directive.name.text() != kBackfillUsing) continue;
    ParseError error;
    if (const std::string forward = taken_apart(directive.arguments.text()).forward; !is_expression(forward, &error)) {
      p.sink
          .emit(code::kBadDirective, directive.place,
                "what \"backfill using\" names is not an expression: " + error.message)
          .hint = "Write SQL over the table's columns, as behind SET column = in an UPDATE.";
      continue;
    }
    const Change* change = p.after.is(directive.object, Kind::kColumn) ? p.change_of(directive.object) : nullptr;
    if (change != nullptr && change->type == ChangeType::kAlter && change->renamed && !change->touches("type"))
      p.sink
          .emit(code::kUnplannable, directive.place,
                "the values of " + described(p.after, directive.object) + " cannot change with its name alone")
          .hint = "Add the new column with `backfill using`, and drop the old one in a change that comes after.";
  }
}

std::string in_trigger(const Planner& p, ObjectId table, const std::string& expression,
                       const std::function<std::string(ObjectId)>& shape) {
  std::string columns;
  for (ObjectId id : p.after.children(table, Kind::kColumn)) {
    if (!mentions_column(expression, p.after.name(id).text())) continue;
    columns += (columns.empty() ? "" : ", ") + shape(id) + " AS " + bare(p.after, id);
  }
  if (columns.empty()) return "(" + expression + ")";
  return "(SELECT " + expression + " FROM (SELECT " + columns + ") AS " + bare(p.after, table) + ")";
}

}  // namespace underpin::plan
