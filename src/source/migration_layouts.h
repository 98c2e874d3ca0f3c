// The layouts of migrations folders: which files count, in which order, and which part of each.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace underpin {

struct Migration {
  std::string path;     // relative to the folder
  std::string version;  // as its tool writes it: "1.2", "20240101"
};

struct MigrationFolder {
  std::vector<std::string> files;  // relative paths, all of them, sorted
  // The text of one of them, empty where there is none.
  std::string (*read)(const void* self, const std::string& path) = nullptr;
  const void* self = nullptr;

  std::string text(const std::string& path) const { return read(self, path); }
};

struct Layout {
  std::string_view name;  // "Flyway"
  // The migrations in order, or nothing where the folder has another layout. Names two with the same version in
  // `twice`.
  std::optional<std::vector<Migration>> (*list)(const MigrationFolder& folder, std::string& twice);
  std::string_view up, down;  // marks of the two sections of a file; empty: the whole file counts
};

// In the order in which they are tried.
const std::vector<Layout>& migration_layouts();

// A text with all that is not between `up` and `down` blanked out, so that places stay what they are.
std::string up_section(std::string text, std::string_view up, std::string_view down);

// Do two versions mean the same? "01" and "1", "1.0" and "1_0".
bool same_version(std::string_view a, std::string_view b);

}  // namespace underpin
