#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

void run(const RuleContext& context, Report& report) {
  for (const Change& change : context.diff().changes)
    if (change.type == ChangeType::kDrop && (change.kind == Kind::kTable) && goes_for_itself(context, change))
      report.add(change, "table " + quoted(identity(context.before(), change.before)) + " goes");
}

}  // namespace

extern const Rule table_dropped;
const Rule table_dropped = {
    .code = {"UP501", "table-dropped", Level::kWarning, "A table goes."},
    .concern = Concern::kRead,
    .condition = "A table is dropped.",
    .effect = "Queries that name it fail, and its rows are gone.",
    .remedy = "Drop it in a release after the last one that uses it; keep a dump.",
    .bad = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);)", R"(DROP TABLE users;)"},
    .good = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);)",
             R"(ALTER TABLE users ADD COLUMN note text;)"},
    .run = run,
};

}  // namespace underpin::compat::rules
