// A hash of all that a state holds: equal prints are equal states. Along a plan it is kept up with rather than made
// anew: what a state still shares with the one that it was made of is not read again.
#pragma once

#include <vector>

#include "base/hash.h"
#include "ir/catalog.h"

namespace underpin {

class StatePrint {
 public:
  explicit StatePrint(const Catalog& state);
  // Of a clone of `origin` that has been changed.
  StatePrint(const Catalog& state, const Catalog& origin, const StatePrint& of_origin);

  // Of what identifies the object across states.
  uint64_t key(ObjectId id) const { return keys_[id.value]; }
  bool has_key(const Catalog& state, uint64_t key) const;
  friend bool operator==(const StatePrint& a, const StatePrint& b) { return a.sum_ == b.sum_; }

 private:
  void add_up(const Catalog& state);

  std::vector<uint64_t> keys_;  // by id: what identifies it
  Hash128 sum_;
};

}  // namespace underpin
