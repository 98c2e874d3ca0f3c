// plan.json, read back.
#pragma once

#include <string>

#include "emit/formats.h"

namespace underpin {

struct StoredPlan {
  Plan plan;             // its steps, gates, target and fingerprints; no diff
  std::string id;        // that the file states
  std::string from, to;  // what the states were called
  bool edited = false;   // the id is another one's
};

// False, with a word in the sink, for what is damaged or has a version that is not known. `name` is the file's.
bool read_plan(const std::string& name, const std::string& text, StoredPlan& stored, Sink& sink);

}  // namespace underpin
