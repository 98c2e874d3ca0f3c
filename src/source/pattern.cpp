#include "source/pattern.h"

#include <algorithm>
#include <filesystem>
#include <vector>

#include "source/load.h"

namespace underpin {
namespace {

namespace fs = std::filesystem;

bool matches(std::string_view pattern, std::string_view path) {
  while (!pattern.empty()) {
    if (pattern.starts_with("**")) {
      std::string_view rest = pattern.substr(2);
      if (rest.starts_with('/') && matches(rest.substr(1), path)) return true;  // **/ may be nothing
      for (size_t at = 0; at <= path.size(); ++at)
        if (matches(rest, path.substr(at))) return true;
      return false;
    }
    if (pattern.front() == '*') {
      for (size_t at = 0;; ++at) {
        if (matches(pattern.substr(1), path.substr(at))) return true;
        if (at == path.size() || path[at] == '/') return false;
      }
    }
    if (path.empty() || (pattern.front() == '?' ? path.front() == '/' : pattern.front() != path.front())) return false;
    pattern.remove_prefix(1);
    path.remove_prefix(1);
  }
  return path.empty();
}

// The part of a pattern before its first wildcard, up to a slash.
std::string fixed_part(const std::string& pattern) {
  const size_t wild = pattern.find_first_of("*?");
  if (wild == pattern.npos) return pattern;
  const size_t slash = pattern.rfind('/', wild);
  return slash == pattern.npos ? "" : pattern.substr(0, slash == 0 ? 1 : slash);
}

void collect(const fs::path& folder, std::vector<std::string>& found) {
  std::error_code error;
  for (fs::directory_iterator at(folder.empty() ? fs::path(".") : folder, error), end; !error && at != end;
       at.increment(error)) {
    const std::string name = at->path().filename().string();
    if (name.starts_with('.')) continue;
    const fs::path path = folder / name;
    std::error_code ignored;
    if (at->is_directory(ignored) && !at->is_symlink(ignored))
      collect(path, found);
    else if (at->is_regular_file(ignored))
      found.push_back(path.string());
  }
}

}  // namespace

bool matches_pattern(std::string_view pattern, std::string_view path) {
  while (pattern.ends_with('/')) pattern.remove_suffix(1);
  if (matches(pattern, path)) return true;
  return path.size() > pattern.size() && path[pattern.size()] == '/' && path.starts_with(pattern);
}

size_t load_pattern(const std::string& pattern, SourceSet& set, Sink& sink) {
  const std::string fixed = fixed_part(pattern);
  std::vector<std::string> found;
  std::error_code error;
  if (fs::is_regular_file(fixed, error))
    found.push_back(fixed);
  else
    collect(fixed, found);
  std::erase_if(found, [&](const std::string& path) { return !matches_pattern(pattern, path); });
  std::ranges::sort(found);
  for (const std::string& path : found) load(path, set, sink);
  return found.size();
}

}  // namespace underpin
