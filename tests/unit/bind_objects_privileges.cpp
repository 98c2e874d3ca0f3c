#include "bind_objects.h"

using namespace underpin::test;

TEST_CASE("what is granted and revoked again leaves nothing") {
  CHECK(outcome("CREATE TABLE t (a int); GRANT SELECT, INSERT ON t TO x; REVOKE ALL ON TABLE t FROM x") ==
        outcome("CREATE TABLE t (a int)"));
  CHECK(outcome("CREATE TABLE t (a int); REVOKE ALL ON t FROM PUBLIC") == outcome("CREATE TABLE t (a int)"));
  CHECK(outcome("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS ''; REVOKE ALL ON FUNCTION f() FROM PUBLIC; GRANT "
                "EXECUTE ON ROUTINE f TO PUBLIC") == outcome("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS ''"));
}

TEST_CASE("privileges are what they add up to") {
  CHECK(outcome("CREATE TABLE t (a int); GRANT SELECT ON t TO x WITH GRANT OPTION; GRANT INSERT ON t TO x, y; REVOKE "
                "GRANT OPTION FOR SELECT ON t FROM x") ==
        outcome("CREATE TABLE t (a int); GRANT SELECT ON t TO x; GRANT INSERT ON ALL TABLES IN SCHEMA public TO y, x"));
  CHECK(outcome("CREATE TABLE t (a int); GRANT ALL ON t TO x", 17) ==
        outcome("CREATE TABLE t (a int); GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER, MAINTAIN "
                "ON t TO x",
                17));
  CHECK(outcome("CREATE TABLE t (a int); GRANT USAGE ON t TO x").starts_with("0LP01 invalid privilege type USAGE"));
}

TEST_CASE("a column has privileges of its own, which go with the table's") {
  CHECK(
      outcome("CREATE TABLE t (a int, b int); GRANT SELECT (a), UPDATE (a, b) ON t TO x; REVOKE UPDATE ON t FROM x") ==
      outcome("CREATE TABLE t (a int, b int); GRANT SELECT (a) ON t TO x"));
}

TEST_CASE("the owner's privileges move with the ownership") {
  CHECK(outcome("CREATE TABLE t (a serial); ALTER TABLE t OWNER TO x; GRANT ALL ON t TO x; REVOKE INSERT ON t FROM x; "
                "ALTER TABLE t OWNER TO y") ==
        outcome("CREATE TABLE t (a serial); ALTER TABLE t OWNER TO y; REVOKE INSERT ON t FROM y"));
  CHECK(outcome("CREATE TABLE t (a int); GRANT SELECT ON t TO x; ALTER TABLE t OWNER TO x") ==
        outcome("CREATE TABLE t (a int); ALTER TABLE t OWNER TO x"));
}

TEST_CASE("default privileges are given to what comes after them") {
  CHECK(outcome("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO x; CREATE TABLE t (a int);"
                "ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE SELECT ON TABLES FROM x; CREATE TABLE u (a int)") ==
        outcome("CREATE TABLE t (a int); CREATE TABLE u (a int); GRANT SELECT ON t TO x"));
  CHECK(outcome("ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC; CREATE FUNCTION f() RETURNS int "
                "LANGUAGE sql AS '';"
                "ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO PUBLIC") ==
        outcome("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS ''; REVOKE ALL ON FUNCTION f() FROM PUBLIC"));
  CHECK(outcome("ALTER DEFAULT PRIVILEGES FOR ROLE r GRANT SELECT ON TABLES TO x; CREATE TABLE t (a int);"
                "ALTER DEFAULT PRIVILEGES FOR ROLE r REVOKE SELECT ON TABLES FROM x") ==
        outcome("CREATE TABLE t (a int)"));
}
