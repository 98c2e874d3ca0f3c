#include <algorithm>

#include "ir/attributes.h"
#include "plan/kinds/routine_sql.h"
#include "plan/kinds/table_sql.h"

namespace underpin::plan {
namespace {

bool same_text(const Planner& p, const Change& change, std::string_view slug) {
  const size_t attribute = attribute_index(Kind::kFunction, slug);
  return attribute_text(p.before, change.before, attribute) == attribute_text(p.after, change.after, attribute);
}

bool is_output(ArgMode mode) { return mode == ArgMode::kOut || mode == ArgMode::kInOut || mode == ArgMode::kTable; }

// What CREATE OR REPLACE may not change: names that callers or the row type know, and defaults that callers rely on.
bool same_interface(const Planner& p, const Change& change) {
  const auto& before = p.before.body<Function>(change.before).arguments;
  const auto& after = p.after.body<Function>(change.after).arguments;
  if (before.size() != after.size()) return false;
  for (size_t i = 0; i < before.size(); ++i) {
    const Argument &a = before[i], &b = after[i];
    if (a.mode != b.mode || (a.default_value && !b.default_value)) return false;
    if (a.name != b.name && (!a.name.empty() || is_output(a.mode))) return false;
    if (is_output(a.mode) && type_text(p.before, a.type) != type_text(p.after, b.type)) return false;
  }
  return true;
}

bool alterable(const Planner& p, const Change& change) {
  return same_text(p, change, "routine") && same_text(p, change, "result") && same_text(p, change, "returns_set") &&
         same_interface(p, change);
}

void create(Planner& p, ObjectId id) {
  p.add(create_draft(p, id, "CREATE " + routine_definition(p.after, id),
                     described(p.after, id) + (p.counterpart_before(id) ? " is built anew" : " is new")));
}

void drop(Planner& p, ObjectId id) {
  p.add(drop_draft(p, id, "DROP " + std::string(object_word(p.before, id)) + " " + object_name(p.before, id),
                   described(p.before, id) + (p.counterpart(id) ? " is built anew" : " is not in the new state")));
}

void alter(Planner& p, const Change& change) {
  Draft draft =
      draft_on(p.after, change.after, "replace", "CREATE OR REPLACE " + routine_definition(p.after, change.after),
               "the definition of " + described(p.after, change.after) + " differs");
  draft.alters = {change.after};
  p.add(std::move(draft));
}

}  // namespace

constinit const KindRules kFunctionRules = {
    .kind = Kind::kFunction, .alterable = alterable, .create = create, .drop = drop, .alter = alter};

}  // namespace underpin::plan
