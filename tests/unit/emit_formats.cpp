#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <nlohmann/json.hpp>

#include "emit/formats.h"
#include "emit/line_diff.h"
#include "emit/markdown.h"
#include "emit/words.h"
#include "ir/attributes.h"
#include "states.h"

namespace underpin::test {
namespace {

constexpr const char* kOld = "CREATE TABLE t (id integer PRIMARY KEY, a text); CREATE VIEW v AS SELECT a FROM t;";
constexpr const char* kNew =
    "CREATE TABLE t (id integer PRIMARY KEY, a varchar(9), b date); CREATE VIEW v AS SELECT a FROM t;";

// A plan with the states that it points into.
struct Planned {
  Catalog before, after;
  Plan plan;
  Document document;

  Planned(const char* from, const char* to) : before(state(from)), after(state(to)) {
    Sink sink;
    plan = make_plan(diff(before, after, sink), {}, sink);
    plan.from_fingerprint = fingerprint(before);
    plan.to_fingerprint = fingerprint(after);
    document = {
        .plan = &plan, .from = "old.sql", .to = "new.sql", .findings = sink.all(), .certificate = {}, .color = false};
  }
};

TEST_CASE("emit: every format prints the same bytes twice") {
  const Planned one(kOld, kNew), two(kOld, kNew);
  for (const auto formats : {plan_formats(), diff_formats()})
    for (const Format& format : formats) {
      CAPTURE(std::string(format.name));
      CHECK(format.print(one.document) == format.print(two.document));
      CHECK(format.print(one.document).ends_with('\n'));
    }
}

TEST_CASE("emit: an empty plan in SQL is comments only") {
  const Planned same(kOld, kOld);
  REQUIRE(same.plan.steps.empty());
  const std::string sql = plan_sql(same.document);
  for (size_t at = 0; at < sql.size(); at = sql.find('\n', at) + 1) CHECK(sql.substr(at, 2) == "--");
}

TEST_CASE("emit: a plan's id does not depend on what the files are called") {
  Planned one(kOld, kNew), other(kOld, kNew);
  other.document.from = "elsewhere.sql";
  CHECK(plan_id(one.document) == plan_id(other.document));
  other.plan.steps[0].sql += " ";
  CHECK(plan_id(one.document) != plan_id(other.document));
}

TEST_CASE("emit: a name cannot end a comment") {
  CHECK(emit::one_line("a\nDROP TABLE t;\r\x1b[2J") == "a DROP TABLE t; [2J");
  CHECK(emit::one_line("ä\u2028b", 10) == "ä\u2028b");
  CHECK(emit::one_line("abcdef", 4) == "abc…");
  const Planned hostile(
      "", "CREATE TABLE \"a\nDROP TABLE t; --\" (id integer); COMMENT ON TABLE \"a\nDROP TABLE t; --\" IS 'x';");
  const std::string sql = plan_sql(hostile.document);
  CHECK(sql.find("-- [create") != sql.npos);
  size_t outside = 0;  // a line that begins with the name's second half stands inside the quoted name only
  for (size_t at = sql.find("\nDROP TABLE"); at != sql.npos; at = sql.find("\nDROP TABLE", at + 1)) {
    const size_t quote = sql.rfind('"', at);
    outside += quote == sql.npos || sql.find('\n', quote) != at;
  }
  CHECK(outside == 0);
}

TEST_CASE("emit: words") {
  CHECK(emit::counted(1, "index") == "1 index");
  CHECK(emit::counted(2, "index") == "2 indexes");
  CHECK(emit::counted(0, "policy") == "0 policies");
  CHECK(emit::counted(3, "foreign key") == "3 foreign keys");
  CHECK(emit::attribute_words("on_delete") == "on delete");
}

TEST_CASE("emit: Markdown cannot be broken out of") {
  CHECK(emit::code("a`b") == "``a`b``");
  CHECK(emit::code("`") == "`` ` ``");
  CHECK(emit::prose("a*b_c|d") == "a\\*b\\_c\\|d");
  CHECK(emit::fenced("```\nx", "sql") == "````sql\n```\nx\n````\n");
}

TEST_CASE("emit: a line diff shows what changed and a line around it") {
  const auto lines = emit::diff_lines("a\nb\nc\nd\ne\n", "a\nb\nX\nd\ne\n");
  std::string signs;
  for (const auto& line : lines) signs += line.sign;
  CHECK(signs == "@ -+ @");
  CHECK(emit::diff_lines("  a\n    b", "  a\n    c")[0].text == "a");
  CHECK(emit::diff_lines("", "x").size() == 2);
}

TEST_CASE("emit: plan.json has every field of a step") {
  const Planned planned(kOld, kNew);
  const auto json = nlohmann::json::parse(plan_json(planned.document));
  REQUIRE_FALSE(json["steps"].empty());
  for (const char* field :
       {"id", "phase", "class", "kind", "object", "action", "sql", "strategy", "reason", "transactional",
        "commit_before", "needs", "changes", "locks", "guard", "undo", "loses_data"})
    CHECK(json["steps"][0].contains(field));
  for (const auto& change : json["changes"])
    for (const auto& id : change["steps"])
      CHECK(std::ranges::any_of(json["steps"], [&](const auto& step) { return step["id"] == id; }));
}

}  // namespace
}  // namespace underpin::test
