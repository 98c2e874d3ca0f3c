// Statements in any order, errors, transactions.
#include "bind_relations.h"

using namespace underpin;

TEST_CASE("a statement waits for what it needs") {
  const Elaborated e(R"(
    CREATE VIEW w AS SELECT id FROM v;
    CREATE VIEW v AS SELECT id FROM t;
    CREATE INDEX i ON t (id);
    CREATE TABLE t (id int PRIMARY KEY, u int REFERENCES u);
    CREATE TABLE u (id int PRIMARY KEY, t int REFERENCES t);
  )");
  CHECK(e.errors() == "");
  CHECK(e.names("t", Kind::kConstraint) == "t_pkey, t_u_fkey");
  CHECK(e.names("u", Kind::kConstraint) == "u_pkey, u_t_fkey");
  CHECK(e.relation("w"));
}

TEST_CASE("what never comes is an error in PostgreSQL's words") {
  const Elaborated e("CREATE TABLE t (id int REFERENCES gone); CREATE INDEX ON gone (id);");
  CHECK(e.errors() == "42P01 relation \"gone\" does not exist\n42P01 relation \"gone\" does not exist\n");
  CHECK(e.relation("t"));
  const Elaborated ordered("CREATE TABLE t (id int REFERENCES gone);", 18, false);
  CHECK(ordered.errors() == "42P01 relation \"gone\" does not exist\n");
  CHECK_FALSE(ordered.relation("t"));
}

TEST_CASE("a dropped table is not what comes later under its name") {
  const Elaborated e("DROP TABLE IF EXISTS t; CREATE TABLE t (id int); DROP TABLE u; CREATE TABLE u (id int);");
  CHECK(e.errors() == "42P01 table \"u\" does not exist\n");
  CHECK(e.relation("u"));
}

TEST_CASE("ROLLBACK and savepoints take statements back") {
  const Elaborated e(R"(
    BEGIN; CREATE TABLE a (id int); ROLLBACK;
    BEGIN; CREATE TABLE b (id int); SAVEPOINT s; CREATE TABLE c (id int); ROLLBACK TO s; CREATE TABLE d (id int); COMMIT;
  )");
  CHECK(e.errors() == "");
  CHECK_FALSE(e.relation("a"));
  CHECK(e.relation("b"));
  CHECK_FALSE(e.relation("c"));
  CHECK(e.relation("d"));
}

TEST_CASE("temporary tables are no part of the state") {
  const Elaborated e("CREATE TEMP TABLE t (id int); CREATE INDEX ON t (id); CREATE TABLE t2 (LIKE t);");
  CHECK(e.errors() == "");
  CHECK_FALSE(e.relation("t"));
  CHECK(e.names("t2", Kind::kColumn) == "id");
}

TEST_CASE("a directive is attached to the column or table it stands at") {
  const Elaborated e(
      "-- underpin: renamed from old_t\nCREATE TABLE t (\n  a int,\n  b int -- underpin: renamed from c\n);");
  CHECK(e.errors() == "");
  REQUIRE(e.catalog.directives.size() == 2);
  CHECK(e.catalog.directives[0].object == e.relation("t"));
  CHECK(e.catalog.directives[1].object == e.column("t", "b"));
  CHECK(e.catalog.directives[1].arguments.text() == "c");
}
