#include <fmt/format.h>

#include "emit/certificate.h"
#include "emit/markdown.h"

namespace underpin {
namespace {

using namespace emit;

std::string head(const CertificateDocument& document) {
  const Proof& proof = *document.proof;
  std::string out =
      fmt::format("# Proof: {}{}\n\n", prose(document.from), document.to.empty() ? "" : " → " + prose(document.to));
  out += "| | |\n|---|---|\n";
  if (!proof.plan_id.empty()) out += fmt::format("| plan | {} |\n", code(proof.plan_id));
  out += fmt::format("| target | PostgreSQL {} |\n", proof.target);
  out += proof.version.empty() ? "| server | none: on the model |\n"
                               : fmt::format("| server | PostgreSQL {} |\n", prose(proof.version));
  out += fmt::format("| steps | {} |\n", proof.steps.size());
  if (!proof.version.empty()) out += fmt::format("| rows | {} in {} tables |\n", proof.rows, proof.tables);
  return out + fmt::format("| verdict | **{}** |\n\n", proof.disproved() ? "disproved" : "proved");
}

std::string claims(const Proof& proof) {
  std::string out = "## Claims\n\n";
  for (const ProofClaim& claim : proof.claims) {
    out += fmt::format("- **{}** {} ({} times: {})\n", verdict_words(claim.verdict), prose(claim.what), claim.checked,
                       prose(claim.how));
    for (const std::string& line : claim.against) out += "  - **against** " + prose(line) + "\n";
    for (const std::string& line : claim.open) out += "  - not proved: " + prose(line) + "\n";
  }
  return out;
}

std::string observed(const Proof& proof) {
  if (proof.steps.empty() || proof.version.empty()) return {};
  std::string out = "\n## What was seen\n\n| step | locks | writes anew | builds |\n|---|---|---|---|\n";
  const auto list = [](const std::set<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + code(name);
    return text;
  };
  for (const ObservedStep& step : proof.steps) {
    std::string locks;
    for (const ObservedLock& lock : step.locks)
      locks += (locks.empty() ? "" : ", ") + code(lock.relation) + " " + lock.mode;
    out += fmt::format("| {} | {} | {} | {} |\n", code(step.id), step.ran ? locks : "did not run", list(step.rewrites),
                       list(step.index_builds));
  }
  return out;
}

}  // namespace

std::string certificate_markdown(const CertificateDocument& document) {
  return head(document) + claims(*document.proof) + observed(*document.proof);
}

}  // namespace underpin
