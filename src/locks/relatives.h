// Who belongs to a relation: children, indexes, foreign keys, sequences. One look over a catalog, for as long as the
// catalog does not change.
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "ir/catalog.h"

namespace underpin::locks {

class Relatives {
 public:
  explicit Relatives(const Catalog& catalog) : catalog_(catalog) {}

  const std::vector<ObjectId>& children(ObjectId table) const { return list(lists().children, table); }
  // The relation and all that inherit from it or are its partitions, level by level, as find_all_inheritors has them.
  std::vector<ObjectId> family(ObjectId table) const;
  // Of a family: those that hold rows.
  std::vector<ObjectId> leaves(ObjectId table) const;
  std::vector<ObjectId> indexes(ObjectId table) const;
  const std::vector<ObjectId>& referencing(ObjectId table) const {
    return list(lists().referencing, table);
  }  // foreign keys
  std::vector<ObjectId> foreign_keys(ObjectId table) const;
  std::vector<ObjectId> sequences(ObjectId table) const;  // owned by its columns
  const std::vector<ObjectId>& sequences_of(ObjectId column) const { return list(lists().sequences, column); }
  ObjectId partition_parent(ObjectId table) const;  // none if it is no partition
  ObjectId default_partition(ObjectId table) const;
  const std::vector<ObjectId>& attached(ObjectId index) const {
    return list(lists().attached, index);
  }  // a partitioned index's
  const std::vector<ObjectId>& typed_tables(ObjectId composite) const { return list(lists().typed, composite); }

 private:
  using List = std::unordered_map<ObjectId, std::vector<ObjectId>>;
  struct Lists {
    List children, referencing, sequences, attached, typed;
  };
  static const std::vector<ObjectId>& list(const List& list, ObjectId id);
  const Lists& lists() const;

  const Catalog& catalog_;
  mutable std::optional<Lists> lists_;  // filled when somebody asks: many statements concern nobody's relatives
};

bool is_table(const Catalog& catalog, ObjectId id);
bool is_partitioned(const Catalog& catalog, ObjectId id);
// Has it a file of rows?
bool has_storage(const Catalog& catalog, ObjectId id);
// Does it stand in pg_class?
bool is_relation(const Catalog& catalog, ObjectId id);

}  // namespace underpin::locks
