#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

void run(const RuleContext& context, Report& report) {
  for (const Change& change : context.diff().changes) {
    if (change.type != ChangeType::kDrop || change.kind != Kind::kIndex) continue;
    const Catalog& before = context.before();
    const ObjectId table = context.diff().to_after.at(before.parent(change.before));
    if (!table || !before.body<Index>(change.before).unique || has_unique_index(context, change.before, table))
      continue;
    if (before.body<Index>(change.before).parent_index) continue;  // of a partition: its parent's says it
    if (!columns_stay(context, change.before)) continue;           // of a column that goes its rule speaks
    report.add(change, "unique index " + quoted(qualified_name(before, change.before)) + " of table " +
                           quoted(qualified_name(before, before.parent(change.before))) + " goes");
  }
}

}  // namespace

extern const Rule conflict_target_dropped;
const Rule conflict_target_dropped = {
    .code = {"UP517", "conflict-target-dropped", Level::kWarning, "A unique index goes that ON CONFLICT may count on."},
    .concern = Concern::kRead,
    .condition = "A unique index or constraint goes, and no other one has its columns.",
    .effect =
        "INSERT … ON CONFLICT over these columns fails when it runs (42P10); values may be there twice from then on.",
    .remedy = "Build the index that takes its place first; look for ON CONFLICT over its columns.",
    .bad = {R"(CREATE TABLE users (id bigint PRIMARY KEY, email text CONSTRAINT users_email UNIQUE);)",
            R"(ALTER TABLE users DROP CONSTRAINT users_email;)"},
    .good = {R"(CREATE TABLE users (id bigint PRIMARY KEY, email text CONSTRAINT users_email UNIQUE);)",
             R"(CREATE UNIQUE INDEX CONCURRENTLY users_mail ON users (email);
ALTER TABLE users DROP CONSTRAINT users_email;)"},
    .run = run,
};

}  // namespace underpin::compat::rules
