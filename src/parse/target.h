// Syntax that the parser knows but the target does not: the grammar is that of the newest major, the server that the
// plan is for may be older.
#pragma once

#include <span>
#include <string_view>

#include "parse/statement.h"

namespace underpin {

inline constexpr int kOldestTarget = 14;
inline constexpr int kNewestTarget = 18;

struct SyntaxFact {
  int since = 0;            // the first major that has it
  std::string_view what;    // as a message names it
  std::string_view words;   // by which its place is found in the text, may be empty
  std::string_view source;  // page of the manual
};

std::span<const SyntaxFact> syntax_facts();

// Every use of syntax that `target` (14..18) lacks is an error in the sink, with its place. `tree` is what
// parse_statement handed out for the span.
void check_target(const StatementSpan& span, const Node* tree, int target, Sink& sink);

}  // namespace underpin
