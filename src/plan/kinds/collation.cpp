#include "plan/kinds/table_sql.h"

namespace underpin::plan {
namespace {

// Words stand as they are, everything else as a literal.
std::string value(const Option& option) {
  const std::string_view name = option.name.text();
  const bool word = name == "provider" || name == "deterministic";
  return word ? std::string(option.value.text()) : quote_literal(option.value.text());
}

void create(Planner& p, ObjectId id) {
  std::string sql = "CREATE COLLATION " + qualified_name(p.after, id);
  const Options& definition = p.after.body<Collation>(id).definition;
  if (definition.size() == 1 && definition[0].name.text() == "from") {
    sql += " FROM " + std::string(definition[0].value.text());
  } else {
    std::string list;
    for (const Option& option : definition)
      list += (list.empty() ? "" : ", ") + std::string(option.name.text()) + " = " + value(option);
    sql += " (" + list + ")";
  }
  p.add(create_draft(p, id, std::move(sql), described(p.after, id) + " is new"));
}

void drop(Planner& p, ObjectId id) {
  p.add(drop_draft(p, id, "DROP COLLATION " + qualified_name(p.before, id),
                   described(p.before, id) + " is not in the new state"));
}

}  // namespace

constinit const KindRules kCollationRules = {.kind = Kind::kCollation, .create = create, .drop = drop};

}  // namespace underpin::plan
