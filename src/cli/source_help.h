// What all commands that take a source say about it.
#pragma once

#include <string>

#include "cli/sources.h"

namespace CLI {
class App;
}

namespace underpin::cli {

void add_source_options(CLI::App& command, SourceOptions& options);

// The footer of the command's help: what a source may be, then `rest`.
std::string source_help(const std::string& rest);

}  // namespace underpin::cli
