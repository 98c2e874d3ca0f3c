// Casts: which are possible, which PostgreSQL adds by itself.
#include "analyze/analyzer.h"

namespace underpin::analyze {

using namespace builtin;

namespace {

constexpr bool allows(Coercion context, char cast) {
  return cast == 'i' || context == Coercion::kExplicit || (cast == 'a' && context == Coercion::kAssignment);
}

}  // namespace

namespace {

bool is_integer(Type type) { return type == Type(kTypeInt2) || type == Type(kTypeInt4) || type == Type(kTypeInt8); }

// Casts between bytea and integers came with PostgreSQL 18.
bool casts_bytes(Type from, Type to) {
  return (from == Type(kTypeBytea) && is_integer(to)) || (to == Type(kTypeBytea) && is_integer(from));
}

// Is the one a child of the other, or a partition, at any distance?
bool is_child(const Catalog& catalog, ObjectId child, ObjectId parent) {
  if (child == parent) return true;
  if (!catalog.is(child, Kind::kTable)) return false;
  for (const ObjectId above : catalog.body<Table>(child).parents)
    if (is_child(catalog, above, parent)) return true;
  return false;
}

}  // namespace

bool Analyzer::can_coerce(Type from, Type to, Coercion context) const {
  if (from == to || !from.known() || !to.known()) return true;
  if (from == Type(kTypeUnknown)) return true;
  if (to == Type(kTypeAny)) return true;
  if (is_polymorphic(to)) {
    const Type base = base_type(catalog(), from);
    if (to == Type(kTypeAnyarray) || to == Type(kTypeAnycompatiblearray))
      return base.is_array() || base == Type(kTypeOidvector) || base == Type(kTypeInt2Vector);
    if (to == Type(kTypeAnynonarray) || to == Type(kTypeAnycompatiblenonarray)) return !base.is_array();
    if (to == Type(kTypeAnyenum)) return is_enum(catalog(), base);
    if (to == Type(kTypeAnyrange) || to == Type(kTypeAnycompatiblerange)) return is_range(catalog(), base);
    if (to == Type(kTypeAnymultirange) || to == Type(kTypeAnycompatiblemultirange))
      return is_multirange(catalog(), base);
    return true;
  }
  from = base_type(catalog(), from);
  to = base_type(catalog(), to);
  if (from == to) return true;
  if (!from.extension_name().empty() || !to.extension_name().empty()) {
    static const Symbol citext = intern("citext");
    if (from.extension_name() == citext && !from.is_array())
      return to == Type(kTypeText) || to == Type(kTypeVarchar) || context != Coercion::kImplicit;
    return context != Coercion::kImplicit;
  }
  if (to.is_array() && vector_element(from).known()) from = vector_element(from).array();
  if (catalog().target < 18 && casts_bytes(from, to)) return false;
  if (from.is_array() && to.is_array() && from.element() == Type(kTypeRecord)) return false;
  if (is_range(catalog(), from) && from.object() && to == Type::multirange(from.object()))
    return context == Coercion::kExplicit;
  if (from.is_array() && to.is_array()) return can_coerce(from.element(), to.element(), context);
  if (from.code() && to.code())
    if (const CastInfo* cast = find_cast(from.code(), to.code())) return allows(context, cast->context);
  if (to == Type(kTypeRecord) && is_composite(catalog(), from)) return true;
  if (is_composite(catalog(), from) && is_composite(catalog(), to))
    return is_child(catalog(), from.object(), to.object());
  if (from == Type(kTypeRecord) && is_composite(catalog(), to)) return true;
  if (to == Type(kTypeOidvector) || to == Type(kTypeInt2Vector)) return context == Coercion::kExplicit;
  bool preferred = false;
  if (context != Coercion::kImplicit && category(catalog(), to, &preferred) == 'S') return true;
  return context == Coercion::kExplicit && category(catalog(), from, &preferred) == 'S';
}

Term* Analyzer::cast_node(Term* term, Type to, Symbol modifier, Coercion context) {
  Term* cast = pool().make<Term>();
  cast->kind = TermKind::kCast;
  cast->args = Terms(pool(), {term}).span();
  cast->type = to;
  cast->modifier = modifier;
  cast->explicit_cast = context == Coercion::kExplicit;
  cast->location = term->location;
  use_types_of(to);
  return cast;
}

// A reference to the type object, which no text names: where a literal or a cast takes it.
void Analyzer::use_types_of(Type type) {
  if (type.object()) add_hidden(type.object());
}

Term* Analyzer::coerce_literal(Term* term, Type to, Symbol modifier) {
  const Type base = base_type(catalog(), to);
  if (strict && !term->null) check_literal(term, base, modifier);
  Term* literal = pool().make<Term>();
  *literal = *term;
  literal->type = base;
  literal->modifier = {};
  literal->numeral = false;
  if (!term->null) {
    if (base == Type(kTypeRegclass)) literal->ref = regclass_ref(term);
    literal->text = literal_text(term->text, base, modifier);
  }
  if (base == Type(kTypeInterval) && !term->null) literal->modifier = modifier;
  use_types_of(base);
  if (base != to) return cast_node(literal, to, {}, Coercion::kImplicit);
  return literal;
}

Term* Analyzer::coerce(Term* term, Type to, Symbol modifier, Coercion context) {
  if (term->parameter && term->type == Type(kTypeUnknown) && !to.known()) {
    parameters_[term->parameter - 1] = {};
    term->type = {};
  }
  if (!to.known() || is_polymorphic(to) || to == Type(kTypeAny)) return term;
  if (term->parameter && term->type == Type(kTypeUnknown)) return coerce_parameter(term, to, modifier, context);
  Term* result = term;
  if (term->kind == TermKind::kConst && term->type == Type(kTypeUnknown)) {
    result = coerce_literal(term, to, modifier);
    if (base_type(catalog(), to) == Type(kTypeInterval)) return result;
  } else if (term->kind == TermKind::kArray && to.is_array() && term->type != to && term->type.known()) {
    result = coerce_array(term, to, context);
  } else if (term->type != to) {
    if (!term->type.known() && context != Coercion::kExplicit) return term;
    if (term->kind == TermKind::kRow && is_composite(catalog(), base_type(catalog(), to)))
      coerce_row(term, base_type(catalog(), to));
    result = cast_node(term, to, {}, context);
  }
  if (result->kind == TermKind::kConst && !result->null && result->type == Type(kTypeInterval) &&
      result->modifier.empty() && !modifier.empty())
    return coerce_literal(result, kTypeInterval, modifier);
  if (modifier.empty() || modifier == result->modifier || (result->null && result->kind == TermKind::kConst))
    return result;
  if (result->kind == TermKind::kCast && result != term && result->type == to && result->modifier.empty()) {
    result->modifier = modifier;
    return result;
  }
  return cast_node(result, to, modifier, context);
}

// A cast of ARRAY[…] is a cast of its elements: PostgreSQL has two trees for that, which its own dump turns into each
// other.
Term* Analyzer::coerce_array(Term* array, Type to, Coercion context) {
  Term* result = pool().make<Term>();
  *result = *array;
  Terms elements(pool(), array->args.size());
  for (Term* element : array->args)
    elements.add(element->kind == TermKind::kArray ? coerce_array(element, to, context)
                                                   : coerce(element, to.element(), {}, context));
  result->args = elements.span();
  result->type = to;
  return result;
}

void Analyzer::coerce_row(Term* row, Type to) {
  size_t i = 0;
  for (const ObjectId child : catalog().at(to.object()).children) {
    if (!catalog().is(child, Kind::kColumn) || i >= row->args.size()) continue;
    const TypeRef& type = catalog().body<Column>(child).type;
    row->args[i] = coerce(row->args[i], type_of(type), type.modifier, Coercion::kAssignment);
    ++i;
  }
}

// The type that CASE, UNION, VALUES … give to what has several.
Type Analyzer::common_type(std::span<const Type> types) const {
  if (types.empty()) return kTypeUnknown;
  bool same = true;
  for (const Type type : types) {
    if (!type.known()) return {};
    same &= type == types[0];
  }
  if (same) return types[0];
  bool preferred = false;
  Type chosen = base_type(catalog(), types[0]);
  char chosen_category = category(catalog(), chosen, &preferred);
  for (const Type next : types.subspan(1)) {
    const Type type = base_type(catalog(), next);
    if (type == Type(kTypeUnknown) || type == chosen) continue;
    bool next_preferred = false;
    const char next_category = category(catalog(), type, &next_preferred);
    const bool take = chosen == Type(kTypeUnknown) ||
                      (next_category == chosen_category && !preferred &&
                       can_coerce(chosen, type, Coercion::kImplicit) && !can_coerce(type, chosen, Coercion::kImplicit));
    if (chosen != Type(kTypeUnknown) && next_category != chosen_category) return {};
    if (!take) continue;
    chosen = type;
    chosen_category = next_category;
    preferred = next_preferred;
  }
  return chosen;
}

Type Analyzer::common_type(std::span<Term* const> terms) const {
  std::span<Type> types = pool().array<Type>(terms.size());
  for (size_t i = 0; i < terms.size(); ++i) types[i] = terms[i]->type;
  return common_type(std::span<const Type>(types));
}

// An operand of something whose argument types cannot be known: without the casts and literal types that PostgreSQL may
// have added, so that both ways of writing it come out the same.
Term* Analyzer::loose(Term* term) {
  if (term->kind == TermKind::kCast && can_coerce(term->args[0]->type, term->type, Coercion::kImplicit) &&
      term->args[0]->type.known() && term->modifier.empty())
    return loose(term->args[0]);
  if (term->kind == TermKind::kConst && !term->numeral && !term->ref && term->type.known()) {
    Term* bare = pool().make<Term>();
    *bare = *term;
    bare->type = {};
    return bare;
  }
  if (term->kind == TermKind::kArray) {
    Term* array = pool().make<Term>();
    *array = *term;
    Terms elements(pool(), term->args.size());
    for (Term* element : term->args) elements.add(loose(element));
    array->args = elements.span();
    return array;
  }
  return term;
}

}  // namespace underpin::analyze
