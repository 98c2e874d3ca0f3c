#include <doctest/doctest.h>

#include "plan_states.h"

using namespace underpin;

namespace {

struct Compared {
  Catalog before, after;
  Sink sink;
  Diff changes;

  Compared(const char* old_sql, const char* new_sql)
      : before(state_of(old_sql)), after(state_of(new_sql)), changes(diff(before, after, sink)) {}
  const Change* of(Kind kind, ChangeType type) const {
    for (const Change& change : changes.changes)
      if (change.kind == kind && change.type == type) return &change;
    return nullptr;
  }
  bool found(std::string_view slug) const {
    for (const Diagnostic& one : sink.all())
      if (one.code->slug == slug) return true;
    return false;
  }
};

}  // namespace

TEST_CASE("a state does not differ from itself") {
  const char* sql =
      "CREATE TABLE t (a int PRIMARY KEY, b text DEFAULT 'x'); CREATE VIEW v AS SELECT a FROM t; CREATE INDEX ON t "
      "(b);";
  CHECK(Compared(sql, sql).changes.empty());
}

TEST_CASE("the order of statements is no difference") {
  CHECK(Compared("CREATE TABLE a (x int); CREATE TABLE b (y int);", "CREATE TABLE b (y int); CREATE TABLE a (x int);")
            .changes.empty());
}

TEST_CASE("an added column is a change that goes forward") {
  const Compared c("CREATE TABLE t (a int);", "CREATE TABLE t (a int, b int);");
  REQUIRE(c.changes.changes.size() == 1);
  CHECK(c.changes.changes[0].kind == Kind::kColumn);
  CHECK(c.changes.changes[0].type == ChangeType::kCreate);
  CHECK(c.changes.changes[0].direction == Direction::kForward);
  CHECK_FALSE(c.found("column-order"));
}

TEST_CASE("a column that may not be null any more goes backward") {
  const Compared c("CREATE TABLE t (a int);", "CREATE TABLE t (a int NOT NULL);");
  const Change* change = c.of(Kind::kColumn, ChangeType::kAlter);
  REQUIRE(change != nullptr);
  CHECK(change->touches("not_null"));
  CHECK(change->direction == Direction::kBackward);
}

TEST_CASE("another order of columns is a note and no change") {
  const Compared c("CREATE TABLE t (a int, b int);", "CREATE TABLE t (b int, a int);");
  CHECK(c.changes.empty());
  CHECK(c.found("column-order"));
}

TEST_CASE("a new column in the middle is noted") {
  CHECK(Compared("CREATE TABLE t (a int, c int);", "CREATE TABLE t (a int, b text, c int);").found("column-order"));
}

TEST_CASE("a drop and an add of the same definition look like a rename") {
  CHECK(Compared("CREATE TABLE t (a int, old text);", "CREATE TABLE t (a int, new text);").found("looks-like-rename"));
  CHECK_FALSE(Compared("CREATE TABLE t (a int, o1 text, o2 text);", "CREATE TABLE t (a int, new text);")
                  .found("looks-like-rename"));
}

TEST_CASE("a directive makes it a rename, and dependents follow") {
  const Compared c("CREATE TABLE t (a int, old text); CREATE INDEX i ON t (old); CREATE VIEW v AS SELECT a FROM t;",
                   "-- underpin: renamed from t\nCREATE TABLE u (a int,\n -- underpin: renamed from old\n new text);\n"
                   "CREATE INDEX i ON u (new); CREATE VIEW v AS SELECT a FROM u;");
  REQUIRE(c.changes.changes.size() == 2);
  CHECK(c.changes.changes[0].renamed);
  CHECK(c.changes.changes[1].renamed);
}

TEST_CASE("overloaded functions are told apart by their arguments") {
  const Compared c(
      "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE FUNCTION f(text) RETURNS int LANGUAGE sql "
      "AS 'SELECT 1';",
      "CREATE FUNCTION f(text) RETURNS int LANGUAGE sql AS 'SELECT 2'; CREATE FUNCTION f(int) RETURNS int LANGUAGE sql "
      "AS 'SELECT 1';");
  REQUIRE(c.changes.changes.size() == 1);
  CHECK(c.changes.changes[0].touches("body"));
}
