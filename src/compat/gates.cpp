#include "compat/gates.h"

#include <algorithm>
#include <map>

namespace underpin::compat {
namespace {

using Names = std::vector<std::string>;

// Does the query end with the release that runs now?
bool goes_with_release(const Row& row) {
  const bool stays = row.query->release == Release::kBoth || row.query->release == Release::kToCome;
  return row.runs_now && !row.never_works() && !stays;
}

std::string name_of(const Row& row, const Problem& problem) {
  return "query \"" + row.query->name + "\" of \"" + row.consumer->name + "\" (" + place_text(problem.place) + ")";
}

// Queries by the phase that breaks them. Before switch and contract no gate can help: what comes there is what the
// release to come stands on.
std::map<Phase, Names> broken(const Plan& plan, const Course& course, const Matrix& matrix) {
  std::map<Phase, Names> out;
  for (const Row& row : matrix.rows) {
    if (!goes_with_release(row)) continue;
    const auto fails =
        std::ranges::find_if(row.cells, [](const Cell& cell) { return cell.outcome() >= Outcome::kRequired; });
    if (fails == row.cells.end() || course.states[fails->state].after == 0) continue;
    const Phase phase = plan.steps[course.states[fails->state].after - 1].phase;
    if (phase == Phase::kSwitch || phase == Phase::kContract)
      out[phase].push_back(name_of(row, fails->problems.front()));
  }
  return out;
}

std::string condition(const Names& names) {
  constexpr size_t kShown = 5;
  std::string out = "no release that still runs sends ";
  for (size_t i = 0; i < std::min(names.size(), kShown); ++i) out += (i == 0 ? "" : ", ") + names[i];
  if (names.size() > kShown) out += " and " + std::to_string(names.size() - kShown) + " more";
  return out;
}

}  // namespace

void add_gates(Plan& plan, Course& course, const Matrix& matrix, bool name_all) {
  for (const auto& [phase, names] : broken(plan, course, matrix)) {
    const auto before = static_cast<uint32_t>(std::ranges::find(plan.steps, phase, &Step::phase) - plan.steps.begin());
    const auto at = std::ranges::lower_bound(plan.gates, before, {}, &Gate::before);
    if (at == plan.gates.end() || at->before != before)
      plan.gates.insert(at, {before, condition(names)});
    else if (name_all)
      at->waits_for += "; " + condition(names);
  }
  course.gates.clear();
  course.waits_for.clear();
  for (const Gate& gate : plan.gates) {
    course.gates.push_back(gate.before);
    course.waits_for.push_back(gate.waits_for);
  }
}

}  // namespace underpin::compat
