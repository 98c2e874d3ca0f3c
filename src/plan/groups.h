// Drafts that have to be one transaction, with all that has to happen between them.
#pragma once

#include "plan/decide.h"

namespace underpin::plan {

// Of each draft the number of its group; 0 = of none. A draft that has to run between two of a group is of the group.
std::vector<uint32_t> groups(const Planner& p, const std::vector<Edge>& edges);

// Adds edges so that nothing else has to run between the first and the last of a group, in the order of their links.
void close_groups(const Planner& p, const std::vector<uint32_t>& group_of, std::vector<Edge>& edges);

}  // namespace underpin::plan
