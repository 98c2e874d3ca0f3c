// A server's schema state as DDL: what a dump would say, in one text, read in one read-only transaction.
#pragma once

#include <memory>
#include <string>

#include "base/source.h"
#include "diag/diagnostic.h"
#include "source/environment.h"

namespace underpin::live {

// Adds the text under the server's title. False where it cannot be had: the sink says why.
bool read_server(const std::string& conninfo, SourceSet& set, Environment& environment, Sink& sink);

// The same again and again, over one connection: the server remembers its catalogs.
class Reader {
 public:
  // `database` replaces that of the connection string. Findings about the connection go to `sink`, which has to live as
  // long.
  Reader(const std::string& conninfo, const std::string& database, Sink& sink);
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  bool read(SourceSet& set, Environment& environment);

 private:
  struct Link;
  std::unique_ptr<Link> link_;
};

}  // namespace underpin::live
