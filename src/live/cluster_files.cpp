#include "live/cluster_files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/hash.h"

namespace underpin::live {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "underpin-scratch-";
constexpr int kTemplateVersion = 1;  // changes with what initdb is told

// A cluster is some thousand small files: in memory where there is plenty of it and nobody asked for another place.
fs::path temporary() {
  constexpr size_t kLongest = 60;  // a socket's whole path may have about a hundred bytes
  constexpr uintmax_t kPlenty = 2'000'000'000;
  std::error_code error;
  const char* asked = std::getenv("TMPDIR");
  if (asked == nullptr && ::access("/dev/shm", W_OK | X_OK) == 0 && fs::space("/dev/shm", error).available > kPlenty)
    return "/dev/shm";
  const fs::path folder = fs::temp_directory_path(error);
  return error || folder.string().size() > kLongest ? fs::path("/tmp") : folder;
}

fs::path cache_folder() {
  if (const char* given = std::getenv("XDG_CACHE_HOME"); given != nullptr && *given == '/')
    return fs::path(given) / "underpin";
  if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/')
    return fs::path(home) / ".cache" / "underpin";
  return temporary() / fmt::format("underpin-cache-{}", ::geteuid());
}

// One template for each server program: an update of the package has another size or time.
std::string template_name(const Programs& programs) {
  struct stat status = {};
  ::stat((programs.folder + "/postgres").c_str(), &status);
  const std::string identity = fmt::format("{} {} {} {} {}", kTemplateVersion, programs.folder, programs.version,
                                           status.st_size, status.st_mtim.tv_sec);
  return fmt::format("cluster-{}-{:016x}", programs.version, hash128(identity).high);
}

bool give_to(const fs::path& path, const Account& account) {
  if (!account.is_other) return true;
  if (::lchown(path.c_str(), account.user, account.group) != 0) return false;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(path, error))
    if (::lchown(entry.path().c_str(), account.user, account.group) != 0) return false;
  return !error;
}

bool copy_folder(const fs::path& from, const fs::path& to, std::string& why) {
  std::error_code error;
  fs::copy(from, to, fs::copy_options::recursive, error);
  if (!error) fs::permissions(to, fs::perms::owner_all, error);
  if (error) why = fmt::format("could not copy \"{}\" to \"{}\": {}", from.string(), to.string(), error.message());
  return !error;
}

bool run_initdb(const Programs& programs, const Account& account, const std::string& folder, std::string& why) {
  const std::string log = folder + "/log";
  // Major 14 has C.UTF-8 only where the system's library has it.
  const pid_t child =
      spawn({programs.folder + "/initdb", "-D", folder + "/data", "-U", "postgres", "-A", "trust", "-E", "UTF8",
             "--no-sync", "--wal-segsize=1", programs.major >= 15 ? "--locale=C.UTF-8" : "--locale=C"},
            account, folder, log);
  int status = 0;
  if (child > 0 && ::waitpid(child, &status, 0) == child && status == 0) return true;
  why = "initdb fails: " + last_lines(log);
  return false;
}

// Made under a name of its own and then renamed: a run that is killed leaves no half of one.
bool make_template(const Programs& programs, const Account& account, const fs::path& kept, std::string& why) {
  std::string folder;
  int lock = -1;
  if (!make_run_folder(folder, lock, why)) return false;
  const fs::path part = kept.string() + fmt::format(".{}", ::getpid());
  bool done = (!account.is_other || ::chown(folder.c_str(), account.user, account.group) == 0) &&
              run_initdb(programs, account, folder, why) && copy_folder(fs::path(folder) / "data", part, why);
  if (done) {
    std::error_code error;
    fs::rename(part, kept, error);
    done = !error || fs::exists(kept);
    if (!done) why = fmt::format("could not make \"{}\": {}", kept.string(), error.message());
  }
  remove_folder(part.string());
  remove_folder(folder);
  ::close(lock);
  return done;
}

// Is the server of that folder still about to end?
bool has_server(const fs::path& folder) {
  std::ifstream file(folder / "data" / "postmaster.pid");
  pid_t process = 0;
  return file >> process && process > 0 && (::kill(process, 0) == 0 || errno == EPERM);
}

}  // namespace

