#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

void run(const RuleContext& context, Report& report) {
  for (const Change& change : context.diff().changes) {
    if (change.type != ChangeType::kCreate || change.kind != Kind::kColumn) continue;
    const ObjectId table = context.after().parent(change.after);
    if (!context.after().is(table, Kind::kTable) || !context.diff().to_before.contains(table)) continue;
    const Column& column = context.after().body<Column>(change.after);
    if (column.not_null && !column.default_value && column.identity == Identity::kNone &&
        column.generated == Generated::kNone && !has_domain_default(context.after(), column))
      report.add(change, "column " + quoted(identity(context.after(), change.after)) +
                             " is new, and every INSERT has to give it");
  }
}

}  // namespace

extern const Rule required_column_added;
const Rule required_column_added = {
    .code = {"UP512", "required-column-added", Level::kWarning, "A new column has to be given a value."},
    .concern = Concern::kWrite,
    .condition = "A column is added to a table that was there before, NOT NULL and without a default.",
    .effect = "The INSERT of every release that does not know the column fails.",
    .remedy = "Give it a default, or add it nullable and make it NOT NULL in a later release.",
    .bad = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);)",
            R"(ALTER TABLE users ADD COLUMN tenant integer NOT NULL;)"},
    .good = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);)",
             R"(ALTER TABLE users ADD COLUMN tenant integer NOT NULL DEFAULT 1;)"},
    .run = run,
};

}  // namespace underpin::compat::rules
