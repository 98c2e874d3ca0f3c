// A state as DDL that a person would have written: a plan that leads to it from nothing, without the plan's words.
#pragma once

#include <string>
#include <vector>

#include "plan/plan.h"
#include "source/environment.h"

namespace underpin {

struct DdlFile {
  std::string path;  // "public/tables/users.sql"
  std::string text;
};

// One script for psql, in an order that it takes.
std::string ddl_text(const Plan& plan);
// A file an object, with all that belongs to it; sorted by path. Underpin reads the folder whatever the order.
std::vector<DdlFile> ddl_files(const Plan& plan);
// The snapshot (source/snapshot.h) of the state; schemas/snapshot.schema.json describes it.
std::string snapshot_json(const Plan& plan, const Environment& environment);

}  // namespace underpin
