// Who depends on whom in one catalog: the references (ir/attributes.h) turned round, and those that follow from
// PostgreSQL's own rules without being written anywhere (a foreign key needs the unique index of what it refers to).
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ir/catalog.h"

namespace underpin::plan {

struct Dependent {
  ObjectId id;
  std::string_view attribute;  // how it refers
};

class Dependencies {
 public:
  explicit Dependencies(const Catalog& catalog) : catalog_(catalog) {}

  // Direct dependents, in order of creation. The first call reads the whole catalog.
  std::span<const Dependent> of(ObjectId id) const;
  // Tables that inherit directly from the table. Does not need all of the catalog.
  std::span<const ObjectId> heirs(ObjectId table) const;

 private:
  void build() const;
  void find_heirs() const;

  const Catalog& catalog_;
  mutable std::vector<Dependent> all_;    // by target
  mutable std::vector<uint32_t> begins_;  // of each target in all_
  mutable std::optional<std::unordered_map<ObjectId, std::vector<ObjectId>>> heirs_;
};

using VisitReference = std::function<void(ObjectId target, std::string_view attribute)>;

// All that an object refers to, the implied included. Its parent is not one of them.
void for_each_needed(const Catalog& catalog, ObjectId id, const VisitReference& visit);

// A reference that PostgreSQL does not know of: it neither hinders a drop nor has to exist (a name in a string body).
bool is_soft(const Catalog& catalog, ObjectId dependent, std::string_view attribute);

}  // namespace underpin::plan
