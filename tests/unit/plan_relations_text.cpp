// Pieces of the statements on relations.
#include <doctest/doctest.h>

#include "plan/kinds/column_sql.h"
#include "plan/kinds/sequence_sql.h"
#include "plan/kinds/table_sql.h"
#include "plan/kinds/view_sql.h"

using namespace underpin;
using namespace underpin::plan;

namespace {

TypeRef type(std::string_view name, std::string_view modifier = {}, bool array = false) {
  TypeRef out;
  out.name = intern(name);
  out.modifier = intern(modifier);
  out.array = array;
  return out;
}

std::string columns_of_view(std::string_view query, std::vector<std::string_view> names) {
  Catalog catalog;
  const ExprId expr = catalog.add(Expr{.text = query});
  std::vector<Symbol> symbols;
  for (std::string_view name : names) symbols.push_back(intern(name));
  return view_columns(catalog, expr, symbols);
}

}  // namespace

TEST_CASE("USING is written where there is no assignment cast") {
  const Catalog catalog;
  auto using_of = [&](const TypeRef& from, const TypeRef& to) {
    return using_expression(catalog, from, catalog, to, "c");
  };
  CHECK(using_of(type("integer"), type("numeric", "(10,2)")) == "");
  CHECK(using_of(type("numeric", "(10,2)"), type("integer")) == "");
  CHECK(using_of(type("uuid"), type("text")) == "");
  CHECK(using_of(type("text"), type("uuid")) == "c::uuid");
  CHECK(using_of(type("boolean"), type("integer")) == "c::integer");
  CHECK(using_of(type("boolean"), type("smallint")) == "c::text::smallint");
  CHECK(using_of(type("date"), type("timestamp with time zone")) == "");
  CHECK(using_of(type("time without time zone"), type("date")) == "c::text::date");
  CHECK(using_of(type("integer", "", true), type("bigint", "", true)) == "");
  CHECK(using_of(type("integer", "", true), type("uuid", "", true)) == "c::text[]::uuid[]");
}

TEST_CASE("options are set and reset one by one") {
  auto option = [](std::string_view name, std::string_view value) { return Option{intern(name), intern(value)}; };
  const Options before{option("autovacuum_enabled", "false"), option("fillfactor", "70")};
  const Options after{option("fillfactor", "80"), option("toast.autovacuum_enabled", "false")};
  const OptionStatements changes = option_changes(before, after);
  CHECK(changes.set == "fillfactor=80, toast.autovacuum_enabled=false");
  CHECK(changes.reset == "autovacuum_enabled");
  CHECK(fdw_option_changes({option("a", "1"), option("b", "2")}, {option("b", "3"), option("c", "4")}) ==
        "SET b '3', ADD c '4', DROP a");
}

TEST_CASE("a sequence says only what is not PostgreSQL's default") {
  Sequence sequence;
  sequence.type = type("integer");
  sequence.max = 2147483647;
  CHECK(sequence_options(sequence) == "");
  Sequence wide = sequence;
  wide.type = type("bigint");
  wide.max = INT64_MAX;
  CHECK(sequence_option_changes(sequence, wide, "") == "");
  wide.max = 10;
  wide.cycle = true;
  CHECK(sequence_option_changes(sequence, wide, "SET ") == "SET MAXVALUE 10 SET CYCLE");
}

TEST_CASE("a view lists its columns only where the query does not name them") {
  CHECK(columns_of_view("SELECT a, t.b, count(*) AS \"N\" FROM t", {"a", "b", "N"}) == "");
  CHECK(columns_of_view("SELECT a, b + 1 FROM t", {"x", "y"}) == " (x, y)");
  CHECK(columns_of_view("SELECT * FROM t", {"a", "b"}) == "");
  CHECK(columns_of_view("SELECT DISTINCT t.* FROM t", {"a", "b"}) == "");
  CHECK(columns_of_view("WITH q AS (SELECT 1 AS x) SELECT a::text, (SELECT 1 FROM z) AS b FROM q", {"a", "b"}) ==
        " (a, b)");
  CHECK(columns_of_view("VALUES (1)", {"a"}) == " (a)");
}
