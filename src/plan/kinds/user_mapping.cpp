#include "plan/kinds/table_sql.h"

namespace underpin::plan {
namespace {

void create(Planner& p, ObjectId id) {
  const UserMapping& mapping = p.after.body<UserMapping>(id);
  std::string sql = "CREATE USER MAPPING " + object_name(p.after, id);
  if (!mapping.options.empty()) sql += " OPTIONS (" + fdw_options(mapping.options) + ")";
  p.add(create_draft(p, id, std::move(sql), described(p.after, id) + " is new"));
}

void drop(Planner& p, ObjectId id) {
  p.add(drop_draft(p, id, "DROP USER MAPPING " + object_name(p.before, id),
                   described(p.before, id) + " is not in the new state"));
}

void alter(Planner& p, const Change& change) {
  const std::string options = fdw_option_changes(p.before.body<UserMapping>(change.before).options,
                                                 p.after.body<UserMapping>(change.after).options);
  p.add(alter_draft(p, change.after, {"options"},
                    "ALTER USER MAPPING " + object_name(p.after, change.after) + " OPTIONS (" + options + ")",
                    "its options differ"));
}

}  // namespace

constinit const KindRules kUserMappingRules = {
    .kind = Kind::kUserMapping,
    .alterable = [](const Planner&, const Change&) { return true; },
    .created_with = [](const Planner&, ObjectId) { return false; },
    .dropped_with = [](const Planner&, ObjectId) { return false; },  // DROP SERVER does not take it along
    .create = create,
    .drop = drop,
    .alter = alter,
};

}  // namespace underpin::plan
