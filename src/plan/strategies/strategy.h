// How a plain statement that would keep reads or writes waiting is taken apart into steps that do not. A strategy is a
// file in this folder and a line in strategies.cpp; its words for people stand in strategies.def.
#pragma once

#include <string>
#include <vector>

#include "ir/own_name.h"
#include "plan/planner.h"

namespace underpin::plan {

struct Strategy {
  std::string_view slug;  // as in strategies.def
  // Puts the steps that take the place of the plain draft into `out`; leaves it empty where the strategy has no use.
  void (*realise)(const Planner& p, const Draft& plain, std::vector<Draft>& out);
};

extern const Strategy kConcurrentIndex, kIndexSwap, kNotValidConstraint, kNotNullByCheck, kUniqueByIndex,
    kBackfilledColumn, kAddedIdentity, kRenamedTable;

// Does a directive ask for PostgreSQL's plain statement, of the object (after) itself or of its relation?
bool wants_plain(const Planner& p, ObjectId after);

// Is it a table or materialized view that was there before, so that others use it while the plan runs?
bool in_use(const Planner& p, ObjectId relation_after);
// Is the index (after) made by a CREATE INDEX CONCURRENTLY of its own?
bool built_concurrently(const Planner& p, ObjectId index_after);
// The steps that make a column (after) of a table in use not null, from `rank` on (three more at most); empty where no
// online way is known. `plain`: what they take the place of.
std::vector<Draft> not_null_steps(const Planner& p, const Draft& plain, ObjectId column, bool only);
// Steps for the columns that change sideways (plan/sideways.h), in chains; what else is drafted for them is taken over.
class SidewaysColumns {
 public:
  explicit SidewaysColumns(const Planner& p);
  bool takes_over(const Draft& plain) const;
  std::vector<Draft> steps() const;

 private:
  const Planner& p_;
  std::unordered_set<ObjectId> left_;   // before: what an earlier run has put up for the same columns
  std::unordered_set<ObjectId> moved_;  // after: indexes, constraints and statistics of the groups
};

}  // namespace underpin::plan
