#include "bind_objects.h"

using namespace underpin::test;

TEST_CASE("a function is the same however it is said") {
  CHECK(outcome("CREATE FUNCTION f(a int, OUT b varchar(10)) LANGUAGE sql AS 'SELECT 1' COST 100") ==
        outcome("CREATE FUNCTION public.f(IN a integer, OUT b character varying) RETURNS varchar VOLATILE LANGUAGE sql "
                "AS $$SELECT 1$$"));
  CHECK(outcome("CREATE FUNCTION f() RETURNS SETOF int LANGUAGE sql ROWS 1000 AS 'SELECT 1'") ==
        outcome("CREATE FUNCTION f() RETURNS SETOF int LANGUAGE sql AS 'SELECT 1'"));
  CHECK(outcome("CREATE FUNCTION f() RETURNS int LANGUAGE sql SET search_path = app, \"A\" SET work_mem = '4MB' AS "
                "'SELECT 1'") ==
        outcome("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; ALTER FUNCTION f SET work_mem TO '4MB'; "
                "ALTER FUNCTION f() SET search_path TO 'app', 'A'; ALTER FUNCTION f() SET a.b = 1; ALTER FUNCTION f() "
                "RESET a.b"));
}

TEST_CASE("ALTER FUNCTION changes what CREATE says") {
  CHECK(outcome("CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'; ALTER FUNCTION f(integer) IMMUTABLE "
                "STRICT SECURITY DEFINER "
                "PARALLEL SAFE LEAKPROOF COST 5; ALTER FUNCTION f RENAME TO g") ==
        outcome("CREATE FUNCTION g(int) RETURNS int LANGUAGE sql IMMUTABLE STRICT SECURITY DEFINER PARALLEL SAFE "
                "LEAKPROOF COST 5 AS 'SELECT 1'"));
}

TEST_CASE("overloads are told apart by their input types") {
  const std::string two =
      "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE FUNCTION f(text, OUT x int) LANGUAGE sql "
      "AS 'SELECT 1';";
  CHECK(outcome(two + "DROP FUNCTION f(int)") ==
        outcome("CREATE FUNCTION f(text, OUT x int) LANGUAGE sql AS 'SELECT 1'"));
  CHECK(outcome(two + "DROP FUNCTION f(text)") ==
        outcome("CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'"));
  CHECK(outcome(two + "DROP FUNCTION f") == "42725 function name \"f\" is not unique\n");
  CHECK(outcome(two + "DROP FUNCTION f(date)") == "42883 function f(date) does not exist\n");
  CHECK(outcome(two + "CREATE FUNCTION f(x int) RETURNS text LANGUAGE sql AS ''") ==
        "42723 function \"f\" already exists with same argument types\n");
  CHECK(outcome(two + "CREATE OR REPLACE FUNCTION f(x int) RETURNS text LANGUAGE sql AS ''") ==
        "42P13 cannot change return type of existing function\n");
}

TEST_CASE("procedures are found with and without their OUT arguments") {
  const std::string p = "CREATE PROCEDURE p(a int, OUT b text) LANGUAGE plpgsql AS 'BEGIN END';";
  const std::string none = outcome("");
  CHECK(outcome(p + "DROP PROCEDURE p(int)") == none);
  CHECK(outcome(p + "DROP PROCEDURE p(int, text)") == none);
  CHECK(outcome(p + "DROP PROCEDURE p(int, OUT text)") == none);
  CHECK(outcome(p + "DROP ROUTINE p") == none);
  CHECK(outcome(p + "DROP FUNCTION p(int)") == "42883 function p(integer) does not exist\n");
}

TEST_CASE("an aggregate is the same whatever the order of its definition") {
  const std::string f = "CREATE FUNCTION add(int, int) RETURNS int LANGUAGE sql AS 'SELECT $1 + $2';";
  CHECK(outcome(f + "CREATE AGGREGATE total(int) (SFUNC = add, STYPE = int, INITCOND = '0')") ==
        outcome(f + "CREATE AGGREGATE public.total(integer) (INITCOND = '0', STYPE = int4, SFUNC = public.add, "
                    "PARALLEL = unsafe)"));
  CHECK(outcome(f + "CREATE AGGREGATE total(int) (SFUNC = add, STYPE = int); DROP FUNCTION add(int, int)")
            .starts_with("2BP01 cannot drop function"));
  CHECK(outcome(f + "CREATE AGGREGATE total(int) (SFUNC = add, STYPE = int); DROP AGGREGATE total(int)") == outcome(f));
}

TEST_CASE("triggers of a partitioned table are copied to its partitions") {
  const std::string start =
      "CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
      "CREATE TABLE p (a int, b int) PARTITION BY LIST (a);";
  const std::string one =
      start +
      "CREATE TABLE c PARTITION OF p FOR VALUES IN (1); CREATE TRIGGER x AFTER UPDATE OF b ON p FOR EACH ROW "
      "WHEN (OLD.b > 1) EXECUTE FUNCTION t();";
  CHECK(outcome(one) ==
        outcome(start + "CREATE TRIGGER x AFTER UPDATE OF b ON p FOR EACH ROW WHEN (OLD.b > 1) EXECUTE FUNCTION t();"
                        "CREATE TABLE c PARTITION OF p FOR VALUES IN (1);"));
  CHECK(outcome(one).find("trigger/public.c.x") != std::string::npos);
  CHECK(outcome(one + "DROP TRIGGER x ON p") == outcome(start + "CREATE TABLE c PARTITION OF p FOR VALUES IN (1)"));
  CHECK(outcome(one + "DROP TRIGGER x ON c").starts_with("2BP01 cannot drop trigger"));
  CHECK(outcome(one + "ALTER TABLE p DETACH PARTITION c").find("trigger/public.c.x") == std::string::npos);
}
