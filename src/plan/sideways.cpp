#include "plan/sideways.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "ir/attributes.h"
#include "ir/print.h"
#include "locks/locks.h"
#include "plan/dependencies.h"
#include "plan/kinds/column_alter.h"
#include "plan/kinds/column_sql.h"
#include "plan/kinds/table_sql.h"
#include "plan/stated_values.h"
#include "plan/strategies/sideways_values.h"
#include "plan/strategies/strategy.h"

namespace underpin::plan {
namespace {

// An ordinary table: neither partitioned nor part of a hierarchy, and nothing that would write it anew changes.
bool is_ordinary(const Planner& p, ObjectId table) {
  const ObjectId old = p.counterpart_before(table);
  if (!old || !p.after.is(table, Kind::kTable) || !p.dependencies().heirs(old).empty()) return false;
  for (const auto& [catalog, id] : {std::pair(&p.before, old), std::pair(&p.after, table)}) {
    const Table& body = catalog->body<Table>(id);
    if (body.partition_strategy != 0 || body.is_partition || !body.parents.empty() || body.server ||
        !body.of_type.name.empty() || body.of_type.object)
      return false;
  }
  const Change* change = p.change_of(table);
  static constexpr std::string_view kWhole[] = {"persistence",      "access_method", "parents",
                                                "replica_identity", "replica_index", "cluster_index"};
  return change == nullptr ||
         std::ranges::none_of(kWhole, [&](std::string_view attribute) { return change->touches(attribute); });
}

// But for its name.
bool is_kept_as_it_is(const Planner& p, ObjectId before) {
  const ObjectId after = p.counterpart(before);
  const Change* change = after ? p.change_of(after) : nullptr;
  return after && (change == nullptr || (change->renamed && change->attributes.empty()));
}

// The type in terms of the old state; false where that does not have it.
bool type_in_before(const Planner& p, TypeRef& type) {
  if (!type.object) return true;
  type.object = p.counterpart_before(type.object);
  return static_cast<bool>(type.object);
}

// Would the plain statement write the table anew, read it or build an index?
bool is_dear(const Planner& p, const Change& change) {
  TypeRef type = p.after.body<Column>(change.after).type;
  if (!type_in_before(p, type)) return true;
  Catalog changed = p.before.clone();
  changed.body<Column>(change.before).type = type;
  changed.body<Column>(change.before).collation = p.after.body<Column>(change.after).collation;
  SourceSet text;
  text.add("alter.sql", alter_relation(p.before, p.before.parent(change.before)) + "ALTER COLUMN " +
                            bare(p.before, change.before) + " " + type_action(p, change));
  Sink quiet;
  const SplitResult statements = split(*text.files().front(), quiet);
  if (statements.statements.empty()) return false;
  const Cost cost =
      predict(p.before, TableRows(), statements.statements.front(), {.target = p.options.target, .after = &changed});
  return !cost.rewrites.empty() || !cost.scans.empty() || !cost.index_builds.empty();
}

bool has_settings(const Catalog& catalog, ObjectId id) {
  const Column& column = catalog.body<Column>(id);
  return catalog.at(id).acl || !catalog.at(id).labels.empty() || !column.options.empty() || column.statistics >= 0 ||
         column.storage != 0 || !column.compression.empty();
}

bool its_type_is_settled(const Planner& p, const Change& change) {
  const TypeRef &from = p.before.body<Column>(change.before).type, &to = p.after.body<Column>(change.after).type;
  if (to.object && p.counterpart_before(to.object) && p.change_of(to.object) != nullptr) return false;
  if (!from.object) return true;
  const ObjectId kept = p.counterpart(from.object);
  return !kept || (kept != to.object && p.change_of(kept) == nullptr);
}

// Both names are written for a while, so that each has to hold what the other does.
bool rename_can(const Planner& p, const Change& change) {
  const Column &before = p.before.body<Column>(change.before), &after = p.after.body<Column>(change.after);
  if (conversion_may_fail(before.type, after.type) || conversion_may_fail(after.type, before.type)) return false;
  if (change.touches("default") || change.touches("not_null") || stated_values(p, change.after)) return false;
  // A sequence that counts one of them would have to count both.
  if (after.identity != Identity::kNone) return false;
  // A table may keep both names only where the old one does not come back as another column.
  const Symbol old_name = p.diff.before->name(change.before);
  return !p.after.find_column(p.after.parent(change.after), old_name);
}

// A sequence that starts to belong to it is given to one shape, and set by its values.
bool gains_sequence(const Planner& p, ObjectId column) {
  return std::ranges::any_of(p.diff.changes, [&](const Change& change) {
    if (change.kind != Kind::kSequence || change.type == ChangeType::kDrop) return false;
    if (p.after.body<Sequence>(change.after).owned_by != column) return false;
    return change.type == ChangeType::kCreate || change.touches("owned_by");
  });
}

bool column_can(const Planner& p, const Change& change) {
  if (change.type != ChangeType::kAlter || change.kind != Kind::kColumn) return false;
  if (!change.touches("type") && !change.touches("collation") && !change.renamed) return false;
  const ObjectId table = p.after.parent(change.after);
  if (wants_plain(p, change.after) || !in_use(p, table) || !is_ordinary(p, table) || !its_type_is_settled(p, change))
    return false;
  static constexpr std::string_view kOther[] = {"generated",  "identity",   "not_null_name", "not_null_valid",
                                                "privileges", "labels",     "options",       "statistics",
                                                "storage",    "compression"};
  for (const std::string_view attribute : kOther)
    if (change.touches(attribute) && !(change.renamed && attribute == "not_null_name")) return false;
  const Column& before = p.before.body<Column>(change.before);
  const Column& after = p.after.body<Column>(change.after);
  if (gains_sequence(p, change.after)) return false;
  if (before.generated != Generated::kNone || !before.not_null_valid || before.not_null_no_inherit) return false;
  if (has_settings(p.before, change.before) || has_settings(p.after, change.after)) return false;
  if (after.identity != Identity::kNone) {
    const ObjectId sequence = identity_sequence(p.after, change.after);
    if (!sequence || p.after.at(sequence).acl || !p.after.at(sequence).labels.empty()) return false;
  }
  // What an earlier run has left of the very same change is taken over; anything else stands in the way.
  const ObjectId old_table = p.counterpart_before(table);
  const std::string_view name = p.after.name(change.after).text();
  for (const std::string_view what : {"new", "old"})
    if (p.after.find_column(table, intern(own_name(what, name)))) return false;
  if (p.before.find_column(old_table, intern(own_name("old", name)))) return false;
  const ObjectId left = p.before.find_column(old_table, intern(own_name("new", name)));
  if (left && !same_base_type(p.before, p.before.body<Column>(left).type, p.after, after.type)) return false;
  if (change.renamed) return rename_can(p, change);
  return is_dear(p, change);
}

// What has to be as it is for the columns to change beside it; collects what moves over.
class Finder {
 public:
  Finder(const Planner& p, const std::unordered_set<ObjectId>& banned) : p_(p), banned_(banned) {
    for (const Change& change : p.diff.changes)
      if (!banned.contains(change.after) && column_can(p, change)) candidates_.push_back(change.after);
    std::ranges::sort(candidates_, {}, [&](ObjectId id) { return identity(p.after, id); });
  }

