// What a check prints is valid by its schema, in each format that has one.
#include <doctest/doctest.h>

#include "compat/matrix_findings.h"
#include "compat/weigh.h"
#include "config/config.h"
#include "emit/check.h"
#include "schema_check.h"
#include "states.h"

namespace underpin::test {
namespace {

using namespace compat;

struct Checked {
  Catalog before, after;
  Plan plan;
  Course course;
  std::vector<Consumer> consumers;
  Matrix matrix;
  CheckDocument document;

  Checked(std::string from, std::string to, std::string queries)
      : before(state(std::move(from))), after(state(std::move(to))) {
    Sink sink;
    plan = make_plan(diff(before, after, sink), {}, sink);
    course = course_of(plan, before, true);
    auto texts = std::make_shared<SourceSet>();
    texts->add("q.sql", std::move(queries));
    consumers.push_back({.name = "shop", .owner = "team", .kind = "service"});
    add_queries(texts, {}, consumers.front());
    matrix = make_matrix(course, consumers);
    document.from = "old";
    document.to = "new";
    document.course = &course;
    document.matrix = &matrix;
    document.consumers = &consumers;
    document.findings = findings_of(matrix, course);
    for (Found& found : run_rules({course, nullptr}, all_rules())) document.findings.push_back(std::move(found));
    sort_findings(document.findings);
    document.all = true;
  }
};

const char* kOld =
    "CREATE TABLE users (id bigint PRIMARY KEY, name text, email text); CREATE VIEW v AS SELECT id FROM users;";
const char* kNew =
    "CREATE TABLE users (id bigint PRIMARY KEY, name varchar(10) UNIQUE, tenant int NOT NULL, note text CHECK (note <> "
    "''));";
const char* kQueries =
    "-- name: A :one\nSELECT email FROM users WHERE id = :id;\nINSERT INTO users (id, name) VALUES (?, ?);\nSELECT * "
    "FROM users;\n"
    "SELECT id FROM v; SELECT nope; SELECT FROM WHERE;";

TEST_CASE("check: its documents are valid") {
  const Checked checked(kOld, kNew, kQueries);
  CHECK(problems("schemas/check.schema.json", check_json(checked.document)) == "");
  CHECK(problems("schemas/baseline.schema.json", baseline_json(checked.document.findings)) == "");
  CHECK(problems("schemas/check.schema.json", "{}") != "");
  CHECK(problems("schemas/baseline.schema.json", "{}") != "");
}

TEST_CASE("check: a query is asked again only where something that it names has changed") {
  const Checked checked("CREATE TABLE a (x int); CREATE TABLE b (y int); CREATE TABLE c (z int);",
                        "CREATE TABLE a (x int, x2 int); CREATE TABLE b (y int); CREATE TABLE c (z int, z2 int);",
                        "SELECT x FROM a; SELECT y FROM b; SELECT z FROM c;");
  CHECK(checked.course.states.size() == 3);
  CHECK(checked.matrix.asked == 5);
}

TEST_CASE("check: a type that changes touches the queries of its tables") {
  const Checked checked("CREATE TYPE e AS ENUM ('a'); CREATE TABLE a (x e); CREATE TABLE b (y int);",
                        "CREATE TYPE e AS ENUM ('a', 'b'); CREATE TABLE a (x e); CREATE TABLE b (y int);",
                        "SELECT 1 FROM a WHERE x = 'b'; SELECT y FROM b;");
  REQUIRE(checked.matrix.rows.size() == 2);
  CHECK_FALSE(checked.matrix.rows[0].runs_now);
  CHECK(checked.matrix.rows[0].cells.back().outcome() == Outcome::kWorks);
  CHECK(checked.matrix.asked == 3);
}

TEST_CASE("config: what init writes is read, and says what it was given") {
  Config config;
  Sink sink;
  REQUIRE(read_config_text("underpin.toml", initial_config("db/\"schema\"", 16), config, sink));
  CHECK(config.schema_path == "db/\"schema\"");
  CHECK(config.target == 16);
  CHECK(config.check.level == "write");
}

TEST_CASE("config: a file in another folder counts its paths from there") {
  Config config;
  config.folder = "../..";
  CHECK(config.path("db") == "../../db");
  CHECK(config.path("/db") == "/db");
  CHECK(config.path("").empty());
}

}  // namespace
}  // namespace underpin::test
