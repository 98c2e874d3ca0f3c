#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

bool is_published(const Catalog& catalog, ObjectId table) {
  bool found = false;
  catalog.for_each([&](ObjectId id) {
    if (catalog.is(id, Kind::kPublication)) found |= catalog.body<Publication>(id).all_tables;
    if (catalog.is(id, Kind::kPublicationTable)) found |= catalog.body<PublicationTable>(id).relation == table;
    if (catalog.is(id, Kind::kPublicationSchema))
      found |= catalog.body<PublicationSchema>(id).schema == catalog.schema_of(table);
  });
  return found;
}

bool has_identity(const Catalog& catalog, ObjectId table) {
  const Table& body = catalog.body<Table>(table);
  if (body.replica_identity == 'f') return true;
  if (body.replica_identity == 'i') return body.replica_index && !catalog.removed(body.replica_index);
  if (body.replica_identity == 'n') return false;
  for (const ObjectId id : catalog.children(table, Kind::kConstraint))
    if (catalog.body<Constraint>(id).type == ConstraintType::kPrimary) return true;
  return false;
}

void run(const RuleContext& context, Report& report) {
  std::vector<ObjectId> seen;
  for (const Change& change : context.diff().changes) {
    const Catalog &before = context.before(), &after = context.after();
    if (!change.before) continue;
    ObjectId table = change.kind == Kind::kTable ? change.before : before.parent(change.before);
    if (!before.is(table, Kind::kTable) || std::ranges::find(seen, table) != seen.end()) continue;
    seen.push_back(table);
    const ObjectId now = context.diff().to_after.at(table);
    if (!now || !has_identity(before, table) || has_identity(after, now) || !is_published(after, now)) continue;
    report.add(change,
               "table " + quoted(qualified_name(after, now)) + " is published and has no replica identity any more");
  }
}

}  // namespace

extern const Rule replica_identity_lost;
const Rule replica_identity_lost = {
    .code = {"UP518", "replica-identity-lost", Level::kWarning, "A published table has no replica identity any more."},
    .concern = Concern::kWrite,
    .condition = "A table in a publication loses its primary key or the index of its replica identity.",
    .effect = "UPDATE and DELETE of it fail (55000) as long as it is published.",
    .remedy = "Set another replica identity first (ALTER TABLE … REPLICA IDENTITY USING INDEX, or FULL).",
    .bad = {R"(CREATE TABLE users (id bigint NOT NULL, name text, CONSTRAINT users_pkey PRIMARY KEY (id));
CREATE PUBLICATION changes FOR TABLE users;)",
            R"(ALTER TABLE users DROP CONSTRAINT users_pkey;)"},
    .good = {R"(CREATE TABLE users (id bigint NOT NULL, name text, CONSTRAINT users_pkey PRIMARY KEY (id));
CREATE PUBLICATION changes FOR TABLE users;)",
             R"(ALTER TABLE users REPLICA IDENTITY FULL;
ALTER TABLE users DROP CONSTRAINT users_pkey;)"},
    .run = run,
};

}  // namespace underpin::compat::rules
