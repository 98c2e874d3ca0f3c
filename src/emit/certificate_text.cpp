#include <fmt/format.h>

#include "emit/certificate.h"
#include "emit/words.h"

namespace underpin {
namespace {

using namespace emit;

constexpr size_t kShown = 8;  // lines beneath a claim; the JSON has them all

Color color_of(Verdict verdict) {
  return verdict == Verdict::kProved ? Color::kGreen : verdict == Verdict::kOpen ? Color::kYellow : Color::kRed;
}

void lines(const std::vector<std::string>& what, std::string_view sign, std::string& out) {
  for (size_t i = 0; i < std::min(what.size(), kShown); ++i) out += fmt::format("    {} {}\n", sign, one_line(what[i]));
  if (what.size() > kShown) out += fmt::format("    {} and {} more\n", sign, what.size() - kShown);
}

}  // namespace

std::string_view verdict_words(Verdict verdict) {
  return verdict == Verdict::kProved ? "proved" : verdict == Verdict::kOpen ? "not proved" : "disproved";
}

std::string certificate_text(const CertificateDocument& document) {
  const Proof& proof = *document.proof;
  const Paint paint{document.color};
  const std::string where = proof.version.empty() ? "the model" : "a server of " + one_line(proof.version);
  std::string out = fmt::format("{} {}{}, {} for PostgreSQL {}, on {}\n", paint(Color::kBold, "proof"),
                                one_line(document.from), document.to.empty() ? "" : " → " + one_line(document.to),
                                counted(proof.steps.size(), "step"), proof.target, where);
  if (!proof.version.empty()) out += fmt::format("rows: {} in {}\n", proof.rows, counted(proof.tables, "table"));
  out += '\n';
  for (const ProofClaim& claim : proof.claims) {
    out += fmt::format("{} {}\n", paint(color_of(claim.verdict), verdict_words(claim.verdict)), claim.what);
    if (claim.checked > 0)
      out += "    " + paint(Color::kDim, fmt::format("{} times: {}", claim.checked, claim.how)) + "\n";
    lines(claim.against, "!", out);
    lines(claim.open, "-", out);
  }
  return out;
}

}  // namespace underpin
