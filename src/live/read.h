// A server's schema state as DDL: what a dump would say, in one text, read in one read-only transaction.
#pragma once

#include <string>

#include "base/source.h"
#include "diag/diagnostic.h"
#include "source/environment.h"

namespace underpin::live {

// Adds the text under the server's title. False where it cannot be had: the sink says why.
bool read_server(const std::string& conninfo, SourceSet& set, Environment& environment, Sink& sink);
// The same of another database than the one of the connection string.
bool read_database(const std::string& conninfo, const std::string& database, SourceSet& set, Environment& environment,
                   Sink& sink);

}  // namespace underpin::live
