#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

void run(const RuleContext& context, Report& report) {
  for (const Change& change : context.diff().changes)
    if (change.type == ChangeType::kAlter && change.renamed && change.kind == Kind::kColumn)
      report.add(change, "column " + quoted(identity(context.before(), change.before)) + " becomes " +
                             quoted(context.after().name(change.after).text()));
}

}  // namespace

extern const Rule column_renamed;
const Rule column_renamed = {
    .code = {"UP508", "column-renamed", Level::kWarning, "A column gets another name."},
    .concern = Concern::kRead,
    .condition = "A column of a table or view is renamed.",
    .effect =
        "Queries that say the old name fail from that moment on, and those that say the new one before it: no release "
        "works on both sides.",
    .remedy =
        "Add a column under the new name, keep both alike until every release says the new one, then drop the old one.",
    .bad = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);)",
            R"(ALTER TABLE users RENAME COLUMN name TO full_name;)"},
    .good = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);)",
             R"(ALTER TABLE users ADD COLUMN full_name text;)"},
    .run = run,
};

}  // namespace underpin::compat::rules
