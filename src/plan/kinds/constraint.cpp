// Constraints of tables and domains. Their indexes come and go with them.
#include <algorithm>
#include <unordered_set>

#include "plan/dependencies.h"
#include "plan/kinds/constraint_rules.h"
#include "plan/kinds/constraint_sql.h"
#include "plan/kinds/index_sql.h"
#include "plan/kinds/table_create.h"
#include "plan/kinds/table_inheritance.h"
#include "plan/kinds/table_sql.h"

namespace underpin::plan {
namespace {

bool on_domain(const Catalog& catalog, ObjectId id) { return catalog.is(catalog.parent(id), Kind::kDomain); }

std::string alter_parent(const Catalog& catalog, ObjectId id) {
  const ObjectId parent = catalog.parent(id);
  return on_domain(catalog, id) ? "ALTER DOMAIN " + qualified_name(catalog, parent) + " "
                                : alter_relation(catalog, parent);
}

bool alterable(const Planner& p, const Change& change) {
  const Constraint& before = p.before.body<Constraint>(change.before);
  const bool foreign = before.type == ConstraintType::kForeign;
  return std::ranges::all_of(change.attributes, [&](const AttributeChange& attribute) {
    const std::string_view slug = attribute.slug;
    if (slug == "owner" || slug == "comment" || slug == "privileges" || slug == "labels") return true;
    if (slug == "is_local" || slug == "parent_constraint") return true;
    if (slug == "valid") return !before.valid;
    if (slug == "deferrable" || slug == "initially_deferred") return foreign;
    return slug == "enforced" && foreign && p.options.target >= 18;
  });
}

// A partition's copy that PostgreSQL makes under the parent's name when the parent's is added or the partition
// attached.
bool is_made_copy(const Planner& p, ObjectId id) {
  const Constraint& constraint = p.after.body<Constraint>(id);
  if (constraint.type != ConstraintType::kForeign || !constraint.parent_constraint) return false;
  return p.after.name(constraint.parent_constraint) == p.after.name(id);
}

bool is_made_by_parent(const Planner& p, ObjectId id) {
  const Constraint& constraint = p.after.body<Constraint>(id);
  const ObjectId table = p.after.parent(id);
  if (constraint.is_local || constraint.inherited == 0 || has_index(constraint.type)) return false;
  return std::ranges::any_of(p.after.body<Table>(table).parents, [&](ObjectId parent) {
    const ObjectId original = p.after.find(Kind::kConstraint, parent, p.after.name(id));
    return original && p.created(original) && still_inherits(p, table, parent);
  });
}

bool created_with(const Planner& p, ObjectId id) {
  const Constraint& constraint = p.after.body<Constraint>(id);
  if (constraint.type == ConstraintType::kTrigger) return true;
  const ObjectId parent = p.after.parent(id);
  if (on_domain(p.after, id)) return p.created(parent) && constraint.valid;
  if (is_made_copy(p, id)) return p.created(parent) || p.created(constraint.parent_constraint);
  if (!p.created(parent)) return is_made_by_parent(p, id);
  return is_born_with_table(p, id);
}

// The table with whose drop this one goes: a partition goes with the topmost partitioned table.
ObjectId dropped_root(const Planner& p, ObjectId table) {
  for (ObjectId above = table; p.before.body<Table>(above).is_partition;) {
    above = p.before.body<Table>(above).parents[0];
    if (!p.dropped(above)) break;
    table = above;
  }
  return table;
}

// The table and the partitions that go with it.
std::vector<ObjectId> dropped_tree(const Planner& p, ObjectId root) {
  std::vector<ObjectId> all{root};
  for (size_t i = 0; i < all.size(); ++i) {
    const ObjectId table = all[i];
    if (p.before.body<Table>(table).partition_strategy == 0) continue;
    for (const Dependent& dependent : p.dependencies().of(table))
      if (dependent.attribute == "parents") all.push_back(dependent.id);
  }
  return all;
}

// Tables that are dropped together and refer to each other in a circle: the foreign keys have to go first.
bool in_dropped_circle(const Planner& p, ObjectId id) {
  const Constraint& constraint = p.before.body<Constraint>(id);
  if (constraint.type != ConstraintType::kForeign || constraint.parent_constraint) return false;
  const ObjectId start = dropped_root(p, p.before.parent(id)), first = dropped_root(p, constraint.referenced);
  if (first == start) return false;
  std::unordered_set<ObjectId> seen{first};
  std::vector<ObjectId> open{first};
  while (!open.empty()) {
    const ObjectId root = open.back();
    open.pop_back();
    if (root == start) return true;
    if (!p.dropped(root)) continue;
    for (ObjectId table : dropped_tree(p, root))
      for (ObjectId child : p.before.children(table, Kind::kConstraint)) {
        const Constraint& next = p.before.body<Constraint>(child);
        if (next.type != ConstraintType::kForeign) continue;
        if (const ObjectId other = dropped_root(p, next.referenced); seen.insert(other).second) open.push_back(other);
      }
  }
  return false;
}

bool dropped_with(const Planner& p, ObjectId id) {
  if (p.before.body<Constraint>(id).type == ConstraintType::kTrigger) return true;
  if (p.dropped(p.before.parent(id))) return !in_dropped_circle(p, id);
  return goes_with_parents(p, id) || loses_a_column(p, id);
}

// A unique index that is there already and becomes the constraint's.
bool adopts_index(const Planner& p, const Constraint& constraint) {
  return constraint.index && !p.created(constraint.index) && p.counterpart_before(constraint.index);
}

// Copies on partitions that are there already must exist first: then they are taken over, with their names.
void need_copies(const Planner& p, ObjectId id, Draft& draft) {
  for (ObjectId heir : heirs(p, p.after.parent(id)))
    for (ObjectId copy : p.after.children(heir, Kind::kConstraint))
      if (p.after.body<Constraint>(copy).parent_constraint == id)
        (p.folded_create(copy) ? draft.creates : draft.needs).push_back(copy);
}

// A table has one primary key: the old one goes first.
void await_old_primary(const Planner& p, ObjectId id, Draft& draft) {
  const ObjectId table = p.counterpart_before(p.after.parent(id));
  if (!table || p.after.body<Constraint>(id).type != ConstraintType::kPrimary) return;
  for (ObjectId old : p.before.children(table, Kind::kConstraint))
    if (p.dropped(old) && p.before.body<Constraint>(old).type == ConstraintType::kPrimary) draft.awaits.push_back(old);
}

// A foreign key takes the first unique index that fits its columns: one that goes would hold on to it.
void await_old_keys(const Planner& p, ObjectId id, Draft& draft) {
  const Constraint& constraint = p.after.body<Constraint>(id);
  const ObjectId table = constraint.referenced ? p.counterpart_before(constraint.referenced) : ObjectId{};
  if (!table || p.created(constraint.referenced)) return;
  auto is_referenced = [&](ObjectId column) {
    const ObjectId kept = p.counterpart(column);
    return std::ranges::find(constraint.referenced_columns, kept) != constraint.referenced_columns.end();
  };
  for (ObjectId old : p.before.children(table, Kind::kIndex)) {
    const Index& index = p.before.body<Index>(old);
    const bool fits =
        index.unique && index.elements.size() == constraint.referenced_columns.size() &&
        std::ranges::all_of(index.elements, [&](const IndexElement& e) { return e.column && is_referenced(e.column); });
    if (fits && p.dropped(old)) draft.awaits.push_back(old);
  }
}

// Children that came after a check was added NOT VALID have it valid, while its copies on those before are as it is.
void validate_copies(Planner& p, ObjectId id) {
  const Constraint& check = p.after.body<Constraint>(id);
  if (check.type != ConstraintType::kCheck || check.valid || !check.enforced || check.no_inherit) return;
  std::vector<ObjectId> copies;
  p.after.for_each([&](ObjectId table) {
    if (!p.after.is(table, Kind::kTable)) return;
    const auto& parents = p.after.body<Table>(table).parents;
    if (std::ranges::find(parents, p.after.parent(id)) == parents.end()) return;
    const ObjectId copy = p.after.find(Kind::kConstraint, table, p.after.name(id));
    if (copy && p.created(copy) && p.after.body<Constraint>(copy).valid) copies.push_back(copy);
  });
  for (const ObjectId copy : copies) {
    Draft draft =
        alter_draft(p, copy, {"valid"}, alter_parent(p.after, copy) + "VALIDATE CONSTRAINT " + bare(p.after, copy),
                    described(p.after, copy) + " is valid, though " + described(p.after, id) + " is not", 1);
    draft.action = "validate";
    draft.needs.push_back(id);
    p.add(std::move(draft));
  }
}

void create(Planner& p, ObjectId id) {
  const Constraint& constraint = p.after.body<Constraint>(id);
  const std::string head = alter_parent(p.after, id) + "ADD ";
  Draft draft = create_draft(p, id, head + constraint_definition(p.after, id), "it is new");
  await_old_primary(p, id, draft);
  await_old_keys(p, id, draft);
  draft.later = {{id, "parent_constraint"}};
  if (!on_domain(p.after, id)) need_copies(p, id, draft);
  if (constraint.index) draft.later.emplace_back(constraint.index, "parent_index");
  if (adopts_index(p, constraint)) {
    const ObjectId old = p.counterpart_before(constraint.index);
    if (constraint.type != ConstraintType::kExclude &&
        p.after.body<Table>(p.after.parent(id)).partition_strategy == 0) {
      draft.sql = head + constraint_using_index(p.after, id);
    } else if (p.counterpart_before(constraint.index) && !p.before.body<Index>(old).constraint) {
      p.add(drop_draft(p, old, "DROP INDEX " + qualified_name(p.before, old),
                       "a constraint of that name takes its place"));
      draft.awaits.push_back(old);
      draft.creates.push_back(constraint.index);
    }
  } else if (constraint.index) {
    draft.creates.push_back(constraint.index);
  }
  p.add(std::move(draft));
  if (!on_domain(p.after, id)) validate_copies(p, id);
}

// The index of a constraint that goes stays on its own: it has to be made anew.
void keep_index(Planner& p, ObjectId id) {
  const ObjectId old = p.before.body<Constraint>(id).index;
  const ObjectId index = old ? p.counterpart(old) : ObjectId{};
  if (!index || p.created(index) || p.after.body<Index>(index).constraint) return;
  Draft draft =
      create_draft(p, index, index_definition(p.after, index), "the constraint that made it goes, the index stays");
  draft.awaits = {id};
  p.add(std::move(draft));
}

void drop(Planner& p, ObjectId id) {
  Draft draft = drop_draft(p, id, alter_parent(p.before, id) + "DROP CONSTRAINT " + bare(p.before, id),
                           "it is not in the new state");
  if (const ObjectId index = p.before.body<Constraint>(id).index) draft.drops.push_back(index);
  p.add(std::move(draft));
  keep_index(p, id);
}

// The same change on the parent's constraint reaches this one.
bool changed_by_parent(const Planner& p, ObjectId id, std::string_view attribute) {
  const Constraint& constraint = p.after.body<Constraint>(id);
  auto changes = [&](ObjectId other) {
    const Change* change = other ? p.change_of(other) : nullptr;
    return change && change->touches(attribute);
  };
  if (changes(constraint.parent_constraint)) return true;
  if (on_domain(p.after, id) || constraint.is_local) return false;
  return std::ranges::any_of(p.after.body<Table>(p.after.parent(id)).parents, [&](ObjectId parent) {
    return changes(p.after.find(Kind::kConstraint, parent, p.after.name(id)));
  });
}

std::string timing_text(const Constraint& constraint) {
  if (!constraint.deferrable) return " NOT DEFERRABLE";
  return constraint.initially_deferred ? " DEFERRABLE INITIALLY DEFERRED" : " DEFERRABLE INITIALLY IMMEDIATE";
}

void alter(Planner& p, const Change& change) {
  const Constraint& after = p.after.body<Constraint>(change.after);
  const std::string head = alter_parent(p.after, change.after), name = bare(p.after, change.after);
  if ((change.touches("deferrable") || change.touches("initially_deferred")) &&
      !changed_by_parent(p, change.after, "deferrable") && !changed_by_parent(p, change.after, "initially_deferred"))
    p.add(alter_draft(p, change.after, {"deferrable", "initially_deferred"},
                      head + "ALTER CONSTRAINT " + name + timing_text(after), "it is checked at another time"));
  if (change.touches("enforced") && !changed_by_parent(p, change.after, "enforced"))
    p.add(alter_draft(p, change.after, {"enforced"},
                      head + "ALTER CONSTRAINT " + name + (after.enforced ? " ENFORCED" : " NOT ENFORCED"),
                      "its enforcement differs"));
  if (change.touches("valid") && after.valid && !change.touches("enforced") &&
      !changed_by_parent(p, change.after, "valid"))
    p.add(
        alter_draft(p, change.after, {"valid"}, head + "VALIDATE CONSTRAINT " + name, "it is to hold for all rows", 1));
}

}  // namespace

constinit const KindRules kConstraintRules = {
    .kind = Kind::kConstraint,
    .alterable = alterable,
    .created_with = created_with,
    .dropped_with = dropped_with,
    .create = create,
    .drop = drop,
    .alter = alter,
    .blocked_by = nullptr,
};

}  // namespace underpin::plan
