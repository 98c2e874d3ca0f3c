#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

void run(const RuleContext& context, Report& report) {
  for (const Change& change : context.diff().changes) {
    if (!is_new_constraint(context, change)) continue;
    const ConstraintType type = context.after().body<Constraint>(change.after).type;
    if (type == ConstraintType::kCheck)
      report.add(change, "check constraint " + quoted(context.after().name(change.after).text()) + " is new on table " +
                             quoted(qualified_name(context.after(), context.after().parent(change.after))));
  }
}

}  // namespace

extern const Rule check_added;
const Rule check_added = {
    .code = {"UP514", "check-added", Level::kWarning, "Values are checked that were not."},
    .concern = Concern::kWrite,
    .condition = "A CHECK constraint is added to a table that was there before.",
    .effect = "Writes that break it fail, NOT VALID or not; so does its validation where rows break it.",
    .remedy = "Look for rows that break it, and make sure that every release that runs keeps it.",
    .bad = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);)",
            R"(ALTER TABLE users ADD CONSTRAINT named CHECK (name <> '') NOT VALID;)"},
    .good = {R"()", R"(CREATE TABLE users (id bigint PRIMARY KEY, name text CHECK (name <> ''));)"},
    .run = run,
};

}  // namespace underpin::compat::rules
