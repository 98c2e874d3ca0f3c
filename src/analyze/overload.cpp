// Which operator, which function: PostgreSQL's rules for overloads (manual, chapter "Type Conversion").
#include <algorithm>

#include "analyze/analyzer.h"
#include "analyze/tree.h"

namespace underpin::analyze {

using namespace builtin;

namespace {

constexpr Type kUnknownLiteral = Type(kTypeUnknown);

}  // namespace

bool Analyzer::accepts(const Candidate& candidate, std::span<const Type> actual) const {
  for (size_t i = 0; i < actual.size(); ++i)
    if (!can_coerce(actual[i], candidate.arguments[i], Coercion::kImplicit)) return false;
  return consistent(candidate.arguments, actual);
}

// Keeps the candidates with the highest score.
template <class Score>
static void keep_best(std::vector<uint32_t>& left, Score&& score) {
  int best = -1;
  std::vector<uint32_t> kept;
  for (const uint32_t i : left) {
    const int s = score(i);
    if (s > best) {
      best = s;
      kept.clear();
    }
    if (s == best) kept.push_back(i);
  }
  left = std::move(kept);
}

// The category that all candidates want at a place where a literal without a type stands; string wins a conflict. 0 if
// there is none.
char Analyzer::unknown_slot_category(std::span<const uint32_t> left, std::span<const Candidate> candidates, size_t slot,
                                     bool* wants_preferred) const {
  char chosen = 0;
  bool conflict = false;
  *wants_preferred = false;
  for (const uint32_t i : left) {
    bool preferred = false;
    const char found = category(catalog(), candidates[i].arguments[slot], &preferred);
    if (chosen == 0 || (found != chosen && found == 'S')) {
      chosen = found;
      *wants_preferred = preferred;
    } else if (found == chosen) {
      *wants_preferred |= preferred;
    } else {
      conflict = true;
    }
  }
  return conflict && chosen != 'S' ? 0 : chosen;
}

// The index of the one candidate to take, or -1.
int Analyzer::best_candidate(std::span<const Type> actual, std::span<const Candidate> candidates) const {
  std::vector<uint32_t> left;
  for (uint32_t i = 0; i < candidates.size(); ++i)
    if (accepts(candidates[i], actual)) left.push_back(i);
  if (left.size() <= 1) return left.empty() ? -1 : static_cast<int>(left[0]);

  std::vector<Type> base(actual.size());
  size_t unknowns = 0;
  for (size_t i = 0; i < actual.size(); ++i) {
    base[i] = base_type(catalog(), actual[i]);
    unknowns += actual[i] == kUnknownLiteral;
  }
  const auto exact = [&](uint32_t candidate) {
    int matches = 0;
    for (size_t i = 0; i < base.size(); ++i)
      matches += base[i] != kUnknownLiteral && candidates[candidate].arguments[i] == base[i];
    return matches;
  };
  keep_best(left, exact);
  if (left.size() == 1) return static_cast<int>(left[0]);
  const auto preferred = [&](uint32_t candidate) {
    int matches = 0;
    for (size_t i = 0; i < base.size(); ++i) {
      if (base[i] == kUnknownLiteral) continue;
      const Type type = candidates[candidate].arguments[i];
      bool is_preferred = false, ignored = false;
      const char slot = category(catalog(), base[i], &ignored);
      matches += type == base[i] || (category(catalog(), type, &is_preferred) == slot && is_preferred);
    }
    return matches;
  };
  keep_best(left, preferred);
  if (left.size() == 1) return static_cast<int>(left[0]);
  if (unknowns == 0) return -1;
  return best_for_unknowns(base, candidates, left, unknowns);
}

int Analyzer::best_for_unknowns(std::span<const Type> base, std::span<const Candidate> candidates,
                                std::vector<uint32_t>& left, size_t unknowns) const {
  std::vector<char> slots(base.size(), 0);
  std::vector<bool> wants(base.size(), false);
  bool resolved = true;
  for (size_t i = 0; i < base.size() && resolved; ++i) {
    if (base[i] != kUnknownLiteral) continue;
    bool wants_preferred = false;
    slots[i] = unknown_slot_category(left, candidates, i, &wants_preferred);
    wants[i] = wants_preferred;
    resolved = slots[i] != 0;
  }
  if (resolved) {
    std::vector<uint32_t> kept;
    for (const uint32_t candidate : left) {
      bool keep = true;
      for (size_t i = 0; i < base.size(); ++i) {
        if (base[i] != kUnknownLiteral) continue;
        bool is_preferred = false;
        keep &= category(catalog(), candidates[candidate].arguments[i], &is_preferred) == slots[i] &&
                (!wants[i] || is_preferred);
      }
      if (keep) kept.push_back(candidate);
    }
    if (!kept.empty()) left = std::move(kept);
    if (left.size() == 1) return static_cast<int>(left[0]);
  }
  if (unknowns == base.size()) return -1;
  Type known = kUnknownLiteral;
  for (const Type type : base) {
    if (type == kUnknownLiteral) continue;
    if (known != kUnknownLiteral && known != type) return -1;
    known = type;
  }
  const std::vector<Type> all(base.size(), known);
  int found = -1;
  for (const uint32_t candidate : left) {
    if (!accepts(candidates[candidate], all)) continue;
    if (found >= 0) return -1;
    found = static_cast<int>(candidate);
  }
  return found;
}

namespace {

bool is_in(const OperatorInfo& info, int major) { return info.since <= major && major <= info.until; }

}  // namespace

bool Analyzer::find_operator(std::string_view name, bool prefix, Type left, Type right, Candidate* found,
                             size_t* accepted) {
  if (!left.extension_name().empty() || !right.extension_name().empty()) return false;
  const auto overloads = operators(name);
  if (overloads.empty()) return false;
  const auto fill = [&](const OperatorInfo& info) {
    std::span<Type> types = pool().array<Type>(prefix ? 1 : 2);
    if (!prefix) types[0] = info.left;
    types[prefix ? 0 : 1] = info.right;
    found->arguments = types;
    found->result = info.result;
  };
  const auto exact = [&](Type l, Type r) {
    for (const OperatorInfo& info : overloads)
      if (is_in(info, catalog().target) && (info.left == 0) == prefix && Type(info.right) == r &&
          (prefix || Type(info.left) == l))
        return &info;
    return static_cast<const OperatorInfo*>(nullptr);
  };
  Type l = left, r = right;
  if (!prefix && l == kUnknownLiteral) l = r;
  if (!prefix && r == kUnknownLiteral) r = l;
  const OperatorInfo* info = l == kUnknownLiteral && !prefix ? nullptr : exact(l, r);
  if (info == nullptr && (left == kUnknownLiteral) != (right == kUnknownLiteral)) {
    const Type base = base_type(catalog(), l);
    if (base != l) info = exact(base, base);
  }
  if (info != nullptr) return fill(*info), true;

  thread_local std::vector<Candidate> candidates;
  thread_local std::vector<const OperatorInfo*> infos;
  candidates.clear();
  infos.clear();
  Type actual_types[2] = {left, right};
  const std::span<const Type> actual =
      prefix ? std::span<const Type>(actual_types).subspan(1) : std::span<const Type>(actual_types);
  for (const OperatorInfo& overload : overloads) {
    if ((overload.left == 0) != prefix || !is_in(overload, catalog().target)) continue;
    if (!can_coerce(right, overload.right, Coercion::kImplicit) ||
        (!prefix && !can_coerce(left, overload.left, Coercion::kImplicit)))
      continue;
    std::span<Type> types = pool().array<Type>(prefix ? 1 : 2);
    if (!prefix) types[0] = overload.left;
    types[prefix ? 0 : 1] = overload.right;
    Candidate candidate;
    candidate.arguments = types;
    if (!accepts(candidate, actual)) continue;
    candidates.push_back(candidate);
    infos.push_back(&overload);
  }
  const int best = best_candidate(actual, candidates);
  if (accepted != nullptr) *accepted = candidates.size();
  if (best < 0) return false;
  fill(*infos[static_cast<size_t>(best)]);
  return true;
}

// A declared argument list as a call with `count` arguments sees it; false if it cannot be called so.
bool Analyzer::fit(std::span<const Type> declared, size_t defaults, bool variadic, bool spread, size_t count,
                   Candidate& candidate) {
  const bool expand = variadic && spread && count >= declared.size();
  if (!expand && (count > declared.size() || count + defaults < declared.size())) return false;
  std::span<Type> types = pool().array<Type>(count);
  for (size_t i = 0; i < count; ++i) {
    const size_t at = std::min(i, declared.size() - 1);
    types[i] = declared[at];
    if (expand && at == declared.size() - 1 && types[i] != Type(kTypeAny)) types[i] = variadic_element(types[i]);
  }
  candidate.arguments = types;
  candidate.variadic = expand;
  return true;
}

Type Analyzer::variadic_element(Type array) {
  if (array == Type(kTypeAnyarray)) return kTypeAnyelement;
  if (array == Type(kTypeAnycompatiblearray)) return kTypeAnycompatible;
  return array.is_array() ? array.element() : array;
}

void Analyzer::add_candidate(const FunctionInfo& function, size_t count, bool spread, std::vector<Candidate>& out) {
  if (function.since > catalog().target || function.until < catalog().target) return;
  const auto list = type_list(function.argument_list);
  std::span<Type> declared = pool().array<Type>(list.size());
  for (size_t i = 0; i < list.size(); ++i) declared[i] = list[i];
  Candidate candidate;
  if (!fit(declared, function.defaults, function.variadic(), spread, count, candidate)) return;
  candidate.result = function.result;
  candidate.returns_set = function.returns_set();
  candidate.kind = function.kind;
  candidate.builtin = &function;
  // Of two with the same arguments, one of them by VARIADIC, the other one is meant.
  for (Candidate& other : out) {
    if (other.builtin == nullptr || !std::ranges::equal(other.arguments, candidate.arguments)) continue;
    if (other.variadic) other = candidate;
    return;
  }
  out.push_back(candidate);
}

void Analyzer::add_candidate(ObjectId id, uint32_t path, size_t count, bool spread, std::vector<Candidate>& out) {
  const bool aggregate = catalog().is(id, Kind::kAggregate);
  const auto& arguments_of =
      aggregate ? catalog().body<Aggregate>(id).arguments : catalog().body<Function>(id).arguments;
  std::vector<Type> declared;
  size_t defaults = 0;
  bool variadic = false;
  for (const Argument& argument : arguments_of) {
    if (argument.mode == ArgMode::kOut || argument.mode == ArgMode::kTable) continue;
    declared.push_back(type_of(argument.type));
    defaults += static_cast<bool>(argument.default_value);
    variadic |= argument.mode == ArgMode::kVariadic;
  }
  Candidate candidate;
  if (declared.empty() ? count != 0 : !fit(declared, defaults, variadic, spread, count, candidate)) return;
  for (const Candidate& other : out)  // hidden by one of the same arguments that is found first
    if (std::ranges::equal(other.arguments, candidate.arguments) && other.path < path) return;
  candidate.path = path;
  candidate.function = id;
  candidate.kind = aggregate ? 'a' : 'f';
  if (!aggregate) {
    candidate.kind = static_cast<char>(catalog().body<Function>(id).routine);
    candidate.result = type_of(catalog().body<Function>(id).result);
    candidate.returns_set = catalog().body<Function>(id).returns_set;
  } else if (strict) {
    candidate.result = aggregate_result(id);
  }
  out.push_back(candidate);
}

// All functions that the name and the number of arguments allow. `exists`: is there any of that name?
void Analyzer::function_candidates(Symbol schema, std::string_view name, size_t count, bool spread,
                                   std::vector<Candidate>& out, bool* exists) {
  static const Symbol kPgCatalog = intern("pg_catalog");
  if (schema.empty() || schema == kPgCatalog) {
    const auto overloads = functions(name);
    *exists |= !overloads.empty();
    for (const FunctionInfo& overload : overloads) add_candidate(overload, count, spread, out);
  }
  if (strict && schema.empty() && extension_candidates(name, count, out)) *exists = true;
  const Symbol symbol = intern(name);
  uint32_t path = 0;
  const auto search = [&](ObjectId in) {
    ++path;
    *exists |= range_candidates(in, symbol, path, count, spread, out);
    for (const ObjectId id : catalog().routines(in, symbol)) {
      *exists = true;
      add_candidate(id, path, count, spread, out);
    }
  };
  if (!schema.empty()) {
    if (const ObjectId in = catalog().find_schema(schema)) search(in);
    return;
  }
  for (const ObjectId in : scope_.search_path) search(in);
}

}  // namespace underpin::analyze
