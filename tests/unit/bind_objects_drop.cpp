#include "bind_objects.h"

using namespace underpin::test;

namespace {

const std::string kTables =
    "CREATE TABLE a (id int PRIMARY KEY, n int); CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a);";

}  // namespace

TEST_CASE("what hinders a drop goes with CASCADE") {
  CHECK(outcome(kTables + "DROP TABLE a") == "2BP01 cannot drop table public.a because other objects depend on it\n");
  CHECK(outcome(kTables + "DROP TABLE a CASCADE") == outcome("CREATE TABLE b (id int PRIMARY KEY, a_id int)"));
  CHECK(outcome(kTables + "DROP TABLE a, b") == outcome(""));
  CHECK(outcome(kTables + "CREATE VIEW v AS SELECT n FROM a; CREATE VIEW w AS SELECT n FROM v; DROP VIEW v") ==
        "2BP01 cannot drop view public.v because other objects depend on it\n");
  CHECK(
      outcome(
          kTables +
          "CREATE VIEW v AS SELECT n FROM a; CREATE VIEW w AS SELECT n FROM v; ALTER TABLE a DROP COLUMN n CASCADE") ==
      outcome("CREATE TABLE a (id int PRIMARY KEY, n int); CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a); "
              "ALTER TABLE a DROP COLUMN n"));
}

TEST_CASE("a foreign key holds the key it refers to") {
  CHECK(outcome(kTables + "ALTER TABLE a DROP CONSTRAINT a_pkey").starts_with("2BP01 cannot drop constraint a_pkey"));
  CHECK(outcome(kTables + "ALTER TABLE a DROP CONSTRAINT a_pkey CASCADE") ==
        outcome("CREATE TABLE a (id int NOT NULL, n int); CREATE TABLE b (id int PRIMARY KEY, a_id int)"));
  CHECK(outcome("CREATE TABLE t (id int PRIMARY KEY, up int REFERENCES t); ALTER TABLE t DROP COLUMN id")
            .starts_with("2BP01"));
}

TEST_CASE("a dropped column takes its indexes and constraints along") {
  CHECK(outcome("CREATE TABLE t (a int, b int, c int CHECK (c > 0), UNIQUE (a, b), CHECK (a > b)); CREATE INDEX ON t "
                "(lower(b::text));"
                "CREATE STATISTICS s ON a, b FROM t; ALTER TABLE t DROP COLUMN b") ==
        outcome("CREATE TABLE t (a int, b int, c int CHECK (c > 0)); ALTER TABLE t DROP COLUMN b"));
}

TEST_CASE("a dropped sequence leaves its columns without a default") {
  const std::string text = "CREATE SEQUENCE s; CREATE TABLE t (a int DEFAULT nextval('s'), b int);";
  CHECK(outcome(text + "DROP SEQUENCE s") ==
        "2BP01 cannot drop sequence public.s because other objects depend on it\n");
  CHECK(outcome(text + "DROP SEQUENCE s CASCADE") == outcome("CREATE TABLE t (a int, b int)"));
  CHECK(outcome("CREATE TABLE t (a serial, b int); ALTER TABLE t DROP COLUMN a") ==
        outcome("CREATE TABLE t (a int, b int); ALTER TABLE t DROP COLUMN a"));
  CHECK(outcome("CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY); DROP SEQUENCE t_a_seq").starts_with("2BP01"));
}

TEST_CASE("a dropped type takes columns and functions, not string bodies") {
  const std::string text =
      "CREATE TYPE m AS ENUM ('a'); CREATE TABLE t (a m, b int); CREATE FUNCTION f(m) RETURNS int LANGUAGE sql AS "
      "'SELECT 1';"
      "CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT b FROM t';";
  CHECK(outcome(text + "DROP TYPE m").starts_with("2BP01"));
  CHECK(outcome(text + "DROP TYPE m CASCADE") ==
        outcome("CREATE TABLE t (a int, b int); ALTER TABLE t DROP COLUMN a; CREATE FUNCTION g() RETURNS int LANGUAGE "
                "sql AS 'SELECT b FROM t'"));
  CHECK(outcome(text + "DROP TABLE t").find("2BP01") == std::string::npos);
}

TEST_CASE("partitions go with their table, children do not") {
  CHECK(outcome("CREATE TABLE p (a int) PARTITION BY LIST (a); CREATE TABLE c PARTITION OF p DEFAULT; DROP TABLE p") ==
        outcome(""));
  CHECK(outcome("CREATE TABLE p (a int); CREATE TABLE c () INHERITS (p); DROP TABLE p").starts_with("2BP01"));
  CHECK(outcome("CREATE TABLE p (a int); CREATE TABLE c () INHERITS (p); DROP TABLE p CASCADE") == outcome(""));
}

TEST_CASE("a schema is dropped with all that is in it") {
  const std::string text =
      "CREATE SCHEMA s CREATE TABLE t (a int) CREATE VIEW v AS SELECT a FROM t; CREATE VIEW w AS SELECT a FROM s.t;";
  CHECK(outcome(text + "DROP SCHEMA s").starts_with("2BP01 cannot drop schema s"));
  CHECK(outcome(text + "DROP SCHEMA s CASCADE") == outcome(""));
  CHECK(outcome("CREATE SCHEMA s; DROP SCHEMA s; DROP SCHEMA IF EXISTS s, q") == outcome(""));
}

TEST_CASE("what other objects are made of cannot be dropped by itself") {
  CHECK(outcome("CREATE TABLE t (a int PRIMARY KEY); DROP INDEX t_pkey").starts_with("2BP01 cannot drop index"));
  CHECK(outcome("CREATE TABLE t (a int); DROP VIEW t") == "42809 \"t\" is not a view\n");
  CHECK(outcome("DROP TABLE t") == "42P01 table \"t\" does not exist\n");
  CHECK(outcome("DROP TABLE IF EXISTS t, x.y; DROP FUNCTION IF EXISTS f(nothing); DROP TYPE IF EXISTS x; DROP TRIGGER "
                "IF EXISTS a ON b;"
                "DROP POLICY IF EXISTS a ON b; DROP RULE IF EXISTS a ON b; DROP AGGREGATE IF EXISTS a(int); DROP CAST "
                "IF EXISTS (int AS text);"
                "DROP OPERATOR IF EXISTS === (int, int); DROP SERVER IF EXISTS s; DROP EXTENSION IF EXISTS e; DROP "
                "PUBLICATION IF EXISTS p") == outcome(""));
}
