#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

void run(const RuleContext& context, Report& report) {
  for (const Change& change : context.diff().changes)
    if (change.type == ChangeType::kDrop && change.kind == Kind::kColumn && goes_for_itself(context, change) &&
        context.before().is(context.before().parent(change.before), Kind::kTable) &&
        context.before().body<Column>(change.before).is_local)
      report.add(change, "column " + quoted(identity(context.before(), change.before)) + " goes");
}

}  // namespace

extern const Rule column_dropped;
const Rule column_dropped = {
    .code = {"UP502", "column-dropped", Level::kWarning, "A column goes."},
    .concern = Concern::kRead,
    .condition = "A column of a table is dropped.",
    .effect = "Queries that name it fail, and its values are gone.",
    .remedy = "Drop it in a release after the last one that uses it.",
    .bad = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);)",
            R"(ALTER TABLE users DROP COLUMN email;)"},
    .good = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);)",
             R"(ALTER TABLE users ALTER COLUMN email SET DEFAULT '';)"},
    .run = run,
};

}  // namespace underpin::compat::rules
