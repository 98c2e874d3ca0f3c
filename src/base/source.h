// Named texts with places. A source set owns its bytes for as long as any catalog made of it lives:
// expressions point into them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"

namespace underpin {

struct FileTag;
using FileId = Id<FileTag>;  // process-wide: unique over all source sets (allocated by SourceFile)

// A byte in a file. `file` none = no place (made by Underpin itself).
struct Place {
  FileId file;
  uint32_t offset = 0;  // bytes from the start of the file

  friend bool operator==(Place, Place) = default;
};

struct SourceFile {
  FileId id;
  std::string name;  // as the user would write it: relative to what was given
  std::string text;  // whole content, UTF-8
  // Where in the name its path begins. 0: the name is a path from the work folder. More: the name begins with a
  // revision, the path counts from the top of the repository. npos: it is no file.
  size_t path_at = 0;
};

struct LineColumn {
  uint32_t line = 1;    // from 1
  uint32_t column = 1;  // from 1, in characters (UTF-8 code points), as psql and editors count
};

// The files of one state, in a deterministic order (by name, bytewise).
class SourceSet {
 public:
  SourceSet() = default;
  SourceSet(SourceSet&&) = default;
  SourceSet& operator=(SourceSet&&) = delete;
  ~SourceSet();

  // Adds a text under a name; the file's id is new. Files are kept in the order in which they are added.
  FileId add(std::string name, std::string text, size_t path_at = 0);

  const std::vector<std::unique_ptr<SourceFile>>& files() const { return files_; }
  size_t bytes() const;

 private:
  std::vector<std::unique_ptr<SourceFile>> files_;
};

// The file of an id, while its source set lives; nullptr after that or for none.
const SourceFile* source_file(FileId id);
LineColumn line_column(Place place);
// "dir/file.sql:12:3", or "" where there is no place.
std::string place_text(Place place);

}  // namespace underpin
