#include <algorithm>

#include "plan/kinds/table_sql.h"

namespace underpin::plan {
namespace {

bool alterable(const Planner&, const Change& change) {
  return std::ranges::all_of(change.attributes,
                             [](const AttributeChange& a) { return a.attribute < 4 || a.slug == "enabled"; });
}

void set_enabled(Planner& p, ObjectId id) {
  const char enabled = p.after.body<EventTrigger>(id).enabled;
  const std::string action = enabled == 'D'   ? "DISABLE"
                             : enabled == 'R' ? "ENABLE REPLICA"
                             : enabled == 'A' ? "ENABLE ALWAYS"
                                              : "ENABLE";
  Draft draft = draft_on(p.after, id, "alter", "ALTER EVENT TRIGGER " + bare(p.after, id) + " " + action,
                         "whether it fires differs", 1);
  draft.needs = {id};
  p.add(std::move(draft));
}

void create(Planner& p, ObjectId id) {
  const EventTrigger& trigger = p.after.body<EventTrigger>(id);
  std::string tags;
  for (Symbol tag : trigger.tags) tags += (tags.empty() ? "" : ", ") + quote_literal(tag.text());
  std::string sql = "CREATE EVENT TRIGGER " + bare(p.after, id) + " ON " + std::string(trigger.event.text());
  if (!tags.empty()) sql += "\nWHEN TAG IN (" + tags + ")";
  sql += "\nEXECUTE FUNCTION " +
         (trigger.function ? qualified_name(p.after, trigger.function) : std::string(trigger.function_name.text())) +
         "()";
  p.add(create_draft(p, id, std::move(sql),
                     described(p.after, id) + (p.counterpart_before(id) ? " is built anew" : " is new")));
  if (trigger.enabled != 'O') set_enabled(p, id);
}

void drop(Planner& p, ObjectId id) {
  p.add(drop_draft(p, id, "DROP EVENT TRIGGER " + bare(p.before, id),
                   described(p.before, id) + (p.counterpart(id) ? " is built anew" : " is not in the new state")));
}

}  // namespace

constinit const KindRules kEventTriggerRules = {
    .kind = Kind::kEventTrigger,
    .alterable = alterable,
    .create = create,
    .drop = drop,
    .alter = [](Planner& p, const Change& change) { set_enabled(p, change.after); },
};

}  // namespace underpin::plan
