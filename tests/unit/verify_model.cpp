// The proof on the model: what it looks at, and that it sees what is wrong.
#include <doctest/doctest.h>

#include "plan/undo.h"
#include "states.h"
#include "verify/guard_query.h"
#include "verify/model.h"

namespace underpin::test {
namespace {

const std::string kOld = "CREATE TABLE t (a integer); CREATE TABLE u (a integer); CREATE VIEW v AS SELECT a FROM t;";

struct Planned {
  Catalog before, after;
  Plan plan;

  Planned(const std::string& from, const std::string& to) : before(state(from)), after(state(to)) {
    Sink sink;
    plan = make_plan(diff(before, after, sink), {}, sink);
    REQUIRE_FALSE(sink.failed());
    fill_undo(plan, before);
  }

  ModelProof prove() const { return prove_on_model(plan, before, &after, {.locks = false}); }

  std::string disproved() const {
    std::string out;
    for (const ProofClaim& claim : prove().claims)
      if (claim.verdict == Verdict::kDisproved) out += (out.empty() ? "" : " ") + claim.slug;
    return out;
  }
};

TEST_CASE("model: every stop of steps that need nothing of each other is looked at") {
  const Planned planned("CREATE TABLE t (a integer);", "CREATE TABLE t (a integer, b integer, c integer, d integer);");
  const ModelProof proof = planned.prove();
  CHECK(planned.disproved() == "");
  CHECK(proof.stops == 8);  // the subsets of three
  CHECK(proof.all_stops);
}

TEST_CASE("model: of very many stops a sample is looked at, the same each time") {
  std::string to;
  for (int i = 0; i < 40; ++i) to += "CREATE TABLE t" + std::to_string(i) + " (a integer);";
  const Planned planned("", to);
  const ModelProof proof = planned.prove();
  CHECK(planned.disproved() == "");
  CHECK(proof.stops > 200);
  CHECK_FALSE(proof.all_stops);
  CHECK(planned.prove().stops == proof.stops);
}

TEST_CASE("model: a step that does not say what it needs is found in another order") {
  Planned planned("CREATE TABLE t (a integer);",
                  "CREATE TABLE t (a integer, b integer); CREATE VIEW v AS SELECT b FROM t;");
  REQUIRE(planned.plan.steps.size() == 2);
  CHECK(planned.disproved() == "");
  planned.plan.steps[1].needs.clear();
  CHECK(planned.disproved() == "model-stops");
}

TEST_CASE("model: an object that comes back is missed where a transaction is split") {
  Planned planned(kOld, "CREATE TABLE t (a bigint); CREATE TABLE u (a integer); CREATE VIEW v AS SELECT a FROM t;");
  CHECK(planned.disproved() == "");
  for (Step& step : planned.plan.steps) step.transaction = 0;
  CHECK(planned.disproved().find("model-phases") != std::string::npos);
}

TEST_CASE("model: what goes before its gate, or without one, is found") {
  Planned planned(kOld, "CREATE TABLE t (a integer); CREATE VIEW v AS SELECT a FROM t;");
  CHECK(planned.disproved() == "");
  planned.plan.gates.clear();
  CHECK(planned.disproved() == "model-phases");
  planned.plan.steps[0].phase = Phase::kExpand;
  CHECK(planned.disproved() == "model-phases");
}

TEST_CASE("model: lost rows that nobody speaks of, and rows that are written") {
  Planned planned(kOld, "CREATE TABLE t (a integer); CREATE VIEW v AS SELECT a FROM t;");
  planned.plan.steps[0].loses_data = false;
  CHECK(planned.disproved() == "model-rows");
  planned.plan.steps[0].loses_data = true;
  planned.plan.steps.push_back({.id = "more", .phase = Phase::kContract, .sql = "DELETE FROM t", .undo = ""});
  CHECK(planned.disproved() == "model-rows");
}

TEST_CASE("model: what cannot run in a transaction is found in one") {
  Planned planned("CREATE TABLE t (a integer);", "CREATE TABLE t (a integer); CREATE INDEX i ON t (a);");
  CHECK(planned.disproved() == "");
  planned.plan.steps[0].transactional = true;
  CHECK(planned.disproved() == "model-transactions");
}

TEST_CASE("model: guards are asked of states") {
  const Catalog catalog = state(
      "CREATE TABLE t (a integer NOT NULL, \"B c\" text); ALTER TABLE t ADD CONSTRAINT k CHECK (a > 0) NOT VALID; "
      "CREATE INDEX i ON t (a); CREATE "
      "TYPE "
      "e AS ENUM ('x'); CREATE TYPE c AS (x integer);");
  const auto ask = [&](std::string_view condition) {
    return ask_model(catalog, "SELECT CASE WHEN " + std::string(condition) + " THEN 'yes' ELSE 'no' END").value_or("?");
  };
  CHECK(ask("pg_catalog.to_regclass('public.t') IS NOT NULL") == "yes");
  CHECK(ask("pg_catalog.to_regclass('public.nothing') IS NOT NULL") == "no");
  CHECK(ask("pg_catalog.to_regtype('public.e') IS NOT NULL") == "yes");
  CHECK(ask("pg_catalog.to_regclass('public.c') IS NULL") == "no");
  CHECK(ask("EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.t') AND "
            "attname = 'B c' AND NOT attisdropped)") == "yes");
  CHECK(ask("EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.t') AND "
            "attname = 'B c' AND attnotnull)") == "no");
  CHECK(ask_model(catalog,
                  "SELECT coalesce((SELECT CASE WHEN indisvalid THEN 'done' ELSE 'half done' END FROM "
                  "pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('public.i')), 'not begun')") ==
        "done");
  CHECK(ask_model(catalog,
                  "SELECT CASE WHEN convalidated THEN 'done' ELSE 'not begun' END FROM "
                  "pg_catalog.pg_constraint WHERE conname = 'k'") == "not begun");
  CHECK(ask("pg_catalog.version() = '18'") == "?");
  CHECK(ask("EXISTS (SELECT FROM pg_catalog.pg_proc)") == "?");
  CHECK(ask_model(catalog, "SELECT FROM nowhere") == std::nullopt);
  CHECK(ask_model(catalog, "no query") == std::nullopt);
}

}  // namespace
}  // namespace underpin::test
