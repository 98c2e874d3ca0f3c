#include <doctest/doctest.h>

#include "plan_states.h"

using namespace underpin;

TEST_CASE("nothing to do is an empty plan") {
  Planned p("CREATE TABLE t (a int);", "CREATE TABLE t (a int);");
  CHECK(p.plan.steps.empty());
  CHECK(p.proved);
}

TEST_CASE("from nothing to everything and back") {
  const char* sql =
      "CREATE SCHEMA app; CREATE TYPE app.status AS ENUM ('a', 'b'); CREATE TABLE app.t (id bigserial PRIMARY KEY, s "
      "app.status DEFAULT 'a');"
      "CREATE TABLE app.u (t bigint REFERENCES app.t, n int CHECK (n > 0)); CREATE VIEW app.v AS SELECT id, s FROM "
      "app.t;"
      "COMMENT ON TABLE app.t IS 'all of it'; GRANT SELECT ON app.v TO PUBLIC;";
  CHECK(Planned("", sql).proved);
  Planned back(sql, "");
  CHECK(back.proved);
  CHECK(back.at("DROP VIEW") < back.at("DROP TABLE app.t"));
  CHECK(back.plan.steps.back().sql == "DROP SCHEMA app");
}

TEST_CASE("a comment stands right behind the table") {
  Planned p(
      "",
      "CREATE TABLE a (x int); CREATE TABLE b (y int); COMMENT ON TABLE a IS 'first'; COMMENT ON COLUMN a.x IS 'x';");
  CHECK(p.at("COMMENT ON TABLE public.a") < p.at("CREATE TABLE public.b"));
  CHECK(p.at("COMMENT ON COLUMN public.a.x") < p.at("CREATE TABLE public.b"));
}

TEST_CASE("a view gives way to a column's new type and comes back with its grants and comment") {
  const std::string rest =
      "CREATE VIEW v AS SELECT a FROM t; GRANT SELECT ON v TO PUBLIC; COMMENT ON VIEW v IS 'kept';";
  Planned p("CREATE TABLE t (a int);" + rest, "CREATE TABLE t (a bigint);" + rest);
  CHECK(p.proved);
  const std::string_view swap = "ALTER TABLE public.t RENAME COLUMN underpin_new_a TO a";
  CHECK(p.has(swap));
  CHECK(p.at("DROP VIEW") < p.at(swap));
  CHECK(p.at(swap) < p.at("CREATE VIEW"));
  CHECK(p.has("GRANT SELECT"));
  CHECK(p.has("COMMENT ON VIEW"));
}

TEST_CASE("labels are added where they belong") {
  Planned p("CREATE TYPE e AS ENUM ('b', 'd');", "CREATE TYPE e AS ENUM ('a', 'b', 'c', 'd', 'e');");
  CHECK(p.proved);
  CHECK(p.plan.steps.size() == 3);
  CHECK(p.has("ALTER TYPE public.e ADD VALUE 'a' BEFORE 'b'"));
  CHECK(p.has("ALTER TYPE public.e ADD VALUE 'c' AFTER 'b'"));
  CHECK(p.has("ALTER TYPE public.e ADD VALUE 'e'"));
}

TEST_CASE("a removed label builds the type anew under its columns, and drops no data") {
  const std::string rest =
      "CREATE TABLE t (s e DEFAULT 'a' NOT NULL, l e[]); CREATE FUNCTION f(x e) RETURNS e LANGUAGE sql AS 'SELECT x';"
      "CREATE VIEW v AS SELECT s FROM t; CREATE INDEX i ON t (s) WHERE s = 'a';";
  Planned p("CREATE TYPE e AS ENUM ('a', 'b');" + rest, "CREATE TYPE e AS ENUM ('a', 'c');" + rest);
  CHECK(p.proved);
  CHECK(p.at("DROP FUNCTION") < p.at("ALTER TYPE public.e RENAME TO e_old"));
  CHECK(p.at("ALTER TYPE public.e RENAME TO e_old") < p.at("CREATE TYPE public.e"));
  CHECK(p.has("ALTER TABLE public.t ALTER COLUMN l TYPE public.e[] USING l::text::public.e[]"));
  CHECK(p.has("DROP TYPE public.e_old"));
  CHECK_FALSE(p.has("DROP TABLE"));
}

TEST_CASE("a function that PostgreSQL cannot replace is built anew with what uses it") {
  const std::string rest = "CREATE TABLE t (a int DEFAULT f(1)); CREATE VIEW v AS SELECT f(1) AS x;";
  Planned p("CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';" + rest,
            "CREATE FUNCTION f(b int) RETURNS int LANGUAGE sql AS 'SELECT 1';" + rest);
  CHECK(p.proved);
  CHECK(p.at("ALTER TABLE public.t ALTER COLUMN a DROP DEFAULT") < p.at("DROP FUNCTION"));
  CHECK(p.at("DROP VIEW") < p.at("DROP FUNCTION"));
  CHECK(p.at("CREATE FUNCTION") < p.at("ALTER TABLE public.t ALTER COLUMN a SET DEFAULT"));
}

TEST_CASE("a function's new body is a replacement") {
  Planned p("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2';");
  CHECK(p.proved);
  REQUIRE(p.plan.steps.size() == 1);
  CHECK(p.plan.steps[0].sql.starts_with("CREATE OR REPLACE FUNCTION public.f()"));
}

TEST_CASE("privileges change by the least there is") {
  Planned p("CREATE TABLE t (a int); GRANT SELECT, INSERT ON t TO r;",
            "CREATE TABLE t (a int); GRANT SELECT, UPDATE ON t TO r;");
  CHECK(p.proved);
  CHECK(p.sql() ==
        std::vector<std::string>{"REVOKE INSERT ON TABLE public.t FROM r", "GRANT UPDATE ON TABLE public.t TO r"});
}

TEST_CASE("tables that refer to each other are no circle") {
  const char* sql =
      "CREATE TABLE a (id int PRIMARY KEY, b int); CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a);"
      "ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b;";
  CHECK(Planned("", sql).proved);
  CHECK(Planned(sql, "").proved);
}

TEST_CASE("renames come first, and all else uses the new names") {
  Planned p("CREATE TABLE t (a int, gone int);", "-- underpin: renamed from t\nCREATE TABLE u (a int NOT NULL);");
  CHECK(p.proved);
  CHECK(p.at("ALTER TABLE public.t RENAME TO u") == 0);
  CHECK(p.has("ALTER TABLE public.u DROP COLUMN gone"));
}

TEST_CASE("every need points back and says why") {
  Planned p(
      "",
      "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (a int REFERENCES a); CREATE VIEW v AS SELECT * FROM b;");
  for (uint32_t i = 0; i < p.plan.steps.size(); ++i)
    for (const Need& need : p.plan.steps[i].needs) {
      CHECK(need.step < i);
      CHECK_FALSE(need.reason.empty());
    }
}
