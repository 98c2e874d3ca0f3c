#include "plan/kinds/table_sql.h"

namespace underpin::plan {
namespace {

std::string definition(const Planner& p, ObjectId id) {
  const Language& language = p.after.body<Language>(id);
  std::string sql = std::string(language.trusted ? "TRUSTED " : "") + "LANGUAGE " + bare(p.after, id);
  if (language.handler.empty()) return sql;
  sql += " HANDLER " + std::string(language.handler.text());
  if (!language.inline_handler.empty()) sql += " INLINE " + std::string(language.inline_handler.text());
  if (!language.validator.empty()) sql += " VALIDATOR " + std::string(language.validator.text());
  return sql;
}

void create(Planner& p, ObjectId id) {
  p.add(create_draft(p, id, "CREATE " + definition(p, id), described(p.after, id) + " is new"));
}

void drop(Planner& p, ObjectId id) {
  p.add(drop_draft(p, id, "DROP LANGUAGE " + bare(p.before, id), described(p.before, id) + " is not in the new state"));
}

void alter(Planner& p, const Change& change) {
  p.add(alter_draft(p, change.after, {"trusted", "handler", "inline_handler", "validator"},
                    "CREATE OR REPLACE " + definition(p, change.after), "its definition differs"));
}

}  // namespace

constinit const KindRules kLanguageRules = {
    .kind = Kind::kLanguage,
    .alterable = [](const Planner&, const Change&) { return true; },
    .create = create,
    .drop = drop,
    .alter = alter,
};

}  // namespace underpin::plan
