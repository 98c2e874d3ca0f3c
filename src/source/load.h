// Files and folders to a source set.
#pragma once

#include <string>
#include <string_view>

#include "base/source.h"
#include "diag/diagnostic.h"

namespace underpin {

// Adds the file, or every *.sql file under the folder (recursively; hidden ones left out; sorted bytewise by path),
// or standard input for "-". Byte order marks are removed. What cannot be read is an error in the sink and makes
// the result false; a folder without .sql files is a warning and an empty state.
bool load(std::string_view path, SourceSet& set, Sink& sink);

// Adds a text as it lies in a file: without its byte order mark; UTF-16 is an error.
bool add_text(const std::string& name, std::string text, SourceSet& set, Sink& sink, size_t path_at = 0);

}  // namespace underpin
