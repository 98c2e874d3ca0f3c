#include "source/migrations.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "diag/codes.h"
#include "source/load.h"
#include "source/migration_layouts.h"

namespace underpin {
namespace {

namespace fs = std::filesystem;

bool refuse(Sink& sink, std::string message, std::string hint = {}) {
  sink.emit(code::kMigrations, {}, std::move(message)).hint = std::move(hint);
  return false;
}

// Every file below, hidden ones left out, as relative paths, sorted bytewise.
bool list_files(const fs::path& folder, std::vector<std::string>& files, Sink& sink) {
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; at != end && !error; at.increment(error)) {
    const bool hidden = at->path().filename().string().starts_with('.');
    std::error_code ignored;
    if (hidden && at->is_directory(ignored)) at.disable_recursion_pending();
    if (!hidden && at->is_regular_file(ignored))
      files.push_back(at->path().lexically_relative(folder).generic_string());
  }
  if (error) return refuse(sink, "could not open folder \"" + folder.string() + "\": " + error.message());
  std::ranges::sort(files);
  return true;
}

std::string read_file(const void* folder, const std::string& path) {
  std::ifstream in(*static_cast<const fs::path*>(folder) / path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

// A migration that is a program cannot be replayed: that must not pass unnoticed.
void tell_programs(const std::vector<std::string>& files, Sink& sink) {
  static constexpr std::array<std::string_view, 9> kEndings = {".go",  ".java", ".js", ".ts", ".rb",
                                                               ".exs", ".py",   ".kt", ".php"};
  for (const std::string& path : files) {
    const std::string name = path.substr(path.rfind('/') + 1);
    const bool numbered =
        !name.empty() && ((name[0] >= '0' && name[0] <= '9') || (name[0] == 'V' && name.find("__") != name.npos));
    if (!numbered || std::ranges::none_of(kEndings, [&](std::string_view ending) { return name.ends_with(ending); }))
      continue;
    Diagnostic& found = sink.emit(code::kMigrations, {}, "migration \"" + path + "\" is a program and is left out");
    found.level = Level::kWarning;
  }
}

bool cut(std::vector<Migration>& migrations, const std::string& to_version, Sink& sink) {
  if (to_version.empty()) return true;
  const auto last = std::ranges::find_if(migrations, [&](const Migration& m) {
    return same_version(m.version, to_version) || m.path == to_version || m.version.starts_with(to_version + "_");
  });
  if (last == migrations.end()) return refuse(sink, "no migration has version \"" + to_version + "\"");
  migrations.erase(std::next(last), migrations.end());
  return true;
}

bool add(const fs::path& folder, const Layout& layout, const std::vector<Migration>& migrations, SourceSet& set,
         Sink& sink) {
  bool all = true;
  for (const Migration& migration : migrations) {
    SourceSet one;
    all &= load((folder / migration.path).string(), one, sink);
    for (const auto& file : one.files()) set.add(file->name, up_section(file->text, layout.up, layout.down));
  }
  return all;
}

}  // namespace

bool load_migrations(const std::string& path, const std::string& to_version, SourceSet& set, Sink& sink) {
  const fs::path folder(path);
  MigrationFolder found{.files = {}, .read = read_file, .self = &folder};
  if (!list_files(folder, found.files, sink)) return false;
  for (const Layout& layout : migration_layouts()) {
    std::string twice;
    auto migrations = layout.list(found, twice);
    if (!migrations) continue;
    if (!twice.empty())
      return refuse(sink, "two migrations have the same version: \"" + twice + "\"",
                    "In the layout of " + std::string(layout.name) + " each has its own.");
    tell_programs(found.files, sink);
    return cut(*migrations, to_version, sink) && add(folder, layout, *migrations, set, sink);
  }
  return refuse(sink, "folder \"" + path + "\" has no migrations in SQL");
}

}  // namespace underpin
