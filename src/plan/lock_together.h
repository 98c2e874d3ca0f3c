// Transactions that lock more than one table.
#pragma once

#include <string>
#include <vector>

#include "locks/lock_mode.h"
#include "plan/plan.h"

namespace underpin {

// A table that was there before the plan, as it is called before the step.
struct TableLock {
  std::string table;  // qualified
  LockMode mode = LockMode::kNone;
};

// Puts a step before each transaction that swaps, or takes locks which keep writers waiting one after the other: it
// takes all of them at once, waiting a moment only and again. So nobody queues behind for long, and no circle of waits
// can form with those who write. `of_steps`: for each step its locks that block writes, in the order of their first
// request.
void lock_together(Plan& plan, const std::vector<std::vector<TableLock>>& of_steps);

}  // namespace underpin
