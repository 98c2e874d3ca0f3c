#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

void run(const RuleContext& context, Report& report) {
  for (const Change& change : context.diff().changes)
    if (change.type == ChangeType::kAlter && change.kind == Kind::kColumn && change.touches("not_null") &&
        context.after().body<Column>(change.after).not_null)
      report.add(change,
                 "column " + quoted(identity(context.before(), change.before)) + " does not take null any more");
}

}  // namespace

extern const Rule not_null_added;
const Rule not_null_added = {
    .code = {"UP511", "not-null-added", Level::kWarning, "A column does not take null any more."},
    .concern = Concern::kWrite,
    .condition = "A column that was there before becomes NOT NULL.",
    .effect = "Writers that leave it out or write null fail.",
    .remedy = "Give the column a default first, and wait until every release that runs writes a value.",
    .bad = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);)",
            R"(ALTER TABLE users ALTER COLUMN name SET NOT NULL;)"},
    .good = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);)",
             R"(ALTER TABLE users ALTER COLUMN name DROP NOT NULL;)"},
    .run = run,
};

}  // namespace underpin::compat::rules
