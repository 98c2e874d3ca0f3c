#include "locks/lock_mode.h"

#include <array>

namespace underpin {
namespace {

struct ModeFacts {
  std::string_view name, sql;
  uint16_t conflicts;  // bit 1 << mode
};

constexpr uint16_t bits(std::initializer_list<LockMode> modes) {
  uint16_t out = 0;
  for (const LockMode mode : modes) out |= static_cast<uint16_t>(1u << static_cast<unsigned>(mode));
  return out;
}

using enum LockMode;

// Manual 13.3.1, table "Conflicting Lock Modes"; the same in 14 to 18.
constexpr std::array<ModeFacts, 9> kModes{{
    {"NoLock", "NONE", 0},
    {"AccessShareLock", "ACCESS SHARE", bits({kAccessExclusive})},
    {"RowShareLock", "ROW SHARE", bits({kExclusive, kAccessExclusive})},
    {"RowExclusiveLock", "ROW EXCLUSIVE", bits({kShare, kShareRowExclusive, kExclusive, kAccessExclusive})},
    {"ShareUpdateExclusiveLock", "SHARE UPDATE EXCLUSIVE",
     bits({kShareUpdateExclusive, kShare, kShareRowExclusive, kExclusive, kAccessExclusive})},
    {"ShareLock", "SHARE",
     bits({kRowExclusive, kShareUpdateExclusive, kShareRowExclusive, kExclusive, kAccessExclusive})},
    {"ShareRowExclusiveLock", "SHARE ROW EXCLUSIVE",
     bits({kRowExclusive, kShareUpdateExclusive, kShare, kShareRowExclusive, kExclusive, kAccessExclusive})},
    {"ExclusiveLock", "EXCLUSIVE",
     bits({kRowShare, kRowExclusive, kShareUpdateExclusive, kShare, kShareRowExclusive, kExclusive, kAccessExclusive})},
    {"AccessExclusiveLock", "ACCESS EXCLUSIVE",
     bits({kAccessShare, kRowShare, kRowExclusive, kShareUpdateExclusive, kShare, kShareRowExclusive, kExclusive,
           kAccessExclusive})},
}};

const ModeFacts& facts(LockMode mode) { return kModes[static_cast<size_t>(mode)]; }

}  // namespace

std::string_view lock_name(LockMode mode) { return facts(mode).name; }
std::string_view lock_sql(LockMode mode) { return facts(mode).sql; }
bool conflicts(LockMode a, LockMode b) { return (facts(a).conflicts >> static_cast<unsigned>(b)) & 1; }
bool includes(LockMode a, LockMode b) { return (facts(b).conflicts & ~facts(a).conflicts) == 0; }

}  // namespace underpin
