#include <doctest/doctest.h>

#include <algorithm>

#include "cli/owners.h"
#include "cli/pipeline.h"
#include "cli/report.h"
#include "diag/codes.h"
#include "states.h"

namespace underpin::test {
namespace {

using namespace underpin::cli;

std::string_view owner(const char* before, const char* after) {
  const Catalog one = state(before), two = state(after);
  return infer_owner(one, two).text();
}

TEST_CASE("cli: who owns what states no owner") {
  CHECK(owner("CREATE TABLE t (a int);", "CREATE TABLE t (a int);") == "");
  CHECK(owner("CREATE TABLE t (a int); ALTER TABLE t OWNER TO postgres;", "CREATE TABLE t (a int);") == "postgres");
  CHECK(owner("CREATE TABLE t (a int); ALTER TABLE t OWNER TO app;", "CREATE TABLE t (a int);") == "app");
  CHECK(owner("CREATE TABLE t (a int);", "CREATE TABLE t (a int); ALTER TABLE t OWNER TO app;") == "app");
  CHECK(owner("CREATE TABLE t (a int); ALTER TABLE t OWNER TO app; CREATE TABLE u (a int);", "") == "");
}

TEST_CASE("cli: documents never name absolute paths") {
  CHECK(source_title("db/schema") == "db/schema");
  CHECK(source_title("./db/schema/") == "db/schema");
  CHECK(source_title("/home/me/db/old.sql") == "old.sql");
  CHECK(source_title("/home/me/db/") == "db");
  CHECK(source_title("-") == "standard input");
}

TEST_CASE("cli: findings come in the order of their places") {
  SourceSet set;
  const FileId b = set.add("b.sql", "x\ny\n"), a = set.add("a.sql", "x\ny\n");
  Sink sink;
  sink.emit(code::kSyntaxError, {b, 0}, "third");
  sink.emit(code::kSyntaxError, {a, 2}, "second");
  sink.emit(code::kSyntaxError, {a, 0}, "first");
  sink.emit(code::kSyntaxError, {a, 0}, "first");
  const auto all = sorted(sink.all());
  REQUIRE(all.size() == 3);
  CHECK(all[0].message == "first");
  CHECK(all[1].message == "second");
  CHECK(all[2].message == "third");
}

TEST_CASE("cli: formats are chosen by extension") {
  CHECK(format_of_file(plan_formats(), "a/b.json")->name == "json");
  CHECK(format_of_file(plan_formats(), "plan.md")->name == "md");
  CHECK(format_of_file(plan_formats(), "plan") == nullptr);
  CHECK(format_named(diff_formats(), "sql") == nullptr);
}

}  // namespace
}  // namespace underpin::test
