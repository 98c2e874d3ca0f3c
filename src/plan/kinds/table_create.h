// New tables.
#pragma once

#include "plan/planner.h"

namespace underpin::plan {

// Drafts CREATE TABLE and all that it cannot say.
void create_table(Planner& p, ObjectId after);
// Of a new table's constraint: is it part of the table's own statement?
bool is_born_with_table(const Planner& p, ObjectId constraint);
// Can the new partition be made by CREATE TABLE … PARTITION OF, because all that PostgreSQL gives it then (columns,
// constraints, indexes and their names) is as it is to be? Otherwise it is made on its own and attached.
bool is_born_as_partition(const Planner& p, ObjectId table);
// ATTACH PARTITION for a table that is there with all its columns, constraints and indexes.
// What a column of a table that is born as a partition has beyond its parent's; empty where there is nothing.
std::string partition_column(const Catalog& catalog, ObjectId column);
void draft_attach_partition(Planner& p, ObjectId table);

}  // namespace underpin::plan
