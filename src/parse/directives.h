// Directives in comments: `-- underpin: <name> <argument>`. The grammar is grammar/directives.def.
#pragma once

#include <span>
#include <string_view>

#include "parse/statement.h"

namespace underpin {

struct DirectiveRule {
  enum Places : uint8_t { kStatement = 1, kItem = 2 };

  std::string_view name;      // "renamed from"
  std::string_view argument;  // what it takes, as documentation writes it; empty: none
  uint8_t places = 0;         // of Places
  std::string_view summary;
};

std::span<const DirectiveRule> directive_rules();

// Reads the comment at `place`; false where it is not addressed to Underpin. A directive that breaks its grammar is
// an error and gives false too. Fills place, name and arguments.
bool read_directive(std::string_view comment, Place place, Sink& sink, Directive& directive);

// After statement and anchor are known: does it stand where it may?
bool check_directive_place(const Directive& directive, std::span<const StatementSpan> statements, Sink& sink);

}  // namespace underpin
