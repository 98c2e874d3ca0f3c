// What a clone shares with its origin, and what it does not.
#include "ir/contents.h"

#include <doctest/doctest.h>

#include "base/store.h"
#include "diff/diff.h"
#include "ir/attributes.h"
#include "random_schema.h"
#include "states.h"

namespace underpin::test {
namespace {

// Does what was taken over from the origin say the same as reading all of the clone?
void check_followed(const Catalog& clone, const Catalog& origin) {
  const Contents all(clone), followed(clone, origin, Contents(origin));
  clone.for_each([&](ObjectId id) {
    CAPTURE(identity(clone, id));
    CHECK(all.of(id) == followed.of(id));
  });
}

Catalog changed(const Catalog& before, const std::string& statements) {
  Catalog catalog = before.clone();
  auto sources = std::make_shared<SourceSet>();
  sources->add("change.sql", statements);
  Sink sink;
  apply(catalog, sources, {.any_order = false}, sink);
  INFO(messages(sink));
  REQUIRE_FALSE(sink.failed());
  return catalog;
}

TEST_CASE("a store's copy keeps its elements when the original changes") {
  Store<std::string> store;
  for (int i = 0; i < 1000; ++i) store.add() = std::to_string(i);
  const Store<std::string> copy = store;
  CHECK(copy.shares(store, 500));
  const std::string* place = &copy[500];
  store.write(500) = "changed";
  store.add() = "new";
  CHECK(copy[500] == "500");
  CHECK(&copy[500] == place);
  CHECK(store[500] == "changed");
  CHECK(copy.size() == 1000);
  CHECK(store[1000] == "new");
  CHECK_FALSE(copy.shares(store, 500));
  CHECK(copy.shares(store, 100));
  CHECK_FALSE(copy.shares(store, 1000));
  const Store<std::string> moved = std::move(store);
  CHECK(moved.size() == 1001);
  CHECK(store.size() == 0);
}

TEST_CASE("names of a clone and of its origin go their own ways") {
  const Catalog before = state(
      "CREATE SCHEMA a; CREATE TABLE a.t (x int CHECK (x > 0)); CREATE FUNCTION a.f() RETURNS "
      "int LANGUAGE sql RETURN 1;");
  const Catalog after = changed(before, "ALTER TABLE a.t RENAME TO u; DROP FUNCTION a.f(); CREATE TABLE a.w (y int);");
  const Catalog last = changed(after, "ALTER TABLE a.u RENAME TO t; DROP TABLE a.w;");
  const auto has = [](const Catalog& catalog, std::string_view name) {
    return static_cast<bool>(catalog.find(NameSpace::kRelation, catalog.find_schema(intern("a")), intern(name)));
  };
  CHECK(has(before, "t"));
  CHECK_FALSE(has(before, "u"));
  CHECK_FALSE(has(before, "w"));
  CHECK(before.routines(before.find_schema(intern("a")), intern("f")).size() == 1);
  CHECK(has(after, "u"));
  CHECK_FALSE(has(after, "t"));
  CHECK(has(after, "w"));
  CHECK(after.routines(after.find_schema(intern("a")), intern("f")).empty());
  CHECK(has(last, "t"));
  CHECK_FALSE(has(last, "w"));
}

TEST_CASE("a renamed object changes the content of those that name it") {
  const Catalog before = state(
      "CREATE TYPE kind AS ENUM ('a'); CREATE TABLE t (x kind DEFAULT 'a'); CREATE VIEW v AS SELECT x FROM t;"
      "CREATE FUNCTION f(kind) RETURNS kind LANGUAGE sql RETURN $1; CREATE TABLE w (y int);");
  check_followed(changed(before, "ALTER TYPE kind RENAME TO sort;"), before);
  check_followed(changed(before, "ALTER TABLE t RENAME x TO z;"), before);
  check_followed(changed(before, "CREATE SCHEMA s; ALTER TABLE t SET SCHEMA s;"), before);
  check_followed(changed(before, "ALTER TABLE w ADD v int; COMMENT ON TABLE t IS 'new';"), before);
  check_followed(changed(before, "DROP TABLE w; CREATE TABLE w (y text);"), before);
}

TEST_CASE("property: what a plan did not touch need not be read again") {
  for (uint64_t seed = 1; seed <= 30; ++seed) {
    CAPTURE(seed);
    const Catalog before = state(joined(random_schema(seed, 0))),
                  after = state(joined(random_schema(seed, seed % 7 + 1)));
    Sink sink;
    const Plan plan = make_plan(diff(before, after, sink), {}, sink);
    const std::string fingerprint_before = fingerprint(before.clone());
    check_followed(run_plan(before, plan, sink), before);
    CHECK(fingerprint(state(joined(random_schema(seed, 0)))) == fingerprint_before);
    CHECK(fingerprint(before) == fingerprint_before);
  }
}

}  // namespace
}  // namespace underpin::test
