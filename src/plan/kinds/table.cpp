// Tables: ordinary, partitioned, partitions, inheriting, typed, unlogged, foreign.
#include <algorithm>

#include "plan/kinds/table_alter.h"
#include "plan/kinds/table_copy.h"
#include "plan/kinds/table_create.h"
#include "plan/kinds/table_sql.h"

namespace underpin::plan {
namespace {

bool alterable(const Planner& p, const Change& change) {
  const Table& before = p.before.body<Table>(change.before);
  const Table& after = p.after.body<Table>(change.after);
  if (before.persistence == 't' || after.persistence == 't') return false;
  if (change.touches("partition_strategy") || change.touches("partition_key") || change.touches("server")) return false;
  return !change.touches("access_method") || p.options.target >= 15;
}

bool created_with(const Planner&, ObjectId) { return false; }

// A partition goes with its parent unless it is to stay.
bool dropped_with(const Planner& p, ObjectId id) {
  const Table& table = p.before.body<Table>(id);
  return table.is_partition && std::ranges::any_of(table.parents, [&](ObjectId parent) { return p.dropped(parent); });
}

void create(Planner& p, ObjectId id) {
  create_table(p, id);
  if (p.fate_after(id) == Fate::kRebuild) draft_copy(p, id);
}

void drop(Planner& p, ObjectId id) {
  if (p.fate_before(id) == Fate::kRebuild) return set_table_aside(p, id);
  Draft draft = drop_draft(p, id, "DROP " + std::string(object_word(p.before, id)) + " " + qualified_name(p.before, id),
                           "it is not in the new state");
  draft.loses_data = !p.before.body<Table>(id).server;
  p.add(std::move(draft));
}

}  // namespace

constinit const KindRules kTableRules = {
    .kind = Kind::kTable,
    .alterable = alterable,
    .created_with = created_with,
    .dropped_with = dropped_with,
    .create = create,
    .drop = drop,
    .alter = alter_table,
    .blocked_by = nullptr,
};

}  // namespace underpin::plan
