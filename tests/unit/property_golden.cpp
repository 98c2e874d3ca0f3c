// Every golden case, from old to new and back: the plan, run on the model, leads to the wanted state.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "emit/formats.h"
#include "ir/attributes.h"
#include "states.h"

namespace underpin::test {
namespace {

std::string read(const std::filesystem::path& path) {
  std::ostringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

// The text of a case's section, "" where it has none.
std::string section(const std::string& text, const std::string& name) {
  const size_t mark = text.find("-- " + name + ":");
  if (mark == text.npos) return {};
  const size_t begin = text.find('\n', mark) + 1;
  size_t end = text.size();
  for (const char* next : {"\n-- to:", "\n-- plan:", "\n-- back:", "\n-- diff:", "\n-- findings:"})
    end = std::min(end, text.find(next, begin - 1));
  return begin < end ? text.substr(begin, end - begin + 1) : "";
}

// The state, or nothing when the case is about bad input.
std::unique_ptr<Catalog> try_state(const std::string& text, int target) {
  auto sources = std::make_shared<SourceSet>();
  sources->add("state.sql", text);
  Sink sink;
  auto catalog = std::make_unique<Catalog>(elaborate(sources, {.target = target}, sink));
  return sink.failed() ? nullptr : std::move(catalog);
}

void check_way(const Catalog& before, const Catalog& after, int target) {
  Sink sink, running;
  const Plan plan = make_plan(diff(before, after, sink), {.target = target}, sink);
  if (sink.failed()) return;  // refused: the golden case says so
  const Catalog reached = run_plan(before, plan, running);
  std::string steps;
  for (const Step& step : plan.steps) steps += step.sql + ";\n";
  INFO(steps, messages(running));
  REQUIRE_FALSE(running.failed());
  Sink left;
  Plan rest;
  rest.diff = diff(reached, after, left);
  INFO("left to do:\n",
       diff_text({.plan = &rest, .from = "", .to = "", .findings = {}, .certificate = {}, .color = false}));
  CHECK(rest.diff.empty());
}

TEST_CASE("property: golden plans lead where they should, both ways") {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(UNDERPIN_SOURCE_DIR "/tests/golden/cases"))
    if (entry.path().extension() == ".sql") paths.push_back(entry.path());
  std::ranges::sort(paths);
  REQUIRE(paths.size() >= 60);
  for (const auto& path : paths) {
    CAPTURE(path.stem().string());
    const std::string text = read(path);
    const size_t option = text.find("-- options: --target ");
    const int target = option == text.npos ? 18 : std::stoi(text.substr(option + 21, 2));
    if (text.find(", made by:") != text.npos) continue;
    const auto before = try_state(section(text, "from"), target), after = try_state(section(text, "to"), target);
    if (before == nullptr || after == nullptr) continue;
    // As the program infers it (cli/owners.h).
    if (text.find("OWNER TO postgres") != text.npos)
      for (Catalog* state : {before.get(), after.get()}) settle_owner(*state, intern("postgres"));
    check_way(*before, *after, target);
    check_way(*after, *before, target);
  }
}

}  // namespace
}  // namespace underpin::test
