// A snapshot: a state in a file, so that a check needs no access to the server. emit/ writes it, this reads it.
#pragma once

#include <string>
#include <string_view>

#include "diag/diagnostic.h"
#include "source/environment.h"

namespace underpin {

inline constexpr std::string_view kSnapshotFormat = "underpin/snapshot";
inline constexpr int kSnapshotVersion = 1;

struct Snapshot {
  int target = 0;  // the major version whose rules its DDL follows
  std::string fingerprint;
  std::string ddl;
  Environment environment;
};

// Is it one, by its first bytes?
bool looks_like_snapshot(std::string_view text);

// False, with a word in the sink, for what is damaged or has a version that is not known. `name` is the file's.
bool read_snapshot(const std::string& name, std::string_view text, Snapshot& snapshot, Sink& sink);

}  // namespace underpin
