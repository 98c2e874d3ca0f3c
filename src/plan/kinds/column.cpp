// Columns of tables; attributes of composite types; columns of views, which have only a default of their own.
#include <algorithm>

#include "plan/dependencies.h"
#include "plan/kinds/column_alter.h"
#include "plan/kinds/column_sql.h"
#include "plan/kinds/table_inheritance.h"
#include "plan/kinds/table_sql.h"

namespace underpin::plan {
namespace {

Kind parent_kind(const Catalog& catalog, ObjectId id) { return catalog.kind(catalog.parent(id)); }
bool is_view(Kind kind) { return kind == Kind::kView || kind == Kind::kMaterializedView; }

bool alterable(const Planner& p, const Change& change) {
  const Column& before = p.before.body<Column>(change.before);
  const Column& after = p.after.body<Column>(change.after);
  if (before.generated != after.generated)
    return before.generated == Generated::kStored && after.generated == Generated::kNone;
  if (after.generated == Generated::kNone || !change.touches("default")) return true;
  return p.options.target >= 17;  // SET EXPRESSION
}

bool created_with(const Planner& p, ObjectId id) {
  const ObjectId parent = p.after.parent(id);
  if (p.created(parent) || is_view(p.after.kind(parent))) return true;
  const ObjectId above = inherited_from(p.after, id);
  return above && p.created(above) && !p.after.body<Column>(id).is_local &&
         still_inherits(p, parent, p.after.parent(above));
}

bool dropped_with(const Planner& p, ObjectId id) {
  const ObjectId parent = p.before.parent(id);
  if (p.dropped(parent) || is_view(p.before.kind(parent))) return true;
  const ObjectId above = inherited_from(p.before, id);
  if (!above || !p.dropped(above) || p.before.body<Column>(id).is_local || kept_by_an_heir(p, above)) return false;
  return still_inherits(p, p.counterpart(parent), p.counterpart(p.before.parent(above)));
}

// In-place drops and additions reach the heirs.
std::vector<ObjectId> with_heirs(const Planner& p, ObjectId id) {
  std::vector<ObjectId> all{id};
  for_each_heir_column(p, id, [&](ObjectId heir) {
    if (p.created(heir) && p.folded_create(heir)) all.push_back(heir);
  });
  return all;
}

void create(Planner& p, ObjectId id) {
  const ObjectId parent = p.after.parent(id);
  if (p.after.is(parent, Kind::kComposite)) {
    std::string sql = "ALTER TYPE " + qualified_name(p.after, parent) + " ADD ATTRIBUTE " +
                      column_definition(p.after, id, p.options.target);
    p.add(create_draft(p, id, std::move(sql), "it is new"));
    return;
  }
  Draft draft = create_draft(
      p, id, alter_relation(p.after, parent) + "ADD COLUMN " + column_definition(p.after, id, p.options.target),
      "it is new");
  draft.creates = with_heirs(p, id);
  // Where an heir declares the column itself, it has to have it first: then the two are merged.
  for_each_heir_column(p, id, [&](ObjectId heir) {
    if (p.created(heir) && !p.folded_create(heir)) draft.needs.push_back(heir);
  });
  if (p.after.body<Column>(id).identity != Identity::kNone)
    if (const ObjectId sequence = identity_sequence(p.after, id)) draft.creates.push_back(sequence);
  p.add(std::move(draft));
  draft_column_settings(p, id);
}

// What goes with the column without being asked: indexes, constraints, sequences and heirs' columns.
void take_along(const Planner& p, ObjectId id, std::vector<ObjectId>& drops) {
  for (const Dependent& dependent : p.dependencies().of(id)) {
    const bool foreign =
        p.before.is(dependent.id, Kind::kConstraint) && p.before.parent(dependent.id) != p.before.parent(id);
    if (foreign) continue;  // another table's foreign key goes with that table, or on its own
    if (p.folded_drop(dependent.id) && std::ranges::count(drops, dependent.id) == 0) drops.push_back(dependent.id);
  }
}

void drop(Planner& p, ObjectId id) {
  const ObjectId parent = p.before.parent(id);
  if (p.before.is(parent, Kind::kComposite)) {
    p.add(drop_draft(p, id, "ALTER TYPE " + qualified_name(p.before, parent) + " DROP ATTRIBUTE " + bare(p.before, id),
                     "it is not in the new state"));
    return;
  }
  Draft draft =
      drop_draft(p, id, alter_relation(p.before, parent, kept_by_an_heir(p, id)) + "DROP COLUMN " + bare(p.before, id),
                 "it is not in the new state");
  if (const ObjectId table = p.counterpart(parent))
    for (ObjectId heir : heirs(p, table))
      if (const ObjectId own = p.before.find_column(p.counterpart_before(heir), p.before.name(id));
          own && p.folded_drop(own))
        draft.drops.push_back(own);
  for (size_t i = 0; i < draft.drops.size(); ++i)
    if (p.before.is(draft.drops[i], Kind::kColumn)) take_along(p, ObjectId{draft.drops[i]}, draft.drops);
  draft.loses_data = p.before.body<Column>(id).generated == Generated::kNone;
  // A column that an heir drops on its own can only go when the parent's has gone.
  if (const ObjectId above = inherited_from(p.before, id)) draft.awaits.push_back(above);
  p.add(std::move(draft));
}

void alter_view_column(Planner& p, const Change& change) {
  if (!change.touches("default")) return;
  const Column& column = p.after.body<Column>(change.after);
  std::string sql =
      alter_relation(p.after, p.after.parent(change.after)) + "ALTER COLUMN " + bare(p.after, change.after);
  sql += column.default_value ? " SET DEFAULT " + expr_text(p.after, column.default_value) : " DROP DEFAULT";
  Draft draft = alter_draft(p, change.after, {"default"}, std::move(sql), "its default differs");
  draft.needs = {p.after.parent(change.after)};
  p.add(std::move(draft));
}

void alter_attribute(Planner& p, const Change& change) {
  if (!change.touches("type") && !change.touches("collation")) return;
  const Column& column = p.after.body<Column>(change.after);
  std::string sql = "ALTER TYPE " + qualified_name(p.after, p.after.parent(change.after)) + " ALTER ATTRIBUTE " +
                    bare(p.after, change.after) + " TYPE " + type_text(p.after, column.type);
  if (!column.collation.empty()) sql += " COLLATE " + std::string(column.collation.text());
  p.add(alter_draft(p, change.after, {"type", "collation"}, std::move(sql), "its type differs"));
}

void alter(Planner& p, const Change& change) {
  const Kind kind = parent_kind(p.after, change.after);
  if (kind == Kind::kComposite) return alter_attribute(p, change);
  if (kind == Kind::kMaterializedView) return alter_column_settings(p, change);
  if (kind == Kind::kView) return alter_view_column(p, change);
  alter_table_column(p, change);
}

bool refers_by_expression(const Catalog& catalog, ObjectId index_id, ObjectId column) {
  const Index& index = catalog.body<Index>(index_id);
  auto mentions = [&](ExprId expr) {
    return expr &&
           std::ranges::any_of(catalog.expr(expr).refs, [&](const Reference& ref) { return ref.target == column; });
  };
  return mentions(index.predicate) ||
         std::ranges::any_of(index.elements, [&](const IndexElement& element) { return mentions(element.expr); });
}

// Measured on 15: what ALTER TYPE refuses to touch; and what it would carry along with the old type's casts in it.
bool blocked_by(const Planner& p, const Change& change, ObjectId dependent, std::string_view attribute) {
  if (!change.touches("type") && !change.touches("collation") && !p.sideways(change.after)) return false;
  if (is_view(parent_kind(p.before, change.before))) return false;
  const bool other_base = changes_base_type(p, change) && !p.sideways(change.after);  // else they move over with it
  switch (p.before.kind(dependent)) {
    case Kind::kView:
    case Kind::kMaterializedView:
    case Kind::kRule:
    case Kind::kPolicy:
    case Kind::kTrigger:
    case Kind::kPublicationTable: return true;
    case Kind::kFunction: return p.before.body<Function>(dependent).sql_body;
    case Kind::kColumn: return attribute == "default" && p.before.body<Column>(dependent).generated != Generated::kNone;
    case Kind::kConstraint: {
      const Constraint& constraint = p.before.body<Constraint>(dependent);
      if (!other_base) return false;
      if (constraint.type == ConstraintType::kCheck) return true;
      return constraint.type == ConstraintType::kForeign &&
             !comparable_types(p.before.body<Column>(change.before).type, p.after.body<Column>(change.after).type);
    }
    case Kind::kIndex: return other_base && refers_by_expression(p.before, dependent, change.before);
    case Kind::kStatistics: return other_base;
    default: return false;
  }
}

}  // namespace

constinit const KindRules kColumnRules = {
    .kind = Kind::kColumn,
    .alterable = alterable,
    .created_with = created_with,
    .dropped_with = dropped_with,
    .create = create,
    .drop = drop,
    .alter = alter,
    .blocked_by = blocked_by,
};

}  // namespace underpin::plan
