// Existing tables, and the settings that CREATE TABLE cannot give a new one.
#pragma once

#include "plan/planner.h"

namespace underpin::plan {

void alter_table(Planner& p, const Change& change);
void draft_table_settings(Planner& p, ObjectId after);  // row security, replica identity, clustering

}  // namespace underpin::plan
