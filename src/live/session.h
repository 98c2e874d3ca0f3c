// A connection on which statements are run as they come: on scratch databases only.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace underpin::live {

struct Answer {
  bool done = true;
  std::string sqlstate, message;               // where not done
  std::vector<std::vector<std::string>> rows;  // of the last statement; null is an empty text

  // The only value of the only row; empty where there is none.
  std::string value() const { return rows.empty() || rows.front().empty() ? std::string() : rows.front().front(); }
};

class Session {
 public:
  // nullptr, with the reason, where the server does not take it. `database` replaces that of the connection string.
  static std::unique_ptr<Session> open(const std::string& conninfo, const std::string& database, std::string& why);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // One statement, or several as one transaction. Waits for the answer.
  Answer run(const std::string& sql);
  // The same without waiting: is_busy until the answer is there, which take gives.
  void send(const std::string& sql);
  bool is_busy(std::chrono::milliseconds wait);
  Answer take();

  int process() const;  // the server's, as pg_locks.pid
  int major() const;
  bool is_open() const;

 private:
  struct Link;
  explicit Session(std::unique_ptr<Link> link);
  std::unique_ptr<Link> link_;
};

}  // namespace underpin::live
