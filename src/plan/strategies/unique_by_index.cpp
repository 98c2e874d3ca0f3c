// UNIQUE and PRIMARY KEY on a table in use: the index is built beside reads and writes, the constraint takes it over.
#include <algorithm>

#include "plan/kinds/constraint_sql.h"
#include "plan/kinds/index_sql.h"
#include "plan/kinds/table_sql.h"
#include "plan/strategies/strategy.h"

namespace underpin::plan {
namespace {

// USING INDEX takes a plain btree: its columns in the default order of their types.
bool can_take_over(const Catalog& catalog, const Constraint& constraint, ObjectId table) {
  if (constraint.type != ConstraintType::kPrimary && constraint.type != ConstraintType::kUnique) return false;
  return !constraint.period && constraint.index && catalog.is(table, Kind::kTable) &&
         catalog.body<Table>(table).partition_strategy == 0;
}

void realise(const Planner& p, const Draft& plain, std::vector<Draft>& out) {
  if (plain.kind != Kind::kConstraint || plain.action != "create" || plain.creates.empty()) return;
  const ObjectId id = plain.creates.front(), table = p.after.parent(id);
  const Constraint& constraint = p.after.body<Constraint>(id);
  if (!in_use(p, table) || !can_take_over(p.after, constraint, table)) return;
  // From 18 on, what is not null by a partition's own key would be its own, and not its parent's.
  const bool is_partition = p.after.body<Table>(table).is_partition;
  if (is_partition && constraint.type == ConstraintType::kPrimary && p.options.target >= 18) return;
  const auto index = std::ranges::find(plain.creates, constraint.index);
  if (index == plain.creates.end()) return;  // it takes over one that is there already
  Draft build = create_draft(p, constraint.index, index_definition(p.after, constraint.index, false, true),
                             "it is for the constraint, and built beside reads and writes");
  build.action = "build";
  build.transactional = false;
  build.awaits = plain.awaits;
  build.later = {{constraint.index, "parent_index"}, {constraint.index, "constraint"}};
  Draft add = plain;
  add.creates.erase(add.creates.begin() + (index - plain.creates.begin()));
  add.sql = alter_relation(p.after, table) + "ADD " + constraint_using_index(p.after, id);
  add.needs.push_back(constraint.index);
  // What is not null already spares a primary key the reading of the table.
  if (constraint.type == ConstraintType::kPrimary)
    add.needs.insert(add.needs.end(), constraint.columns.begin(), constraint.columns.end());
  out.push_back(std::move(build));
  out.push_back(std::move(add));
}

}  // namespace

constinit const Strategy kUniqueByIndex = {"unique-by-index", realise};

}  // namespace underpin::plan
