#include "bind_objects.h"

using namespace underpin::test;

TEST_CASE("enum values go where ALTER TYPE says") {
  CHECK(outcome("CREATE TYPE m AS ENUM ('b', 'd'); ALTER TYPE m ADD VALUE 'a' BEFORE 'b'; ALTER TYPE m ADD VALUE 'c' "
                "AFTER 'b';"
                "ALTER TYPE m ADD VALUE 'e'; ALTER TYPE m ADD VALUE IF NOT EXISTS 'e'; ALTER TYPE m RENAME VALUE 'd' "
                "TO 'x'") == outcome("CREATE TYPE m AS ENUM ('a', 'b', 'c', 'x', 'e')"));
  CHECK(outcome("CREATE TYPE m AS ENUM ('a'); ALTER TYPE m ADD VALUE 'a'") ==
        "42710 enum label \"a\" already exists\n");
}

TEST_CASE("a composite type is altered by its attributes") {
  CHECK(outcome("CREATE TYPE p AS (a int, b text); ALTER TYPE p ADD ATTRIBUTE c date, DROP ATTRIBUTE a;"
                "ALTER TYPE p ALTER ATTRIBUTE b TYPE varchar(10); ALTER TYPE p RENAME ATTRIBUTE c TO d; ALTER TYPE p "
                "RENAME TO q") ==
        outcome("CREATE TYPE q AS (a0 int, b varchar(10), d date); ALTER TYPE q DROP ATTRIBUTE a0"));
  CHECK(outcome("CREATE TYPE p AS (a int); ALTER TYPE p DROP ATTRIBUTE b") ==
        "42703 column \"b\" of relation \"p\" does not exist\n");
}

TEST_CASE("a domain's forms of ALTER") {
  CHECK(
      outcome("CREATE DOMAIN d AS text; ALTER DOMAIN d SET DEFAULT 'x'; ALTER DOMAIN d SET NOT NULL;"
              "ALTER DOMAIN d ADD CHECK (length(VALUE) > 1); ALTER DOMAIN d ADD CONSTRAINT c CHECK (VALUE <> 'y');"
              "ALTER DOMAIN d RENAME CONSTRAINT c TO e") ==
      outcome(
          "CREATE DOMAIN d AS text DEFAULT 'x' NOT NULL CHECK (length(VALUE) > 1) CONSTRAINT e CHECK (VALUE <> 'y')"));
  CHECK(outcome("CREATE DOMAIN d AS text NOT NULL DEFAULT 'x' CHECK (VALUE <> ''); ALTER DOMAIN d DROP NOT NULL; ALTER "
                "DOMAIN d DROP DEFAULT;"
                "ALTER DOMAIN d DROP CONSTRAINT d_check") == outcome("CREATE DOMAIN d AS text"));
  CHECK(
      outcome("CREATE DOMAIN d AS text CHECK (VALUE <> 'a') CHECK (VALUE <> 'b')") ==
      outcome(
          "CREATE DOMAIN d AS text CONSTRAINT d_check CHECK (VALUE <> 'a') CONSTRAINT d_check1 CHECK (VALUE <> 'b')"));
}

TEST_CASE("a range's multirange has PostgreSQL's name") {
  CHECK(
      outcome("CREATE TYPE floatrange AS RANGE (subtype = float8)") ==
      outcome("CREATE TYPE floatrange AS RANGE (subtype = double precision, multirange_type_name = floatmultirange)"));
  CHECK(outcome("CREATE TYPE span AS RANGE (subtype = date)") ==
        outcome("CREATE TYPE span AS RANGE (multirange_type_name = span_multirange, subtype = date)"));
}

TEST_CASE("a type and a relation cannot share a name") {
  CHECK(outcome("CREATE TYPE t AS ENUM (); CREATE TABLE t (a int)") == "42710 type \"t\" already exists\n");
  CHECK(outcome("CREATE TABLE t (a int); CREATE DOMAIN t AS int") == "42710 type \"t\" already exists\n");
  CHECK(outcome("CREATE TYPE t AS (a int); CREATE VIEW t AS SELECT 1") == "42710 type \"t\" already exists\n");
}

TEST_CASE("a base type is kept as text, shell first") {
  const std::string text =
      "CREATE TYPE box2; CREATE FUNCTION box2_in(cstring) RETURNS box2 LANGUAGE c IMMUTABLE STRICT AS 'lib', 'in';"
      "CREATE FUNCTION box2_out(box2) RETURNS cstring LANGUAGE c IMMUTABLE STRICT AS 'lib', 'out';"
      "CREATE TYPE box2 (INPUT = box2_in, OUTPUT = box2_out); CREATE TABLE t (b box2)";
  CHECK(outcome(text).find("opaque") != std::string::npos);
  CHECK(outcome(text + "; DROP TYPE box2") ==
        "2BP01 cannot drop type public.box2 because other objects depend on it\n");
  CHECK(outcome(text + "; DROP TYPE box2 CASCADE") == outcome("CREATE TABLE t (b int); ALTER TABLE t DROP COLUMN b"));
}
