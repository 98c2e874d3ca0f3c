// Interned text: names, comments, option values. Equal texts have equal ids, so comparing is comparing
// two integers; sort by text(), never by id. Interning is safe from several threads; text() never locks.
#pragma once

#include <string_view>

#include "base/id.h"

namespace underpin {

struct SymbolTag;

struct Symbol : Id<SymbolTag> {
  // The empty symbol is id 0 and has empty text.
  std::string_view text() const;
  bool empty() const { return value == 0; }
};

Symbol intern(std::string_view text);

// Orders by text, for everything that a person sees.
struct ByText {
  bool operator()(Symbol a, Symbol b) const { return a.text() < b.text(); }
};

}  // namespace underpin

template <>
struct std::hash<underpin::Symbol> : std::hash<underpin::Id<underpin::SymbolTag>> {};
