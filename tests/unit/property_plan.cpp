// What holds for every schema: shown on schemas made of seeds.
#include <doctest/doctest.h>

#include "emit/formats.h"
#include "ir/attributes.h"
#include "random_schema.h"
#include "states.h"

namespace underpin::test {
namespace {

constexpr uint64_t kSeeds = 60;

std::string steps_of(const Plan& plan) {
  std::string out;
  for (const Step& step : plan.steps) out += step.id + "\n" + step.reason + "\n" + step.sql + ";\n";
  return out;
}

Plan plan_between(const Catalog& before, const Catalog& after, Sink& sink) {
  Plan plan = make_plan(diff(before, after, sink), {}, sink);
  plan.from_fingerprint = fingerprint(before);
  plan.to_fingerprint = fingerprint(after);
  return plan;
}

void check_way(const Catalog& before, const Catalog& after) {
  Sink sink;
  const Plan plan = plan_between(before, after, sink);
  INFO(messages(sink));
  REQUIRE_FALSE(sink.failed());
  INFO(steps_of(plan));
  Sink running;
  const Catalog reached = run_plan(before, plan, running);
  INFO(messages(running));
  REQUIRE_FALSE(running.failed());
  Sink left;
  const Diff rest = diff(reached, after, left);
  Document document;
  Plan rest_plan;
  rest_plan.diff = rest;
  document.plan = &rest_plan;
  INFO("left to do:\n", diff_text(document));
  CHECK(rest.empty());
  CHECK(fingerprint(reached) == fingerprint(after));
}

TEST_CASE("property: a state does not differ from itself") {
  for (uint64_t seed = 1; seed <= kSeeds; ++seed) {
    CAPTURE(seed);
    const std::string text = joined(random_schema(seed, 0));
    const Catalog one = state(text), two = state(text);
    Sink sink;
    CHECK(diff(one, two, sink).empty());
    CHECK(sink.all().empty());
    CHECK(fingerprint(one) == fingerprint(two));
  }
}

TEST_CASE("property: a plan, simulated, leads to the new state, and back") {
  for (uint64_t seed = 1; seed <= kSeeds; ++seed) {
    CAPTURE(seed);
    const Catalog before = state(joined(random_schema(seed, 0))),
                  after = state(joined(random_schema(seed, seed % 7 + 1)));
    check_way(before, after);
    check_way(after, before);
  }
}

TEST_CASE("property: from nothing, and to nothing") {
  const Catalog nothing = state("");
  for (uint64_t seed = 1; seed <= kSeeds / 4; ++seed) {
    CAPTURE(seed);
    const Catalog all = state(joined(random_schema(seed, 0)));
    check_way(nothing, all);
    check_way(all, nothing);
  }
}

TEST_CASE("property: the order of statements does not matter") {
  for (uint64_t seed = 1; seed <= kSeeds; ++seed) {
    CAPTURE(seed);
    const auto old_statements = random_schema(seed, 0), new_statements = random_schema(seed, seed % 7 + 1);
    const Catalog before = state(joined(old_statements)), after = state(joined(new_statements));
    const Catalog before2 = state(shuffled(old_statements, seed)), after2 = state(shuffled(new_statements, seed + 1));
    CHECK(fingerprint(before) == fingerprint(before2));
    CHECK(fingerprint(after) == fingerprint(after2));
    Sink sink, sink2;
    CHECK(steps_of(plan_between(before, after, sink)) == steps_of(plan_between(before2, after2, sink2)));
  }
}

}  // namespace
}  // namespace underpin::test
