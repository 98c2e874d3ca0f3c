// Raw trees and the memory they lie in. For the .cpp files of this folder.
#pragma once

#include <string>
#include <string_view>

#include "parse/nodes.h"
#include "parse/statement.h"

namespace underpin {

// Where trees lie that are made while it is current: from its beginning until leave() or its end, when they go. It ends
// on the thread that began it. Scopes nest (a function's body is parsed during a visit), so the one before comes back.
class TreeMemory {
 public:
  TreeMemory() : before_(CurrentMemoryContext), own_(pg_query_enter_memory_context()) {}
  ~TreeMemory() {
    leave();
    const MemoryContext current = CurrentMemoryContext;
    pg_query_exit_memory_context(own_);
    MemoryContextSwitchTo(current);
  }
  TreeMemory(const TreeMemory&) = delete;
  TreeMemory& operator=(const TreeMemory&) = delete;

  void leave() {
    if (CurrentMemoryContext == own_) MemoryContextSwitchTo(before_ != nullptr ? before_ : TopMemoryContext);
  }

 private:
  MemoryContext before_;
  MemoryContext own_;
};

struct ParseFailure {
  std::string message;
  uint32_t offset = 0;
  bool too_deep = false;
};

// What `text` is in the memory that is current; false and a failure where it does not parse.
bool parse_tree(std::string_view text, TextKind kind, const List** tree, ParseFailure& failure);
// The root of one statement in the list that parse_tree gave.
const Node* root_at(const List* tree, int i);
void report_failure(const StatementSpan& span, ParseFailure& failure, Sink& sink);

}  // namespace underpin
