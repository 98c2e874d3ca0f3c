// Claims while they are being looked at.
#pragma once

#include <deque>
#include <string>

#include "verify/proof.h"

namespace underpin {

class Tally {
 public:
  // The reference lives as long as the tally.
  ProofClaim& add(std::string slug, std::string what, std::string how) {
    return claims_.emplace_back(ProofClaim{.slug = std::move(slug), .what = std::move(what), .how = std::move(how)});
  }

  // Disproved where anything spoke against it; else proved as far as it was looked at.
  std::vector<ProofClaim> finish() {
    std::vector<ProofClaim> out;
    for (ProofClaim& claim : claims_) {
      claim.verdict = !claim.against.empty()                   ? Verdict::kDisproved
                      : claim.checked == 0 || claim.incomplete ? Verdict::kOpen
                                                               : Verdict::kProved;
      out.push_back(claim);
    }
    return out;
  }

 private:
  std::deque<ProofClaim> claims_;
};

}  // namespace underpin
