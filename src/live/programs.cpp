#include "live/programs.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>

namespace underpin::live {
namespace {

namespace fs = std::filesystem;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// What a program prints; empty where it cannot be run.
std::string output_of(const std::string& program, const std::string& argument) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return {};
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(ends[1], STDOUT_FILENO);
    const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    ::dup2(nowhere, STDERR_FILENO);
    ::execlp(program.c_str(), program.c_str(), argument.c_str(), static_cast<char*>(nullptr));
    ::_exit(127);
  }
  ::close(ends[1]);
  std::string out;
  char buffer[1024];
  for (ssize_t got = 0; (got = ::read(ends[0], buffer, sizeof buffer)) > 0;)
    out.append(buffer, static_cast<size_t>(got));
  ::close(ends[0]);
  int status = 0;
  if (child < 0 || ::waitpid(child, &status, 0) != child || status != 0) return {};
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

// "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"
Programs programs_in(const fs::path& folder) {
  Programs programs{.folder = folder.string()};
  const std::string said = output_of((folder / "postgres").string(), "-V");
  const size_t begin = said.find(") ");
  if (begin == said.npos) return programs;
  programs.version = said.substr(begin + 2, said.find(' ', begin + 2) - begin - 2);
  programs.major = std::atoi(programs.version.c_str());
  return programs;
}

// Folders <base>/<any>/<below>.
void add_below(const fs::path& base, const fs::path& below, std::vector<fs::path>& folders) {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(base, error)) folders.push_back(entry.path() / below);
}

std::vector<fs::path> likely_folders() {
  std::vector<fs::path> folders;
  if (const std::string servers = environment("UNDERPIN_SERVERS"); !servers.empty()) {
    add_below(servers, "native/bin", folders);
    add_below(servers, "bin", folders);
  }
  add_below("/usr/lib/postgresql", "bin", folders);
  add_below("/opt/homebrew/opt", "bin", folders);
  for (int major = 14; major <= 18; ++major) folders.push_back("/usr/pgsql-" + std::to_string(major) + "/bin");
  folders.emplace_back("/usr/local/pgsql/bin");
  if (const std::string said = output_of("pg_config", "--bindir"); !said.empty()) folders.emplace_back(said);
  const std::string path = environment("PATH");
  for (size_t at = 0; at < path.size();) {
    const size_t end = std::min(path.find(':', at), path.size());
    folders.emplace_back(path.substr(at, end - at));
    at = end + 1;
  }
  return folders;
}

}  // namespace

std::vector<Programs> installed_programs(const std::string& folder) {
  std::vector<Programs> found;
  std::set<fs::path> seen;
  for (const fs::path& likely : folder.empty() ? likely_folders() : std::vector<fs::path>{folder}) {
    std::error_code error;
    if (!fs::exists(likely / "initdb", error) || !fs::exists(likely / "postgres", error)) continue;
    const fs::path real = fs::canonical(likely / "postgres", error).parent_path();
    if (error || !fs::exists(real / "initdb", error) || !seen.insert(real).second) continue;
    if (Programs programs = programs_in(real); programs.major > 0) found.push_back(std::move(programs));
  }
  std::ranges::stable_sort(found, {}, &Programs::major);
  return found;
}

const Programs* best_programs(const std::vector<Programs>& found, int major) {
  if (found.empty()) return nullptr;
  const auto best = std::ranges::find_if(found, [&](const Programs& programs) { return programs.major >= major; });
  return best == found.end() ? &found.back() : &*best;
}

}  // namespace underpin::live
