#include "cli/consumers.h"

#include <algorithm>

#include "compat/gates.h"
#include "compat/matrix_findings.h"
#include "diag/codes.h"

namespace underpin::cli {
namespace {

// What no gate helps against. A query that fails in the first state already is not the plan's fault.
bool refuses(const compat::Found& found) {
  const CodeInfo* code = found.diagnostic.code;
  const bool breaks = code == &code::kQueryBreaks || code == &code::kColumnRequired ||
                      code == &code::kConflictTargetLost || code == &code::kReleaseGap;
  return breaks && found.diagnostic.level == Level::kError && found.suppressed.empty();
}

void take(const Diagnostic& found, Sink& sink) { sink.emit(*found.code, found.place, {}) = found; }

}  // namespace

void heed_consumers(const CheckSettings& settings, CheckInput& input, const Pair& pair, Plan& plan,
                    Certificate& certificate, Sink& sink) {
  size_t queries = 0;
  for (const compat::Consumer& consumer : input.consumers) {
    for (const Diagnostic& found : consumer.unread) take(found, sink);
    queries += consumer.queries.size();
  }
  if (queries == 0 || plan.steps.empty()) return;
  compat::Course course = compat::course_of(plan, pair.before, false);
  const compat::Matrix matrix = compat::make_matrix(course, input.consumers);
  compat::add_gates(plan, course, matrix, true);
  std::vector<compat::Found> findings = compat::findings_of(matrix, course);
  if (!suppress(settings, input, findings, sink)) return;
  compat::weigh(findings, input.weights);
  compat::sort_findings(findings);
  const size_t errors = sink.errors();
  for (const compat::Found& found : findings)
    if (refuses(found)) take(found.diagnostic, sink);
  if (sink.errors() == errors)
    certificate.proved.push_back(
        {.what = "each of the " + std::to_string(queries) + " queries of the consumers works until a gate lets it go",
         .how = "asked of the model in each state"});
}

}  // namespace underpin::cli
