// The text files of grammar/ and schemas/, carried inside the program. Paths are relative to the top of the
// repository, as in "grammar/statements.toml". cmake/Embed.cmake generates the table.
#pragma once

#include <span>
#include <string_view>

namespace underpin {

struct EmbeddedFile {
  std::string_view path;
  std::string_view text;
};

// All of them, sorted by path.
std::span<const EmbeddedFile> embedded_files();

// The text of one file; a view whose data() is null when there is none of that name.
std::string_view embedded(std::string_view path);

}  // namespace underpin
