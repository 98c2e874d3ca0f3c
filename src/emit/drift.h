// Which databases differ from the state that is expected: as text and as JSON (schemas/drift.schema.json).
#pragma once

#include <string>
#include <vector>

#include "diag/diagnostic.h"

namespace underpin {

struct DriftRow {
  std::string source;       // as titles are
  std::string fingerprint;  // empty where it could not be read
  bool failed = false;
  size_t changes = 0;  // that lead from what is there to what is expected
  std::string tree;    // the changes, as `underpin diff` prints them
  std::vector<Diagnostic> findings;
};

// Rows with the same fingerprint stand together.
std::string drift_text(const std::vector<DriftRow>& rows);
std::string drift_json(const std::vector<DriftRow>& rows);

}  // namespace underpin
