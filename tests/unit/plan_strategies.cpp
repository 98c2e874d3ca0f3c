// Strategies, phases, gates, transactions, guards and undo of plans for tables in use.
#include <doctest/doctest.h>

#include <set>

#include <algorithm>

#include "plan/strategy_info.h"
#include "plan/undo.h"
#include "states.h"
#include "verify/simulate.h"

namespace underpin {
namespace {

// Both states of a plan live as long as it does.
struct Planned {
  Catalog before, after;
  Plan plan;

  Planned(const std::string& from, const std::string& to, int target = 15)
      : before(test::state(from, target)), after(test::state(to, target)) {
    Sink sink;
    plan = make_plan(diff(before, after, sink), {.target = target}, sink);
    REQUIRE_FALSE(sink.failed());
    REQUIRE(prove(plan, before, after, sink));
    fill_undo(plan, before);
  }

  const Step& step(std::string_view id) const {
    const auto found = std::ranges::find(plan.steps, id, &Step::id);
    REQUIRE(found != plan.steps.end());
    return *found;
  }
  size_t place(std::string_view id) const { return static_cast<size_t>(&step(id) - plan.steps.data()); }
};

TEST_CASE("strategies: phases do not go back, and a gate stands before what old releases would notice") {
  const Planned p("CREATE TABLE t (a int, gone text); CREATE TABLE old (x int);",
                  "CREATE TABLE t (a int, b int CHECK (b > 0)); CREATE INDEX i ON t (a);");
  CHECK(std::ranges::is_sorted(p.plan.steps, {}, &Step::phase));
  CHECK(p.step("create-column-public.t.b").phase == Phase::kExpand);
  CHECK(p.step("validate-constraint-public.t.t_b_check").phase == Phase::kMigrate);
  CHECK(p.step("drop-column-public.t.gone").phase == Phase::kContract);
  REQUIRE(p.plan.gates.size() == 1);
  CHECK(p.plan.steps[p.plan.gates[0].before].phase == Phase::kContract);
  CHECK(p.plan.gates[0].waits_for.find("column public.t.gone") != std::string::npos);
}

TEST_CASE("strategies: what comes back comes back in the transaction that drops it") {
  const Planned p(
      "CREATE TABLE t (a varchar(5)); CREATE VIEW v AS SELECT a FROM t; GRANT SELECT ON v TO role_a;",
      "CREATE TABLE t (a varchar(9), b int); CREATE VIEW v AS SELECT a FROM t; GRANT SELECT ON v TO role_a;");
  const uint32_t number = p.step("drop-view-public.v").transaction;
  CHECK(number != 0);
  CHECK(p.step("alter-column-public.t.a").transaction == number);
  CHECK(p.step("create-view-public.v").transaction == number);
  CHECK(p.step("grant-view-public.v").transaction == number);
  CHECK(p.step("create-column-public.t.b").transaction == 0);
  CHECK(begins_transaction(p.plan, p.place("drop-view-public.v")));
  CHECK(ends_transaction(p.plan, p.place("grant-view-public.v")));
}

TEST_CASE("strategies: new tables take plain statements, and so does everything where it is asked for") {
  const Planned p("", "CREATE TABLE t (a int PRIMARY KEY, b int UNIQUE); CREATE INDEX i ON t (b);");
  CHECK(std::ranges::all_of(p.plan.steps, [](const Step& step) { return step.strategy == "plain"; }));
  Sink sink;
  const Catalog before = test::state("CREATE TABLE t (a int);", 15);
  const Catalog after = test::state("CREATE TABLE t (a int NOT NULL); CREATE INDEX i ON t (a);", 15);
  const Plan plain = make_plan(diff(before, after, sink), {.target = 15, .online = false}, sink);
  CHECK(std::ranges::all_of(plain.steps, [](const Step& step) { return step.strategy == "plain"; }));
  CHECK(plain.steps.size() == 2);
}

TEST_CASE("strategies: every one that a plan names is explained") {
  CHECK(std::ranges::is_sorted(all_strategies(), {}, &StrategyInfo::slug));
  const Planned p(
      "CREATE TABLE t (a int, b int, c int, e int); CREATE INDEX i ON t (a); CREATE TABLE o (x int);",
      "CREATE TABLE t (a int NOT NULL, b int UNIQUE, c int CHECK (c > 0), d float8 DEFAULT random(), e bigint,"
      "f int GENERATED ALWAYS AS IDENTITY);"
      "CREATE INDEX i ON t (a, b); CREATE INDEX j ON t (c);"
      "\n-- underpin: renamed from o\nCREATE TABLE n (x int);");
  std::vector<std::string> named;
  for (const Step& step : p.plan.steps)
    if (step.strategy != "plain") {
      CHECK(find_strategy(step.strategy) != nullptr);
      if (std::ranges::find(named, step.strategy) == named.end()) named.push_back(step.strategy);
    }
  CHECK(named.size() == all_strategies().size());
}

TEST_CASE("undo: leads back, and a rename is a rename") {
  const Planned p(
      "CREATE TABLE t (a int); CREATE INDEX i ON t (a);",
      "-- underpin: renamed from t\nCREATE TABLE u (a int, b int NOT NULL DEFAULT 1);\nCREATE INDEX i ON u (a);");
  CHECK(p.step("rename-table-public.u").undo == "ALTER TABLE public.u RENAME TO t");
  CHECK(p.step("create-column-public.u.b").undo == "ALTER TABLE public.u DROP COLUMN b");
}

TEST_CASE("undo: what fills rows leaves nothing to take back") {
  const Planned p("CREATE TABLE t (a int);", "CREATE TABLE t (a int, b float8 DEFAULT random());");
  CHECK(p.step("backfill-column-public.t.b").undo == "");
}

TEST_CASE("guards: an index that is there but not valid is half done") {
  const Planned p("CREATE TABLE t (a int);", "CREATE TABLE t (a int); CREATE INDEX i ON t (a);");
  const auto& guard = p.step("create-index-public.t.i").guard;
  REQUIRE(guard.has_value());
  CHECK(guard->find("indisvalid") != std::string::npos);
  CHECK(guard->find("'half done'") != std::string::npos);
}

}  // namespace

TEST_CASE("sideways: each group of columns is swapped in one transaction of its own, whatever else changes") {
  const Planned p(
      "CREATE TABLE t (id serial PRIMARY KEY, a int UNIQUE, b text, c int); CREATE VIEW v AS SELECT id, a, b FROM t;"
      "CREATE TABLE u (t int REFERENCES t (id), d int, CHECK (d > 0)); CREATE TABLE w (id serial PRIMARY KEY);",
      "CREATE TABLE t (id bigserial PRIMARY KEY, a bigint UNIQUE, b int, c bigint); CREATE VIEW v AS SELECT id, a, b "
      "FROM t;"
      "CREATE TABLE u (t bigint REFERENCES t (id), d bigint, CHECK (d > 0));"
      "CREATE TABLE w (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY);");
  std::set<uint32_t> numbers;
  for (const Step& step : p.plan.steps) {
    if (step.action != "swap" && step.action != "lock" && step.action != "drop beside") continue;
    CHECK(step.transaction != 0);
    numbers.insert(step.transaction);
  }
  // The view joins three swaps; t.c and u.d have their own. Then five groups (t.id with u.t) lose their old columns.
  CHECK(numbers.size() == 8);
  CHECK(p.step("drop-sequence-public.w_id_seq").transaction != 0);
}

}  // namespace underpin
