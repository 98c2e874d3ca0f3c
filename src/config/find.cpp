// Where underpin.toml lies.
#include <filesystem>

#include "config/config.h"
#include "source/load.h"

namespace underpin {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view kName = "underpin.toml";

// The nearest one, as a path from the work folder; empty where there is none.
std::string find_file() {
  std::error_code error;
  fs::path folder = fs::current_path(error);
  std::string up;
  while (!error) {
    if (fs::is_regular_file(folder / kName, error)) return up + std::string(kName);
    if (fs::exists(folder / ".git", error) || !folder.has_relative_path()) break;
    folder = folder.parent_path();
    up += "../";
  }
  return {};
}

}  // namespace

std::string Config::path(const std::string& in_file) const {
  if (in_file.empty() || folder.empty() || fs::path(in_file).is_absolute()) return in_file;
  const std::string joined = (fs::path(folder) / in_file).lexically_normal().string();
  return in_file.ends_with('/') || !joined.ends_with('/') ? joined : joined.substr(0, joined.size() - 1);
}

bool read_config(const std::string& file, Config& config, Sink& sink) {
  const std::string found = file.empty() ? find_file() : file;
  if (found.empty()) return true;
  SourceSet read;
  if (!load(found, read, sink)) return false;
  config.folder = fs::path(found).parent_path().string();
  return read_config_text(found, read.files().front()->text, config, sink);
}

}  // namespace underpin
