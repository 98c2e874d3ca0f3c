// Every rule's own examples: the bad one shows its finding, the good one does not.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "compat/rule.h"
#include "diag/codes.h"
#include "plan/undo.h"
#include "states.h"

namespace underpin::compat {
namespace {

using test::state;

std::vector<std::string> codes_of(const Rule& rule, const Example& example) {
  const Catalog before = state(std::string(example.schema));
  SourceSet script;
  script.add("script.sql", std::string(example.script));
  Sink sink;
  ScriptCourse course = course_of(script, before.clone(), TableRows(), {.target = 18, .autocommit = true}, sink);
  INFO(test::messages(sink));
  REQUIRE_FALSE(sink.failed());
  for (const Diagnostic& refused : course.refused) FAIL(refused.message);
  state_renames(before, *course.last);
  Sink ignored;
  const Diff changes = diff(before, *course.last, ignored);
  course.course.diff = &changes;
  std::vector<std::string> out;
  const Rule* only = &rule;
  for (const Found& found : run_rules({course.course, nullptr}, {&only, 1})) {
    out.emplace_back(found.diagnostic.code->code);
    CHECK_FALSE(found.subject.empty());
    CHECK(place_text(found.diagnostic.place).starts_with("script.sql:"));
  }
  return out;
}

TEST_CASE("rules: each finds its bad example and not its good one") {
  for (const Rule* rule : all_rules()) {
    CAPTURE(rule->code.code);
    CHECK(codes_of(*rule, rule->bad).size() == 1);
    CHECK(codes_of(*rule, rule->good).empty());
  }
}

TEST_CASE("rules: codes and slugs are nobody else's, and in order") {
  std::set<std::string_view> seen;
  std::string_view last;
  for (const Rule* rule : all_rules()) {
    CAPTURE(rule->code.code);
    CHECK(seen.insert(rule->code.code).second);
    CHECK(seen.insert(rule->code.slug).second);
    CHECK(find_code(rule->code.code) == nullptr);
    CHECK(find_code(rule->code.slug) == nullptr);
    CHECK(last < rule->code.code);
    last = rule->code.code;
    CHECK(find_rule(rule->code.slug) == rule);
    for (const std::string_view text : {rule->condition, rule->effect, rule->remedy}) CHECK(text.ends_with('.'));
  }
}

}  // namespace
}  // namespace underpin::compat
