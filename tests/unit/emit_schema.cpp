// Every JSON document that Underpin prints is valid by its schema in schemas/.
#include <doctest/doctest.h>

#include <string>

#include "base/embedded.h"
#include "emit/formats.h"
#include "emit/locks.h"
#include "ir/attributes.h"
#include "random_schema.h"
#include "schema_check.h"
#include "states.h"

namespace underpin::test {
namespace {

Document document_of(const Plan& plan, const Sink& sink) {
  return {.plan = &plan,
          .from = "old",
          .to = "new",
          .findings = sink.all(),
          .certificate = {{{"a", "b"}}, {{"c", "d"}}},
          .color = false};
}

TEST_CASE("schemas: plan and diff documents are valid") {
  const Catalog nothing = state("");
  for (uint64_t seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    const Catalog before = state(joined(random_schema(seed, 0))), after = state(joined(random_schema(seed, 3)));
    for (const auto& [from, to] :
         {std::pair(&before, &after), std::pair(&nothing, &after), std::pair(&after, &after)}) {
      Sink sink;
      Plan plan = make_plan(diff(*from, *to, sink), {}, sink);
      plan.from_fingerprint = fingerprint(*from);
      plan.to_fingerprint = fingerprint(*to);
      CHECK(problems("schemas/plan.schema.json", plan_json(document_of(plan, sink))) == "");
      CHECK(problems("schemas/diff.schema.json", diff_json(document_of(plan, sink))) == "");
    }
  }
}

TEST_CASE("schemas: findings are valid") {
  const Catalog before = state("CREATE TABLE t (id integer, first_name text);"),
                after = state("CREATE TABLE t (id integer, last_name text);");
  Sink sink;
  Plan plan = make_plan(diff(before, after, sink), {}, sink);
  plan.from_fingerprint = fingerprint(before);
  plan.to_fingerprint = fingerprint(after);
  REQUIRE_FALSE(sink.all().empty());
  const std::string document = plan_json(document_of(plan, sink));
  CHECK(problems("schemas/plan.schema.json", document) == "");
  const nlohmann::json parsed = nlohmann::json::parse(document);
  for (const auto& finding : parsed["findings"])
    CHECK(problems("schemas/diagnostic.schema.json", finding.dump()) == "");
}

TEST_CASE("schemas: the costs of statements are valid") {
  SourceSet sources;
  sources.add(
      "script.sql",
      "ALTER TABLE t ALTER a TYPE bigint; VACUUM t; DROP TABLE nope; LOCK TABLE t; INSERT INTO t VALUES (1, 2);");
  Sink sink;
  Script script(state("CREATE TABLE t (id int PRIMARY KEY, a int);"), {}, {});
  std::vector<Prediction> predictions;
  for (const StatementSpan& span : split(*sources.files().front(), sink).statements)
    predictions.push_back(script.next(span, sink));
  CHECK(problems("schemas/locks.schema.json", locks_json(predictions)) == "");
  CHECK(problems("schemas/locks.schema.json", locks_json({})) == "");
  CHECK(problems("schemas/locks.schema.json", "[{}]") != "");
}

TEST_CASE("schemas: a document that breaks its schema is found out") {
  CHECK(problems("schemas/plan.schema.json", "{}") != "");
  CHECK(problems("schemas/diagnostic.schema.json", R"({"code": "X"})") != "");
}

}  // namespace
}  // namespace underpin::test
