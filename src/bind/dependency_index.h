// Who refers to whom, backwards. Follows the catalog: only what is new or was handed out for writing is read again.
#pragma once

#include <string_view>
#include <vector>

#include "ir/catalog.h"

namespace underpin::bind {

struct DependencyIndex {
  void update(Catalog& catalog);

  // visit(source, attribute) for every reference to the target, in no order that means anything.
  template <class Visit>
  void for_each(ObjectId target, Visit&& visit) const {
    if (target.value >= by_target_.size()) return;
    for (uint32_t e = by_target_[target.value]; e != 0; e = edges_[e].next_of_target)
      if (edges_[e].source != 0) visit(ObjectId{edges_[e].source}, attributes_[edges_[e].attribute]);
  }

 private:
  struct Edge {
    uint32_t source = 0;  // 0 = no longer true
    uint32_t next_of_target = 0, next_of_source = 0;
    uint32_t attribute = 0;  // in attributes_
  };

  void read(const Catalog& catalog, ObjectId source);
  void forget(ObjectId source);

  uint32_t attribute_number(std::string_view slug);

  std::vector<std::string_view> attributes_;  // slugs, which live as long as the program
  std::vector<Edge> edges_{1};
  std::vector<uint32_t> by_target_, by_source_;  // first edge
  uint32_t seen_ = 1;                            // ids below have been read
};

}  // namespace underpin::bind
