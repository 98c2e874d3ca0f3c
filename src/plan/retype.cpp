// Kept objects that must let go of something for a while: columns whose type is built anew, defaults whose function is,
// the replica identity whose index is.
#include <algorithm>

#include "plan/decide.h"
#include "plan/dependencies.h"
#include "plan/stated_values.h"

namespace underpin::plan {
namespace {

enum Rank : int { kReleaseRank = -9, kRetypeRank = -8, kTakeAgainRank = 8 };

Draft alter_table(const Planner& p, ObjectId about, ObjectId table, const std::string& command, int rank) {
  Draft draft;
  draft.kind = p.after.kind(about);
  draft.action = "alter";
  draft.object = identity(p.after, about);
  draft.sql =
      "ALTER " + std::string(object_word(p.after, table)) + " " + qualified_name(p.after, table) + " " + command;
  draft.alters = {about};
  draft.rank = rank;
  return draft;
}

bool declared_elsewhere(const Planner& p, ObjectId column) {
  const Column& body = p.after.body<Column>(column);
  return body.inherited > 0 && p.retyped(column);
}

// Text carries every value over, but for rows whose attributes are not the same ones: these are put together one by
// one.
std::string moved_value(const Planner& p, ObjectId column, const std::string& name, const std::string& type) {
  const TypeRef& now = p.after.body<Column>(column).type;
  if (now.array || !p.after.is(now.object, Kind::kComposite)) return name + "::text::" + type;
  std::string row;
  for (ObjectId attribute : p.after.children(now.object, Kind::kColumn)) {
    if (!row.empty()) row += ", ";
    const ObjectId old = p.counterpart_before(attribute);
    row += old ? "(" + name + ")." + quote_identifier(p.before.name(old)) +
                     "::text::" + type_text(p.after, p.after.body<Column>(attribute).type)
               : "NULL";
  }
  return "CASE WHEN " + name + " IS DISTINCT FROM NULL THEN ROW(" + row + ")::" + type + " END";
}

void move_to_new_type(Planner& p, ObjectId column) {
  const Change* change = p.change_of(column);
  if (declared_elsewhere(p, column) || (change && change->touches("type"))) return;
  const ObjectId table = p.after.parent(column);
  const std::string name = quote_identifier(p.after.name(column));
  const std::string type = type_text(p.after, p.after.body<Column>(column).type);
  std::string command = "ALTER COLUMN " + name + " TYPE " + type;
  if (!p.after.body<Table>(table).server) {
    const auto stated = stated_values(p, column);
    command += " USING " + (stated ? stated->forward : moved_value(p, column, name, type));
  }
  Draft draft = alter_table(p, column, table, command, kRetypeRank);
  draft.reason = described(p.after, column) + " moves over to the new " + type;
  draft.releases = {p.before.body<Column>(p.counterpart_before(column)).type.object};
  p.add(std::move(draft));
}

void release_default(Planner& p, ObjectId before) {
  const ObjectId column = p.counterpart(before);
  const ObjectId table = p.after.parent(column);
  const Change* change = p.change_of(column);
  const std::string name = quote_identifier(p.after.name(column));
  Draft drop = alter_table(p, column, table, "ALTER COLUMN " + name + " DROP DEFAULT", kReleaseRank);
  drop.alters.clear();
  drop.needs = {column};
  drop.reason = "the default of " + described(p.after, column) + " uses what is built anew";
  for_each_reference(p.before, before, [&](ObjectId target, std::string_view attribute) {
    if (attribute == "default") drop.releases.push_back(target);
  });
  p.add(std::move(drop));
  const ExprId value = p.after.body<Column>(column).default_value;
  if (!value || (change && change->touches("default"))) return;
  Draft set = alter_table(p, column, table, "ALTER COLUMN " + name + " SET DEFAULT " + expr_text(p.after, value),
                          kTakeAgainRank);
  set.reason = "the default of " + described(p.after, column) + " comes back";
  p.add(std::move(set));
}

// The index that a table names is dropped and comes back; PostgreSQL has forgotten the mark by then.
void mark_index_again(Planner& p, ObjectId before, std::string_view attribute) {
  const ObjectId table = p.counterpart(before);
  const Change* change = table ? p.change_of(table) : nullptr;
  if (!table || (change && change->touches(attribute))) return;
  const bool replica = attribute == "replica_index";
  const Table& body = p.after.body<Table>(table);
  const ObjectId index = replica ? body.replica_index : body.cluster_index;
  if (!index) return;
  Draft draft =
      alter_table(p, table, table,
                  (replica ? "REPLICA IDENTITY USING INDEX " : "CLUSTER ON ") + quote_identifier(p.after.name(index)),
                  kTakeAgainRank);
  draft.needs = {index};
  draft.reason = described(p.after, index) + " is built anew";
  p.add(std::move(draft));
}

}  // namespace

void draft_retyped(Planner& p) {
  auto sorted = [](auto& ids, const Catalog& catalog) {
    std::ranges::sort(ids, {}, [&](ObjectId id) { return identity(catalog, id); });
  };
  std::vector<ObjectId> columns(p.retyped_.begin(), p.retyped_.end());
  sorted(columns, p.after);
  for (ObjectId column : columns)
    if (!p.created(column)) move_to_new_type(p, column);
  std::vector<ObjectId> released;
  for (const auto& [id, attributes] : p.released_)
    if (!p.dropped(id) && p.counterpart(id)) released.push_back(id);
  sorted(released, p.before);
  for (ObjectId id : released)
    for (std::string_view attribute : p.released_[id]) {
      if (attribute == "default")
        release_default(p, id);
      else
        mark_index_again(p, id, attribute);
    }
}

}  // namespace underpin::plan
