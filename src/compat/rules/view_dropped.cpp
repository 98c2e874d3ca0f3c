#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

bool is_view(Kind kind) { return kind == Kind::kView || kind == Kind::kMaterializedView; }

void run(const RuleContext& context, Report& report) {
  for (const Change& change : context.diff().changes) {
    if (change.type == ChangeType::kCreate) continue;
    const std::string name = quoted(identity(context.before(), change.before));
    if (change.type == ChangeType::kDrop && is_view(change.kind) && goes_for_itself(context, change))
      report.add(change, "view " + name + " goes");
    if (change.type == ChangeType::kDrop && change.kind == Kind::kColumn && goes_for_itself(context, change) &&
        is_view(context.before().kind(context.before().parent(change.before))))
      report.add(change, "column " + name + " of a view goes");
  }
}

}  // namespace

extern const Rule view_dropped;
const Rule view_dropped = {
    .code = {"UP503", "view-dropped", Level::kWarning, "A view goes, or a column of it."},
    .concern = Concern::kRead,
    .condition = "A view or materialized view is dropped, or made again without one of its columns.",
    .effect = "Queries that name it fail.",
    .remedy = "Keep the view until nothing reads it; new columns can go behind the old ones.",
    .bad = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);
CREATE VIEW names AS SELECT id, name FROM users;)",
            R"(DROP VIEW names;)"},
    .good = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);
CREATE VIEW names AS SELECT id, name FROM users;)",
             R"(CREATE OR REPLACE VIEW names AS SELECT id, name, email FROM users;)"},
    .run = run,
};

}  // namespace underpin::compat::rules