Account server_account() {
  if (::geteuid() != 0) return {.user = ::geteuid(), .group = ::getegid()};
  for (const char* name : {"nobody", "postgres"})
    if (const passwd* entry = ::getpwnam(name)) return {entry->pw_uid, entry->pw_gid, true};
  return {.user = 65534, .group = 65534, .is_other = true};
}

pid_t spawn(const std::vector<std::string>& words, const Account& account, const std::string& folder,
            const std::string& log) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child != 0) return child;
  ::setsid();  // an interrupt at the terminal is for us: we stop it
  const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
  const int in = ::open("/dev/null", O_RDONLY);
  ::dup2(in, STDIN_FILENO);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(out, STDERR_FILENO);
  if (account.is_other && (::setgroups(0, nullptr) != 0 || ::setgid(account.group) != 0 || ::setuid(account.user) != 0))
    ::_exit(126);
  ::prctl(PR_SET_PDEATHSIG, SIGQUIT);  // forgotten when the user changes: so after that
  if (::getppid() != parent || ::chdir(folder.c_str()) != 0) ::_exit(126);
  for (const char* name : {"PGDATA", "PGOPTIONS", "PGPORT", "PGHOST", "PGUSER"}) ::unsetenv(name);
  ::setenv("LC_ALL", "C", 1);
  ::setenv("TZ", "UTC", 1);
  ::execv(arguments.front(), arguments.data());
  ::_exit(127);
}

// Whoever clears up may take the new lock in the moment before we do: then there is another try.
bool make_run_folder(std::string& folder, int& lock, std::string& why) {
  constexpr int kTries = 10;
  for (int i = 0; i < kTries; ++i) {
    folder = (temporary() / fmt::format("{}XXXXXX", kPrefix)).string();
    if (::mkdtemp(folder.data()) == nullptr) {
      why = fmt::format("could not make a folder in \"{}\": {}", temporary().string(), std::strerror(errno));
      return false;
    }
    const std::string path = folder + "/lock";
    lock = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    struct stat held = {}, there = {};
    if (lock >= 0 && ::flock(lock, LOCK_EX | LOCK_NB) == 0 && ::fstat(lock, &held) == 0 &&
        ::stat(path.c_str(), &there) == 0 && held.st_ino == there.st_ino)
      return true;
    why = fmt::format("could not lock \"{}\": {}", folder, std::strerror(errno));
    if (lock >= 0) ::close(lock);
    lock = -1;
    remove_folder(folder);
  }
  return false;
}

void remove_folder(const std::string& folder) {
  std::error_code ignored;
  fs::remove_all(folder, ignored);
}

void remove_abandoned_folders() {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(temporary(), error)) {
    if (!entry.path().filename().string().starts_with(kPrefix)) continue;
    const int lock = ::open((entry.path() / "lock").c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (lock < 0) continue;  // somebody else's, or just being made
    if (::flock(lock, LOCK_EX | LOCK_NB) == 0 && !has_server(entry.path())) remove_folder(entry.path().string());
    ::close(lock);
  }
}

bool copy_template(const Programs& programs, const Account& account, const std::string& data, std::string& why) {
  const fs::path cache = cache_folder(), kept = cache / template_name(programs);
  std::error_code error;
  fs::create_directories(cache, error);
  const int lock = ::open((cache / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0 || ::flock(lock, LOCK_EX) != 0) {
    why = fmt::format("could not lock \"{}\": {}", (cache / "lock").string(), std::strerror(errno));
    if (lock >= 0) ::close(lock);
    return false;
  }
  const bool there = fs::exists(kept / "PG_VERSION", error) || make_template(programs, account, kept, why);
  ::close(lock);
  if (!there || !copy_folder(kept, data, why)) return false;
  if (give_to(data, account)) return true;
  why = fmt::format("could not give \"{}\" to another user: {}", data, std::strerror(errno));
  return false;
}

std::string last_lines(const std::string& file) {
  std::ifstream in(file);
  std::stringstream text;
  text << in.rdbuf();
  std::string out = text.str();
  constexpr size_t kShown = 600;
  if (out.size() > kShown) out.erase(0, out.size() - kShown);
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

}  // namespace underpin::live
