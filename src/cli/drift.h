// One state that is expected, and those that are there.
#pragma once

#include <string>
#include <vector>

#include "cli/sources.h"
#include "emit/drift.h"

namespace underpin::cli {

struct DriftOptions {
  std::string expect;
  std::vector<std::string> actual;
  std::string owner;
  int target = 0;
  SourceOptions sources;
};

// A row for each actual, in their order. At most a few of them are being read at a time.
std::vector<DriftRow> drift(const DriftOptions& options);

}  // namespace underpin::cli
