#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

void run(const RuleContext& context, Report& report) {
  for (const Change& change : context.diff().changes) {
    if (change.type != ChangeType::kCreate || change.kind != Kind::kIndex) continue;
    const Catalog& after = context.after();
    const ObjectId table = after.parent(change.after);
    const ObjectId before = context.diff().to_before.at(table);
    if (!before || !after.body<Index>(change.after).unique || had_unique_index(context, change.after, before)) continue;
    report.add(change, "index " + quoted(after.name(change.after).text()) + " makes table " +
                           quoted(qualified_name(after, table)) + " refuse values that are there already");
  }
}

}  // namespace

extern const Rule unique_added;
const Rule unique_added = {
    .code = {"UP513", "unique-added", Level::kWarning, "Values have to be unique that had not to be."},
    .concern = Concern::kWrite,
    .condition =
        "A unique, primary key or exclusion constraint, or a unique index, is added to a table that was there before.",
    .effect = "Writes of a value that is there fail; so does the change where the rows have some twice.",
    .remedy = "Look for values that are there twice, and let writers expect the error (23505).",
    .bad = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);)",
            R"(CREATE UNIQUE INDEX CONCURRENTLY users_email ON users (email);)"},
    .good = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);)",
             R"(CREATE INDEX CONCURRENTLY users_email ON users (email);)"},
    .run = run,
};

}  // namespace underpin::compat::rules
