// A catalog's objects without their C++ types: the lists of attributes of each kind, walked. The differ, the
// fingerprint, snapshots and JSON know objects only through this.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "ir/catalog.h"

namespace underpin {

enum class AttributeUse : uint8_t {
  kContent,      // part of what the object is: compared, hashed, planned
  kIfStated,     // compared only where both sides state it: an unstated one is unknown (an extension's version)
  kDerived,      // follows from others: not compared (a view's column type, a constraint's index)
  kEnvironment,  // of this database, not of the schema: not compared
  kOrder,        // of columns: a difference is a note (PostgreSQL can only append)
};

struct AttributeInfo {
  std::string_view slug;  // "not_null"
  AttributeUse use;
};

// The attributes every kind has (owner, comment, privileges, labels) come first, then the kind's own in order.
std::span<const AttributeInfo> attributes(Kind kind);
size_t attribute_index(Kind kind, std::string_view slug);  // its place in attributes(kind); checks that it exists

// Canonical text of one attribute: equal texts are equal values, in any two catalogs. References appear by name,
// expressions in canonical form. Empty text = PostgreSQL's default / not set.
std::string attribute_text(const Catalog& catalog, ObjectId id, size_t attribute);
// As a person wrote it, for messages and reports (expressions as in the source).
std::string attribute_display(const Catalog& catalog, ObjectId id, size_t attribute);

// Appends all kContent attributes' canonical texts but the owner's, which may become known later: equal bytes = equal
// objects. Children not included.
void append_content(const Catalog& catalog, ObjectId id, std::string& out);

// Every reference that an object holds, with the attribute that holds it. Its parent is not one of them.
void for_each_reference(const Catalog& catalog, ObjectId id,
                        const std::function<void(ObjectId target, std::string_view attribute)>& visit);

// Are an object's attributes one and the same in a clone and in what it was cloned from? If not they may still be
// equal. What they refer to may have another name all the same.
bool shares_attributes(const Catalog& clone, const Catalog& origin, ObjectId id);

// What identifies an object across catalogs: "kind/schema/…/name"; routines with their signature.
std::string match_key(const Catalog& catalog, ObjectId id);

// Hash of the whole content, 32 hex digits: order of creation, source and ids do not matter.
std::string fingerprint(const Catalog& catalog);

}  // namespace underpin
