// anyelement, anyarray, anycompatible and their kin.
#include <algorithm>
#include <array>

#include "analyze/analyzer.h"

namespace underpin::analyze {

using namespace builtin;

namespace {

enum class Shape : uint8_t { kNone, kElement, kArray, kRange, kMultirange };
struct Polymorphic {
  uint16_t code;
  Shape shape;
  bool compatible;
};
constexpr Polymorphic kPolymorphic[] = {
    {kTypeAnyelement, Shape::kElement, false},
    {kTypeAnynonarray, Shape::kElement, false},
    {kTypeAnyenum, Shape::kElement, false},
    {kTypeAnyarray, Shape::kArray, false},
    {kTypeAnyrange, Shape::kRange, false},
    {kTypeAnymultirange, Shape::kMultirange, false},
    {kTypeAnycompatible, Shape::kElement, true},
    {kTypeAnycompatiblenonarray, Shape::kElement, true},
    {kTypeAnycompatiblearray, Shape::kArray, true},
    {kTypeAnycompatiblerange, Shape::kRange, true},
    {kTypeAnycompatiblemultirange, Shape::kMultirange, true},
};

// The place in kPolymorphic from 1 on, by code.
constexpr size_t kCodes = 256;
constexpr auto kByCode = [] {
  std::array<uint8_t, kCodes> places{};
  for (size_t i = 0; i < std::size(kPolymorphic); ++i) places[kPolymorphic[i].code] = static_cast<uint8_t>(i + 1);
  return places;
}();

const Polymorphic* polymorphic(Type type) {
  const uint16_t code = type.code();
  return code < kCodes && kByCode[code] != 0 ? &kPolymorphic[kByCode[code] - 1] : nullptr;
}

// What one family (anyelement's or anycompatible's) stands for in one call.
struct Family {
  std::vector<Type> elements;
  Type element, array, range, multirange;
};

Type multirange_of(Type range) {
  if (range.object()) return Type::multirange(range.object());
  return range.code() ? Type(type(range.code()).multirange) : Type();
}

Type range_of_multirange(Type multirange) {
  if (multirange.object()) return Type::of(multirange.object());
  return multirange.code() ? Type(type(multirange.code()).subtype) : Type();
}

}  // namespace

bool is_polymorphic(Type type) { return polymorphic(type) != nullptr; }

namespace {

Type element_of(Type base) {
  if (base.is_array()) return base.element();
  return vector_element(base);
}

// False where the two differ; takes the first that is known.
bool agree(Type& kept, Type next) {
  if (!kept.known()) kept = next;
  return kept == next;
}

}  // namespace

// Can the declared polymorphic types stand for the actual ones, all at once? (check_generic_type_consistency)
bool Analyzer::consistent(std::span<const Type> declared, std::span<const Type> actual) const {
  struct Seen {
    Type element, array, range, multirange;
    bool nonarray = false, enumeration = false;
    std::vector<Type> compatible;
  } seen[2];
  for (size_t i = 0; i < declared.size() && i < actual.size(); ++i) {
    const Polymorphic* entry = polymorphic(declared[i]);
    if (entry == nullptr) continue;
    Seen& family = seen[entry->compatible];
    if (declared[i] == Type(kTypeAnynonarray) || declared[i] == Type(kTypeAnycompatiblenonarray))
      family.nonarray = true;
    if (declared[i] == Type(kTypeAnyenum)) family.enumeration = true;
    if (actual[i] == Type(kTypeUnknown)) continue;
    if (!actual[i].known()) return true;
    const Type base = base_type(catalog(), actual[i]);
    switch (entry->shape) {
      case Shape::kElement:
        if (entry->compatible)
          family.compatible.push_back(actual[i]);
        else if (!agree(family.element, actual[i]))
          return false;
        break;
      case Shape::kArray:
        if (!element_of(base).known()) return false;
        if (entry->compatible)
          family.compatible.push_back(element_of(base));
        else if (!agree(family.array, base))
          return false;
        break;
      case Shape::kRange:
        if (!agree(family.range, base)) return false;
        break;
      case Shape::kMultirange:
        if (!agree(family.multirange, base)) return false;
        break;
      case Shape::kNone: break;
    }
  }
  for (Seen& family : seen) {
    if (family.multirange.known() && !agree(family.range, range_of_multirange(family.multirange))) return false;
  }
  Seen& same = seen[0];
  if (same.array.known() && !agree(same.element, element_of(same.array))) return false;
  if (same.range.known() && !agree(same.element, range_element(catalog(), same.range))) return false;
  if (same.enumeration && !same.element.known()) return false;
  if (same.nonarray && same.element.known() && base_type(catalog(), same.element).is_array()) return false;
  Seen& mixed = seen[1];
  if (mixed.range.known()) mixed.compatible.push_back(range_element(catalog(), mixed.range));
  if (mixed.compatible.empty()) return true;
  const Type common = common_type(std::span<const Type>(mixed.compatible));
  if (!common.known()) return false;
  if (mixed.nonarray && base_type(catalog(), common).is_array()) return false;
  if (mixed.range.known() && common != range_element(catalog(), mixed.range)) return false;
  return std::ranges::all_of(mixed.compatible,
                             [&](Type type) { return can_coerce(type, common, Coercion::kImplicit); });
}

// Only literals without a type where anyelement and its kin stand: there is nothing to choose from.
void Analyzer::check_polymorphic(const Candidate& candidate, std::span<Term* const> arguments) const {
  bool any = false, typed = false, compatible_range = false, wants_range = false, has_range = false;
  for (size_t i = 0; i < arguments.size() && i < candidate.arguments.size(); ++i) {
    const Polymorphic* entry = polymorphic(candidate.arguments[i]);
    if (entry == nullptr) continue;
    const bool unknown = arguments[i]->type == Type(kTypeUnknown);
    if (entry->compatible) {
      compatible_range |= unknown && (entry->shape == Shape::kRange || entry->shape == Shape::kMultirange);
      continue;
    }
    any = true;
    typed |= !unknown;
    const bool range = entry->shape == Shape::kRange || entry->shape == Shape::kMultirange;
    wants_range |= range && unknown;
    has_range |= range && !unknown;
  }
  if ((any && !typed) || compatible_range || (wants_range && !has_range))
    mismatch(-1, "could not determine polymorphic type because input has type unknown");
}

bool Analyzer::resolve_polymorphic(std::span<Type> declared, std::span<Term* const> terms, Type* result) const {
  Family families[2];
  bool any = polymorphic(*result) != nullptr;
  for (size_t i = 0; i < declared.size() && i < terms.size(); ++i) {
    const Polymorphic* entry = polymorphic(declared[i]);
    if (entry == nullptr) continue;
    any = true;
    Family& family = families[entry->compatible];
    const Type actual = terms[i]->type;
    if (actual == Type(kTypeUnknown) || !actual.known()) continue;
    const Type base = base_type(catalog(), actual);
    switch (entry->shape) {
      case Shape::kElement: family.elements.push_back(actual); break;
      case Shape::kArray:
        if (!entry->compatible) family.array = base;
        if (base.is_array())
          family.elements.push_back(base.element());
        else if (vector_element(base).known())
          family.elements.push_back(vector_element(base));
        break;
      case Shape::kRange:
        family.range = base;
        family.elements.push_back(range_element(catalog(), base));
        break;
      case Shape::kMultirange:
        family.multirange = base;
        family.range = range_of_multirange(base);
        family.elements.push_back(range_element(catalog(), base));
        break;
      case Shape::kNone: break;
    }
  }
  if (!any) return true;
  for (int compatible = 0; compatible < 2; ++compatible) {
    Family& family = families[compatible];
    if (family.elements.empty()) continue;
    family.element = compatible ? common_type(std::span<const Type>(family.elements)) : family.elements.front();
  }
  if (families[1].elements.empty()) families[1].element = kTypeText;  // anycompatible of literals only
  const auto actual_for = [&](Type wanted) {
    const Polymorphic* entry = polymorphic(wanted);
    if (entry == nullptr) return wanted;
    const Family& family = families[entry->compatible];
    switch (entry->shape) {
      case Shape::kArray: return vector_element(family.array).known() ? family.array : family.element.array();
      case Shape::kRange: return family.range;
      case Shape::kMultirange: return family.multirange.known() ? family.multirange : multirange_of(family.range);
      default: return family.element;
    }
  };
  bool all = true;
  for (Type& type : declared) {
    type = actual_for(type);
    all &= type.known();
  }
  *result = actual_for(*result);
  return all;
}

}  // namespace underpin::analyze
