// The constructors that CREATE TYPE … AS RANGE brings (makeRangeConstructors and makeMultirangeConstructors of
// src/backend/commands/typecmds.c; the latter from 14 on).
#include <algorithm>

#include "analyze/analyzer.h"

namespace underpin::analyze {

using namespace builtin;

// Those of the name in the schema that a call of so many arguments may mean. True where there is any of that name.
bool Analyzer::range_candidates(ObjectId in, Symbol name, uint32_t path, size_t count, bool spread,
                                std::vector<Candidate>& out) {
  if (ranges(catalog()).empty()) return false;
  const auto add = [&](ObjectId range, Type result, std::initializer_list<Type> declared, bool variadic) {
    Candidate candidate;
    const std::vector<Type> types(declared);
    if (types.empty() ? count != 0 : !fit(types, 0, variadic, spread, count, candidate)) return;
    const auto same = [&](const Candidate& other) { return std::ranges::equal(other.arguments, candidate.arguments); };
    if (std::ranges::any_of(out, same)) return;  // found before, or the one that takes no VARIADIC
    candidate.result = result;
    candidate.range = range;
    candidate.path = path;
    out.push_back(candidate);
  };
  bool any = false;
  if (const ObjectId range = catalog().find(NameSpace::kType, in, name); catalog().is(range, Kind::kRange)) {
    const Type bound = type_of(catalog().body<Range>(range).subtype), result = Type::of(range);
    add(range, result, {bound, bound}, false);
    add(range, result, {bound, bound, kTypeText}, false);
    any = true;
  }
  if (const ObjectId range = find_range_of_multirange(catalog(), in, name)) {
    const Type result = Type::multirange(range), element = Type::of(range);
    add(range, result, {}, false);
    add(range, result, {element}, false);
    add(range, result, {element.array()}, true);
    any = true;
  }
  return any;
}

}  // namespace underpin::analyze