  std::vector<SidewaysGroup> run() {
    // One that drops out may be what another one's foreign key leads to.
    for (size_t before = 0; before != candidates_.size();) {
      before = candidates_.size();
      std::erase_if(candidates_, [&](ObjectId column) { return !dependents_can(column); });
    }
    if (candidates_.empty()) return {};
    join();
    if (!is_uniform()) return Finder(p_, with_renames_banned()).run();
    std::map<size_t, SidewaysGroup> groups;
    for (size_t i = 0; i < candidates_.size(); ++i) collect(candidates_[i], groups[root(i)]);
    std::vector<SidewaysGroup> out;
    for (auto& [first, group] : groups) {
      sort(group);
      group.renames = renamed(group.columns.front());
      out.push_back(std::move(group));
    }
    return out;
  }

 private:
  bool renamed(ObjectId column) const { return p_.change_of(column)->renamed; }

  // Columns that a key holds together all get other names, or none does.
  bool is_uniform() const {
    for (size_t i = 0; i < candidates_.size(); ++i)
      if (renamed(candidates_[i]) != renamed(candidates_[root(i)])) return false;
    return true;
  }
  std::unordered_set<ObjectId> with_renames_banned() const {
    std::unordered_set<ObjectId> out = banned_;
    std::unordered_set<size_t> mixed;
    for (size_t i = 0; i < candidates_.size(); ++i)
      if (renamed(candidates_[i]) != renamed(candidates_[root(i)])) mixed.insert(root(i));
    for (size_t i = 0; i < candidates_.size(); ++i)
      if (renamed(candidates_[i]) && mixed.contains(root(i))) out.insert(candidates_[i]);
    return out;
  }

