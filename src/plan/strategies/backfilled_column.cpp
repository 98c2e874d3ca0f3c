// A new column whose rows each get a value of their own (a volatile default), or a value that a directive names: added
// empty, filled in batches, then made not null. Adding it at once would write the whole table anew under a lock.
#include <algorithm>

#include "locks/locks.h"
#include "parse/statement.h"
#include "plan/kinds/column_sql.h"
#include "plan/kinds/table_inheritance.h"
#include "plan/kinds/table_sql.h"
#include "plan/strategies/backfill.h"
#include "plan/strategies/strategy.h"

namespace underpin::plan {
namespace {

enum Rank { kDefault = 1, kBackfill, kNotNull };

const Catalog::ObjectDirective* backfill_directive(const Planner& p, ObjectId column) {
  static const Symbol kName = intern("backfill using");
  const auto& all = p.after.directives;
  const auto found = std::ranges::find_if(
      all, [&](const Catalog::ObjectDirective& d) { return d.object == column && d.name == kName; });
  return found == all.end() ? nullptr : &*found;
}

// Is the directive's text one expression of SQL? Else it is an error at its place.
bool is_expression(const Planner& p, const Catalog::ObjectDirective& directive) {
  ParseError error;
  if (parse_text(
          directive.arguments.text(), TextKind::kExpression, [](const Node*) {}, &error))
    return true;
  p.sink
      .emit(code::kBadDirective, directive.place,
            "what \"backfill using\" names is not an expression: " + error.message)
      .hint = "Write SQL over the table's columns, as behind SET column = in an UPDATE.";
  return false;
}

void warn_of_missing_value(const Planner& p, ObjectId column) {
  p.sink
      .emit(
          code::kValueMissing, p.after.at(column).place,
          described(p.after, column) + " may not be null and has no default: rows that are there have no value for it")
      .hint = "Say what they get with `-- underpin: backfill using EXPRESSION` at the column, or give it a default.";
}

// PostgreSQL looks at each row of these, whatever the default.
bool is_written_anyway(const Planner& p, const Column& column) {
  return column.generated != Generated::kNone || column.identity != Identity::kNone ||
         p.after.is(column.type.object, Kind::kDomain);
}

void realise(const Planner& p, const Draft& plain, std::vector<Draft>& out) {
  if (plain.kind != Kind::kColumn || plain.action != "create" || plain.creates.empty()) return;
  const ObjectId id = plain.creates.front(), table = p.after.parent(id);
  if (!p.after.is(table, Kind::kTable) || !in_use(p, table)) return;
  const Column& column = p.after.body<Column>(id);
  const Catalog::ObjectDirective* directive = backfill_directive(p, id);
  if (is_written_anyway(p, column) || (directive != nullptr && !is_expression(p, *directive))) return;
  if (directive == nullptr && column.not_null && !column.default_value) return warn_of_missing_value(p, id);
  const bool is_volatile = column.default_value && calls_volatile_function(p.after, column.default_value);
  // Heirs that declare the column themselves are made first, and not by this statement.
  if ((directive == nullptr && !is_volatile) || !heirs(p, table).empty()) return;

  Draft add = plain;
  add.sql = alter_relation(p.after, table) + "ADD COLUMN " +
            column_definition(p.after, id, p.options.target, {.identity = false, .value = false, .not_null = false});
  add.later.emplace_back(id, "default");
  add.later.emplace_back(id, "not_null");
  out.push_back(std::move(add));
  if (column.default_value) {
    Draft set = alter_draft(p, id, {"default"},
                            alter_relation(p.after, table) + "ALTER COLUMN " + bare(p.after, id) + " SET DEFAULT " +
                                expr_text(p.after, column.default_value),
                            "new rows get its default from here on", kDefault);
    set.phase = Phase::kExpand;
    out.push_back(std::move(set));
  }
  Draft fill = alter_draft(
      p, id, {},
      backfill_block(p.after, id,
                     directive ? std::string(directive->arguments.text()) : expr_text(p.after, column.default_value)),
      "the rows that are there get their values, in batches", kBackfill);
  fill.action = "backfill";
  fill.transactional = false;
  fill.phase = Phase::kMigrate;
  out.push_back(std::move(fill));
  if (!column.not_null) return;
  Draft tighten = alter_draft(p, id, {"not_null"},
                              alter_relation(p.after, table) + "ALTER COLUMN " + bare(p.after, id) + " SET NOT NULL",
                              described(p.after, id) + " may not be null", kNotNull);
  // Without a default, releases that do not know the column would be refused: that waits for the gate.
  tighten.phase = column.default_value ? Phase::kMigrate : Phase::kContract;
  std::vector<Draft> steps = not_null_steps(p, tighten, id, false);
  if (steps.empty()) steps.push_back(std::move(tighten));
  out.insert(out.end(), std::make_move_iterator(steps.begin()), std::make_move_iterator(steps.end()));
}

}  // namespace

constinit const Strategy kBackfilledColumn = {"backfilled-column", realise};

}  // namespace underpin::plan
