#include <doctest/doctest.h>

#include <string>

#include "diag/codes.h"
#include "parse/depth.h"
#include "parse/nodes.h"
#include "parse/statement.h"

using namespace underpin;

namespace {

std::string repeat(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

// Parses the only statement of the text; findings as "slug@place message".
std::string findings(const std::string& text) {
  SourceSet set;
  Sink sink;
  set.add("t.sql", text);
  for (const StatementSpan& span : split(*set.files()[0], sink).statements)
    parse_statement(span, sink, [](const Node*) {});
  std::string all;
  for (const Diagnostic& found : sink.all())
    all += std::string(found.code->slug) + "@" + place_text(found.place) + " " + found.message +
           (found.hint.empty() ? "" : " +hint");
  return all;
}

}  // namespace

TEST_CASE("a statement's tree is handed out") {
  SourceSet set;
  Sink sink;
  set.add("t.sql", "-- c\nCREATE TABLE t (größe int, b text)");
  const SplitResult parts = split(*set.files()[0], sink);
  int visits = 0;
  CHECK(parse_statement(parts.statements[0], sink, [&](const Node* node) {
    ++visits;
    REQUIRE(IsA(node, CreateStmt));
    const auto* create = reinterpret_cast<const CreateStmt*>(node);
    const auto* second = static_cast<const ColumnDef*>(lsecond(create->tableElts));
    CHECK(parts.statements[0].text().substr(second->location) == "b text)");  // offsets are bytes
  }));
  CHECK(visits == 1);
}

TEST_CASE("syntax errors have PostgreSQL's words and the place in the file") {
  CHECK(findings("SELECT 1;\nSELECT 'größe' frm t x") == "syntax-error@t.sql:2:20 syntax error at or near \"t\"");
  CHECK(findings("CREATE TABLE t (a int") == "syntax-error@t.sql:1:22 syntax error at end of input");
  CHECK(findings("SELECT :'x'") == "syntax-error@t.sql:1:8 syntax error at or near \":\" +hint");
  CHECK(findings("SELECT 1::int").empty());
}

TEST_CASE("deep nesting is an error, wide lists are not") {
  for (const std::string& deep :
       {"SELECT " + repeat("(", 200000), "SELECT 1" + repeat("+1", 50000), "SELECT " + repeat("- ", 50000) + "1",
        "SELECT " + repeat("+-", 50000) + "x", "SELECT " + repeat("NOT ", 50000) + "true",
        "SELECT 1" + repeat(" UNION SELECT 1", 20000), "SELECT * FROM a" + repeat(" CROSS JOIN b", 20000),
        "SELECT " + repeat("CASE WHEN a AND b THEN ", 20000), "SELECT " + repeat("(SELECT 1 AS end, ", 20000),
        "SELECT 1" + repeat("::int", 20000), "SELECT a" + repeat("[1", 20000)})
    CHECK(findings(deep).starts_with("too-deep@"));
  CHECK(findings("SELECT 1 WHERE a = 1" + repeat(" OR a = 1", 20000)).empty());
  CHECK(findings("INSERT INTO t VALUES (1, -2)" + repeat(", (1, -2)", 20000)).empty());
  CHECK(findings("SELECT '" + repeat("(", 5000) + "'").empty());
  CHECK(findings("SELECT " + repeat("(", 900) + "1" + repeat(")", 900)).empty());
}

TEST_CASE("text without a file parses as statements, expression or type") {
  ParseError error;
  NodeTag tag = T_Invalid;
  const auto keep = [&](const Node* node) { tag = nodeTag(node); };
  CHECK(parse_text("a + 1", TextKind::kExpression, keep, &error));
  CHECK(tag == T_A_Expr);
  CHECK(parse_text("numeric(10,2)[]", TextKind::kTypeName, keep, &error));
  CHECK(tag == T_TypeName);
  int statements = 0;
  CHECK(parse_text(
      "SELECT 1; SELECT 2;", TextKind::kStatements, [&](const Node*) { ++statements; }, &error));
  CHECK(statements == 2);
  CHECK_FALSE(parse_text("a FROM t", TextKind::kExpression, keep, &error));
  CHECK_FALSE(parse_text("a b c", TextKind::kExpression, keep, &error));
  CHECK(error.message == "syntax error at or near \"c\"");
  CHECK(error.offset == 4);
  CHECK_FALSE(parse_text(std::string_view("a\0b", 3), TextKind::kExpression, keep, &error));
  CHECK_FALSE(parse_text("\xFF", TextKind::kExpression, keep, nullptr));
}

TEST_CASE("a visit may parse again") {
  ParseError error;
  std::string name;
  CHECK(parse_text(
      "CREATE TABLE outer_one (a int)", TextKind::kStatements,
      [&](const Node* node) {
        CHECK(parse_text(
            "SELECT 1", TextKind::kStatements, [](const Node*) {}, &error));
        CHECK_FALSE(parse_text(
            "SELECT FRM x y z", TextKind::kStatements, [](const Node*) {}, &error));
        name = reinterpret_cast<const CreateStmt*>(node)->relation->relname;
      },
      &error));
  CHECK(name == "outer_one");
}
