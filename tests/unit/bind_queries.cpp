// Queries against a state, without a server. tests/query compares thousands of them with PostgreSQL.
#include "bind/queries.h"

#include <doctest/doctest.h>

#include "emit/query.h"
#include "schema_check.h"
#include "states.h"

namespace underpin::test {
namespace {

struct Asked {
  Catalog state;
  std::vector<AnsweredStatement> answers;
};

Asked ask(const std::string& schema, const std::string& queries) {
  Asked out{state(schema), {}};
  Sink sink;
  auto texts = std::make_shared<SourceSet>();
  texts->add("q.sql", queries);
  out.answers = answer_queries(out.state, texts, {}, sink);
  CHECK_FALSE(sink.failed());
  return out;
}

constexpr const char* kShop =
    "CREATE TABLE users (id integer PRIMARY KEY, name varchar(20) NOT NULL, age smallint);"
    "CREATE TABLE orders (id bigint, user_id integer, total numeric(10,2));";

TEST_CASE("queries: columns with types and what may be null") {
  const Asked asked = ask(kShop,
                          "SELECT u.name, o.total, count(*) AS n FROM users u LEFT JOIN orders o ON "
                          "o.user_id = u.id GROUP BY u.id, o.total");
  REQUIRE(asked.answers.size() == 1);
  const Answer& answer = asked.answers[0].answer;
  REQUIRE(answer.columns.size() == 3);
  CHECK(answer.columns[0].type == "character varying");
  CHECK(answer.columns[0].full_type == "character varying(20)");
  CHECK(answer.columns[0].nullable == Nullability::kNever);
  CHECK(answer.columns[1].nullable == Nullability::kPossible);
  CHECK(answer.columns[2].type == "bigint");
  CHECK(answer.columns[2].nullable == Nullability::kNever);
}

TEST_CASE("queries: parameters take their types from their first use") {
  const Asked asked = ask(kShop,
                          "SELECT * FROM users WHERE id = $1 AND name = $2;"
                          "SELECT * FROM users WHERE $1 IS NULL OR age = $1;"
                          "SELECT $1 IS NULL;"
                          "SELECT * FROM users WHERE id = $1 OR name = $1;");
  REQUIRE(asked.answers.size() == 4);
  REQUIRE(asked.answers[0].answer.parameters.size() == 2);
  CHECK(asked.answers[0].answer.parameters[0].type == "integer");
  CHECK(asked.answers[0].answer.parameters[1].type == "text");
  CHECK(asked.answers[1].error->sqlstate == "42P08");
  CHECK(asked.answers[2].error->sqlstate == "42P18");
  CHECK(asked.answers[3].error->sqlstate == "42883");
}

TEST_CASE("queries: errors stand at their place") {
  const Asked asked = ask(kShop, "SELECT 1;\nSELECT id,\n  nme FROM users;\nUPDATE users SET age = name");
  REQUIRE(asked.answers.size() == 3);
  CHECK_FALSE(asked.answers[0].error);
  REQUIRE(asked.answers[1].error);
  CHECK(asked.answers[1].error->sqlstate == "42703");
  const LineColumn at = line_column(asked.answers[1].error->place);
  CHECK(at.line == 3);
  CHECK(at.column == 3);
  CHECK(asked.answers[2].error->sqlstate == "42804");
}

TEST_CASE("queries: DDL and SET count for what stands behind them") {
  const Asked asked =
      ask(kShop,
          "SELECT email FROM users; ALTER TABLE users ADD email text; SELECT email FROM users;"
          "CREATE SCHEMA app; CREATE TABLE app.t (x date); SET search_path = app; SELECT x FROM t; BEGIN");
  REQUIRE(asked.answers.size() == 8);
  CHECK(asked.answers[0].error);
  CHECK(asked.answers[1].note == "done to the state");
  CHECK(asked.answers[2].answer.columns[0].type == "text");
  CHECK(asked.answers[6].answer.columns[0].type == "date");
  CHECK(asked.answers[7].utility);
}

TEST_CASE("queries: reads and writes to the column") {
  const Asked asked = ask(kShop, "UPDATE users SET age = o.total FROM orders o WHERE o.user_id = users.id");
  const Answer& answer = asked.answers[0].answer;
  REQUIRE(answer.writes.size() == 1);
  CHECK(answer.writes[0].name == "public.users");
  CHECK(answer.writes[0].columns == std::vector<std::string>{"age"});
  REQUIRE(answer.reads.size() == 2);
  CHECK(answer.reads[0].columns == std::vector<std::string>{"total", "user_id"});
  CHECK(answer.reads[1].columns == std::vector<std::string>{"id"});
}

TEST_CASE("queries: what an extension brings is unknown, not wrong") {
  const Asked asked = ask("CREATE EXTENSION postgis; CREATE TABLE p (g geometry);",
                          "SELECT ST_Buffer(g, $1), g && $2 FROM p; SELECT nope FROM p");
  CHECK_FALSE(asked.answers[0].error);
  CHECK_FALSE(asked.answers[0].answer.unknown.empty());
  CHECK(asked.answers[1].error->sqlstate == "42703");
}

TEST_CASE("queries: the document is valid") {
  const Asked asked =
      ask(kShop, "SELECT * FROM users; SELECT x; INSERT INTO users VALUES ($1, $2) RETURNING *; SET a.b = 1");
  CHECK(problems("schemas/query.schema.json", query_json(asked.answers)) == "");
  CHECK(query_text(asked.answers, false).find("public.users") != std::string::npos);
}

}  // namespace
}  // namespace underpin::test
