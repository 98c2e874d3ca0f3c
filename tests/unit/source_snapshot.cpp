// Snapshots: what is written is valid by its schema, is read again, and is refused when it was edited.
#include "source/snapshot.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "cli/pipeline.h"
#include "diag/codes.h"
#include "emit/ddl.h"
#include "emit/drift.h"
#include "schema_check.h"

namespace underpin::test {
namespace {

namespace fs = std::filesystem;

struct File {
  explicit File(std::string_view ending)
      : path(fs::temp_directory_path() / ("underpin-test-" + std::to_string(::getpid()) + std::string(ending))) {}
  ~File() { fs::remove(path); }
  void write(std::string_view text) const { std::ofstream(path, std::ios::binary) << text; }
  fs::path path;
};

std::string snapshot_of(std::string_view ddl) {
  const File file("-state.sql");
  file.write(ddl);
  Sink sink;
  cli::Inspected inspected;
  REQUIRE(cli::inspect(file.path.string(), {}, 15, inspected, sink));
  Environment environment{.server_major = 15,
                          .relations = {{"public.t", {.rows = 3, .bytes = 8192, .total_bytes = 16384}}}};
  return snapshot_json(inspected.plan, environment);
}

// The findings of reading it.
std::vector<Diagnostic> reread(std::string_view text, cli::Inspected& inspected) {
  const File file("-snapshot.json");
  file.write(text);
  Sink sink;
  cli::inspect(file.path.string(), {}, 0, inspected, sink);
  return sink.all();
}

constexpr std::string_view kState =
    "CREATE TABLE t (a int PRIMARY KEY, b text DEFAULT 'x'); COMMENT ON TABLE t IS 'it''s; \"quoted\"';";

TEST_CASE("snapshot: valid by its schema, and read again as the same bytes") {
  const std::string text = snapshot_of(kState);
  CHECK(problems("schemas/snapshot.schema.json", text) == "");
  cli::Inspected inspected;
  CHECK(reread(text, inspected).empty());
  CHECK(snapshot_json(inspected.plan, inspected.environment) == text);
  CHECK(inspected.plan.target == 15);
  CHECK(inspected.environment.relations.at("public.t").rows == 3);
}

TEST_CASE("snapshot: what was edited, is newer or is no snapshot is refused") {
  std::string text = snapshot_of(kState);
  cli::Inspected inspected;
  std::string edited = text;
  edited.replace(edited.find("DEFAULT 'x'"), 11, "DEFAULT 'y'");
  REQUIRE(reread(edited, inspected).size() == 1);
  CHECK(reread(edited, inspected)[0].code == &code::kBadSnapshot);
  std::string newer = text;
  newer.replace(newer.find("\"version\": 1"), 12, "\"version\": 2");
  REQUIRE(reread(newer, inspected).size() == 1);
  CHECK(reread(newer, inspected)[0].detail == "its version is 2, known is 1");
  REQUIRE(reread("{\"format\": \"underpin/plan\", \"version\": 1}", inspected).size() == 1);
  REQUIRE(reread("{\"format\": ", inspected).size() == 1);
}

TEST_CASE("drift: groups what is the same, and says it in JSON") {
  const std::vector<DriftRow> rows = {
      {.source = "a", .fingerprint = std::string(32, 'a'), .changes = 1, .tree = "  ~ table t\n"},
      {.source = "b", .fingerprint = std::string(32, 'b')},
      {.source = "c", .failed = true},
      {.source = "d", .fingerprint = std::string(32, 'a'), .changes = 1, .tree = "  ~ table t\n"}};
  CHECK(drift_text(rows) ==
        "b: as expected\n\na: 1 difference\nd: 1 difference\n  ~ table t\n\nc: could not be read\n");
  CHECK(drift_json(rows).find("\"same\": false") != std::string::npos);
}

}  // namespace
}  // namespace underpin::test
