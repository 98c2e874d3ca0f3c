// Questions about constraints and indexes that the rules of both ask.
#pragma once

#include "plan/planner.h"

namespace underpin::plan {

// Does it name one of its own table's columns that is dropped (or, for good, by itself gone with it)?
bool loses_a_column(const Planner& p, ObjectId before);
// Is the object (constraint or index of a table; before) a copy that goes when its parent table's one goes?
bool goes_with_parents(const Planner& p, ObjectId before);

}  // namespace underpin::plan
