// anyelement, anyarray, anycompatible and their kin.
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
  Type element, range, multirange;
};

Type multirange_of(Type range) { return range.code() ? Type(type(range.code()).multirange) : Type(); }

Type range_of_multirange(Type multirange) { return multirange.code() ? Type(type(multirange.code()).subtype) : Type(); }

}  // namespace

bool is_polymorphic(Type type) { return polymorphic(type) != nullptr; }

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
        if (base.is_array())
          family.elements.push_back(base.element());
        else if (base.code() && type(base.code()).element)
          family.elements.push_back(type(base.code()).element);
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
      case Shape::kArray: return family.element.array();
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
