// Columns that change sideways: the new shape is built beside the old one and takes its name when it is complete
// (strategies/sideways_column.cpp writes the steps). Decided before all fates, for what stands on such a column moves
// over instead of giving way.
#pragma once

#include <unordered_set>
#include <vector>

#include "ir/catalog.h"

namespace underpin::plan {

class Planner;

// Columns that have to change together, because a key or an index holds them together. Ids are those of the new state.
struct SidewaysGroup {
  // They get other names: both are there, kept in step, until the old ones go in contract. Else the new ones take the
  // old ones' names in a switch, and what is left goes in contract.
  bool renames = false;
  std::vector<ObjectId> columns;      // by name
  std::vector<ObjectId> constraints;  // that move over, of whatever table; by name, as all that follows
  std::vector<ObjectId> indexes;      // without those of the constraints
  std::vector<ObjectId> statistics;
  std::vector<ObjectId> leaving;  // of the old state: what stands on the old columns and is dropped for good
};

// `banned`: columns of which it is known that they cannot.
std::vector<SidewaysGroup> find_sideways(const Planner& p, const std::unordered_set<ObjectId>& banned);

}  // namespace underpin::plan
