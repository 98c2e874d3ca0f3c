#include "parse/plpgsql.h"

#include <doctest/doctest.h>

using namespace underpin;
using Kind = PlStatement::Kind;

TEST_CASE("a guarded CREATE ROLE is understood") {
  std::vector<PlStatement> all;
  const std::string body =
      "BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'x') THEN CREATE ROLE x; ELSE DROP ROLE y; END IF; "
      "END";
  REQUIRE(plpgsql_statements(body, all));
  REQUIRE(all.size() == 2);
  CHECK(all[0].sql == "CREATE ROLE x");
  CHECK(all[0].offset == body.find("CREATE"));
  REQUIRE(all[0].conditions.size() == 1);
  CHECK(all[0].conditions[0].text == "NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'x')");
  CHECK(all[0].conditions[0].holds);
  CHECK_FALSE(all[1].conditions[0].holds);
}

TEST_CASE("handlers are known inside and after") {
  std::vector<PlStatement> all;
  REQUIRE(plpgsql_statements(
      "BEGIN CREATE TYPE t AS ENUM ('a'); EXCEPTION WHEN duplicate_object THEN NULL; WHEN OTHERS THEN DROP TYPE u; END",
      all));
  REQUIRE(all.size() == 2);
  REQUIRE(all[0].handlers.size() == 2);
  CHECK(all[0].handlers[0].conditions == std::vector<std::string>{"duplicate_object"});
  CHECK(all[0].handlers[0].does_nothing);
  CHECK_FALSE(all[0].handlers[1].does_nothing);
  CHECK_FALSE(all[0].in_handler);
  CHECK(all[1].in_handler);
}

TEST_CASE("loops and dynamic SQL are known") {
  std::vector<PlStatement> all;
  REQUIRE(
      plpgsql_statements("DECLARE r record; BEGIN FOR r IN SELECT 1 LOOP EXECUTE 'DROP TABLE ' || r.x; END LOOP; "
                         "PERFORM f(1); RAISE EXCEPTION 'no'; END",
                         all));
  REQUIRE(all.size() == 4);
  CHECK(all[0].kind == Kind::kQuery);
  CHECK(all[1].kind == Kind::kExecute);
  CHECK(all[1].dynamic);
  CHECK(all[1].in_loop);
  CHECK(all[2].sql == "SELECT f(1)");
  CHECK(all[3].is_error);
}

TEST_CASE("variables of the user's types do no harm") {
  std::vector<PlStatement> all;
  REQUIRE(
      plpgsql_statements("DECLARE a app.status; b CONSTANT app.\"x y\"[3] := NULL; c app.t.x%TYPE; BEGIN CREATE TABLE "
                         "q (a app.status); END",
                         all));
  REQUIRE(all.size() == 1);
  CHECK(all[0].sql == "CREATE TABLE q (a app.status)");
}

TEST_CASE("what is not PL/pgSQL is not understood") {
  std::vector<PlStatement> all;
  CHECK_FALSE(plpgsql_statements("", all));
  CHECK_FALSE(plpgsql_statements("import plpy", all));
  CHECK_FALSE(plpgsql_statements("BEGIN $underpin0$ \xFF END", all));
  CHECK(all.empty());
}
