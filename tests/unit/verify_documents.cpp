// What a proof reads and writes.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "diag/codes.h"
#include "emit/certificate.h"
#include "emit/read_plan.h"
#include "ir/attributes.h"
#include "live/programs.h"
#include "schema_check.h"
#include "states.h"
#include "verify/hand_written.h"
#include "verify/stations.h"
#include "verify/tally.h"

namespace underpin::test {
namespace {

struct Written {
  Catalog before = state("CREATE TABLE t (id bigint PRIMARY KEY, a integer);");
  Catalog after =
      state("CREATE TABLE t (id bigint PRIMARY KEY, a integer, b text NOT NULL DEFAULT 'x'); CREATE INDEX i ON t (a);");
  Plan plan;
  nlohmann::json json;

  Written() {
    Sink sink;
    plan = make_plan(diff(before, after, sink), {}, sink);
    plan.from_fingerprint = fingerprint(before);
    plan.to_fingerprint = fingerprint(after);
    REQUIRE_FALSE(sink.failed());
    json = nlohmann::json::parse(plan_json({.plan = &plan, .from = "old.sql", .to = "new.sql"}));
  }
};

std::string code_of(const nlohmann::json& json) {
  StoredPlan stored;
  Sink sink;
  const bool read = read_plan("plan.json", json.dump(), stored, sink);
  CHECK(read == sink.all().empty());
  return read ? "" : std::string(sink.all().front().code->code);
}

TEST_CASE("verify: a plan that is read back is the same plan") {
  const Written written;
  StoredPlan stored;
  Sink sink;
  REQUIRE(read_plan("plan.json", written.json.dump(), stored, sink));
  CHECK_FALSE(stored.edited);
  CHECK(stored.id == plan_id({.plan = &written.plan}));
  CHECK(stored.from == "old.sql");
  REQUIRE(stored.plan.steps.size() == written.plan.steps.size());
  for (size_t i = 0; i < stored.plan.steps.size(); ++i) {
    CHECK(stored.plan.steps[i].sql == written.plan.steps[i].sql);
    CHECK(stored.plan.steps[i].guard == written.plan.steps[i].guard);
    CHECK(stored.plan.steps[i].phase == written.plan.steps[i].phase);
    CHECK(stored.plan.steps[i].action == written.plan.steps[i].action);
  }
}

TEST_CASE("verify: an edited plan is found out") {
  const Written written;
  const auto is_edited = [](const nlohmann::json& json) {
    StoredPlan stored;
    Sink sink;
    REQUIRE(read_plan("plan.json", json.dump(), stored, sink));
    return stored.edited;
  };
  nlohmann::json json = written.json;
  json["steps"][0]["sql"] = "DROP TABLE t";
  CHECK(is_edited(json));
  json = written.json;
  json["steps"].erase(0);
  CHECK(is_edited(json));
  json = written.json;
  std::swap(json["steps"][0], json["steps"][1]);
  CHECK(is_edited(json));
  json = written.json;
  json["steps"][0]["undo"] = "";
  CHECK(is_edited(json));
  json = written.json;
  json["to"]["fingerprint"] = std::string(32, '0');
  CHECK(is_edited(json));
  json = written.json;
  json["from"]["source"] = "elsewhere.sql";  // what files were called decides nothing
  CHECK_FALSE(is_edited(json));
}

TEST_CASE("verify: what is no plan is refused") {
  const Written written;
  CHECK(code_of(written.json) == "");
  nlohmann::json json = written.json;
  json["version"] = 2;
  CHECK(code_of(json) == "UP602");
  json = written.json;
  json.erase("steps");
  CHECK(code_of(json) == "UP602");
  CHECK(code_of(nlohmann::json::parse(R"({"format": "underpin/snapshot", "version": 1})")) == "UP602");
  CHECK(code_of(nlohmann::json::array()) == "UP602");
}

TEST_CASE("verify: certificates are valid and say what was not looked at") {
  Proof proof{.target = 18, .major = 15, .version = "15.18", .plan_id = std::string(32, 'a'), .tables = 1, .rows = 20};
  proof.steps.push_back(
      {.id = "one", .ran = true, .locks = {{"public.t", "ACCESS EXCLUSIVE"}}, .rewrites = {"public.t"}});
  Tally tally;
  ProofClaim& end = tally.add("end", "the plan leads to the new state", "read");
  ProofClaim& locks = tally.add("locks", "each step locks what the plan says", "watched");
  ProofClaim& undo = tally.add("undo", "there is a way back", "run");
  end.checked = 1;
  locks.checked = 1;
  locks.against.emplace_back("step one takes SHARE on public.t");
  undo.open.emplace_back("no undo is known");
  proof.claims = tally.finish();
  CHECK(proof.claims[0].verdict == Verdict::kProved);
  CHECK(proof.claims[1].verdict == Verdict::kDisproved);
  CHECK(proof.claims[2].verdict == Verdict::kOpen);
  CHECK(proof.disproved());
  const CertificateDocument document{.proof = &proof, .from = "old", .to = "new"};
  CHECK(problems("schemas/certificate.schema.json", certificate_json(document)) == "");
  CHECK(problems("schemas/certificate.schema.json", "{}") != "");
  for (const std::string& text : {certificate_text(document), certificate_markdown(document)}) {
    CHECK(text.find("step one takes SHARE") != text.npos);
    CHECK(text.find("no undo is known") != text.npos);
    CHECK(text.find("15.18") != text.npos);
  }
}

TEST_CASE("verify: SQL written by hand is taken apart as its transactions say") {
  const Catalog before = state("CREATE TABLE t (a integer);");
  const auto transactions = [&](const std::string& sql, bool autocommit) {
    SourceSet script;
    script.add("up.sql", sql);
    Sink sink;
    std::vector<uint32_t> out;
    for (const Step& step : plan_of_script(script, before, 18, autocommit, sink).steps) out.push_back(step.transaction);
    if (sink.failed()) out.assign(1, 99);
    return out;
  };
  using Numbers = std::vector<uint32_t>;
  const std::string two = "ALTER TABLE t ADD b int; ALTER TABLE t ADD c int;";
  CHECK(transactions(two, true) == Numbers{0, 0});
  CHECK(transactions(two, false) == Numbers{1, 1});
  CHECK(transactions("BEGIN; " + two + " COMMIT; ALTER TABLE t ADD d int;", false) == Numbers{1, 1, 0});
  CHECK(transactions("CREATE INDEX CONCURRENTLY i ON t (a);", false) == Numbers{0});
  CHECK(transactions("BEGIN; " + two, false) == Numbers{99});
  CHECK(transactions("BEGIN; " + two + " ROLLBACK;", false) == Numbers{99});
}

TEST_CASE("verify: the states between steps") {
  const Written written;
  const Stations all = stations_of(written.plan.steps, written.before, 18, {});
  REQUIRE(all.states.size() == written.plan.steps.size() + 1);
  CHECK(all.failed == "");
  CHECK(fingerprint(all.states.back()) == written.plan.to_fingerprint);
  std::vector<Step> broken = written.plan.steps;
  broken[1].sql = "DROP TABLE nothing";
  const Stations some = stations_of(broken, written.before, 18, {});
  CHECK(some.states.size() == 2);
  CHECK(some.failed.find("nothing") != std::string::npos);
}

TEST_CASE("verify: the server of the asked-for version, else the next one") {
  const std::vector<live::Programs> found = {{"a", 14, "14.1"}, {"b", 16, "16.2"}, {"c", 17, "17.0"}};
  CHECK(live::best_programs(found, 16)->folder == "b");
  CHECK(live::best_programs(found, 15)->folder == "b");
  CHECK(live::best_programs(found, 18)->folder == "c");
  CHECK(live::best_programs({}, 18) == nullptr);
  CHECK(live::installed_programs("/nowhere").empty());
}

}  // namespace
}  // namespace underpin::test
