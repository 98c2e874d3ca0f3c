// A private PostgreSQL server: made from a template that is kept, reached through a socket in a folder of its own
// alone, gone with its owner. Several at the same time do not meet.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>

#include "live/programs.h"

namespace underpin::live {

class Cluster {
 public:
  // nullptr, with the reason, where it does not start. Folders that killed runs have left behind are removed on the
  // way.
  static std::unique_ptr<Cluster> start(const Programs& programs, std::string& why);
  ~Cluster();
  Cluster(const Cluster&) = delete;
  Cluster& operator=(const Cluster&) = delete;

  std::string conninfo() const;

 private:
  Cluster() = default;
  bool make(const Programs& programs, std::string& why);
  bool wait_until_ready(std::string& why);
  void watch();

  std::string folder_;
  int lock_ = -1;  // held for as long as we live
  pid_t server_ = -1;
  pid_t watcher_ = -1;  // clears up where we are killed
  int alive_ = -1;      // it sees this end of a pipe close
};

}  // namespace underpin::live
