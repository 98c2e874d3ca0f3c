#include "plan/kinds/table_copy.h"

#include <algorithm>

#include "base/utf8.h"
#include "plan/decide.h"
#include "plan/dependencies.h"
#include "plan/kinds/column_sql.h"
#include "plan/kinds/sequence_sql.h"
#include "plan/kinds/table_sql.h"

namespace underpin::plan {
namespace {

constexpr size_t kNameBytes = 63;
constexpr int kCopyRank = 2, kSetvalRank = 3;

bool is_free(const Planner& p, ObjectId schema, Symbol name) {
  const ObjectId new_schema = p.counterpart(schema);
  return !p.before.find(NameSpace::kRelation, schema, name) && !p.before.find(NameSpace::kType, schema, name) &&
         !(new_schema &&
           (p.after.find(NameSpace::kRelation, new_schema, name) || p.after.find(NameSpace::kType, new_schema, name)));
}

// "users_old", "users_old2" …: the first that no state uses.
std::string spare_name(const Planner& p, ObjectId before) {
  for (int n = 1;; ++n) {
    const std::string tail = n == 1 ? "_old" : "_old" + std::to_string(n);
    const std::string_view head = p.before.name(before).text();
    size_t size = std::min(head.size(), kNameBytes - tail.size());
    while (size < head.size() && size > 0 && is_utf8_continuation(head[size])) --size;
    std::string name = std::string(head.substr(0, size)) + tail;
    if (is_free(p, p.before.schema_of(before), intern(name))) return name;
  }
}

std::string spare_qualified(const Planner& p, ObjectId before) {
  return bare(p.before, p.before.schema_of(before)) + "." + quote_identifier(spare_name(p, before));
}

// The partitioned table that its rows come back through.
ObjectId copied_through(const Planner& p, ObjectId before) {
  const Table& old = p.before.body<Table>(before);
  const ObjectId after = p.counterpart(before);
  if (!old.is_partition || !after || !p.after.body<Table>(after).is_partition || !p.dropped(old.parents[0])) return {};
  const ObjectId parent = p.counterpart(old.parents[0]);
  return parent && p.after.body<Table>(after).parents[0] == parent ? parent : ObjectId{};
}

void set_aside(Planner& p, ObjectId id) {
  Draft draft = draft_on(p.before, id, "set aside",
                         "ALTER " + std::string(object_word(p.before, id)) + " " + qualified_name(p.before, id) +
                             " RENAME TO " + quote_identifier(spare_name(p, id)),
                         "its name has to be free for what takes its place");
  draft.sets_aside = {id};
  p.add(std::move(draft));
}

// Everything of the table whose name is one of the schema's: partitions, indexes, sequences.
void set_all_aside(Planner& p, ObjectId table) {
  set_aside(p, table);
  for (ObjectId index : p.before.children(table, Kind::kIndex)) set_aside(p, index);
  for (ObjectId column : p.before.children(table, Kind::kColumn))
    for (const Dependent& dependent : p.dependencies().of(column))
      if (dependent.attribute == "owned_by" && p.folded_drop(dependent.id)) set_aside(p, dependent.id);
  for (const Dependent& dependent : p.dependencies().of(table))
    if (dependent.attribute == "parents" && p.folded_drop(dependent.id)) set_all_aside(p, dependent.id);
}

// New columns' names and the old table's values for them.
struct Values {
  std::string columns, values;
  bool overriding = false;
};

Values values_to_copy(const Planner& p, ObjectId after) {
  Values out;
  for (ObjectId id : p.after.children(after, Kind::kColumn)) {
    const Column& column = p.after.body<Column>(id);
    const ObjectId old = p.counterpart_before(id);
    if (!old || column.generated != Generated::kNone) continue;
    const std::string name = bare(p.after, id);
    const std::string cast = using_expression(p.before, p.before.body<Column>(old).type, p.after, column.type, name);
    out.columns += (out.columns.empty() ? "" : ", ") + name;
    out.values += (out.values.empty() ? "" : ", ") + (cast.empty() ? name : cast);
    out.overriding |= column.identity == Identity::kAlways;
  }
  return out;
}

bool is_below(const Catalog& catalog, ObjectId table, ObjectId root) {
  while (catalog.body<Table>(table).is_partition) {
    table = catalog.body<Table>(table).parents[0];
    if (table == root) return true;
  }
  return false;
}

ObjectId owned_sequence(const Catalog& catalog, ObjectId id) {
  const Column& column = catalog.body<Column>(id);
  if (column.identity != Identity::kNone) return identity_sequence(catalog, id);
  if (!column.default_value || column.generated != Generated::kNone) return {};
  for (const Reference& ref : catalog.expr(column.default_value).refs)
    if (catalog.is(ref.target, Kind::kSequence) && catalog.body<Sequence>(ref.target).owned_by == id) return ref.target;
  return {};
}

}  // namespace

bool can_be_copied(const Planner& p, ObjectId before) {
  const ObjectId after = p.counterpart(before);
  if (!after) return false;
  const Table& old = p.before.body<Table>(before);
  const Table& wanted = p.after.body<Table>(after);
  if (old.server && wanted.server) return true;  // the rows are elsewhere
  if (old.persistence == 't' || wanted.persistence == 't' || old.server || wanted.server) return false;
  if (copied_through(p, before)) return true;
  const Change* change = p.change_of(after);
  const bool own_change = change && (change->touches("partition_strategy") || change->touches("partition_key"));
  const bool rows_elsewhere = !old.parents.empty() || !wanted.parents.empty();
  const auto of_table = p.dependencies().of(before);
  const bool statistics =
      std::ranges::any_of(of_table, [&](const Dependent& d) { return p.before.is(d.id, Kind::kStatistics); });
  return own_change && !rows_elsewhere && !statistics;
}

void set_table_aside(Planner& p, ObjectId id) {
  const std::string word(object_word(p.before, id));
  if (p.before.body<Table>(id).server) {
    p.add(drop_draft(p, id, "DROP " + word + " " + qualified_name(p.before, id), "it is built anew"));
    return;
  }
  set_all_aside(p, id);
  p.add(drop_draft(p, id, "DROP " + word + " " + spare_qualified(p, id), "its rows are in the new one"));
}

void draft_copy(Planner& p, ObjectId after) {
  const ObjectId before = p.counterpart_before(after);
  if (p.after.body<Table>(after).server || copied_through(p, before)) return;
  const Values values = values_to_copy(p, after);
  if (values.columns.empty()) return;
  std::string sql = "INSERT INTO " + qualified_name(p.after, after) + " (" + values.columns + ")";
  if (values.overriding) sql += " OVERRIDING SYSTEM VALUE";
  sql += "\nSELECT " + values.values + " FROM " + spare_qualified(p, before);
  Draft draft = draft_on(p.after, after, "copy", std::move(sql), "its rows come from the old one", kCopyRank);
  draft.alters = {after};
  draft.releases = {before};
  p.after.for_each([&](ObjectId id) {
    if (p.after.is(id, Kind::kTable) && is_below(p.after, id, after)) draft.needs.push_back(id);
  });
  p.add(std::move(draft));
  for (ObjectId column : p.after.children(after, Kind::kColumn)) {
    const ObjectId sequence = p.counterpart_before(column) ? owned_sequence(p.after, column) : ObjectId{};
    if (!sequence || !p.created(sequence)) continue;
    Draft past = draft_on(p.after, after, "setval", past_rows(p.after, sequence, column),
                          "its rows have values that the new sequence must not give again", kSetvalRank);
    past.alters = {after};
    past.needs = {sequence};
    p.add(std::move(past));
  }
}

}  // namespace underpin::plan
