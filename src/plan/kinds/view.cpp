// Views: replaced in place as long as their leading columns stay.
#include <algorithm>

#include "plan/kinds/table_sql.h"
#include "plan/kinds/view_sql.h"

namespace underpin::plan {
namespace {

// CREATE OR REPLACE VIEW can only append columns.
bool columns_stay(const Planner& p, const Change& change) {
  const View& before = p.before.body<View>(change.before);
  const View& after = p.after.body<View>(change.after);
  if (!before.columns_known || !after.columns_known || before.column_names.size() > after.column_names.size())
    return false;
  for (size_t i = 0; i < before.column_names.size(); ++i) {
    if (before.column_names[i] != after.column_names[i]) return false;
    const ObjectId old_column = p.before.find_column(change.before, before.column_names[i]);
    const ObjectId new_column = p.after.find_column(change.after, after.column_names[i]);
    if (!old_column || !new_column) return false;
    const Column& a = p.before.body<Column>(old_column);
    const Column& b = p.after.body<Column>(new_column);
    if (!a.type.known() || !b.type.known() || type_text(p.before, a.type) != type_text(p.after, b.type)) return false;
    if (a.collation != b.collation) return false;
  }
  return true;
}

bool alterable(const Planner& p, const Change& change) {
  if (!change.touches("query") && !change.touches("column_names")) return true;
  return columns_stay(p, change);
}

std::string statement(const Planner& p, ObjectId id, bool replace) {
  const View& view = p.after.body<View>(id);
  std::string out = (replace ? "CREATE OR REPLACE VIEW " : "CREATE VIEW ") + qualified_name(p.after, id);
  out += view_columns(p.after, view.query, view.column_names);
  if (!view.options.empty()) out += " WITH (" + storage_parameters(view.options) + ")";
  return out + " AS\n" + query_text(p.after, view.query);
}

void draft_defaults(Planner& p, ObjectId id) {
  for (ObjectId column : p.after.children(id, Kind::kColumn)) {
    const ExprId value = p.after.body<Column>(column).default_value;
    if (!value) continue;
    Draft draft = alter_draft(p, column, {"default"},
                              alter_relation(p.after, id) + "ALTER COLUMN " + bare(p.after, column) + " SET DEFAULT " +
                                  expr_text(p.after, value),
                              "its column has a default of its own", 1);
    draft.needs = {id};
    p.add(std::move(draft));
  }
}

Draft with_columns(const Planner& p, ObjectId id, Draft draft) {
  for (ObjectId column : p.after.children(id, Kind::kColumn)) {
    if (p.created(column)) draft.creates.push_back(column);
    draft.later.emplace_back(column, "default");
  }
  return draft;
}

void create(Planner& p, ObjectId id) {
  p.add(with_columns(p, id, create_draft(p, id, statement(p, id, false), "it is new")));
  draft_defaults(p, id);
}

void drop(Planner& p, ObjectId id) {
  p.add(drop_draft(p, id, "DROP VIEW " + qualified_name(p.before, id), "it is not in the new state"));
}

void alter(Planner& p, const Change& change) {
  const ObjectId id = change.after;
  if (change.touches("query") || change.touches("column_names")) {
    p.add(with_columns(
        p, id, alter_draft(p, id, {"query", "column_names", "options"}, statement(p, id, true), "its query differs")));
    return;
  }
  if (!change.touches("options")) return;
  const OptionStatements options =
      option_changes(p.before.body<View>(change.before).options, p.after.body<View>(id).options);
  const std::string head = alter_relation(p.after, id);
  if (!options.set.empty())
    p.add(alter_draft(p, id, {"options"}, head + "SET (" + options.set + ")", "its options differ"));
  if (!options.reset.empty())
    p.add(alter_draft(p, id, {"options"}, head + "RESET (" + options.reset + ")", "its options differ"));
}

}  // namespace

constinit const KindRules kViewRules = {
    .kind = Kind::kView,
    .alterable = alterable,
    .created_with = nullptr,
    .dropped_with = nullptr,
    .create = create,
    .drop = drop,
    .alter = alter,
    .blocked_by = nullptr,
};

}  // namespace underpin::plan
