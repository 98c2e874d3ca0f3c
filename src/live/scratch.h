// A server to try things on, and scratch databases in it. Either a private cluster, or a server that was given: of that
// one nothing is touched but what was made here, and that goes with this.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "diag/diagnostic.h"
#include "live/cluster.h"
#include "live/session.h"

namespace underpin::live {

struct ScratchOptions {
  std::string server;    // a connection string; empty = a private cluster
  std::string programs;  // the folder of its programs; empty = those that are found
  int major = 18;        // that is wanted
};

class Scratch {
 public:
  // nullptr where there is no server: the sink says why.
  static std::unique_ptr<Scratch> start(const ScratchOptions& options, Sink& sink);
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  int major() const { return admin_->major(); }
  const std::string& version() const { return version_; }  // "15.18"
  const std::string& conninfo() const { return conninfo_; }
  const std::string& user() const { return user_; }
  // For catalogs that all databases share (pg_locks), and to end backends.
  Session& admin() { return *admin_; }

  // A new database, its name in `name`; of `source` where that is not empty (nobody may be connected to it).
  bool create_database(std::string& name, const std::string& source, std::string& why);
  void drop_database(const std::string& name);
  // Makes those that are not there. In a private cluster they may do whatever they like.
  bool create_roles(const std::set<std::string>& names, std::string& why);

 private:
  Scratch() = default;
  bool connect(std::string& why);

  std::unique_ptr<Cluster> cluster_;
  std::string conninfo_, version_, user_;
  std::unique_ptr<Session> admin_;
  std::vector<std::string> databases_, roles_;
  int created_ = 0;
};

}  // namespace underpin::live
