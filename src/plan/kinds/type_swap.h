// How types of every kind go: at once, or, where kept columns use them, renamed out of the way first.
#pragma once

#include <string>

#include "plan/planner.h"

namespace underpin::plan {

// `word`: TYPE or DOMAIN.
void drop_type(Planner& p, ObjectId before, const std::string& word);

}  // namespace underpin::plan
