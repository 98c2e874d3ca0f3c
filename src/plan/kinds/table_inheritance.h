// Tables that inherit from others, partitions among them: what PostgreSQL carries down by itself.
#pragma once

#include <functional>
#include <string_view>

#include "plan/planner.h"

namespace underpin::plan {

// Was the table a child of that parent, and is it still (both after)? Then what is done to the parent reaches it.
bool still_inherits(const Planner& p, ObjectId table, ObjectId parent);
// Tables (after) that inherit directly from the table (after) in both states.
std::vector<ObjectId> heirs(const Planner& p, ObjectId table);
// Visits the inherited columns of that name in all heirs, their heirs and so on.
void for_each_heir_column(const Planner& p, ObjectId column, const std::function<void(ObjectId)>& visit);

// Does the column's change of the attribute hold for all heirs, so that one statement on this table does it all?
bool carries_down(const Planner& p, ObjectId column, std::string_view attribute);
// Does an heir keep the column (before) that the parent drops?
bool kept_by_an_heir(const Planner& p, ObjectId column);
// Does a statement on some parent's column make this change already?
bool carried_down(const Planner& p, ObjectId column, std::string_view attribute);

}  // namespace underpin::plan
