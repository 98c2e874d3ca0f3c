// What becomes of changes to tables, columns, constraints, indexes, sequences and views: the statements of whole plans.
#include <doctest/doctest.h>

#include "states.h"

using namespace underpin;
using namespace underpin::test;

namespace {

// The plain statements of a plan, as tables take them that nobody uses.
std::vector<std::string> plain_statements(const std::string& from, const std::string& to) {
  const Catalog before = state(from, 15), after = state(to, 15);
  Sink sink;
  const Plan plan = make_plan(diff(before, after, sink), {.target = 15, .online = false}, sink);
  REQUIRE_FALSE(sink.failed());
  std::vector<std::string> out;
  for (const Step& step : plan.steps) out.push_back(step.sql);
  return out;
}

std::vector<std::string> statements(const std::string& from, const std::string& to, int target = 15) {
  const Catalog before = state(from, target), after = state(to, target);
  Sink sink;
  const Plan plan = make_plan(diff(before, after, sink), {.target = target}, sink);
  INFO(messages(sink));
  REQUIRE_FALSE(sink.failed());
  std::vector<std::string> out;
  for (const Step& step : plan.steps) out.push_back(step.sql);
  return out;
}

using Statements = std::vector<std::string>;

}  // namespace

TEST_CASE("a new column is added with all that belongs to it") {
  CHECK(statements("CREATE TABLE t (a int);",
                   "CREATE TABLE t (a int, b varchar(20) COLLATE \"C\" DEFAULT 'x' NOT NULL);") ==
        Statements{
            "ALTER TABLE public.t ADD COLUMN b character varying(20) COLLATE pg_catalog.\"C\" DEFAULT 'x' NOT NULL"});
}

TEST_CASE("a type that PostgreSQL casts by itself needs no USING") {
  CHECK(plain_statements("CREATE TABLE t (a int);", "CREATE TABLE t (a bigint);") ==
        Statements{"ALTER TABLE public.t ALTER COLUMN a TYPE bigint"});
  CHECK(plain_statements("CREATE TABLE t (a int);", "CREATE TABLE t (a text);") ==
        Statements{"ALTER TABLE public.t ALTER COLUMN a TYPE text"});
  CHECK(plain_statements("CREATE TABLE t (a text);", "CREATE TABLE t (a int);") ==
        Statements{"ALTER TABLE public.t ALTER COLUMN a TYPE integer USING a::integer"});
  CHECK(
      plain_statements("CREATE TABLE t (a int);", "CREATE TABLE t (a timestamptz);") ==
      Statements{
          "ALTER TABLE public.t ALTER COLUMN a TYPE timestamp with time zone USING a::text::timestamp with time zone"});
}

TEST_CASE("a default stands aside while the type changes") {
  CHECK(plain_statements("CREATE TABLE t (a text DEFAULT '1');", "CREATE TABLE t (a int DEFAULT 1);") ==
        Statements{"ALTER TABLE public.t ALTER COLUMN a DROP DEFAULT",
                   "ALTER TABLE public.t ALTER COLUMN a TYPE integer USING a::integer",
                   "ALTER TABLE public.t ALTER COLUMN a SET DEFAULT 1"});
}

TEST_CASE("a view makes way for the type of its column and comes back") {
  CHECK(plain_statements("CREATE TABLE t (a int); CREATE VIEW v AS SELECT a FROM t;",
                         "CREATE TABLE t (a bigint); CREATE VIEW v AS SELECT a FROM t;") ==
        Statements{"DROP VIEW public.v", "ALTER TABLE public.t ALTER COLUMN a TYPE bigint",
                   "CREATE VIEW public.v AS\nSELECT a FROM public.t"});
}

TEST_CASE("a column that becomes an identity goes on counting behind its rows") {
  CHECK(statements("CREATE TABLE t (a int NOT NULL);", "CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY);") ==
        Statements{"ALTER TABLE public.t ALTER COLUMN a ADD GENERATED ALWAYS AS IDENTITY",
                   "SELECT pg_catalog.setval('public.t_a_seq', greatest(max(a) + 1, 1), false) FROM public.t"});
}

