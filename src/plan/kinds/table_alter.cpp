#include "plan/kinds/table_alter.h"

#include <algorithm>

#include "plan/kinds/table_create.h"
#include "plan/kinds/table_inheritance.h"
#include "plan/kinds/table_sql.h"

namespace underpin::plan {
namespace {

enum Rank { kDetach = -5, kShape = 1, kInherit = 3, kIdentity = 5, kSecurity = 6 };

struct Alteration {
  Planner& p;
  const Change& change;
  const Table& before;
  const Table& after;

  void add(std::initializer_list<std::string_view> attributes, const std::string& action, std::string reason,
           int rank) const {
    p.add(alter_draft(p, change.after, attributes, alter_relation(p.after, change.after) + action, std::move(reason),
                      rank));
  }
};

std::string replica_identity(const Catalog& catalog, const Table& table) {
  switch (table.replica_identity) {
    case 'n': return "REPLICA IDENTITY NOTHING";
    case 'f': return "REPLICA IDENTITY FULL";
    case 'i': return table.replica_index ? "REPLICA IDENTITY USING INDEX " + bare(catalog, table.replica_index) : "";
    default: return "REPLICA IDENTITY DEFAULT";
  }
}

void draft_replica_identity(Planner& p, ObjectId id) {
  if (const std::string action = replica_identity(p.after, p.after.body<Table>(id)); !action.empty())
    p.add(alter_draft(p, id, {"replica_identity", "replica_index"}, alter_relation(p.after, id) + action,
                      "its replica identity differs", kIdentity));
}

void draft_cluster(Planner& p, ObjectId id) {
  const ObjectId index = p.after.body<Table>(id).cluster_index;
  p.add(
      alter_draft(p, id, {"cluster_index"},
                  alter_relation(p.after, id) + (index ? "CLUSTER ON " + bare(p.after, index) : "SET WITHOUT CLUSTER"),
                  "its clustering differs", kIdentity));
}

bool lists(const Catalog& catalog, const Table& table, Symbol name, ObjectId schema) {
  return std::ranges::any_of(table.parents, [&](ObjectId id) {
    return catalog.name(id) == name && catalog.name(catalog.parent(id)) == catalog.name(schema);
  });
}

// Leaves what it is attached to. What came from there may go afterwards.
void draft_leave(const Alteration& a, ObjectId parent) {
  const ObjectId id = a.change.after;
  std::string sql = a.before.is_partition
                        ? alter_relation(a.p.before, parent) + "DETACH PARTITION " + qualified_name(a.p.after, id)
                        : alter_relation(a.p.after, id) + "NO INHERIT " + qualified_name(a.p.before, parent);
  Draft draft = draft_on(a.p.after, id, "detach", std::move(sql), "it is no longer part of its parent", kDetach);
  draft.needs = {id};
  draft.releases = {parent};
  for (ObjectId child : a.p.before.at(a.change.before).children) draft.releases.push_back(child);
  for (ObjectId child : a.p.before.at(parent).children) draft.releases.push_back(child);
  a.p.add(std::move(draft));
}

void draft_inherit(const Alteration& a, ObjectId parent) {
  Draft draft = alter_draft(a.p, a.change.after, {"parents"},
                            alter_relation(a.p.after, a.change.after) + "INHERIT " + qualified_name(a.p.after, parent),
                            "it inherits from it", kInherit);
  for (ObjectId table : {a.change.after, parent})
    for (ObjectId child : a.p.after.at(table).children)
      if (a.p.after.is(child, Kind::kColumn) || a.p.after.is(child, Kind::kConstraint)) draft.needs.push_back(child);
  a.p.add(std::move(draft));
}

void alter_parents(const Alteration& a) {
  if (!a.change.touches("parents") && !a.change.touches("is_partition") && !a.change.touches("bound")) return;
  const bool as_partition = a.before.is_partition || a.after.is_partition;
  for (ObjectId parent : a.before.parents)
    if (as_partition || !lists(a.p.after, a.after, a.p.before.name(parent), a.p.before.parent(parent)))
      draft_leave(a, parent);
  if (a.after.is_partition) return draft_attach_partition(a.p, a.change.after);
  for (ObjectId parent : a.after.parents)
    if (a.before.is_partition || !lists(a.p.before, a.before, a.p.after.name(parent), a.p.after.parent(parent)))
      draft_inherit(a, parent);
}

void alter_storage(const Alteration& a) {
  if (a.change.touches("persistence"))
    a.add({"persistence"}, a.after.persistence == 'u' ? "SET UNLOGGED" : "SET LOGGED", "its persistence differs",
          kShape);
  if (a.change.touches("access_method"))
    a.add({"access_method"},
          "SET ACCESS METHOD " + (a.after.access_method.empty() ? "heap" : quote_identifier(a.after.access_method)),
          "its access method differs", kShape);
  if (a.change.touches("tablespace"))
    a.add({"tablespace"},
          "SET TABLESPACE " + (a.after.tablespace.empty() ? "pg_default" : quote_identifier(a.after.tablespace)),
          "its tablespace differs", kShape);
  if (a.change.touches("options")) {
    const OptionStatements options = option_changes(a.before.options, a.after.options);
    if (!options.set.empty()) a.add({"options"}, "SET (" + options.set + ")", "its options differ", kShape);
    if (!options.reset.empty()) a.add({"options"}, "RESET (" + options.reset + ")", "its options differ", kShape);
  }
  if (a.change.touches("foreign_options"))
    a.add({"foreign_options"},
          "OPTIONS (" + fdw_option_changes(a.before.foreign_options, a.after.foreign_options) + ")",
          "its options differ", kShape);
}

void alter_security(const Alteration& a) {
  if (a.change.touches("row_security"))
    a.add({"row_security"}, a.after.row_security ? "ENABLE ROW LEVEL SECURITY" : "DISABLE ROW LEVEL SECURITY",
          "its row security differs", kSecurity);
  if (a.change.touches("force_row_security"))
    a.add({"force_row_security"},
          a.after.force_row_security ? "FORCE ROW LEVEL SECURITY" : "NO FORCE ROW LEVEL SECURITY",
          "its row security differs", kSecurity);
}

}  // namespace

void alter_table(Planner& p, const Change& change) {
  const Alteration a{p, change, p.before.body<Table>(change.before), p.after.body<Table>(change.after)};
  if (change.touches("of_type"))
    a.add({"of_type"}, a.after.of_type.known() ? "OF " + type_text(p.after, a.after.of_type) : "NOT OF",
          "its type differs", kShape);
  alter_storage(a);
  alter_parents(a);
  if (change.touches("replica_identity") || change.touches("replica_index")) draft_replica_identity(p, change.after);
  if (change.touches("cluster_index")) draft_cluster(p, change.after);
  alter_security(a);
}

void draft_table_settings(Planner& p, ObjectId id) {
  const Table& table = p.after.body<Table>(id);
  const std::string head = alter_relation(p.after, id);
  if (table.replica_identity != 'd') draft_replica_identity(p, id);
  if (table.cluster_index) draft_cluster(p, id);
  if (table.row_security)
    p.add(alter_draft(p, id, {"row_security"}, head + "ENABLE ROW LEVEL SECURITY", "it has row security", kSecurity));
  if (table.force_row_security)
    p.add(alter_draft(p, id, {"force_row_security"}, head + "FORCE ROW LEVEL SECURITY", "it has row security",
                      kSecurity));
}

}  // namespace underpin::plan
