#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

void run(const RuleContext& context, Report& report) {
  for (const Change& change : context.diff().changes) {
    if (change.kind != Kind::kPublicationTable || change.type == ChangeType::kCreate) continue;
    const Catalog &before = context.before(), &after = context.after();
    const PublicationTable& old = before.body<PublicationTable>(change.before);
    const std::string what = "publication " + quoted(before.name(before.parent(change.before)).text());
    const std::string table = quoted(qualified_name(before, old.relation));
    const ObjectId still = context.diff().to_after.at(before.parent(change.before));
    if (change.type == ChangeType::kDrop) {
      const bool all = still && after.body<Publication>(still).all_tables;
      if (!all && context.diff().to_after.contains(old.relation))
        report.add(change, what + " does not send table " + table + " any more");
      continue;
    }
    const PublicationTable& now = after.body<PublicationTable>(change.after);
    if (now.where && !old.where) report.add(change, what + " does not send all rows of table " + table + " any more");
    if (now.columns.empty()) continue;
    for (const ObjectId column : old.columns.empty() ? before.children(old.relation, Kind::kColumn) : old.columns) {
      const ObjectId same = context.diff().to_after.at(column);
      if (same && std::ranges::find(now.columns, same) == now.columns.end())
        report.add(change, what + " does not send column " + quoted(identity(before, column)) + " any more");
    }
  }
}

}  // namespace

extern const Rule publication_narrowed;
const Rule publication_narrowed = {
    .code = {"UP519", "publication-narrowed", Level::kWarning, "A publication sends less than before."},
    .concern = Concern::kRead,
    .condition = "A table leaves a publication, a column leaves its column list, or a row filter is added.",
    .effect = "Subscribers and change data capture miss what is not sent any more, in silence.",
    .remedy = "Tell those who subscribe, and let them go on without it first.",
    .bad = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);
CREATE PUBLICATION changes FOR TABLE users (id, name, email);)",
            R"(ALTER PUBLICATION changes SET TABLE users (id, name);)"},
    .good = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);
CREATE PUBLICATION changes FOR TABLE users (id, name, email);)",
             R"(ALTER PUBLICATION changes SET TABLE users;)"},
    .run = run,
};

}  // namespace underpin::compat::rules
