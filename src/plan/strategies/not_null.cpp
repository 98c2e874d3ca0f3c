// SET NOT NULL on a table in use. Up to 17 a CHECK that has been validated spares it the reading of the table; from 18
// on the NOT NULL constraint itself can be validated later.
#include "plan/kinds/column_sql.h"
#include "plan/kinds/table_inheritance.h"
#include "plan/kinds/table_sql.h"
#include "plan/strategies/strategy.h"

namespace underpin::plan {
namespace {

constexpr int kLeftoverRank = 100;  // after all that is done to the column

// One of the steps that take the place of `plain`, in their order.
Draft part(const Draft& plain, std::string action, std::string sql, std::string reason, int offset) {
  Draft draft = plain;
  draft.action = std::move(action);
  draft.sql = std::move(sql);
  draft.reason = std::move(reason);
  draft.rank = plain.rank + offset;
  return draft;
}

void by_check(const Planner& p, const Draft& plain, ObjectId column, bool only, std::vector<Draft>& out) {
  const ObjectId table = p.after.parent(column);
  const std::string head = alter_relation(p.after, table, only);
  const std::string name = own_name("not_null", p.after.name(column).text());
  if (p.after.find(Kind::kConstraint, table, intern(name))) return;
  const ObjectId leftover = p.before.find(Kind::kConstraint, p.counterpart_before(table), intern(name));
  const std::string shown = described(p.after, column), quoted = quote_identifier(name);
  if (!leftover)
    out.push_back(part(plain, "add check",
                       head + "ADD CONSTRAINT " + quoted + " CHECK (" + bare(p.after, column) + " IS NOT NULL)" +
                           (only ? " NO INHERIT" : "") + " NOT VALID",
                       shown + " may not be null in new rows from here on", 0));
  if (!leftover || !p.before.body<Constraint>(leftover).valid)
    out.push_back(part(plain, "validate", head + "VALIDATE CONSTRAINT " + quoted,
                       "the old rows of " + described(p.after, table) + " are checked beside reads and writes", 1));
  out.push_back(part(plain, plain.action, plain.sql, plain.reason + "; the check spares reading the table", 2));
  if (leftover) return;  // its own change drops it (drop_leftover)
  out.push_back(
      part(plain, "drop check", head + "DROP CONSTRAINT " + quoted, "NOT NULL itself says what the check said", 3));
}

void by_constraint(const Planner& p, const Draft& plain, ObjectId column, std::vector<Draft>& out) {
  const ObjectId table = p.after.parent(column);
  const std::string name = not_null_name(p.after, column);
  if (p.after.find(Kind::kConstraint, table, intern(name)) ||
      p.before.find(Kind::kConstraint, p.counterpart_before(table), intern(name)))
    return;
  const std::string head = alter_relation(p.after, table), quoted = quote_identifier(name);
  const std::string no_inherit = p.after.body<Column>(column).not_null_no_inherit ? " NO INHERIT" : "";
  out.push_back(
      part(plain, plain.action,
           head + "ADD CONSTRAINT " + quoted + " NOT NULL " + bare(p.after, column) + no_inherit + " NOT VALID",
           described(p.after, column) + " may not be null in new rows from here on", 0));
  out.push_back(part(plain, "validate", head + "VALIDATE CONSTRAINT " + quoted,
                     "the old rows of " + described(p.after, table) + " are checked beside reads and writes", 1));
}

}  // namespace

std::vector<Draft> not_null_steps(const Planner& p, const Draft& plain, ObjectId column, bool only) {
  std::vector<Draft> out;
  const Table& table = p.after.body<Table>(p.after.parent(column));
  if (p.options.target < 18) {
    // A partitioned table has no rows of its own.
    if (!only || table.partition_strategy == 0) by_check(p, plain, column, only, out);
  } else if (!only && !table.is_partition) {
    by_constraint(p, plain, column, out);
  }
  return out;
}

namespace {

bool becomes_not_null(const Planner& p, ObjectId column, ObjectId old) {
  return column && old && p.after.body<Column>(column).not_null && !p.before.body<Column>(old).not_null;
}

// The check of a plan that was broken off: it goes when NOT NULL itself says what it said.
void drop_leftover(const Planner& p, const Draft& plain, std::vector<Draft>& out) {
  if (p.options.target >= 18 || plain.drops.size() != 1) return;
  const ObjectId check = plain.drops.front(), table = p.counterpart(p.before.parent(check));
  if (!in_use(p, table)) return;
  for (ObjectId old : p.before.children(p.before.parent(check), Kind::kColumn)) {
    const ObjectId column = p.counterpart(old);
    if (!becomes_not_null(p, column, old) ||
        own_name("not_null", p.after.name(column).text()) != p.before.name(check).text())
      continue;
    Draft drop = alter_draft(p, column, {}, plain.sql, "NOT NULL itself says what the check said", kLeftoverRank);
    drop.action = "drop check";
    drop.drops = plain.drops;
    out.push_back(std::move(drop));
    return;
  }
}

void realise(const Planner& p, const Draft& plain, std::vector<Draft>& out) {
  if (plain.kind == Kind::kConstraint && plain.action == "drop") return drop_leftover(p, plain, out);
  if (plain.kind != Kind::kColumn || plain.action != "alter" || plain.attribute != "not_null" || plain.alters.empty())
    return;
  const ObjectId column = plain.alters.front(), table = p.after.parent(column);
  const Column& body = p.after.body<Column>(column);
  const ObjectId old = p.counterpart_before(column);
  if (!in_use(p, table) || !body.not_null_valid || !becomes_not_null(p, column, old)) return;
  out = not_null_steps(p, plain, column, !heirs(p, table).empty() && plain.alters.size() == 1);
}

}  // namespace

constinit const Strategy kNotNullByCheck = {"validated-not-null", realise};

}  // namespace underpin::plan
