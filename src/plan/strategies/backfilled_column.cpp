// A new column whose rows each get a value of their own (a volatile default), or a value that a directive names: added
// empty, filled in batches, then made not null. Adding it at once would write the whole table anew under a lock.
#include <algorithm>

#include "locks/locks.h"
#include "plan/kinds/column_sql.h"
#include "plan/kinds/table_inheritance.h"
#include "plan/kinds/table_sql.h"
#include "plan/stated_values.h"
#include "plan/strategies/backfill.h"
#include "plan/strategies/strategy.h"

namespace underpin::plan {
namespace {

enum Rank { kBackfill = 1, kNotNull };

void warn_of_missing_value(const Planner& p, ObjectId column) {
  p.sink
      .emit(
          code::kValueMissing, p.after.at(column).place,
          described(p.after, column) + " may not be null and has no default: rows that are there have no value for it")
      .hint = "Say what they get with `-- underpin: backfill using EXPRESSION` at the column, or give it a default.";
}

bool is_made_by_server(const Column& column) {
  return column.generated != Generated::kNone || column.identity != Identity::kNone;
}

// Are the columns of all heirs made by the parent's statement? One that declares the column itself has it before.
bool all_heirs_follow(const Planner& p, ObjectId column, const Draft& plain) {
  bool all = true;
  for_each_heir_column(p, column,
                       [&](ObjectId heir) { all &= std::ranges::find(plain.creates, heir) != plain.creates.end(); });
  return all;
}

void refuse_directive(const Planner& p, const Catalog::ObjectDirective& directive, std::string_view why) {
  p.sink
      .emit(code::kUnplannable, directive.place,
            "the rows of " + described(p.after, directive.object) + " cannot be filled: " + std::string(why))
      .hint = "Take the directive out, or make the change in steps of your own.";
}

// What is said on a parent's column holds for those of its heirs, which the same statement made.
void carry_down(const Planner& p, const Draft& add, ObjectId column, Draft& draft) {
  for (ObjectId heir : add.creates) {
    if (heir == column || !p.after.is(heir, Kind::kColumn)) continue;
    const Draft same =
        draft.attribute.empty() ? alter_draft(p, heir, {}, "", "") : alter_draft(p, heir, {draft.attribute}, "", "");
    draft.alters.push_back(heir);
    draft.later.insert(draft.later.end(), same.later.begin(), same.later.end());
  }
}

Draft added_empty(const Planner& p, const Draft& plain, ObjectId column) {
  Draft add = plain;
  add.sql =
      alter_relation(p.after, p.after.parent(column)) + "ADD COLUMN " +
      column_definition(p.after, column, p.options.target, {.identity = false, .value = false, .not_null = false});
  // The default is set at once, for new rows alone: without it a plan that breaks off would not know what to fill with.
  if (const ExprId value = p.after.body<Column>(column).default_value)
    add.sql += ", ALTER COLUMN " + bare(p.after, column) + " SET DEFAULT " + expr_text(p.after, value);
  for (ObjectId id : plain.creates)
    if (p.after.is(id, Kind::kColumn)) add.later.emplace_back(id, "not_null");
  return add;
}

// A directive's value, else the default's.
std::string value_for_rows(const Planner& p, ObjectId column, const Catalog::ObjectDirective* directive) {
  if (directive != nullptr) return stated_values(p, column)->forward;
  return expr_text(p.after, p.after.body<Column>(column).default_value);
}

// A key that refers by the column has to see its values.
bool in_foreign_key(const Planner& p, ObjectId column) {
  const auto keys = p.after.children(p.after.parent(column), Kind::kConstraint);
  return std::ranges::any_of(keys, [&](ObjectId id) {
    const Constraint& key = p.after.body<Constraint>(id);
    return key.type == ConstraintType::kForeign && std::ranges::find(key.columns, column) != key.columns.end();
  });
}

Draft filled(const Planner& p, ObjectId column, const Catalog::ObjectDirective* directive, int rank) {
  Draft fill = alter_draft(p, column, {},
                           backfill_block(p, {.table = p.after.parent(column),
                                              .column = bare(p.after, column),
                                              .value = value_for_rows(p, column, directive),
                                              .gives_null = directive != nullptr,
                                              .quiet = !in_foreign_key(p, column)}),
                           "the rows that are there get their values, in batches", rank);
  fill.action = "backfill";
  fill.transactional = false;
  fill.phase = Phase::kMigrate;
  return fill;
}

std::vector<Draft> not_null_drafts(const Planner& p, const Draft& add, ObjectId column) {
  Draft tighten = alter_draft(
      p, column, {"not_null"},
      alter_relation(p.after, p.after.parent(column)) + "ALTER COLUMN " + bare(p.after, column) + " SET NOT NULL",
      described(p.after, column) + " may not be null", kNotNull);
  // Without a default, releases that do not know the column would be refused: that waits for the gate.
  tighten.phase = p.after.body<Column>(column).default_value ? Phase::kMigrate : Phase::kContract;
  carry_down(p, add, column, tighten);
  std::vector<Draft> steps;
  if (p.options.online) steps = not_null_steps(p, tighten, column, false);
  if (steps.empty()) steps.push_back(std::move(tighten));
  return steps;
}

// A column that is there already and is to be not null: its rows are filled first. So a plan that was broken off before
// that comes to its end, too.
void fill_present(const Planner& p, const Draft& plain, std::vector<Draft>& out) {
  if (plain.attribute != "not_null" || plain.alters.empty()) return;
  const ObjectId id = plain.alters.front(), old = p.counterpart_before(id), table = p.after.parent(id);
  const Column& column = p.after.body<Column>(id);
  if (!in_use(p, table) || !old || !column.not_null || !column.not_null_valid || p.before.body<Column>(old).not_null ||
      is_made_by_server(column))
    return;
  const Catalog::ObjectDirective* directive = find_directive(p, id, kBackfillUsing);
  const Change* change = p.change_of(id);
  const bool had_default = column.default_value && change != nullptr && !change->touches("default");
  if (directive == nullptr &&
      (!p.options.online || !had_default || !calls_volatile_function(p.after, column.default_value)))
    return;
  const bool only = !heirs(p, table).empty() && plain.alters.size() == 1;
  out.push_back(filled(p, id, directive, plain.rank - 1));
  std::vector<Draft> steps;
  if (p.options.online) steps = not_null_steps(p, plain, id, only);
  if (steps.empty()) steps.push_back(plain);
  for (Draft& step : steps) out.push_back(std::move(step));
}

void realise(const Planner& p, const Draft& plain, std::vector<Draft>& out) {
  if (plain.kind == Kind::kColumn && plain.action == "alter") return fill_present(p, plain, out);
  if (plain.kind != Kind::kColumn || plain.action != "create" || plain.creates.empty()) return;
  const ObjectId id = plain.creates.front(), table = p.after.parent(id);
  if (!p.after.is(table, Kind::kTable) || !in_use(p, table)) return;
  const Column& column = p.after.body<Column>(id);
  const Catalog::ObjectDirective* directive = find_directive(p, id, kBackfillUsing);
  if (directive == nullptr) {
    if (!p.options.online || is_made_by_server(column)) return;
    if (column.not_null && !column.default_value) return warn_of_missing_value(p, id);
    // Of a domain PostgreSQL looks at each row anyway.
    if (!column.default_value || p.after.is(column.type.object, Kind::kDomain) || !all_heirs_follow(p, id, plain) ||
        !calls_volatile_function(p.after, column.default_value))
      return;
  } else if (is_made_by_server(column)) {
    return refuse_directive(p, *directive, "PostgreSQL itself gives it its values");
  } else if (!all_heirs_follow(p, id, plain)) {
    return refuse_directive(p, *directive, "a table that inherits from it declares the column itself");
  }

  Draft add = added_empty(p, plain, id);
  out.push_back(filled(p, id, directive, kBackfill));
  if (column.not_null)
    for (Draft& step : not_null_drafts(p, add, id)) out.push_back(std::move(step));
  out.insert(out.begin(), std::move(add));
}

}  // namespace

constinit const Strategy kBackfilledColumn = {"backfilled-column", realise};

}  // namespace underpin::plan
