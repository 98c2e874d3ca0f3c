// Drafts that change a column in place, in the order of their ranks.
#pragma once

#include "plan/planner.h"

namespace underpin::plan {

inline constexpr int kTypeRank = 3;  // of the draft that changes its type, among those on a column

void alter_table_column(Planner& p, const Change& change);
// Of a column that has nothing else of its own: a materialized view's.
void alter_column_settings(Planner& p, const Change& change);
// What CREATE TABLE and ADD COLUMN cannot say: storage, statistics target, attribute options.
void draft_column_settings(Planner& p, ObjectId after);
// "TYPE bigint [COLLATE …] [USING …]".
std::string type_action(const Planner& p, const Change& change);
// Does the change of type go beyond the modifier?
bool changes_base_type(const Planner& p, const Change& change);

}  // namespace underpin::plan
