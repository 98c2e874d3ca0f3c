// The PostgreSQL servers that are installed on this machine.
#pragma once

#include <string>
#include <vector>

namespace underpin::live {

struct Programs {
  std::string folder;  // has initdb and postgres
  int major = 0;
  std::string version;  // "15.18"
};

// In `folder` alone where it is given; else those of $UNDERPIN_SERVERS (<major>/native/bin or <major>/bin in it), of
// the usual places of packages, of pg_config and of PATH. Sorted by version, each folder once.
std::vector<Programs> installed_programs(const std::string& folder);

// The asked-for major version; else the next higher one, else the highest. nullptr where there is none.
const Programs* best_programs(const std::vector<Programs>& found, int major);

}  // namespace underpin::live
