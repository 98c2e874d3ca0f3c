#include "plan/kinds/table_sql.h"

namespace underpin::plan {
namespace {

void create(Planner& p, ObjectId id) {
  const ForeignDataWrapper& wrapper = p.after.body<ForeignDataWrapper>(id);
  std::string sql = "CREATE FOREIGN DATA WRAPPER " + bare(p.after, id);
  if (!wrapper.handler.empty()) sql += " HANDLER " + std::string(wrapper.handler.text());
  if (!wrapper.validator.empty()) sql += " VALIDATOR " + std::string(wrapper.validator.text());
  if (!wrapper.options.empty()) sql += " OPTIONS (" + fdw_options(wrapper.options) + ")";
  p.add(create_draft(p, id, std::move(sql), described(p.after, id) + " is new"));
}

void drop(Planner& p, ObjectId id) {
  p.add(drop_draft(p, id, "DROP FOREIGN DATA WRAPPER " + bare(p.before, id),
                   described(p.before, id) + " is not in the new state"));
}

void alter(Planner& p, const Change& change) {
  const ForeignDataWrapper& before = p.before.body<ForeignDataWrapper>(change.before);
  const ForeignDataWrapper& after = p.after.body<ForeignDataWrapper>(change.after);
  std::string sql = "ALTER FOREIGN DATA WRAPPER " + bare(p.after, change.after);
  auto part = [&](const char* word, Symbol value) {
    sql += value.empty() ? std::string(" NO ") + word : std::string(" ") + word + " " + std::string(value.text());
  };
  if (change.touches("handler")) part("HANDLER", after.handler);
  if (change.touches("validator")) part("VALIDATOR", after.validator);
  if (const std::string options = fdw_option_changes(before.options, after.options); !options.empty())
    sql += " OPTIONS (" + options + ")";
  p.add(alter_draft(p, change.after, {"handler", "validator", "options"}, std::move(sql), "its definition differs"));
}

}  // namespace

constinit const KindRules kForeignDataWrapperRules = {
    .kind = Kind::kForeignDataWrapper,
    .alterable = [](const Planner&, const Change&) { return true; },
    .create = create,
    .drop = drop,
    .alter = alter,
};

}  // namespace underpin::plan
