#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

void run(const RuleContext& context, Report& report) {
  const Catalog& after = context.after();
  for (const Change& change : context.diff().changes) {
    if (change.type != ChangeType::kCreate || change.kind != Kind::kConstraint) continue;
    const Constraint& constraint = after.body<Constraint>(change.after);
    if (constraint.type != ConstraintType::kPrimary || constraint.columns.size() != 1) continue;
    if (context.diff().to_before.contains(after.parent(change.after))) continue;
    const Column& column = after.body<Column>(constraint.columns.front());
    const std::string type = type_of(after, constraint.columns.front());
    if ((type == "integer" || type == "smallint") && (column.identity != Identity::kNone || column.default_value))
      report.add(change, "primary key " + quoted(identity(after, constraint.columns.front())) + " has type " + type);
  }
}

}  // namespace

extern const Rule integer_key;
const Rule integer_key = {
    .code = {"UP532", "integer-key", Level::kNote, "A new table numbers its rows with a type that may run out."},
    .concern = Concern::kAlways,
    .condition = "The primary key of a new table is one smallint or integer column that counts up.",
    .effect = "At 2,147,483,647 rows ever written, every INSERT fails; to widen the key then rewrites the table.",
    .remedy = "bigint.",
    .bad = {R"()", R"(CREATE TABLE events (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY);)"},
    .good = {R"()", R"(CREATE TABLE events (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);)"},
    .run = run,
};

}  // namespace underpin::compat::rules
