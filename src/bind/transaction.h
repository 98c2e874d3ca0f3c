// BEGIN, ROLLBACK, savepoints: what a rolled-back statement has done is undone by going back to a copy.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "bind/session.h"

namespace underpin::bind {

struct Transactions {
  struct Snapshot {
    Symbol savepoint;                  // empty for BEGIN itself
    std::unique_ptr<Catalog> catalog;  // none where no ROLLBACK can come
    std::vector<Symbol> search_path_names;
    std::unordered_map<Symbol, Symbol> settings;
    Symbol role;
    size_t deferred = 0;
  };
  bool rollbacks = false;       // does a ROLLBACK stand anywhere in the text?
  std::vector<Snapshot> open;   // BEGIN first, then savepoints
  bool local_settings = false;  // SET LOCAL: until the transaction ends
};

Transactions& transactions(Session& session);

}  // namespace underpin::bind
