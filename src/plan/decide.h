// The passes over the planner's state, in their order; seen by plan/ alone.
#pragma once

#include "plan/planner.h"

namespace underpin::plan {

void decide(Planner& planner);     // fates (decide.cpp)
void draft_all(Planner& planner);  // statements (draft.cpp)
void draft_common(Planner& planner, ObjectId before,
                  ObjectId after);                          // owner, comment, labels, privileges (common.cpp)
void draft_rename(Planner& planner, const Change& change);  // (common.cpp)
void draft_privileges(Planner& planner, ObjectId before, ObjectId after);  // (grants.cpp)
void draft_retyped(
    Planner& planner);  // columns that move to their type's new incarnation, released defaults (retype.cpp)

void apply_strategies(Planner& planner);  // plain drafts that would keep others waiting give way to better ones
                                          // (strategies/)

enum class Strength : uint8_t {
  kHard,  // PostgreSQL refuses otherwise
  kWeak,  // the sensible order: gives way where it would close a circle
  kSoft,  // of references that PostgreSQL does not know: gives way first
};
struct Edge {
  uint32_t from = 0, to = 0;  // drafts
  Strength strength = Strength::kHard;
  std::string reason;
};
std::vector<Edge> edges(const Planner& planner);  // (edges.cpp)

// The draft that brings (or removes) each object, folded ones with the statement that carries them. (carriers.cpp)
struct Carriers {
  std::unordered_map<ObjectId, uint32_t> creates;  // after → draft
  std::unordered_map<ObjectId, uint32_t> drops;    // before → draft
};
Carriers carriers(const Planner& planner);

}  // namespace underpin::plan
