// `-- underpin:` directives find the object that they stand at.
#pragma once

#include <unordered_map>
#include <vector>

#include "bind/session.h"

namespace underpin::bind {

class StatementDirectives {
 public:
  void add(const Directive& directive, const std::vector<StatementSpan>& statements);
  // Gives the directives of the session's statement to what it has made; `first` = the first id that is new.
  void attach(Session& session, uint32_t first);

 private:
  struct Entry {
    Directive directive;
    bool attached = false;
  };
  std::unordered_map<uint64_t, std::vector<Entry>> by_statement_;
};

}  // namespace underpin::bind
