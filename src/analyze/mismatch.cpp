// Coercions that PostgreSQL refuses, each with the message of the construct that asked for it.
#include "analyze/analyzer.h"
#include "diag/codes.h"

namespace underpin::analyze {

using namespace builtin;

void Analyzer::mismatch(int location, std::string message, std::string hint) const {
  invalid(code::kInvalidDefinition, "42804", location, std::move(message), std::move(hint));
}

// Can the cast between the two be told from what PostgreSQL itself defines? CREATE CAST, base types and extensions may
// bring casts of which nothing is known.
bool Analyzer::sure_of_casts(Type from, Type to) const {
  if (!from.known() || !to.known()) return false;
  for (const Type type : {base_type(catalog(), from), base_type(catalog(), to)}) {
    if (!type.extension_name().empty() || !type.known()) return false;
    if (type.object() && catalog().is(type.object(), Kind::kOpaque)) return false;
  }
  return !has_casts();
}

bool Analyzer::has_casts() const {
  static const Symbol kCast = intern("CAST");
  bool any = false;
  catalog().for_each(
      [&](ObjectId id) { any |= catalog().is(id, Kind::kOpaque) && catalog().body<Opaque>(id).object_class == kCast; });
  return any;
}

Term* Analyzer::coerce_or(Term* term, Type to, Symbol modifier, Coercion context, std::string_view construct) {
  if (strict && !untyped(term) && !can_coerce(term->type, to, context)) {
    if (sure_of_casts(term->type, to))
      mismatch(term->location, "argument of " + std::string(construct) + " must be type " + display(to) +
                                   ", not type " + display(term->type));
    unsure("whether " + display(term->type) + " can become " + display(to));
  }
  return coerce(term, to, modifier, context);
}

// The condition of WHERE, AND, CASE …
Term* Analyzer::boolean(Term* term, std::string_view construct) {
  return coerce_or(term, kTypeBool, {}, Coercion::kAssignment, construct);
}

// A value for a column.
Term* Analyzer::assign(Term* term, Type to, Symbol modifier, Symbol column) {
  if (strict && term->kind == TermKind::kRow && is_composite(catalog(), base_type(catalog(), to)))
    check_row(term, base_type(catalog(), to), term->location);
  if (strict && !untyped(term) && !can_coerce(term->type, to, Coercion::kAssignment)) {
    if (sure_of_casts(term->type, to))
      mismatch(term->location,
               "column \"" + std::string(column.text()) + "\" is of type " + display(to) +
                   " but expression is of type " + display(term->type),
               "You will need to rewrite or cast the expression.");
    unsure("whether " + display(term->type) + " can become " + display(to));
  }
  return coerce(term, to, modifier, Coercion::kAssignment);
}

// The type that CASE, UNION … give to several expressions.
Type Analyzer::common_or(std::span<Term* const> terms, std::string_view construct) {
  const Type type = common_type(terms);
  if (type.known() || !strict) return type;
  Type chosen = kTypeUnknown;
  for (const Term* term : terms) {
    const Type next = base_type(catalog(), term->type);
    if (!next.known()) {
      unsure("the type of an argument of " + std::string(construct));
      return {};
    }
    if (chosen == Type(kTypeUnknown)) chosen = next;
    bool preferred = false;
    if (next == Type(kTypeUnknown) || category(catalog(), next, &preferred) == category(catalog(), chosen, &preferred))
      continue;
    mismatch(term->location,
             std::string(construct) + " types " + display(chosen) + " and " + display(next) + " cannot be matched");
  }
  return {};
}

Term* Analyzer::to_common(Term* term, Type to, std::string_view construct) {
  if (!to.known()) return loose(term);
  if (strict && !untyped(term) && !can_coerce(term->type, to, Coercion::kImplicit) && sure_of_casts(term->type, to))
    invalid(code::kInvalidDefinition, "42846", term->location,
            std::string(construct) + " could not convert type " + display(term->type) + " to " + display(to));
  return coerce(term, to, {}, Coercion::kImplicit);
}

void Analyzer::check_cast(const Term* term, Type to, int location) {
  if (untyped(term) || !to.known() || can_coerce(term->type, to, Coercion::kExplicit)) return;
  if (sure_of_casts(term->type, to))
    invalid(code::kInvalidDefinition, "42846", location,
            "cannot cast type " + display(term->type) + " to " + display(to));
  unsure("whether " + display(term->type) + " can be cast to " + display(to));
}

namespace {

enum class Order : uint8_t { kNone, kHash, kFull };

// Which default operator classes a built-in type has (pg_opclass of 14 to 18).
Order order_of(uint16_t type) {
  switch (type) {
    case kTypeJson:
    case kTypeXml:
    case kTypePoint:
    case kTypeLseg:
    case kTypePath:
    case kTypeBox:
    case kTypePolygon:
    case kTypeLine:
    case kTypeCircle:
    case kTypeJsonpath:
    case kTypeVoid: return Order::kNone;
    case kTypeXid:
    case kTypeCid:
    case kTypeAclitem: return Order::kHash;
    default: return Order::kFull;
  }
}

}  // namespace

// A key of ORDER BY, GROUP BY, DISTINCT …
void Analyzer::check_sortable(const Term* term, bool ordering, int location) {
  if (!strict) return;
  Type type = base_type(catalog(), term->type);
  if (type.is_array()) type = base_type(catalog(), type.element());
  if (!type.code()) return;
  const Order order = order_of(type.code());
  if (order == Order::kFull || (order == Order::kHash && !ordering)) return;
  const std::string_view what = ordering ? "an ordering" : "an equality";
  not_found(NotFound::What::kFunction, "42883", location >= 0 ? location : term->location,
            "could not identify " + std::string(what) + " operator for type " + display(term->type),
            ordering ? "Use an explicit ordering operator or modify the query." : "");
}

}  // namespace underpin::analyze
