// A folder of migrations as one history: up only, in the order in which its own tool would run them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "diag/diagnostic.h"

namespace underpin {

// Adds the text of each migration, in order. The layout is recognised by names and marks: Flyway, golang-migrate,
// goose, dbmate, node-pg-migrate, Prisma, Diesel, Sqitch, Atlas, or files with numbers. `to_version` names the last one
// that counts, as its tool does; empty = all. False, with errors in the sink, where there is no order to be had.
bool load_migrations(const std::string& folder, const std::string& to_version, SourceSet& set, Sink& sink);

}  // namespace underpin
