#include "plan/kinds/table_sql.h"

namespace underpin::plan {
namespace {

void create(Planner& p, ObjectId id) {
  p.add(create_draft(p, id, "CREATE SCHEMA " + bare(p.after, id), described(p.after, id) + " is new"));
}

void drop(Planner& p, ObjectId id) {
  p.add(drop_draft(p, id, "DROP SCHEMA " + bare(p.before, id), described(p.before, id) + " is not in the new state"));
}

}  // namespace

constinit const KindRules kSchemaRules = {.kind = Kind::kSchema, .create = create, .drop = drop};

}  // namespace underpin::plan