TEST_CASE("an index and a constraint go with their column") {
  CHECK(statements("CREATE TABLE t (a int UNIQUE, b int CHECK (b > 0), c int); CREATE INDEX i ON t (b);",
                   "CREATE TABLE t (c int);") ==
        Statements{"ALTER TABLE public.t DROP COLUMN a", "ALTER TABLE public.t DROP COLUMN b"});
}

TEST_CASE("what a parent table does reaches its children") {
  const std::string children =
      " CREATE TABLE c1 PARTITION OF p FOR VALUES IN (1); CREATE TABLE c2 PARTITION OF p FOR VALUES IN (2);";
  CHECK(statements("CREATE TABLE p (a int, b int) PARTITION BY LIST (a);" + children,
                   "CREATE TABLE p (a int, b bigint DEFAULT 1, c text) PARTITION BY LIST (a);" + children) ==
        Statements{"ALTER TABLE public.p ADD COLUMN c text", "ALTER TABLE public.p ALTER COLUMN b TYPE bigint",
                   "ALTER TABLE public.p ALTER COLUMN b SET DEFAULT 1"});
}

TEST_CASE("a partition's index keeps the name it is to have") {
  const std::string tables =
      "CREATE TABLE p (a int) PARTITION BY LIST (a); CREATE TABLE c PARTITION OF p FOR VALUES IN (1);";
  CHECK(statements(tables, tables + "CREATE INDEX mine ON c (a); CREATE INDEX ours ON p (a);") ==
        Statements{"CREATE INDEX CONCURRENTLY mine ON public.c USING btree (a)",
                   "CREATE INDEX ours ON public.p USING btree (a)"});
}

TEST_CASE("foreign keys that close a circle are dropped before their tables") {
  CHECK(statements("CREATE TABLE a (i int PRIMARY KEY, b int); CREATE TABLE b (i int PRIMARY KEY, a int CONSTRAINT b_a "
                   "REFERENCES a);"
                   "ALTER TABLE a ADD CONSTRAINT a_b FOREIGN KEY (b) REFERENCES b;",
                   "") == Statements{"ALTER TABLE public.a DROP CONSTRAINT a_b",
                                     "ALTER TABLE public.b DROP CONSTRAINT b_a", "DROP TABLE public.a",
                                     "DROP TABLE public.b"});
}

TEST_CASE("a unique index that is there becomes the constraint's") {
  CHECK(statements("CREATE TABLE t (a int); CREATE UNIQUE INDEX t_u ON t (a);",
                   "CREATE TABLE t (a int, CONSTRAINT t_u UNIQUE (a));") ==
        Statements{"ALTER TABLE public.t ADD CONSTRAINT t_u UNIQUE USING INDEX t_u"});
}

TEST_CASE("a view whose columns stay is replaced, another is made anew") {
  const std::string table = "CREATE TABLE t (a int, b int);";
  CHECK(statements(table + "CREATE VIEW v AS SELECT a FROM t;", table + "CREATE VIEW v AS SELECT a, b FROM t;") ==
        Statements{"CREATE OR REPLACE VIEW public.v AS\nSELECT a, b FROM public.t"});
  CHECK(statements(table + "CREATE VIEW v AS SELECT a, b FROM t;", table + "CREATE VIEW v AS SELECT b FROM t;") ==
        Statements{"DROP VIEW public.v", "CREATE VIEW public.v AS\nSELECT b FROM public.t"});
}

TEST_CASE("another partition key is another table, and the rows are copied") {
  const Catalog before = state("CREATE TABLE t (a int, b int) PARTITION BY LIST (a);"),
                after = state("CREATE TABLE t (a int, b int) PARTITION BY LIST (b);");
  Sink sink;
  const Plan plan = make_plan(diff(before, after, sink), {}, sink);
  CHECK_FALSE(sink.failed());
  CHECK(std::ranges::count(plan.steps, "copy", &Step::action) == 1);
}
