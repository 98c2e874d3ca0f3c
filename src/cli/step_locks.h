// What each step of a plan locks.
#pragma once

#include "diag/diagnostic.h"
#include "plan/plan.h"

namespace underpin::cli {

// Fills the steps' locks and how long they last. A step that keeps reads or writes of a table waiting while rows are
// read, written or indexed is a warning.
void predict_locks(Plan& plan, const Catalog& before, Sink& sink);

}  // namespace underpin::cli