  bool is_candidate(ObjectId after) const { return std::ranges::find(candidates_, after) != candidates_.end(); }

  bool dependents_can(ObjectId column) const {
    const ObjectId old = p_.counterpart_before(column);
    return std::ranges::all_of(p_.dependencies().of(old),
                               [&](const Dependent& dependent) { return dependent_can(dependent.id, column); });
  }

  // It is made anew over the new shape, as the new state has it.
  bool moves_over(ObjectId before, ObjectId column) const {
    const ObjectId after = p_.counterpart(before);
    if (!after || !name_is_free(after)) return false;
    const Change* change = p_.change_of(after);
    if (change == nullptr || (change->renamed && change->attributes.empty())) return true;
    bool refers = false;
    for_each_reference(p_.after, after, [&](ObjectId target, std::string_view) { refers |= target == column; });
    return refers && !change->renamed;
  }

  bool dependent_can(ObjectId id, ObjectId column) const {
    switch (p_.before.kind(id)) {
      case Kind::kView:
      case Kind::kRule:
      case Kind::kPolicy:
      case Kind::kPublicationTable:
      case Kind::kFunction:
      case Kind::kSequence: return true;
      case Kind::kTrigger: return !renamed(column);  // it would not see what is written under the other name
      case Kind::kColumn: return p_.before.body<Column>(id).generated != Generated::kStored;
      case Kind::kIndex: return index_can(id, column);
      case Kind::kStatistics:
        return !p_.counterpart(id) || (is_kept_as_it_is(p_, id) && name_is_free(p_.counterpart(id)) &&
                                       p_.before.body<Statistics>(id).target < 0);
      case Kind::kConstraint: return constraint_can(id, column);
      default: return false;  // a partition key; a materialized view would be filled anew while the table is locked
    }
  }

  // Does nothing that is to stay have the name that the new shape has for a while?
  bool name_is_free(ObjectId after) const {
    const Symbol own = intern(own_name("new", p_.after.name(after).text()));
    const ObjectId schema = p_.after.schema_of(after);
    return !p_.after.find(Kind::kConstraint, p_.after.parent(after), own) &&
           !p_.after.find(NameSpace::kRelation, schema, own) && !p_.after.find(Kind::kStatistics, schema, own);
  }

  bool index_can(ObjectId id, ObjectId column) const {
    const Index& index = p_.before.body<Index>(id);
    if (index.constraint) return constraint_can(index.constraint, column);
    if (!p_.counterpart(id)) return true;
    const Index& wanted = p_.after.body<Index>(p_.counterpart(id));
    return moves_over(id, column) && wanted.valid && !wanted.constraint && !index.parent_index &&
           wanted.statistics.empty();
  }

