// Parameters of other libraries become PostgreSQL's, and places find back.
#include <doctest/doctest.h>

#include "compat/narrowing.h"
#include "compat/parameters.h"

namespace underpin::compat {
namespace {

std::string rewritten(std::string_view sql) { return rewrite_parameters(sql).text; }

TEST_CASE("parameters: each way of writing them") {
  CHECK(rewritten("SELECT * FROM t WHERE a = :name AND b = :other OR c = :name") ==
        "SELECT * FROM t WHERE a = $1 AND b = $2 OR c = $1");
  CHECK(rewritten("UPDATE t SET a = @a, b=@b WHERE id IN (@a)") == "UPDATE t SET a = $1, b=$2 WHERE id IN ($1)");
  CHECK(rewritten("INSERT INTO t VALUES (?, ?, ?)") == "INSERT INTO t VALUES ($1, $2, $3)");
  CHECK(rewritten("SELECT * FROM t WHERE a=? AND b > ?") == "SELECT * FROM t WHERE a=$1 AND b > $2");
  CHECK(rewritten("SELECT * FROM t WHERE a = %s LIMIT %s") == "SELECT * FROM t WHERE a = $1 LIMIT $2");
  CHECK(rewritten("SELECT * FROM t WHERE a = %(a)s AND b = %(b)s AND c = %(a)s") ==
        "SELECT * FROM t WHERE a = $1 AND b = $2 AND c = $1");
  CHECK(rewritten("SELECT sqlc.arg(a), sqlc.narg('b'), sqlc.embed(t) FROM t WHERE id IN (sqlc.slice(ids))") ==
        "SELECT $1, $2, t.* FROM t WHERE id IN ($3)");
  CHECK(rewritten("SELECT $1, :a") == "SELECT $1, $2");
  CHECK(rewritten("SELECT now() - interval $1") == "SELECT now() - CAST($1 AS interval)");
  CHECK(rewritten("SELECT 1 WHERE a LIKE 'x%%' AND 7 %% 2 = 1") == "SELECT 1 WHERE a LIKE 'x%%' AND 7 % 2 = 1");
}

TEST_CASE("parameters: what is none stays") {
  for (const std::string_view sql :
       {"SELECT a::text, b[1:2], c[:3]", "SELECT doc ? 'key', doc ?| array['a'], doc @> '{}'",
        "SELECT 7 % 2, a % s FROM t", "SELECT ':a', \"@b\", $$ ? $$ -- :c", "SELECT a <@ b, @ -5",
        "SELECT E'it''s :x' /* ? */"}) {
    CAPTURE(sql);
    CHECK(rewritten(sql) == sql);
  }
}

TEST_CASE("parameters: a place in the rewritten text is one in the original") {
  const std::string_view sql = "SELECT :long_name, nope FROM t WHERE a = ? AND b = x";
  const Rewritten out = rewrite_parameters(sql);
  for (const std::string_view word : {"SELECT", "nope", "FROM", "b = x"})
    CHECK(out.map.original(static_cast<uint32_t>(out.text.find(word))) == sql.find(word));
  CHECK(out.map.original(static_cast<uint32_t>(out.text.find("$1"))) == sql.find(":long_name"));
}

TEST_CASE("narrowing: a type refuses what another took") {
  CHECK(narrows("text", "character varying(10)"));
  CHECK(narrows("character varying(20)", "character varying(10)"));
  CHECK_FALSE(narrows("character varying(10)", "character varying(20)"));
  CHECK_FALSE(narrows("character varying(10)", "text"));
  CHECK(narrows("bigint", "integer"));
  CHECK_FALSE(narrows("integer", "bigint"));
  CHECK_FALSE(narrows("integer", "numeric"));
  CHECK(narrows("numeric(10,2)", "numeric(8,2)"));
  CHECK_FALSE(narrows("numeric(8,2)", "numeric(10,2)"));
  CHECK(narrows("text", "integer"));
}

}  // namespace
}  // namespace underpin::compat
