#include "verify/simulate.h"

#include <algorithm>

#include "diag/codes.h"
#include "diff/diff.h"
#include "ir/contents.h"
#include "verify/differences.h"

namespace underpin {
namespace {

constexpr size_t kShown = 10;

std::shared_ptr<const SourceSet> script_of(const Plan& plan) {
  std::string text;
  for (const Step& step : plan.steps) text += step.sql + ";\n";
  auto sources = std::make_shared<SourceSet>();
  sources->add("plan.sql", std::move(text));
  return sources;
}

// Which step's statement stands at the offset of script_of's text?
const Step& step_at(const Plan& plan, size_t offset) {
  size_t end = 0;
  for (const Step& step : plan.steps) {
    end += step.sql.size() + 2;
    if (offset < end) return step;
  }
  return plan.steps.back();
}

// What follows the first may only be its consequence. The script goes when the proof is over: so the statement is shown
// here, and the place is that of the change.
void report_failure(const Plan& plan, const Sink& run, Sink& sink) {
  const auto found = std::ranges::find(run.all(), Level::kError, &Diagnostic::level);
  const Step& step = step_at(plan, found->place.offset);
  sink.emit(code::kUnproved, place_of(step, plan.diff),
            "a statement of the plan fails when it is simulated: " + found->message)
      .detail = shortened(step.sql);
}

// Of what is left over the place in the old state: the copy that the plan ran on has its ids.
Place place_of(const Change& change, const Catalog& before, const Catalog& after) {
  if (change.after) return after.at(change.after).place;
  return change.before.value < before.size() ? before.at(change.before).place : Place{};
}

void report_differences(const std::vector<std::string>& lines, Place place, Sink& sink) {
  Diagnostic& finding = sink.emit(code::kUnproved, place,
                                  "the plan does not lead to the new state: " + std::to_string(lines.size()) +
                                      (lines.size() == 1 ? " difference is" : " differences are") + " left");
  for (size_t i = 0; i < std::min(lines.size(), kShown); ++i) finding.detail += (i ? "\n" : "") + lines[i];
  if (lines.size() > kShown) finding.detail += "\nand " + std::to_string(lines.size() - kShown) + " more";
  finding.hint = "This is a gap in Underpin; please report it with both states.";
}

}  // namespace

bool prove(const Plan& plan, const Catalog& before, const Catalog& after, Sink& sink) {
  if (plan.steps.empty()) return true;
  Catalog state = before.clone();
  const auto script = script_of(plan);
  Sink run;
  apply(state, script, {.target = plan.target, .session_role = before.default_owner, .any_order = false}, run);
  if (run.failed()) {
    report_failure(plan, run, sink);
    return false;
  }
  follow_contents(state, before);
  Sink quiet;
  Catalog wanted = after.clone();
  wanted.directives.clear();  // what was to be renamed is
  const Diff rest = diff(state, wanted, quiet);
  const std::vector<std::string> lines = difference_lines(rest);
  if (lines.empty()) return true;
  report_differences(lines, place_of(rest.changes.front(), before, after), sink);
  return false;
}

}  // namespace underpin
