#include "bind_objects.h"

using namespace underpin::test;

TEST_CASE("a statistics object's name is PostgreSQL's choice") {
  CHECK(
      outcome(
          "CREATE TABLE t (a int, b int); CREATE STATISTICS ON b, a FROM t; CREATE STATISTICS ON (a + b), a FROM t") ==
      outcome(
          "CREATE TABLE t (a int, b int); CREATE STATISTICS t_b_a_stat (mcv, ndistinct, dependencies) ON a, b FROM t;"
          "CREATE STATISTICS t_expr_a_stat ON a, (a + b) FROM t"));
}

TEST_CASE("a publication's members are added, dropped and set") {
  const std::string tables = "CREATE SCHEMA s; CREATE TABLE a (x int, y int); CREATE TABLE b (x int);";
  CHECK(outcome(tables + "CREATE PUBLICATION p FOR TABLE a; ALTER PUBLICATION p ADD TABLE b, TABLES IN SCHEMA s; ALTER "
                         "PUBLICATION p DROP TABLE a;"
                         "ALTER PUBLICATION p SET (publish = 'insert,update')") ==
        outcome(tables + "CREATE PUBLICATION p FOR TABLE b, TABLES IN SCHEMA s WITH (publish = 'update, insert')"));
  CHECK(
      outcome(tables + "CREATE PUBLICATION p FOR TABLE a (y, x) WHERE (x > 1), b; ALTER TABLE b RENAME TO c") ==
      outcome(
          tables +
          "ALTER TABLE b RENAME TO c; CREATE PUBLICATION p; ALTER PUBLICATION p SET TABLE c, a (x, y) WHERE (x > 1)"));
  CHECK(outcome(tables + "CREATE PUBLICATION p FOR TABLE a; ALTER PUBLICATION p ADD TABLE a") ==
        "42710 relation \"a\" is already member of publication \"p\"\n");
}

TEST_CASE("options of foreign servers are added, set and dropped") {
  const std::string wrapper = "CREATE FOREIGN DATA WRAPPER w;";
  CHECK(outcome(wrapper + "CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (a '1', b '2'); ALTER SERVER s OPTIONS (SET "
                          "a '3', DROP b, ADD c '4')") ==
        outcome(wrapper + "CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (c '4', a '3')"));
  CHECK(outcome(wrapper + "CREATE SERVER s FOREIGN DATA WRAPPER w; ALTER SERVER s OPTIONS (SET a '3')") ==
        "42704 option \"a\" not found\n");
  CHECK(outcome(wrapper + "CREATE SERVER s FOREIGN DATA WRAPPER w; CREATE USER MAPPING FOR x SERVER s; DROP SERVER s")
            .starts_with("2BP01"));
  CHECK(outcome(wrapper +
                "CREATE SERVER s FOREIGN DATA WRAPPER w; CREATE USER MAPPING FOR x SERVER s; DROP SERVER s CASCADE") ==
        outcome(wrapper));
}

TEST_CASE("operators and text search objects are kept as text") {
  const std::string f = "CREATE SCHEMA s; CREATE FUNCTION s.eq(text, text) RETURNS bool LANGUAGE sql AS 'SELECT true';";
  CHECK(outcome(f + "SET search_path = s; CREATE OPERATOR === (PROCEDURE = eq, LEFTARG = text, RIGHTARG = text, "
                    "COMMUTATOR = ===)") ==
        outcome(f + "CREATE OPERATOR s.=== (RIGHTARG = text, LEFTARG = pg_catalog.text, FUNCTION = s.eq, COMMUTATOR = "
                    "OPERATOR(s.===))"));
  CHECK(outcome(
            f +
            "CREATE OPERATOR s.=== (FUNCTION = s.eq, LEFTARG = text, RIGHTARG = text); DROP FUNCTION s.eq(text, text)")
            .starts_with("2BP01"));
  CHECK(outcome(f + "CREATE OPERATOR s.=== (FUNCTION = s.eq, LEFTARG = text, RIGHTARG = text); DROP OPERATOR "
                    "s.===(text, text)") == outcome(f));
  CHECK(outcome("CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = simple); ALTER TEXT SEARCH DICTIONARY d RENAME TO e") ==
        outcome("CREATE TEXT SEARCH DICTIONARY public.e (TEMPLATE = simple)"));
}

TEST_CASE("names are cut in whole characters") {
  const std::string table(40, 'a');
  std::string column;
  for (int i = 0; i < 15; ++i) column += "\xC3\xA4";
  CHECK(outcome("CREATE TABLE \"" + table + "\" (\"" + column + "\" int); CREATE STATISTICS ON \"" + column +
                "\", tableoid FROM \"" + table + "\"")
            .find("does not exist") != std::string::npos);
}

TEST_CASE("CREATE SCHEMA runs its elements in the schema") {
  CHECK(outcome("CREATE SCHEMA s AUTHORIZATION x CREATE VIEW v AS SELECT a FROM t CREATE TABLE t (a int) GRANT SELECT "
                "ON t TO y") == outcome("CREATE SCHEMA s; ALTER SCHEMA s OWNER TO x; CREATE TABLE s.t (a int); ALTER "
                                        "TABLE s.t OWNER TO x; CREATE VIEW s.v AS SELECT a FROM s.t;"
                                        "ALTER VIEW s.v OWNER TO x; GRANT SELECT ON s.t TO y"));
  CHECK(outcome("CREATE SCHEMA IF NOT EXISTS s; CREATE SCHEMA IF NOT EXISTS s; CREATE SCHEMA s") ==
        "42P06 schema \"s\" already exists\n");
}

TEST_CASE("SET SCHEMA takes along what belongs to the object") {
  CHECK(outcome("CREATE SCHEMA s; CREATE TABLE t (a serial PRIMARY KEY); ALTER TABLE t SET SCHEMA s") ==
        outcome("CREATE SCHEMA s; SET search_path = s; CREATE TABLE t (a serial PRIMARY KEY)"));
}

TEST_CASE("roles and rows are left out with one note") {
  CHECK(notes("CREATE ROLE a; CREATE ROLE b; GRANT a TO b; CREATE TABLE t (x int); INSERT INTO t VALUES (1); INSERT "
              "INTO t VALUES (2)") ==
        "UP216 2 CREATE ROLE statements are left out; this is the first\nUP216 GRANT role statement is left out\n"
        "UP217 2 INSERT statements are left out; this is the first\n");
  CHECK(notes("SELECT create_hypertable('t', 'x')") ==
        "UP215 function create_hypertable is called for its effect, which is not known\n");
  CHECK(notes("CREATE SEQUENCE s; SELECT pg_catalog.setval('s', 5)") == "UP217 SELECT statement is left out\n");
}

TEST_CASE("the DO blocks that stand for IF NOT EXISTS are followed") {
  const std::string type = "CREATE TYPE m AS ENUM ('a');";
  const std::string block =
      "DO $$ BEGIN CREATE TYPE m AS ENUM ('a'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;";
  CHECK(outcome(block) == outcome(type));
  CHECK(outcome(type + block) == outcome(type));
  CHECK(outcome("DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'm') THEN CREATE TYPE m AS ENUM "
                "('a'); END IF; END $$;" +
                block) == outcome(type));
  CHECK(
      outcome(
          "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'r') THEN CREATE ROLE r; END IF; END $$") ==
      outcome(""));
  CHECK(outcome("DO $$ BEGIN FOR i IN 1..3 LOOP EXECUTE format('CREATE TABLE t%s (a int)', i); END LOOP; END $$")
            .starts_with("0A000 the DO block"));
}
