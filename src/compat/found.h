// A finding of `check` or `lint`, with what it takes to weigh, group and suppress it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.h"

namespace underpin::compat {

// What a promise covers; each includes those before it (DESIGN §7).
enum class CompatLevel : uint8_t { kNone, kRead, kWrite, kResult };

// From which level on a finding is of interest; hazards (locks, design) always are.
enum class Concern : uint8_t { kAlways, kRead, kWrite, kResult };

inline bool covers(CompatLevel level, Concern concern) {
  return static_cast<uint8_t>(concern) <= static_cast<uint8_t>(level);
}

struct Found {
  Diagnostic diagnostic;
  Concern concern = Concern::kAlways;
  std::string subject;  // what it is about, the same in every run: "public.users.name", "shop-api/GetUser"
  std::string consumer, owner, query;  // whose query, where it is one
  std::string suppressed;              // by what; empty: it counts

  // The same whatever line it stands on: of a baseline.
  std::string key() const { return std::string(diagnostic.code->code) + " " + subject; }
};

}  // namespace underpin::compat