  bool constraint_can(ObjectId id, ObjectId column) const {
    const Constraint& constraint = p_.before.body<Constraint>(id);
    if (constraint.parent_constraint || constraint.inherited > 0 || constraint.period) return false;
    if (!p_.counterpart(id)) return constraint.type == ConstraintType::kCheck;
    if (!moves_over(id, column) || p_.after.body<Constraint>(p_.counterpart(id)).type != constraint.type) return false;
    switch (constraint.type) {
      case ConstraintType::kCheck: return true;
      case ConstraintType::kPrimary:
      case ConstraintType::kUnique: return is_kept_as_it_is(p_, id) && is_kept_as_it_is(p_, constraint.index);
      case ConstraintType::kForeign: return foreign_key_can(p_.counterpart(id));
      default: return false;
    }
  }

  // Both tables are ordinary, and what changes on either side changes this way.
  bool foreign_key_can(ObjectId after) const {
    const Constraint& key = p_.after.body<Constraint>(after);
    for (ObjectId table : {p_.after.parent(after), key.referenced})
      if (!in_use(p_, table) || !is_ordinary(p_, table)) return false;
    for (const auto* columns : {&key.columns, &key.referenced_columns})
      for (ObjectId column : *columns) {
        const Change* change = p_.change_of(column);
        if (change && (change->touches("type") || change->touches("collation")) && !is_candidate(column)) return false;
      }
    return true;
  }

  size_t root(size_t i) const {
    while (joined_[i] != i) i = joined_[i];
    return i;
  }

  void join() {
    joined_.resize(candidates_.size());
    std::iota(joined_.begin(), joined_.end(), size_t{0});
    std::map<ObjectId, size_t> first;
    auto meet = [&](ObjectId object, size_t i) {
      const auto [found, is_new] = first.emplace(object, i);
      if (is_new) return;
      const size_t a = root(found->second), b = root(i);
      joined_[std::max(a, b)] = std::min(a, b);
    };
    for (size_t i = 0; i < candidates_.size(); ++i)
      for (const Dependent& dependent : p_.dependencies().of(p_.counterpart_before(candidates_[i])))
        if (const Kind kind = p_.before.kind(dependent.id);
            kind == Kind::kIndex || kind == Kind::kConstraint || kind == Kind::kStatistics)
          meet(dependent.id, i);
  }

  void collect(ObjectId column, SidewaysGroup& group) const {
    group.columns.push_back(column);
    for (const Dependent& dependent : p_.dependencies().of(p_.counterpart_before(column))) {
      const ObjectId after = p_.counterpart(dependent.id);
      const Kind kind = p_.before.kind(dependent.id);
      if (!after) {
        group.leaving.push_back(dependent.id);
        continue;
      }
      if (kind == Kind::kStatistics) group.statistics.push_back(after);
      if (kind == Kind::kConstraint) group.constraints.push_back(after);
      if (kind != Kind::kIndex) continue;
      const ObjectId owner = p_.after.body<Index>(after).constraint;
      (owner ? group.constraints : group.indexes).push_back(owner ? owner : after);
    }
  }

  void sort(SidewaysGroup& group) const {
    auto tidy = [](std::vector<ObjectId>& ids, const Catalog& catalog) {
      std::ranges::sort(ids, {}, [&](ObjectId id) { return identity(catalog, id); });
      ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    };
    for (auto* ids : {&group.columns, &group.constraints, &group.indexes, &group.statistics}) tidy(*ids, p_.after);
    tidy(group.leaving, p_.before);
  }

  const Planner& p_;
  std::unordered_set<ObjectId> banned_;
  std::vector<ObjectId> candidates_;
  std::vector<size_t> joined_;
};

}  // namespace

std::vector<SidewaysGroup> find_sideways(const Planner& p, const std::unordered_set<ObjectId>& banned) {
  if (!p.options.online) return {};
  return Finder(p, banned).run();
}

}  // namespace underpin::plan
