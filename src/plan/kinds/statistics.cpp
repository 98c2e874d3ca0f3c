#include <algorithm>

#include "plan/kinds/statistics_sql.h"
#include "plan/kinds/table_sql.h"

namespace underpin::plan {

std::string statistics_definition(const Catalog& catalog, ObjectId id) {
  constexpr size_t kAllKinds = 3;  // dependencies, mcv, ndistinct
  const Statistics& statistics = catalog.body<Statistics>(id);
  std::string kinds, elements;
  for (Symbol kind : statistics.kinds) kinds += (kinds.empty() ? "" : ", ") + std::string(kind.text());
  for (const StatisticsElement& element : statistics.elements)
    elements += (elements.empty() ? "" : ", ") +
                (element.column ? bare(catalog, element.column) : "(" + expr_text(catalog, element.expr) + ")");
  std::string sql = "CREATE STATISTICS " + qualified_name(catalog, id);
  if (statistics.elements.size() > 1 && statistics.kinds.size() < kAllKinds) sql += " (" + kinds + ")";
  return sql + " ON " + elements + " FROM " + qualified_name(catalog, statistics.relation);
}

namespace {

bool alterable(const Planner&, const Change& change) {
  return std::ranges::all_of(change.attributes,
                             [](const AttributeChange& a) { return a.attribute < 4 || a.slug == "target"; });
}

void set_target(Planner& p, ObjectId id) {
  Draft draft = draft_on(p.after, id, "alter",
                         "ALTER STATISTICS " + qualified_name(p.after, id) + " SET STATISTICS " +
                             std::to_string(p.after.body<Statistics>(id).target),
                         "its target differs", 1);
  draft.needs = {id};
  p.add(std::move(draft));
}

void create(Planner& p, ObjectId id) {
  p.add(create_draft(p, id, statistics_definition(p.after, id),
                     described(p.after, id) + (p.counterpart_before(id) ? " is built anew" : " is new")));
  if (p.after.body<Statistics>(id).target >= 0) set_target(p, id);
}

void drop(Planner& p, ObjectId id) {
  p.add(drop_draft(p, id, "DROP STATISTICS " + qualified_name(p.before, id),
                   described(p.before, id) + (p.counterpart(id) ? " is built anew" : " is not in the new state")));
}

}  // namespace

constinit const KindRules kStatisticsRules = {
    .kind = Kind::kStatistics,
    .alterable = alterable,
    .created_with = [](const Planner&, ObjectId) { return false; },
    .dropped_with = [](const Planner& p, ObjectId id) { return p.dropped(p.before.body<Statistics>(id).relation); },
    .create = create,
    .drop = drop,
    .alter = [](Planner& p, const Change& change) { set_target(p, change.after); },
};

}  // namespace underpin::plan
