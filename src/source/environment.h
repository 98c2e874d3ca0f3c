// Facts about a server that are no part of its schema state, and so of no fingerprint.
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace underpin {

struct RelationFacts {
  int64_t rows = -1;        // as the last ANALYZE saw them; -1 = never analyzed
  int64_t bytes = 0;        // of the relation itself
  int64_t total_bytes = 0;  // with its indexes and TOAST
};

struct Environment {
  int server_major = 0;                            // 0 where no server was asked
  std::map<std::string, RelationFacts> relations;  // by identity: "public.users"; those that have storage
};

}  // namespace underpin
