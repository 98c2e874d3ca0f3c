// A type in one word, as expressions are computed with; TypeRef (ir/value.h) is how the catalog keeps it.
#pragma once

#include "builtin/builtin.h"
#include "ir/catalog.h"

namespace underpin::analyze {

// bits: 0 = cannot be known; a builtin::TypeCode; or the id of an object of the catalog (kObject), or the name of a
// type that an extension brings (kExtension); both: the multirange type that an object, a range, brings.
class Type {
 public:
  constexpr Type() = default;
  constexpr Type(uint16_t code)  // NOLINT: a builtin::TypeCode is a type
      : bits_(code & builtin::kArrayBit ? (code & ~uint32_t{builtin::kArrayBit}) | kArray : code) {}
  static Type of(ObjectId object) { return Type(kObject | object.value, 0); }
  static Type multirange(ObjectId range) { return Type(kObject | kExtension | range.value, 0); }
  static Type extension(Symbol name) { return Type(kExtension | name.value, 0); }

  constexpr bool known() const { return bits_ != 0; }
  constexpr bool is_array() const { return bits_ & kArray; }
  constexpr Type array() const { return bits_ == 0 ? *this : Type(bits_ | kArray, 0); }
  constexpr Type element() const { return Type(bits_ & ~kArray, 0); }
  constexpr bool is_builtin() const { return bits_ != 0 && !(bits_ & (kObject | kExtension)); }
  // With builtin::kArrayBit for an array; 0 where it is none of PostgreSQL's own.
  constexpr uint16_t code() const {
    return is_builtin() ? static_cast<uint16_t>((bits_ & 0x7FFF) | (is_array() ? builtin::kArrayBit : 0)) : 0;
  }
  bool is_multirange_of_object() const { return (bits_ & kObject) && (bits_ & kExtension); }
  ObjectId object() const { return bits_ & kObject ? ObjectId{bits_ & kIdMask} : ObjectId{}; }
  Symbol extension_name() const {
    Symbol name;
    if ((bits_ & kExtension) && !(bits_ & kObject)) name.value = bits_ & kIdMask;
    return name;
  }
  constexpr uint32_t bits() const { return bits_; }
  friend constexpr bool operator==(Type, Type) = default;

 private:
  static constexpr uint32_t kArray = 1u << 31, kObject = 1u << 30, kExtension = 1u << 29, kIdMask = kExtension - 1;
  constexpr Type(uint32_t bits, int) : bits_(bits) {}
  uint32_t bits_ = 0;
};

// The column, argument or attribute type's one word. Domains stay domains.
Type type_of(const TypeRef& ref);
TypeRef type_ref(const Catalog& catalog, Type type, Symbol modifier = {});

// The type under a domain (of a domain of …); `modifier` becomes the innermost's.
Type base_type(const Catalog& catalog, Type type, Symbol* modifier = nullptr);
bool is_domain(const Catalog& catalog, Type type);
bool is_enum(const Catalog& catalog, Type type);
bool is_composite(const Catalog& catalog, Type type);  // relations' row types too; not record
// Category as pg_type.typcategory ('U' where it cannot be known), of arrays 'A'; is it the preferred one of it?
char category(const Catalog& catalog, Type type, bool* preferred);
Type vector_element(Type type);  // of oidvector and int2vector, which are arrays of another kind; unknown for all else
Type range_element(const Catalog& catalog, Type type);  // of a range or multirange type; unknown if it is none
bool is_range(const Catalog& catalog, Type type);
bool is_multirange(const Catalog& catalog, Type type);

// The extension of the catalog that brings a type of that name; none if no extension there is known to.
ObjectId extension_with_type(const Catalog& catalog, std::string_view name);
const std::vector<ObjectId>& extensions(const Catalog& catalog);  // those that are there
const std::vector<ObjectId>& ranges(const Catalog& catalog);
// The range in the schema whose multirange type has the name.
ObjectId find_range_of_multirange(const Catalog& catalog, ObjectId schema, Symbol name);
Symbol type_name(const Catalog& catalog, Type type);  // of an object of the catalog
// An extension is in the catalog of which we do not know what it brings.
bool has_unknown_extension(const Catalog& catalog);

}  // namespace underpin::analyze
