// The model proof (DESIGN §8): the plan's statements, run by the interpreter of DDL on the old state, must lead to the
// new one.
#pragma once

#include "bind/bind.h"
#include "plan/plan.h"

namespace underpin {

// False, with `unproved` errors that say what differs, where they do not.
bool prove(const Plan& plan, const Catalog& before, const Catalog& after, Sink& sink);

}  // namespace underpin
