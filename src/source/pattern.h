// Files by pattern: `services/**/*.sql`.
#pragma once

#include <string>
#include <string_view>

#include "base/source.h"
#include "diag/diagnostic.h"

namespace underpin {

// Does the path match? `*` and `?` stop at slashes, `**` does not; a folder's name stands for all that is below it.
bool matches_pattern(std::string_view pattern, std::string_view path);

// Adds every file that matches, sorted bytewise by path; hidden ones are left out. How many there were; what cannot be
// read is an error in the sink.
size_t load_pattern(const std::string& pattern, SourceSet& set, Sink& sink);

}  // namespace underpin
