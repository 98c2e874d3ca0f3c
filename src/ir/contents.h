// A hash of each object's content, made once for a state: the differ, the fingerprint and the proof share it.
#pragma once

#include <memory>
#include <vector>

#include "base/hash.h"
#include "ir/catalog.h"

namespace underpin {

// Equal hashes are equal texts of append_content (ir/attributes.h).
class Contents {
 public:
  explicit Contents(const Catalog& catalog);
  // Of a clone that has been changed: what it still shares with its origin is not read again.
  Contents(const Catalog& clone, const Catalog& origin, const Contents& of_origin);

  Hash128 of(ObjectId id) const { return hashes_[id.value]; }

 private:
  std::vector<Hash128> hashes_;
};

// The catalog remembers them until it is changed. The first call is not for several threads at once.
std::shared_ptr<const Contents> contents(const Catalog& catalog);
// To be called before contents(clone) where those of the origin are known.
void follow_contents(const Catalog& clone, const Catalog& origin);

}  // namespace underpin
