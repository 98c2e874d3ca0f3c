// Names to objects, as PostgreSQL finds them. A copy shares what it was copied from and keeps what it changes beside
// it.
#pragma once

#include <memory>
#include <vector>

#include "base/source.h"
#include "ir/value.h"

namespace underpin {

class NameIndex {
 public:
  NameIndex();
  NameIndex(NameIndex&&) noexcept;
  NameIndex& operator=(NameIndex&&) noexcept;
  NameIndex(const NameIndex&);
  NameIndex& operator=(const NameIndex&) = delete;
  ~NameIndex();

  // `scope`: name space or kind, and parent.
  ObjectId find(uint64_t scope, Symbol name) const;
  void set(uint64_t scope, Symbol name, ObjectId id);
  void unset(uint64_t scope, Symbol name, ObjectId id);  // where the name is this object's

  // Routines share names; in order of creation.
  const std::vector<ObjectId>& routines(uint64_t scope, Symbol name) const;
  void add_routine(uint64_t scope, Symbol name, ObjectId id);
  void remove_routine(uint64_t scope, Symbol name, ObjectId id);

  // Constraints of a schema may share names, too; it is counted how many do.
  bool has_constraint(ObjectId schema, Symbol name) const;
  void add_constraint(ObjectId schema, Symbol name);
  void remove_constraint(ObjectId schema, Symbol name);

  // Where an attribute was last set.
  void set_place(ObjectId id, Symbol attribute, Place place);
  const Place* place(ObjectId id, Symbol attribute) const;

 private:
  struct Maps;
  std::unique_ptr<Maps> maps_;
};

}  // namespace underpin
