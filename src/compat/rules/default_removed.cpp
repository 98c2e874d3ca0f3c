#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

bool gives_value(const Column& column) { return column.default_value || column.identity != Identity::kNone; }

void run(const RuleContext& context, Report& report) {
  for (const Change& change : context.diff().changes)
    if (change.type == ChangeType::kAlter && change.kind == Kind::kColumn &&
        context.before().is(context.before().parent(change.before), Kind::kTable) &&
        gives_value(context.before().body<Column>(change.before)) &&
        !gives_value(context.after().body<Column>(change.after)))
      report.add(change, "column " + quoted(identity(context.before(), change.before)) + " loses its default");
}

}  // namespace

extern const Rule default_removed;
const Rule default_removed = {
    .code = {"UP516", "default-removed", Level::kWarning, "A column loses its default."},
    .concern = Concern::kWrite,
    .condition = "A column that was there before has no default any more.",
    .effect = "INSERTs that leave it out write null, or fail where it is NOT NULL.",
    .remedy = "Wait until every release that runs gives a value.",
    .bad = {R"(CREATE TABLE users (id bigint PRIMARY KEY, role text NOT NULL DEFAULT 'guest');)",
            R"(ALTER TABLE users ALTER COLUMN role DROP DEFAULT;)"},
    .good = {R"(CREATE TABLE users (id bigint PRIMARY KEY, role text NOT NULL DEFAULT 'guest');)",
             R"(ALTER TABLE users ALTER COLUMN role SET DEFAULT 'user';)"},
    .run = run,
};

}  // namespace underpin::compat::rules
