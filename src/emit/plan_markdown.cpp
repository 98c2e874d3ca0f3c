// A plan as a document for review: what changes, then every step with its statement, reason and needs.
#include <fmt/format.h>

#include <algorithm>

#include "emit/change_tree.h"
#include "emit/formats.h"
#include "emit/markdown.h"
#include "emit/words.h"

namespace underpin {
namespace {

using namespace emit;

std::string overview(const Document& document) {
  const Plan& plan = *document.plan;
  const ChangeCounts counts = count_changes(change_tree(plan.diff));
  std::string out = fmt::format("# Plan: {} → {}\n\n", prose(document.from), prose(document.to));
  out += "| | |\n|---|---|\n";
  out += fmt::format("| plan | {} |\n| target | PostgreSQL {} |\n", code(plan_id(document)), plan.target);
  out += fmt::format("| from | {} |\n| to | {} |\n", code(plan.from_fingerprint), code(plan.to_fingerprint));
  out +=
      fmt::format("| changes | {} added, {} changed, {} removed |\n", counts.created, counts.altered, counts.dropped);
  out += fmt::format("| steps | {} |\n", plan.steps.size());
  const auto losing = std::ranges::find(plan.steps, true, &Step::loses_data);
  out += fmt::format("| point of no return | {} |\n",
                     losing == plan.steps.end() ? "none" : fmt::format("step {}", losing - plan.steps.begin() + 1));
  return out + "\n";
}

std::string findings(const Document& document) {
  if (document.findings.empty()) return {};
  std::string out = "## Findings\n\n";
  constexpr std::string_view kLevels[] = {"note", "warning", "error"};
  for (const Diagnostic& found : document.findings) {
    const std::string place = place_text(found.place);
    out += fmt::format("- **{}** {} {}{}\n", kLevels[static_cast<size_t>(found.level)], code(found.code->code),
                       prose(found.message), place.empty() ? "" : fmt::format(" ({})", code(place)));
    if (!found.hint.empty()) out += fmt::format("  {}\n", prose(found.hint));
  }
  return out + "\n";
}

std::string remarks(const Plan& plan, const Step& step) {
  std::string out;
  if (step.strategy != "plain") out += "- strategy " + code(step.strategy) + "\n";
  if (step.transaction != 0) out += fmt::format("- in transaction {}, with its neighbours\n", step.transaction);
  for (const Need& need : step.needs)
    out += fmt::format("- needs step {} ({}): {}\n", need.step + 1, code(plan.steps[need.step].id), prose(need.reason));
  for (const RelationLock& lock : step.locks)
    out += fmt::format("- locks {} {}: {}\n", code(lock.relation), lock.mode, lock.blocks);
  if (!step.lasts.empty()) out += "- for " + prose(step.lasts) + "\n";
  if (!step.transactional) out += "- cannot run inside a transaction block\n";
  if (step.commit_before) out += "- what it needs must be committed before\n";
  if (step.loses_data) out += "- **loses data**: no undo brings it back\n";
  if (step.undo && !step.undo->empty()) out += "- undo: " + code(*step.undo) + "\n";
  if (!step.undo) out += "- **no undo** is known\n";
  return out.empty() ? out : "\n" + out;
}

std::string steps(const Plan& plan) {
  std::string out;
  for (size_t i = 0; i < plan.steps.size(); ++i) {
    const Step& step = plan.steps[i];
    if (i == 0 || plan.steps[i - 1].phase != step.phase) {
      std::string phase(phase_name(step.phase));
      phase[0] = static_cast<char>(phase[0] & ~0x20);
      out += fmt::format("## {}\n\n", phase);
    }
    for (const Gate& gate : plan.gates)
      if (gate.before == i) out += fmt::format("> **Gate**: go on when {}\n\n", prose(gate.waits_for));
    out += fmt::format("### {}. {} {} {}\n\n", i + 1, step.action, kind_words(step.kind), code(step.object));
    if (!step.reason.empty()) out += prose(step.reason) + "\n\n";
    out += fenced(step.sql + ";", "sql") + remarks(plan, step) + "\n";
  }
  return out;
}

std::string certificate(const Certificate& certificate) {
  if (certificate.proved.empty() && certificate.not_proved.empty()) return {};
  std::string out = "## Proof\n\n";
  for (const Claim& claim : certificate.proved)
    out += fmt::format("- proved: {} ({})\n", prose(claim.what), prose(claim.how));
  for (const Claim& claim : certificate.not_proved)
    out += fmt::format("- not proved: {} ({})\n", prose(claim.what), prose(claim.how));
  return out;
}

}  // namespace

std::string plan_markdown(const Document& document) {
  const Plan& plan = *document.plan;
  std::string out = overview(document) + findings(document);
  out += plan.steps.empty() ? "Nothing to do: the two states are the same.\n\n" : steps(plan);
  out += certificate(document.certificate);
  while (out.ends_with("\n\n")) out.pop_back();
  return out;
}

}  // namespace underpin
