#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

bool is_closed(const Catalog& catalog, ObjectId table) {
  return catalog.is(table, Kind::kTable) && catalog.body<Table>(table).row_security &&
         catalog.children(table, Kind::kPolicy).empty();
}

void run(const RuleContext& context, Report& report) {
  const Catalog &before = context.before(), &after = context.after();
  std::vector<ObjectId> seen;
  for (const Change& change : context.diff().changes) {
    ObjectId table;
    if (change.kind == Kind::kTable && change.after) table = change.after;
    if (change.kind == Kind::kPolicy && change.type == ChangeType::kDrop)
      table = context.diff().to_after.at(before.parent(change.before));
    if (!is_closed(after, table) || std::ranges::find(seen, table) != seen.end()) continue;
    if (const ObjectId old = context.diff().to_before.at(table); old && is_closed(before, old)) continue;
    seen.push_back(table);
    const bool forced = after.body<Table>(table).force_row_security;
    report.add(change, "table " + quoted(qualified_name(after, table)) + " has row-level security and no policy: " +
                           (forced ? "nobody" : "nobody but its owner") + " sees or writes rows");
  }
}

}  // namespace

extern const Rule row_security_without_policy;
const Rule row_security_without_policy = {
    .code = {"UP520", "row-security-without-policy", Level::kWarning, "A table has row-level security and no policy."},
    .concern = Concern::kRead,
    .condition = "ROW LEVEL SECURITY is enabled on a table that has no policy, or its last policy goes.",
    .effect =
        "Without a policy nothing is allowed: SELECT gives no rows, INSERT fails (42501), for all but the owner and "
        "roles with BYPASSRLS.",
    .remedy = "Create the policies first, then enable row-level security.",
    .bad = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text, tenant int);)",
            R"(ALTER TABLE users ENABLE ROW LEVEL SECURITY;)"},
    .good = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text, tenant int);)",
             R"(CREATE POLICY own ON users USING (tenant = current_setting('app.tenant')::int);
ALTER TABLE users ENABLE ROW LEVEL SECURITY;)"},
    .run = run,
};

}  // namespace underpin::compat::rules
