// Default privileges are nothing but privileges: common.cpp hands them on.
#pragma once

#include "plan/planner.h"

namespace underpin::plan {

// From the entry in before to that in after; either may be none.
void draft_default_privileges(Planner& p, ObjectId before, ObjectId after);

}  // namespace underpin::plan
