#include "live/cluster.h"

#include <fcntl.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <utility>

#include "live/cluster_files.h"

namespace underpin::live {
namespace {

// Nothing here outlives a crash, and nothing works behind our back.
constexpr std::string_view kSettings = R"(
listen_addresses = ''
unix_socket_permissions = 0777
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
jit = off
wal_level = logical
max_wal_size = 1GB
shared_buffers = 24MB
max_connections = 20
max_locks_per_transaction = 512
max_parallel_workers = 0
max_parallel_maintenance_workers = 0
log_min_messages = fatal
timezone = 'UTC'
)";

// The folder is open to its owner alone; where the server is another user's, that user's other programs could come in:
// so the server asks who is there.
bool write_settings(const std::string& data, const std::string& folder, const Account& account) {
  std::ofstream(data + "/postgresql.conf", std::ios::app)
      << kSettings << "unix_socket_directories = '" << folder << "'\n";
  const passwd* self = account.is_other ? ::getpwuid(::geteuid()) : nullptr;
  if (self == nullptr) return true;
  std::ofstream(data + "/pg_ident.conf") << "underpin \"" << self->pw_name << "\" postgres\n";
  std::ofstream(data + "/pg_hba.conf") << "local all all peer map=underpin\n";
  return true;
}

}  // namespace

std::unique_ptr<Cluster> Cluster::start(const Programs& programs, std::string& why) {
  remove_abandoned_folders();
  std::unique_ptr<Cluster> cluster(new Cluster);
  if (!cluster->make(programs, why)) return nullptr;
  return cluster;
}

bool Cluster::make(const Programs& programs, std::string& why) {
  const Account account = server_account();
  if (!make_run_folder(folder_, lock_, why)) return false;
  const std::string data = folder_ + "/data";
  if (!copy_template(programs, account, data, why)) return false;
  if (account.is_other && ::chown(folder_.c_str(), account.user, account.group) != 0) {
    why = "could not give \"" + folder_ + "\" to another user: " + std::strerror(errno);
    return false;
  }
  write_settings(data, folder_, account);
  server_ = spawn({programs.folder + "/postgres", "-D", data}, account, folder_, folder_ + "/log");
  watch();
  return wait_until_ready(why);
}

bool Cluster::wait_until_ready(std::string& why) {
  constexpr int kTries = 3000;
  for (int i = 0; i < kTries; ++i) {
    if (PQping(conninfo().c_str()) == PQPING_OK) return true;
    if (server_ < 0 || ::waitpid(server_, nullptr, WNOHANG) == server_) {
      server_ = -1;
      break;
    }
    ::usleep(10'000);
  }
  why = "the server does not start: " + last_lines(folder_ + "/log");
  return false;
}

// A child that does nothing until our end of the pipe closes, however we end. The server then ends by itself
// (cluster_files.cpp); what is left is the folder. Where the child is killed, too, the next start removes it.
void Cluster::watch() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return;
  alive_ = ends[1];
  watcher_ = ::fork();
  if (watcher_ != 0) {
    ::close(ends[0]);
    return;
  }
  ::setsid();
  ::close(alive_);
  ::close(lock_);
  const int nowhere = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) ::dup2(nowhere, descriptor);
  char byte = 0;
  while (::read(ends[0], &byte, 1) < 0 && errno == EINTR) {
  }
  for (int i = 0; i < 500 && ::kill(server_, 0) == 0; ++i) ::usleep(10'000);
  remove_folder(folder_);
  ::_exit(0);
}

Cluster::~Cluster() {
  if (server_ > 0 && ::kill(server_, SIGQUIT) == 0) ::waitpid(server_, nullptr, 0);
  if (!folder_.empty()) remove_folder(folder_);
  if (alive_ >= 0) ::close(alive_);
  if (watcher_ > 0) ::waitpid(watcher_, nullptr, 0);
  if (lock_ >= 0) ::close(lock_);
}

std::string Cluster::conninfo() const { return "host=" + folder_ + " port=5432 user=postgres dbname=postgres"; }

}  // namespace underpin::live
