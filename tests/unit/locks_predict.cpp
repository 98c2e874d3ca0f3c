// What a statement costs, through the interface that plans use; the facts themselves are in tests/locks.
#include "locks/locks.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "emit/locks.h"
#include "ir/print.h"
#include "locks/value_set.h"
#include "states.h"

namespace underpin::test {
namespace {

// "public.t=AccessExclusiveLock public.t_pkey=… | rewrites public.t | …" of one statement.
std::string cost_text(const Catalog& before, const std::string& sql, const Context& context = {},
                      const TableRows& rows = {}) {
  SourceSet sources;
  sources.add("statement.sql", sql);
  Sink sink;
  const StatementSpan span = split(*sources.files().front(), sink).statements.at(0);
  const Cost cost = predict(before, rows, span, context);
  std::string out;
  for (const LockedRelation& lock : cost.locks)
    out += std::string(before.name(lock.relation).text()) + "=" + std::string(lock_name(lock.mode)) + " ";
  for (ObjectId id : cost.rewrites) out += "rewrites " + std::string(before.name(id).text()) + " ";
  for (ObjectId id : cost.scans) out += "scans " + std::string(before.name(id).text()) + " ";
  if (!cost.refused.empty()) out += "refused ";
  return out;
}

std::vector<Prediction> predictions(const std::string& schema, const std::string& script,
                                    const ScriptOptions& options = {}) {
  SourceSet sources;
  sources.add("script.sql", script);
  Sink sink;
  Script run(state(schema), {}, options);
  std::vector<Prediction> out;
  for (const StatementSpan& span : split(*sources.files().front(), sink).statements)
    out.push_back(run.next(span, sink));
  return out;
}

}  // namespace

TEST_CASE("locks: modes conflict as the manual says") {
  using enum LockMode;
  CHECK(conflicts(kAccessShare, kAccessExclusive));
  CHECK_FALSE(conflicts(kAccessShare, kExclusive));
  CHECK(conflicts(kShareUpdateExclusive, kShareUpdateExclusive));
  CHECK_FALSE(conflicts(kShare, kShare));
  CHECK(includes(kAccessExclusive, kShare));
  CHECK_FALSE(includes(kShareUpdateExclusive, kShare));
  CHECK_FALSE(includes(kShare, kShareUpdateExclusive));
  for (int a = 1; a <= 8; ++a)
    for (int b = 1; b <= 8; ++b) CHECK(conflicts(LockMode(a), LockMode(b)) == conflicts(LockMode(b), LockMode(a)));
}

TEST_CASE("locks: sets of values") {
  using namespace locks;
  const auto below = [](double value) {
    return ValueSet::between(Edge::lowest(), {.infinity = 0, .value = {.number = value}, .side = -1});
  };
  CHECK(below(3).within(below(4)));
  CHECK_FALSE(below(4).within(below(3)));
  CHECK(below(3).intersected(below(3).complement()).empty());
  CHECK(ValueSet::all().within(below(3).united(below(3).complement())));
  CHECK(ValueSet::only({.number = 2}).within(below(3)));
  CHECK(ValueSet::none().empty());
}

TEST_CASE("locks: a plan's step by itself") {
  const Catalog before = state("CREATE TABLE r (id int PRIMARY KEY); CREATE TABLE t (id int PRIMARY KEY, a int);");
  CHECK(cost_text(before, "ALTER TABLE t ADD b int") == "t=AccessExclusiveLock ");
  CHECK(cost_text(before, "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES r NOT VALID") ==
        "t=ShareRowExclusiveLock r=ShareRowExclusiveLock ");
  CHECK(cost_text(before, "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES r") ==
        "t=ShareRowExclusiveLock r=ShareRowExclusiveLock scans t scans r ");
  TableRows rows;
  rows.set_empty(before.find(NameSpace::kRelation, before.find_schema(intern("public")), intern("t")));
  CHECK(cost_text(before, "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES r", {}, rows) ==
        "t=ShareRowExclusiveLock r=ShareRowExclusiveLock scans t ");
  CHECK(cost_text(before, "VACUUM t", {.in_transaction = true}) == "refused ");
  CHECK(cost_text(before, "DROP TABLE nope") == "refused ");
  CHECK(cost_text(before, "CREATE TABLE x (") == "refused ");
}

TEST_CASE("locks: a state that the caller has already is used as it is") {
  const Catalog before = state("CREATE TABLE t (id int, a int);");
  const Catalog after = before.clone();  // as if nothing had happened: no scan
  CHECK(cost_text(before, "ALTER TABLE t ALTER a SET NOT NULL", {.after = &after}) == "t=AccessExclusiveLock ");
  CHECK(cost_text(before, "ALTER TABLE t ALTER a SET NOT NULL") == "t=AccessExclusiveLock scans t ");
}

TEST_CASE("locks: a search_path says which relation is meant") {
  const Catalog before = state("CREATE SCHEMA s; CREATE TABLE s.t (id int); CREATE TABLE t (id int);");
  CHECK(predictions("CREATE SCHEMA s; CREATE TABLE s.t (id int); CREATE TABLE t (id int);",
                    "SET search_path = s; ALTER TABLE t ADD a int;")
            .back()
            .locks.at(0)
            .relation == "s.t");
}

TEST_CASE("locks: statements build on each other") {
  const auto all =
      predictions("CREATE TABLE t (id int);",
                  "ALTER TABLE t ADD a int; ALTER TABLE t RENAME a TO b; ALTER TABLE t ALTER b SET NOT NULL;");
  REQUIRE(all.size() == 3);
  CHECK(all[2].refused == "");
  CHECK(all[2].scans == std::vector<std::string>{"public.t"});
}

TEST_CASE("locks: what was made in the transaction is emptied in place, not after it") {
  const std::string script = "CREATE TABLE n (id int PRIMARY KEY); TRUNCATE n;";
  CHECK(predictions("", script).back().rewrites.empty());
  CHECK_FALSE(predictions("", script, {.autocommit = true}).back().rewrites.empty());
  CHECK_FALSE(
      predictions("", "BEGIN; CREATE TABLE n (id int PRIMARY KEY); COMMIT; TRUNCATE n;").back().rewrites.empty());
  CHECK(predictions("", "BEGIN; CREATE TABLE n (id int); ROLLBACK; TRUNCATE n;").back().locks.empty());
}

TEST_CASE("locks: text says whom it blocks and for how long") {
  const auto all = predictions("CREATE TABLE t (id int PRIMARY KEY);",
                               "ALTER TABLE t ALTER id TYPE bigint; COMMENT ON TABLE t IS 'x';");
  const std::string text = locks_text(all, false);
  CHECK(text.find("ACCESS EXCLUSIVE        blocks reads and writes") != text.npos);
  CHECK(text.find("as long as public.t takes to be written anew") != text.npos);
  CHECK(text.find("a moment: a change of the catalog") != text.npos);
}

}  // namespace underpin::test
