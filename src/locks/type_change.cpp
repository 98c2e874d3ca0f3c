// ALTER COLUMN … TYPE: when the old bytes serve as the new ones (ATColumnChangeRequiresRewrite in
// src/backend/commands/tablecmds.c: a column, relabelled or made a domain without constraints, and timestamps where the
// session's time zone has no offset).
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "analyze/type.h"
#include "locks/lists.h"
#include "locks/work.h"

namespace underpin::locks {

namespace {

enum class Widening : uint8_t { kLength, kPrecisionSameScale, kInterval };
struct WideningFact {
  std::string_view type;
  Widening rule;
};
constexpr std::array kWidenings = {
#define MODIFIER(type, rule) WideningFact{type, Widening::rule},
#include "locks/widening.def"
#undef MODIFIER
};

// Casts of extensions that change no byte (CREATE CAST … WITHOUT FUNCTION in their scripts).
struct ExtensionCast {
  std::string_view from, to;
};
constexpr ExtensionCast kExtensionCasts[] = {{"citext", "text"},
                                             {"citext", "character varying"},
                                             {"text", "citext"},
                                             {"character varying", "citext"},
                                             {"text", "hstore"}};

constexpr std::string_view kTimestamp = "timestamp without time zone", kTimestampTz = "timestamp with time zone";

// "(10,2)" → 10, 2.
std::array<std::optional<int>, 2> numbers(std::string_view modifier) {
  std::array<std::optional<int>, 2> out;
  size_t at = 0;
  for (const char* p = modifier.data(); at < 2 && p < modifier.data() + modifier.size();) {
    int value = 0;
    const auto [end, error] = std::from_chars(p, modifier.data() + modifier.size(), value);
    if (error == std::errc()) out[at++] = value;
    p = error == std::errc() ? end : p + 1;
  }
  return out;
}

// The smallest unit that an interval keeps, from years on; all of them without a word.
int least_field(std::string_view modifier) {
  constexpr std::array<std::string_view, 6> kFields = {"year", "month", "day", "hour", "minute", "second"};
  int least = -1;
  size_t last = 0;
  for (int i = 0; i < 6; ++i)
    if (const size_t at = modifier.rfind(kFields[static_cast<size_t>(i)]);
        at != modifier.npos && (least < 0 || at >= last))
      least = i, last = at;
  return least < 0 ? 5 : least;
}

bool grows(Widening rule, std::string_view from, std::string_view to) {
  const auto a = numbers(from), b = numbers(to);
  switch (rule) {
    case Widening::kLength: return a[0] && b[0] && *b[0] >= *a[0];
    case Widening::kPrecisionSameScale: return a[0] && b[0] && *b[0] >= *a[0] && a[1].value_or(0) == b[1].value_or(0);
    case Widening::kInterval: return least_field(to) >= least_field(from) && b[0].value_or(6) >= a[0].value_or(6);
  }
  return false;
}

// Is a value with the one modifier always one with the other?
bool modifier_fits(std::string_view type, std::string_view from, std::string_view to) {
  if (to.empty() || from == to) return true;
  const auto fact = std::ranges::find(kWidenings, type, &WideningFact::type);
  if (fact == kWidenings.end()) return false;
  const bool full_precision = fact->rule == Widening::kLength && type.starts_with("time") && to == "(6)";
  return full_precision || grows(fact->rule, from, to);
}

// A type on the way, with the catalog that its object belongs to.
struct Typed {
  const Catalog* catalog;
  TypeRef type;
};

// Without its domains.
Typed stripped(Typed typed) {
  while (const ObjectId domain = domain_of(*typed.catalog, typed.type))
    typed.type = typed.catalog->body<Domain>(domain).base;
  return typed;
}

bool is_relabelled(const TypeRef& from, const TypeRef& to) {
  if (from.object || to.object) return from.object == to.object;
  const std::string_view a = from.name.text(), b = to.name.text();
  const auto known = [&](const ExtensionCast& cast) { return cast.from == a && cast.to == b; };
  if (std::ranges::any_of(kExtensionCasts, known)) return true;
  const uint16_t source = builtin::find_type(a), target = builtin::find_type(b);
  if (source == 0 || target == 0) return a == b;
  const builtin::CastInfo* cast = source == target ? nullptr : builtin::find_cast(source, target);
  return source == target || (cast != nullptr && cast->method == 'b');
}

// From one type to another, as a cast does it.
bool cast_rewrites(const Work& work, Typed from, const Typed& to) {
  if (is_constrained_domain(*to.catalog, to.type) && !(from.type == to.type)) return true;
  from = stripped(from);
  const Typed base = stripped(to);
  const TypeRef &a = from.type, &b = base.type;
  const std::string_view modifier = b.modifier.text();
  const bool same = a.object == b.object && a.name == b.name && a.extension == b.extension && a.array == b.array;
  if (a.array || b.array) return !(same && (modifier.empty() || a.modifier == b.modifier));
  if (same) return !modifier_fits(b.name.text(), a.modifier.text(), modifier);
  const bool stamps = (a.name.text() == kTimestamp && b.name.text() == kTimestampTz) ||
                      (a.name.text() == kTimestampTz && b.name.text() == kTimestamp);
  if (stamps) return !work.context.utc || !modifier.empty();
  if (!is_relabelled(a, b)) return true;
  // varchar is text to its length coercion; bpchar and bit have others
  const bool keeps_length = a.modifier == b.modifier && b.name.text() != "character";
  return !(modifier.empty() || (keeps_length && !a.modifier.empty()));
}

// The expression's type where it is the column itself under casts that change nothing.
std::optional<Typed> unchanged(const Work& work, ObjectId column, const Node* expression) {
  const Typed own{&work.before, work.before.body<Column>(column).type};
  if (expression == nullptr) return own;
  if (is_node(expression, T_ColumnRef)) {
    const auto fields = items(as<ColumnRef>(expression)->fields);
    const bool is_it =
        is_node(fields.back(), T_String) && as<String>(fields.back())->sval == work.before.name(column).text();
    return is_it ? std::optional(own) : std::nullopt;
  }
  if (is_node(expression, T_CollateClause)) return unchanged(work, column, as<CollateClause>(expression)->arg);
  if (!is_node(expression, T_TypeCast)) return {};
  const auto* cast = as<TypeCast>(expression);
  const auto inner = unchanged(work, column, cast->arg);
  if (!inner) return {};
  try {
    const Typed to{&work.before, resolve_type(work.scope(), cast->typeName)};
    return cast_rewrites(work, *inner, to) ? std::nullopt : std::optional(to);
  } catch (const NotFoundError&) {
    return {};
  }
}

// varchar and text share text's operators, cidr inet's.
std::string_view operator_class(std::string_view type) {
  if (type == "character varying") return "text";
  if (type == "cidr") return "inet";
  if (type == "bit varying") return "varbit";
  return type;
}

}  // namespace

bool type_change_rewrites(const Work& work, ObjectId column, const Node* using_expression) {
  const Typed to{&work.after, work.after.body<Column>(column).type};
  const auto from = unchanged(work, column, using_expression);
  return !from || cast_rewrites(work, *from, to);
}

bool same_operator_class(const Catalog& catalog_a, const TypeRef& a, const Catalog& catalog_b, const TypeRef& b) {
  const TypeRef x = stripped({&catalog_a, a}).type, y = stripped({&catalog_b, b}).type;
  if (x.object || y.object) return x.object == y.object;
  return x.array == y.array && operator_class(x.name.text()) == operator_class(y.name.text());
}

}  // namespace underpin::locks
