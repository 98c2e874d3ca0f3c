// What a proof on a server has shown: a value, printed by emit/.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace underpin {

enum class Verdict : uint8_t { kProved, kDisproved, kOpen };

struct ProofClaim {
  std::string slug;  // "locks"
  std::string what;  // "each step locks what the plan says"
  std::string how;   // how it was looked at
  Verdict verdict = Verdict::kOpen;
  size_t checked = 0;                // times that it was looked at
  std::vector<std::string> against;  // what was seen instead
  std::vector<std::string> open;     // what was not looked at, and why
  bool incomplete = false;           // and that is so much that it is not proved
};

struct ObservedLock {
  std::string relation;  // as it was called before the step
  std::string mode;      // "ACCESS EXCLUSIVE"
  friend auto operator<=>(const ObservedLock&, const ObservedLock&) = default;
};

struct ObservedStep {
  std::string id;
  bool ran = false;
  std::set<ObservedLock> locks;                         // on relations that were there before the plan
  std::set<std::string> rewrites, index_builds, scans;  // of them
  std::string guard_before, guard_after;                // empty where there is no guard
};

struct Proof {
  int target = 0;       // the plan's
  int major = 0;        // the server's
  std::string version;  // the server's: "15.18"
  std::string from_fingerprint, to_fingerprint;
  std::string plan_id;          // empty of SQL written by hand
  size_t tables = 0, rows = 0;  // with rows when the plan began; rows in them
  std::vector<ObservedStep> steps;
  std::vector<ProofClaim> claims;

  bool disproved() const {
    for (const ProofClaim& claim : claims)
      if (claim.verdict == Verdict::kDisproved) return true;
    return false;
  }
};

}  // namespace underpin
