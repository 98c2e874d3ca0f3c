// Tables that PostgreSQL cannot alter into what they are to be (another partition key, plain to partitioned and back):
// the old one is renamed out of the way, the new one made, the rows copied, the old one dropped.
#pragma once

#include "plan/planner.h"

namespace underpin::plan {

// May a table (before) that has to be made anew be, because its rows can be taken along?
bool can_be_copied(const Planner& p, ObjectId before);
// Drafts for a table (before) that is made anew: renames, and the drop at the end.
void set_table_aside(Planner& p, ObjectId before);
// Drafts that fill the table (after) from the old one.
void draft_copy(Planner& p, ObjectId after);

}  // namespace underpin::plan
