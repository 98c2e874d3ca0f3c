// Findings that are known and accepted, in a file. emit/ writes it, this reads it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.h"

namespace underpin {

inline constexpr std::string_view kBaselineFormat = "underpin/baseline";
inline constexpr int kBaselineVersion = 1;

struct BaselineEntry {
  std::string code, subject;
  Place place;  // in the file
};

// False, with a word in the sink, for what is none or has a version that is not known.
bool read_baseline(const SourceFile& file, std::vector<BaselineEntry>& entries, Sink& sink);

}  // namespace underpin
