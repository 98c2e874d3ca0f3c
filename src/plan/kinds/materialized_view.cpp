// Materialized views: another query is another view; the rest changes in place.
#include "plan/kinds/column_alter.h"
#include "plan/kinds/table_sql.h"
#include "plan/kinds/view_sql.h"

namespace underpin::plan {
namespace {

bool alterable(const Planner& p, const Change& change) {
  if (change.touches("query") || change.touches("column_names")) return false;
  return !change.touches("access_method") || p.options.target >= 15;
}

std::string statement(const Catalog& catalog, ObjectId id) {
  const MaterializedView& view = catalog.body<MaterializedView>(id);
  std::string out =
      "CREATE MATERIALIZED VIEW " + qualified_name(catalog, id) + view_columns(catalog, view.query, view.column_names);
  if (!view.access_method.empty()) out += " USING " + quote_identifier(view.access_method);
  if (!view.options.empty()) out += " WITH (" + storage_parameters(view.options) + ")";
  if (!view.tablespace.empty()) out += " TABLESPACE " + quote_identifier(view.tablespace);
  out += " AS\n" + query_text(catalog, view.query);
  return view.populated ? out : out + "\nWITH NO DATA";
}

void draft_cluster(Planner& p, ObjectId id) {
  const ObjectId index = p.after.body<MaterializedView>(id).cluster_index;
  p.add(
      alter_draft(p, id, {"cluster_index"},
                  alter_relation(p.after, id) + (index ? "CLUSTER ON " + bare(p.after, index) : "SET WITHOUT CLUSTER"),
                  "its clustering differs", 5));
}

void create(Planner& p, ObjectId id) {
  Draft draft = create_draft(p, id, statement(p.after, id), "it is new");
  draft.later = {{id, "cluster_index"}};
  p.add(std::move(draft));
  if (p.after.body<MaterializedView>(id).cluster_index) draft_cluster(p, id);
  for (ObjectId column : p.after.children(id, Kind::kColumn)) draft_column_settings(p, column);
}

void drop(Planner& p, ObjectId id) {
  p.add(drop_draft(p, id, "DROP MATERIALIZED VIEW " + qualified_name(p.before, id), "it is not in the new state"));
}

void alter(Planner& p, const Change& change) {
  const MaterializedView& before = p.before.body<MaterializedView>(change.before);
  const MaterializedView& after = p.after.body<MaterializedView>(change.after);
  const std::string head = alter_relation(p.after, change.after);
  if (change.touches("access_method"))
    p.add(alter_draft(
        p, change.after, {"access_method"},
        head + "SET ACCESS METHOD " + (after.access_method.empty() ? "heap" : quote_identifier(after.access_method)),
        "its access method differs"));
  if (change.touches("tablespace"))
    p.add(alter_draft(
        p, change.after, {"tablespace"},
        head + "SET TABLESPACE " + (after.tablespace.empty() ? "pg_default" : quote_identifier(after.tablespace)),
        "its tablespace differs"));
  if (change.touches("options")) {
    const OptionStatements options = option_changes(before.options, after.options);
    if (!options.set.empty())
      p.add(alter_draft(p, change.after, {"options"}, head + "SET (" + options.set + ")", "its options differ"));
    if (!options.reset.empty())
      p.add(alter_draft(p, change.after, {"options"}, head + "RESET (" + options.reset + ")", "its options differ"));
  }
  if (change.touches("cluster_index")) draft_cluster(p, change.after);
}

}  // namespace

constinit const KindRules kMaterializedViewRules = {
    .kind = Kind::kMaterializedView,
    .alterable = alterable,
    .created_with = nullptr,
    .dropped_with = nullptr,
    .create = create,
    .drop = drop,
    .alter = alter,
    .blocked_by = nullptr,
};

}  // namespace underpin::plan
