// CHECK and FOREIGN KEY on a table in use: added for new rows first, then checked for the old ones beside reads and
// writes.
#include "plan/kinds/table_sql.h"
#include "plan/strategies/strategy.h"

namespace underpin::plan {
namespace {

bool partitioned(const Catalog& catalog, ObjectId table) {
  return catalog.is(table, Kind::kTable) && catalog.body<Table>(table).partition_strategy != 0;
}

// Measured: a foreign key of a partitioned table cannot be NOT VALID before 18; one that refers to a partitioned table
// can, but its validation does not reach the parts of it that PostgreSQL keeps for each partition.
bool can_wait(const Planner& p, const Constraint& constraint, ObjectId table) {
  if (constraint.type == ConstraintType::kCheck) return true;
  if (constraint.type != ConstraintType::kForeign) return false;
  return p.options.target >= 18 || (!partitioned(p.after, table) && !partitioned(p.after, constraint.referenced));
}

void realise(const Planner& p, const Draft& plain, std::vector<Draft>& out) {
  if (plain.kind != Kind::kConstraint || plain.action != "create" || plain.creates.empty()) return;
  const ObjectId id = plain.creates.front(), table = p.after.parent(id);
  const Constraint& constraint = p.after.body<Constraint>(id);
  if (!in_use(p, table) || !constraint.valid || !constraint.enforced || !can_wait(p, constraint, table)) return;
  Draft add = plain;
  add.sql += " NOT VALID";
  Draft validate = alter_draft(p, id, {"valid"}, "", "it holds for new rows, now the old ones are checked", 1);
  validate.action = "validate";
  validate.sql = alter_relation(p.after, table) + "VALIDATE CONSTRAINT " + bare(p.after, id);
  validate.phase = Phase::kMigrate;
  out.push_back(std::move(add));
  out.push_back(std::move(validate));
}

}  // namespace

constinit const Strategy kNotValidConstraint = {"not-valid-constraint", realise};

}  // namespace underpin::plan
