#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

void run(const RuleContext& context, Report& report) {
  for (const Change& change : context.diff().changes)
    if (change.type == ChangeType::kAlter && change.kind == Kind::kColumn && change.touches("type") &&
        context.before().is(context.before().parent(change.before), Kind::kTable))
      report.add(change, "column " + quoted(identity(context.before(), change.before)) + " changes its type from " +
                             type_of(context.before(), change.before) + " to " +
                             type_of(context.after(), change.after));
}

}  // namespace

extern const Rule type_changed;
const Rule type_changed = {
    .code = {"UP506", "type-changed", Level::kWarning, "A column has another type."},
    .concern = Concern::kResult,
    .condition = "The type of a column changes under the same name.",
    .effect =
        "Clients get another type: prepared statements fail once (cached plan must not change result type), and code "
        "that maps the column may not take it.",
    .remedy = "Add a column of the new type, fill it, and let clients move over.",
    .bad = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);)",
            R"(ALTER TABLE users ALTER COLUMN id TYPE numeric;)"},
    .good = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);)",
             R"(ALTER TABLE users ALTER COLUMN name SET DEFAULT '';)"},
    .run = run,
};

}  // namespace underpin::compat::rules
