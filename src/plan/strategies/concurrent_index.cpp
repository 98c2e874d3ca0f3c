// Indexes on tables in use are built and dropped beside reads and writes; one that changes keeps its forerunner until
// it is there.
#include <algorithm>

#include "ir/attributes.h"
#include "plan/kinds/index_sql.h"
#include "plan/kinds/table_sql.h"
#include "plan/strategies/strategy.h"

namespace underpin::plan {
namespace {

bool partitioned(const Catalog& catalog, ObjectId relation) {
  return catalog.is(relation, Kind::kTable) && catalog.body<Table>(relation).partition_strategy != 0;
}

// DROP INDEX CONCURRENTLY takes no index of a partitioned table, nor one that is part of it.
bool dropped_concurrently(const Planner& p, ObjectId index) {
  const ObjectId table = p.counterpart(p.before.parent(index));
  return in_use(p, table) && !partitioned(p.before, p.before.parent(index)) &&
         !p.before.body<Index>(index).parent_index;
}

void build(const Planner& p, const Draft& plain, std::vector<Draft>& out) {
  if (plain.kind != Kind::kIndex || plain.action != "create" || plain.creates.empty()) return;
  const ObjectId id = plain.creates.front();
  if (!built_concurrently(p, id)) return;
  Draft draft = plain;
  draft.sql = index_definition(p.after, id, false, true);
  draft.transactional = false;
  draft.phase = Phase::kExpand;
  out.push_back(std::move(draft));
}

// An index stands in the way of a change to its columns: then it has to be gone before.
bool its_columns_change(const Planner& p, ObjectId index) {
  bool found = false;
  for_each_reference(p.before, index, [&](ObjectId target, std::string_view) {
    if (!p.before.is(target, Kind::kColumn)) return;
    const ObjectId kept = p.counterpart(target);
    const Change* change = kept ? p.change_of(kept) : nullptr;
    found |= !kept || p.created(kept) || p.retyped(kept) ||
             (change && (change->touches("type") || change->touches("collation")));
  });
  return found;
}

bool keeps_its_forerunner(const Planner& p, ObjectId old) {
  const ObjectId id = p.counterpart(old);
  return id && p.before.body<Index>(old).valid && p.fate_before(old) == Fate::kRebuild && built_concurrently(p, id) &&
         p.change_of(id) != nullptr && p.after.name(id) == p.before.name(old) && !its_columns_change(p, old);
}

std::string drop_concurrently(const Planner& p, ObjectId index, const std::string& name) {
  return "DROP INDEX CONCURRENTLY " + quote_identifier(p.before.name(p.before.schema_of(index))) + "." + name;
}

void drop(const Planner& p, const Draft& plain, std::vector<Draft>& out) {
  if (plain.kind != Kind::kIndex || plain.action != "drop" || plain.drops.size() != 1) return;
  const ObjectId old = plain.drops.front();
  if (!dropped_concurrently(p, old) || plain.sql.ends_with(" CASCADE") || keeps_its_forerunner(p, old)) return;
  // One that is built anew stands in the way of something else, in one transaction with it; but for what a failed build
  // left behind, which serves nobody.
  if (p.fate_before(old) == Fate::kRebuild && p.before.body<Index>(old).valid) return;
  Draft draft = plain;
  draft.sql = drop_concurrently(p, old, bare(p.before, old));
  draft.transactional = false;
  out.push_back(std::move(draft));
}

// CONCURRENTLY in both directions; what comes first and last is the other's work (kIndexSwap).
void realise(const Planner& p, const Draft& plain, std::vector<Draft>& out) {
  build(p, plain, out);
  drop(p, plain, out);
}

void swap(const Planner& p, const Draft& plain, std::vector<Draft>& out) {
  if (plain.kind != Kind::kIndex || plain.action != "drop" || plain.drops.size() != 1) return;
  const ObjectId old = plain.drops.front();
  if (!dropped_concurrently(p, old) || plain.sql.ends_with(" CASCADE") || !keeps_its_forerunner(p, old)) return;
  const std::string name = quote_identifier(own_name("old", p.before.name(old).text()));
  Draft aside =
      draft_on(p.before, old, "set aside", "ALTER INDEX " + qualified_name(p.before, old) + " RENAME TO " + name,
               "its name is for the new one, and the table keeps it until that is there");
  aside.sets_aside = {old};
  aside.needs = {};
  aside.phase = Phase::kExpand;
  Draft draft = plain;
  draft.sql = drop_concurrently(p, old, name);
  draft.reason = described(p.after, p.counterpart(old)) + " has taken its place";
  draft.needs.push_back(p.counterpart(old));
  draft.transactional = false;
  draft.phase = Phase::kContract;
  out.push_back(std::move(aside));
  out.push_back(std::move(draft));
}

}  // namespace

bool built_concurrently(const Planner& p, ObjectId id) {
  const ObjectId relation = p.after.parent(id);
  return !p.folded_create(id) && in_use(p, relation) && !partitioned(p.after, relation) &&
         !p.after.body<Index>(id).constraint;
}

constinit const Strategy kConcurrentIndex = {"concurrent-index", realise};
constinit const Strategy kIndexSwap = {"index-swap", swap};

}  // namespace underpin::plan
