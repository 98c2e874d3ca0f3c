// PostgreSQL's table lock modes and which conflict.
#pragma once

#include <cstdint>
#include <string_view>

namespace underpin {

enum class LockMode : uint8_t {
  kNone,
  kAccessShare,
  kRowShare,
  kRowExclusive,
  kShareUpdateExclusive,
  kShare,
  kShareRowExclusive,
  kExclusive,
  kAccessExclusive,
};

std::string_view lock_name(LockMode mode);  // "AccessExclusiveLock", as pg_locks has it
std::string_view lock_sql(LockMode mode);   // "ACCESS EXCLUSIVE", as LOCK TABLE takes it
bool conflicts(LockMode a, LockMode b);
// Does whoever holds `a` keep out all that `b` would?
bool includes(LockMode a, LockMode b);
// Whom does it keep waiting?
inline bool blocks_reads(LockMode mode) { return conflicts(mode, LockMode::kAccessShare); }
inline bool blocks_writes(LockMode mode) { return conflicts(mode, LockMode::kRowExclusive); }

}  // namespace underpin
