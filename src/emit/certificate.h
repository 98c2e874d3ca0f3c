// The certificate of a proof on a server: what was shown, how, on which version, and what was not.
#pragma once

#include <string>
#include <vector>

#include "diag/diagnostic.h"
#include "verify/proof.h"

namespace underpin {

struct CertificateDocument {
  const Proof* proof = nullptr;
  std::string from, to;  // what the states are called; `to` may be empty
  std::vector<Diagnostic> findings;
  bool color = false;
};

std::string certificate_text(const CertificateDocument& document);
std::string certificate_json(const CertificateDocument& document);
std::string certificate_markdown(const CertificateDocument& document);

std::string_view verdict_words(Verdict verdict);  // "proved", "disproved", "not proved"

}  // namespace underpin
