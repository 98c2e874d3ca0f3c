#include "base/embedded.h"

#include <algorithm>

namespace underpin {

std::string_view embedded(std::string_view path) {
  const auto files = embedded_files();
  const auto found = std::ranges::find(files, path, &EmbeddedFile::path);
  return found == files.end() ? std::string_view{} : found->text;
}

}  // namespace underpin
