// Drafts that change a column in place, in the order of their ranks.
#pragma once

#include "plan/planner.h"

namespace underpin::plan {

void alter_table_column(Planner& p, const Change& change);
// Of a column that has nothing else of its own: a materialized view's.
void alter_column_settings(Planner& p, const Change& change);
// What CREATE TABLE and ADD COLUMN cannot say: storage, statistics target, attribute options.
void draft_column_settings(Planner& p, ObjectId after);
// Does the change of type go beyond the modifier?
bool changes_base_type(const Planner& p, const Change& change);

}  // namespace underpin::plan
