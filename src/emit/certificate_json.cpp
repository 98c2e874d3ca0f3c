// schemas/certificate.schema.json describes it.
#include "emit/certificate.h"
#include "emit/json.h"

namespace underpin {
namespace {

using namespace emit;

constexpr int kVersion = 1;

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json claim(const ProofClaim& claim) {
  return {{"claim", claim.slug},      {"verdict", verdict_words(claim.verdict)},
          {"what", claim.what},       {"how", claim.how},
          {"checked", claim.checked}, {"against", claim.against},
          {"open", claim.open}};
}

Json step(const ObservedStep& step) {
  Json locks = Json::array();
  for (const ObservedLock& lock : step.locks) locks.push_back({{"relation", lock.relation}, {"mode", lock.mode}});
  return {{"id", step.id},
          {"ran", step.ran},
          {"locks", std::move(locks)},
          {"rewrites", step.rewrites},
          {"index_builds", step.index_builds},
          {"scans", step.scans},
          {"guard_before", text_or_null(step.guard_before)},
          {"guard_after", text_or_null(step.guard_after)}};
}

Json state(const std::string& source, const std::string& fingerprint) {
  return {{"source", text_or_null(source)}, {"fingerprint", text_or_null(fingerprint)}};
}

}  // namespace

std::string certificate_json(const CertificateDocument& document) {
  const Proof& proof = *document.proof;
  Json out = document_head("underpin/certificate", kVersion);
  out["plan"] = text_or_null(proof.plan_id);
  out["from"] = state(document.from, proof.from_fingerprint);
  out["to"] = state(document.to, proof.to_fingerprint);
  out["target"] = proof.target;
  out["server"] = proof.version.empty() ? Json(nullptr) : Json{{"major", proof.major}, {"version", proof.version}};
  out["rows"] = {{"tables", proof.tables}, {"rows", proof.rows}};
  out["verdict"] = proof.disproved() ? "disproved" : "proved";
  out["claims"] = Json::array();
  for (const ProofClaim& made : proof.claims) out["claims"].push_back(claim(made));
  out["steps"] = Json::array();
  for (const ObservedStep& seen : proof.steps) out["steps"].push_back(step(seen));
  out["findings"] = findings(document.findings);
  return print(out);
}

}  // namespace underpin
