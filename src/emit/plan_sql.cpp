// A plan as a script for psql in autocommit: each step one statement with its reason before it.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "emit/formats.h"
#include "emit/words.h"
#include "plan/script.h"

namespace underpin {
namespace {

using namespace emit;

std::string settings(const Plan& plan) {
  std::string out;
  for (const std::string& setting : script_settings(*plan.diff.before, *plan.diff.after)) out += setting + ";\n";
  return out;
}

std::string header(const Document& document) {
  const Plan& plan = *document.plan;
  std::string out = fmt::format("-- Underpin plan {} for PostgreSQL {}: {}\n", plan_id(document), plan.target,
                                plan.steps.empty() ? "nothing to do" : counted(plan.steps.size(), "step"));
  out += fmt::format("-- from: {} ({})\n", one_line(document.from), plan.from_fingerprint);
  out += fmt::format("-- to:   {} ({})\n", one_line(document.to), plan.to_fingerprint);
  if (plan.steps.empty()) return out;
  out += "-- Run it with psql -v ON_ERROR_STOP=1, outside a transaction: each step commits by itself.\n\n";
  return out + settings(plan);
}

// What takes the phase back, last step first.
std::string undo_sql(const Document& document) {
  const Plan& plan = *document.plan;
  std::string out = fmt::format("-- Takes back phase {} of Underpin plan {} for PostgreSQL {}\n",
                                phase_name(*document.phase), plan_id(document), plan.target);
  out +=
      "-- Run it with psql -v ON_ERROR_STOP=1, outside a transaction; where the phase was not finished, leave out "
      "what it did not reach.\n\n";
  out += settings(plan);
  for (size_t i = plan.steps.size(); i-- > 0;) {
    const Step& step = plan.steps[i];
    if (step.phase != *document.phase) continue;
    out += fmt::format("\n-- undo of [{}]\n", one_line(step.id));
    if (!step.undo)
      out += "-- no undo is known: this step cannot be taken back by a script\n";
    else if (step.undo->empty())
      out += "-- it left the schema as it was\n";
    else
      out += (step.loses_data ? "-- the shape comes back, the rows do not\n" : "") + *step.undo + ";\n";
  }
  return out;
}

}  // namespace

std::string plan_sql(const Document& document) {
  std::string out = header(document);
  const Plan& plan = *document.plan;
  std::string_view timeout;
  for (uint32_t i = 0; i < plan.steps.size(); ++i) {
    const Step& step = plan.steps[i];
    if (document.phase && step.phase != *document.phase) continue;
    if (i == 0 || plan.steps[i - 1].phase != step.phase) out += fmt::format("\n-- phase: {}\n", phase_name(step.phase));
    for (const Gate& gate : plan.gates)
      if (gate.before == i) out += fmt::format("-- gate: go on when {}\n", one_line(gate.waits_for));
    if (lock_timeout(step) != std::exchange(timeout, lock_timeout(step)))
      out += fmt::format("\nSET lock_timeout = {};\n", timeout);
    if (begins_transaction(plan, i)) out += "\nBEGIN;\n";
    out += fmt::format("\n-- [{}] {}\n", one_line(step.id), one_line(step.reason));
    if (step.loses_data) out += "-- loses data: no undo brings it back\n";
    out += step.sql + ";\n";
    if (ends_transaction(plan, i)) out += "\nCOMMIT;\n";
  }
  return out;
}

std::vector<PlanFile> plan_files(const Document& document) {
  std::vector<PlanFile> files{{"plan.json", plan_json(document)}};
  for (const Phase phase : {Phase::kExpand, Phase::kMigrate, Phase::kSwitch, Phase::kContract}) {
    const bool has = std::ranges::find(document.plan->steps, phase, &Step::phase) != document.plan->steps.end();
    Document part = document;
    part.phase = phase;
    const std::string name = fmt::format("{:02}-{}.sql", static_cast<int>(phase) + 1, phase_name(phase));
    files.push_back({name, has ? plan_sql(part) : ""});
    files.push_back({"undo-" + name, has ? undo_sql(part) : ""});
  }
  return files;
}

}  // namespace underpin
