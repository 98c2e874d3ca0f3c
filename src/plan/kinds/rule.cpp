#include "plan/kinds/table_sql.h"

namespace underpin::plan {
namespace {

std::string definition(const Planner& p, ObjectId id) {
  return "RULE " + bare(p.after, id) + " AS " + expr_text(p.after, p.after.body<Rule>(id).definition);
}

void set_enabled(Planner& p, ObjectId id) {
  const char enabled = p.after.body<Rule>(id).enabled;
  const std::string action = enabled == 'D'   ? "DISABLE"
                             : enabled == 'R' ? "ENABLE REPLICA"
                             : enabled == 'A' ? "ENABLE ALWAYS"
                                              : "ENABLE";
  Draft draft = draft_on(p.after, id, "alter",
                         alter_relation(p.after, p.after.parent(id)) + action + " RULE " + bare(p.after, id),
                         "whether it applies differs", 1);
  draft.needs = {id};
  p.add(std::move(draft));
}

void create(Planner& p, ObjectId id) {
  p.add(create_draft(p, id, "CREATE " + definition(p, id),
                     described(p.after, id) + (p.counterpart_before(id) ? " is built anew" : " is new")));
  if (p.after.body<Rule>(id).enabled != 'O') set_enabled(p, id);
}

void drop(Planner& p, ObjectId id) {
  p.add(drop_draft(p, id, "DROP RULE " + object_name(p.before, id),
                   described(p.before, id) + (p.counterpart(id) ? " is built anew" : " is not in the new state")));
}

// Replacing a rule leaves it switched as it was.
void alter(Planner& p, const Change& change) {
  if (change.touches("definition") || change.touches("event") || change.touches("instead")) {
    Draft draft = alter_draft(p, change.after, {"definition"}, "CREATE OR REPLACE " + definition(p, change.after),
                              "the definition of " + described(p.after, change.after) + " differs");
    draft.action = "replace";
    p.add(std::move(draft));
  }
  if (change.touches("enabled")) set_enabled(p, change.after);
}

}  // namespace

constinit const KindRules kRuleRules = {
    .kind = Kind::kRule,
    .alterable = [](const Planner&, const Change&) { return true; },
    .created_with = [](const Planner&, ObjectId) { return false; },
    .create = create,
    .drop = drop,
    .alter = alter,
};

}  // namespace underpin::plan
