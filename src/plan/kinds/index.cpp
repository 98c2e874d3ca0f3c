// Indexes that no constraint made.
#include <algorithm>

#include "plan/dependencies.h"
#include "plan/kinds/constraint_rules.h"
#include "plan/kinds/index_sql.h"
#include "plan/kinds/table_create.h"
#include "plan/kinds/table_inheritance.h"
#include "plan/kinds/table_sql.h"

namespace underpin::plan {
namespace {

bool partitioned(const Catalog& catalog, ObjectId index) {
  const ObjectId relation = catalog.parent(index);
  return catalog.is(relation, Kind::kTable) && catalog.body<Table>(relation).partition_strategy != 0;
}

// Are the tables of an index and of its parent index one the partition of the other, before and after?
bool table_stays_attached(const Planner& p, ObjectId index) {
  const ObjectId above = p.after.body<Index>(index).parent_index;
  return above && still_inherits(p, p.after.parent(index), p.after.parent(above));
}

bool alterable(const Planner& p, const Change& change) {
  return std::ranges::all_of(change.attributes, [&](const AttributeChange& attribute) {
    const std::string_view slug = attribute.slug;
    if (slug == "owner" || slug == "comment" || slug == "privileges" || slug == "labels") return true;
    if (slug == "options") return !partitioned(p.after, change.after);
    if (slug == "parent_index")
      return !p.before.body<Index>(change.before).parent_index || !table_stays_attached(p, change.after);
    // A partitioned index becomes valid when the last part is attached; another has to be built again.
    if (slug == "valid") return partitioned(p.after, change.after);
    return slug == "tablespace" || slug == "statistics";
  });
}

bool created_with(const Planner& p, ObjectId id) {
  const Index& index = p.after.body<Index>(id);
  if (index.constraint) return true;
  return index.parent_index && p.created(p.after.parent(id)) && is_born_as_partition(p, p.after.parent(id));
}

bool dropped_with(const Planner& p, ObjectId id) {
  const Index& index = p.before.body<Index>(id);
  if (index.constraint || p.dropped(p.before.parent(id))) return true;
  return goes_with_parents(p, id) || loses_a_column(p, id);
}

std::vector<ObjectId> copies_on(const Planner& p, ObjectId table, ObjectId index) {
  std::vector<ObjectId> found;
  for (ObjectId copy : p.after.children(table, Kind::kIndex))
    if (p.after.body<Index>(copy).parent_index == index) found.push_back(copy);
  return found;
}

void draft_attach(Planner& p, ObjectId copy) {
  const Index& index = p.after.body<Index>(copy);
  Draft draft = alter_draft(p, copy, {"parent_index"},
                            "ALTER INDEX " + qualified_name(p.after, index.parent_index) + " ATTACH PARTITION " +
                                qualified_name(p.after, copy),
                            "it is the partition's part of the partitioned index", 1);
  if (index.constraint) draft.needs.push_back(index.constraint);
  p.add(std::move(draft));
}

void draft_statistics(Planner& p, ObjectId id, const std::vector<Option>& before, const std::vector<Option>& after) {
  auto set = [&](Symbol column, std::string_view target) {
    p.add(alter_draft(p, id, {"statistics"},
                      "ALTER INDEX " + qualified_name(p.after, id) + " ALTER COLUMN " + std::string(column.text()) +
                          " SET STATISTICS " + std::string(target),
                      "its statistics target differs", 2));
  };
  for (const Option& option : after)
    if (std::ranges::find(before, option) == before.end()) set(option.name, option.value.text());
  for (const Option& option : before)
    if (std::ranges::find(after, option.name, &Option::name) == after.end()) set(option.name, "-1");
}

// Existing partitions' parts are made first, with their names, and are then taken over; where a partition is to have
// none, ONLY keeps PostgreSQL from making one.
void create_partitioned(Planner& p, ObjectId id, Draft& draft) {
  std::vector<ObjectId> copies;
  bool only = false;
  for (ObjectId heir : heirs(p, p.after.parent(id))) {
    const std::vector<ObjectId> found = copies_on(p, heir, id);
    only |= found.empty();
    copies.insert(copies.end(), found.begin(), found.end());
  }
  draft.sql = index_definition(p.after, id, only);
  if (!only) draft.needs.insert(draft.needs.end(), copies.begin(), copies.end());
  p.add(std::move(draft));
  if (only)
    for (ObjectId copy : copies) draft_attach(p, copy);
}

void create(Planner& p, ObjectId id) {
  const Index& index = p.after.body<Index>(id);
  Draft draft = create_draft(p, id, index_definition(p.after, id, false), "it is new");
  draft.later = {{id, "parent_index"}};
  if (partitioned(p.after, id)) {
    create_partitioned(p, id, draft);
  } else {
    p.add(std::move(draft));
  }
  if (index.parent_index && !p.created(index.parent_index) && table_stays_attached(p, id)) draft_attach(p, id);
  draft_statistics(p, id, {}, index.statistics);
}

// A partition's constraint of its own whose index is part of this one: PostgreSQL lets go of neither before the other.
bool serves_a_partitions_constraint(const Planner& p, ObjectId id) {
  return std::ranges::any_of(p.dependencies().of(id), [&](const Dependent& dependent) {
    if (dependent.attribute != "parent_index" || !p.before.is(dependent.id, Kind::kIndex)) return false;
    const ObjectId constraint = p.before.body<Index>(dependent.id).constraint;
    return (constraint && p.dropped(constraint) && !p.before.body<Constraint>(constraint).parent_constraint) ||
           serves_a_partitions_constraint(p, dependent.id);
  });
}

void drop(Planner& p, ObjectId id) {
  const std::string cascade = serves_a_partitions_constraint(p, id) ? " CASCADE" : "";
  p.add(drop_draft(p, id, "DROP INDEX " + qualified_name(p.before, id) + cascade, "it is not in the new state"));
}

void alter(Planner& p, const Change& change) {
  const Index& before = p.before.body<Index>(change.before);
  const Index& after = p.after.body<Index>(change.after);
  const std::string head = "ALTER INDEX " + qualified_name(p.after, change.after) + " ";
  if (change.touches("options")) {
    const OptionStatements options = option_changes(before.options, after.options);
    if (!options.set.empty())
      p.add(alter_draft(p, change.after, {"options"}, head + "SET (" + options.set + ")", "its options differ"));
    if (!options.reset.empty())
      p.add(alter_draft(p, change.after, {"options"}, head + "RESET (" + options.reset + ")", "its options differ"));
  }
  if (change.touches("tablespace"))
    p.add(alter_draft(
        p, change.after, {"tablespace"},
        head + "SET TABLESPACE " + (after.tablespace.empty() ? "pg_default" : quote_identifier(after.tablespace)),
        "its tablespace differs"));
  if (change.touches("statistics")) draft_statistics(p, change.after, before.statistics, after.statistics);
  if (change.touches("parent_index") && after.parent_index && (!after.constraint || p.created(after.constraint)) &&
      !p.created(after.parent_index) && table_stays_attached(p, change.after))
    draft_attach(p, change.after);
}

}  // namespace

constinit const KindRules kIndexRules = {
    .kind = Kind::kIndex,
    .alterable = alterable,
    .created_with = created_with,
    .dropped_with = dropped_with,
    .create = create,
    .drop = drop,
    .alter = alter,
    .blocked_by = nullptr,
};

}  // namespace underpin::plan
