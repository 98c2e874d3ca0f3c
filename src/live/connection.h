// One connection to one server, for one read-only transaction.
#pragma once

#include <libpq-fe.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "diag/diagnostic.h"
#include "live/queries.h"

namespace underpin::live {

// A result's rows; null is an empty view whose data() is null.
class Rows {
 public:
  explicit Rows(const PGresult* result) : result_(result) {}
  int size() const { return PQntuples(result_); }
  std::string_view at(int row, int column) const {
    if (PQgetisnull(result_, row, column)) return {};
    return {PQgetvalue(result_, row, column), static_cast<size_t>(PQgetlength(result_, row, column))};
  }

 private:
  const PGresult* result_;
};

class Connection {
 public:
  // `database` replaces that of the connection string, unless it is empty.
  Connection(std::string conninfo, std::string database, Sink& sink)
      : conninfo_(std::move(conninfo)), database_(std::move(database)), sink_(sink) {}

  // False where there is no server, or none that Underpin can read: the sink says why.
  bool open();
  int major() const { return PQserverVersion(connection_.get()) / 10000; }
  std::string database() const { return PQdb(connection_.get()); }

  bool begin();
  // All queries are on their way before the first answer is waited for. `take` gets the answers in order.
  bool run(const std::vector<Query>& queries, const std::function<void(size_t, const Rows&)>& take);
  void end();

 private:
  struct Close {
    void operator()(PGconn* connection) const { PQfinish(connection); }
  };
  struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
  };
  using Result = std::unique_ptr<PGresult, Clear>;

  bool fail(const CodeInfo& code, std::string what, const PGresult* result);
  bool read(const Query& query, size_t index, const std::function<void(size_t, const Rows&)>& take);

  std::string conninfo_, database_;
  Sink& sink_;
  std::unique_ptr<PGconn, Close> connection_;
};

}  // namespace underpin::live
