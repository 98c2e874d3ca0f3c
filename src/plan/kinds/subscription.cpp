#include <algorithm>

#include "plan/kinds/table_sql.h"

namespace underpin::plan {
namespace {

std::string publications(const Subscription& subscription) {
  std::string out;
  for (Symbol name : subscription.publications) out += (out.empty() ? "" : ", ") + quote_identifier(name);
  return out;
}

std::string assignments(const Options& options) {
  std::string out;
  for (const Option& option : options)
    out += (out.empty() ? "" : ", ") + quote_identifier(option.name) + " = " +
           (option.value.text() == "none" ? "NONE" : quote_literal(option.value.text()));
  return out;
}

const Option* find(const Options& options, std::string_view name) {
  for (const Option& option : options)
    if (option.name.text() == name) return &option;
  return nullptr;
}

// Without a slot there is nothing to ask the publisher for.
bool goes_to_publisher(const Subscription& subscription) {
  const Option* slot = find(subscription.options, "slot_name");
  return subscription.connect && !(slot && slot->value.text() == "none");
}

void create(Planner& p, ObjectId id) {
  const Subscription& subscription = p.after.body<Subscription>(id);
  Options options = subscription.options;
  const bool connects = goes_to_publisher(subscription);
  if (!connects) options.push_back({intern("connect"), intern("false")});
  if (connects && !subscription.enabled) options.push_back({intern("enabled"), intern("false")});
  Draft draft =
      create_draft(p, id,
                   "CREATE SUBSCRIPTION " + bare(p.after, id) + " CONNECTION " +
                       quote_literal(subscription.connection.text()) + " PUBLICATION " + publications(subscription),
                   described(p.after, id) + " is new");
  if (!options.empty()) draft.sql += " WITH (" + assignments(options) + ")";
  draft.transactional = !connects;  // a replication slot cannot be made inside a transaction
  p.add(std::move(draft));
}

// The publisher's slot is not ours to drop, nor need the publisher be within reach.
void drop(Planner& p, ObjectId id) {
  const std::string head = "ALTER SUBSCRIPTION " + bare(p.before, id);
  const std::string reason = described(p.before, id) + " is not in the new state";
  int rank = -3;
  for (const char* action : {" DISABLE", " SET (slot_name = NONE)"}) {
    Draft draft = draft_on(p.before, id, "let go", head + action, reason, rank++);
    draft.sets_aside = {id};
    p.add(std::move(draft));
  }
  p.add(drop_draft(p, id, "DROP SUBSCRIPTION " + bare(p.before, id), reason));
}

void alter(Planner& p, const Change& change) {
  const Subscription& before = p.before.body<Subscription>(change.before);
  const Subscription& after = p.after.body<Subscription>(change.after);
  const std::string head = "ALTER SUBSCRIPTION " + bare(p.after, change.after);
  auto add = [&](std::string sql, const char* reason, int rank) {
    p.add(alter_draft(p, change.after, {}, head + sql, reason, rank));
  };
  if (change.touches("enabled") && !after.enabled) add(" DISABLE", "it is switched off", 0);
  if (change.touches("connection"))
    add(" CONNECTION " + quote_literal(after.connection.text()), "its connection differs", 1);
  if (change.touches("publications"))
    add(" SET PUBLICATION " + publications(after) + " WITH (refresh = false)", "its publications differ", 2);
  Options set;
  for (const Option& option : after.options)
    if (std::ranges::find(before.options, option) == before.options.end()) set.push_back(option);
  std::erase_if(set, [](const Option& option) {
    const std::string_view name = option.name.text();
    return name == "create_slot" || name == "copy_data" || name == "enabled";
  });
  if (!set.empty()) add(" SET (" + assignments(set) + ")", "its options differ", 3);
  if (change.touches("enabled") && after.enabled) add(" ENABLE", "it is switched on", 4);
}

}  // namespace

constinit const KindRules kSubscriptionRules = {
    .kind = Kind::kSubscription,
    .alterable = [](const Planner&, const Change&) { return true; },
    .create = create,
    .drop = drop,
    .alter = alter,
};

}  // namespace underpin::plan
