#include <algorithm>

#include "plan/kinds/table_sql.h"

namespace underpin::plan {
namespace {

bool alterable(const Planner&, const Change& change) {
  return !change.touches("all_tables") && !change.touches("all_sequences");
}

// What each option is when it is not stated.
std::string_view default_of(std::string_view option) {
  if (option == "publish") return "insert, update, delete, truncate";
  return option == "publish_generated_columns" ? "none" : "false";
}

std::string assignments(const Options& options) {
  std::string out;
  for (const Option& option : options)
    out += (out.empty() ? "" : ", ") + quote_identifier(option.name) + " = " + quote_literal(option.value.text());
  return out;
}

void create(Planner& p, ObjectId id) {
  const Publication& publication = p.after.body<Publication>(id);
  std::string sql = "CREATE PUBLICATION " + bare(p.after, id);
  if (publication.all_tables) sql += " FOR ALL TABLES";
  if (publication.all_sequences) sql += publication.all_tables ? ", ALL SEQUENCES" : " FOR ALL SEQUENCES";
  if (!publication.options.empty()) sql += " WITH (" + assignments(publication.options) + ")";
  p.add(create_draft(p, id, std::move(sql),
                     described(p.after, id) + (p.counterpart_before(id) ? " is built anew" : " is new")));
}

void drop(Planner& p, ObjectId id) {
  p.add(drop_draft(p, id, "DROP PUBLICATION " + bare(p.before, id),
                   described(p.before, id) + (p.counterpart(id) ? " is built anew" : " is not in the new state")));
}

void alter(Planner& p, const Change& change) {
  const Options& before = p.before.body<Publication>(change.before).options;
  const Options& after = p.after.body<Publication>(change.after).options;
  Options set;
  for (const Option& option : after)
    if (std::ranges::find(before, option) == before.end()) set.push_back(option);
  for (const Option& option : before)
    if (std::ranges::find(after, option.name, &Option::name) == after.end())
      set.push_back({option.name, intern(default_of(option.name.text()))});
  p.add(alter_draft(p, change.after, {"options"},
                    "ALTER PUBLICATION " + bare(p.after, change.after) + " SET (" + assignments(set) + ")",
                    "its options differ"));
}

}  // namespace

constinit const KindRules kPublicationRules = {
    .kind = Kind::kPublication, .alterable = alterable, .create = create, .drop = drop, .alter = alter};

}  // namespace underpin::plan
