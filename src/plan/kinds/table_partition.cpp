// Partitions: born as such, or made on their own and attached.
#include <algorithm>

#include "ir/attributes.h"
#include "plan/kinds/column_sql.h"
#include "plan/kinds/constraint_sql.h"
#include "plan/kinds/table_create.h"
#include "plan/kinds/table_sql.h"

namespace underpin::plan {
namespace {

constexpr int kAttachRank = 3;
constexpr size_t kNameLength = 63;

// The columns' part of an automatic index name: names joined by "_" until they are too long.
std::string joined_columns(const Catalog& catalog, const Index& index) {
  std::string out;
  for (const IndexElement& element : index.elements)
    out += (out.empty() ? "" : "_") + std::string(element.column ? catalog.name(element.column).text() : "expr");
  for (ObjectId column : index.include) out += "_" + std::string(catalog.name(column).text());
  return out;
}

// The name that PostgreSQL gives a partition's copy of an index; empty where it would have to be cut.
std::string automatic_name(const Catalog& catalog, ObjectId id) {
  const Index& index = catalog.body<Index>(id);
  std::string out(catalog.name(catalog.parent(id)).text());
  if (!index.constraint) {
    out += "_" + joined_columns(catalog, index) + "_idx";
  } else {
    const ConstraintType type = catalog.body<Constraint>(index.constraint).type;
    if (type == ConstraintType::kPrimary) {
      out += "_pkey";
    } else {
      out += "_" + joined_columns(catalog, index) + (type == ConstraintType::kExclude ? "_excl" : "_key");
    }
  }
  return out.size() <= kNameLength ? out : "";
}

bool same(const Catalog& catalog, ObjectId above, ObjectId own, std::string_view slug) {
  const size_t attribute = attribute_index(Kind::kColumn, slug);
  return attribute_text(catalog, above, attribute) == attribute_text(catalog, own, attribute);
}

// A partition may say NOT NULL and another default than its parent, but not take either away.
bool can_come_along(const Catalog& catalog, ObjectId above, ObjectId own) {
  for (std::string_view slug : {"type", "generated", "collation"})
    if (!same(catalog, above, own, slug)) return false;
  const Column& column = catalog.body<Column>(own);
  if (!same(catalog, above, own, "not_null") && (!column.not_null || !column.not_null_name.empty())) return false;
  return same(catalog, above, own, "default") || (column.default_value && column.generated == Generated::kNone);
}

bool columns_come_along(const Catalog& catalog, ObjectId parent, ObjectId table) {
  const std::vector<ObjectId> above = catalog.children(parent, Kind::kColumn),
                              own = catalog.children(table, Kind::kColumn);
  return std::ranges::equal(above, own, [&](ObjectId a, ObjectId b) {
    return catalog.name(a) == catalog.name(b) && !catalog.body<Column>(b).is_local && can_come_along(catalog, a, b);
  });
}

bool constraints_come_along(const Catalog& catalog, ObjectId table) {
  return std::ranges::all_of(catalog.children(table, Kind::kConstraint), [&](ObjectId id) {
    const Constraint& constraint = catalog.body<Constraint>(id);
    if (constraint.type == ConstraintType::kForeign || has_index(constraint.type))
      return !constraint.parent_constraint || constraint.type != ConstraintType::kForeign ||
             catalog.name(constraint.parent_constraint) == catalog.name(id);
    return true;
  });
}

// Two copies that ask for one name get a number; then nothing is known.
bool indexes_come_along(const Catalog& catalog, ObjectId table) {
  return std::ranges::all_of(catalog.children(table, Kind::kIndex), [&](ObjectId id) {
    return !catalog.body<Index>(id).parent_index || automatic_name(catalog, id) == catalog.name(id).text();
  });
}

// What of the parent (after) must be there for the partition to get its copies.
void need_parent(const Planner& p, ObjectId parent, Draft& draft) {
  draft.needs.push_back(parent);
  for (ObjectId child : p.after.at(parent).children)
    if (p.after.is(child, Kind::kColumn) || p.after.is(child, Kind::kConstraint)) draft.needs.push_back(child);
}

}  // namespace

bool is_born_as_partition(const Planner& p, ObjectId table) {
  const Table& body = p.after.body<Table>(table);
  if (!body.is_partition || body.parents.size() != 1) return false;
  return columns_come_along(p.after, body.parents[0], table) && constraints_come_along(p.after, table) &&
         indexes_come_along(p.after, table);
}

std::string partition_column(const Catalog& catalog, ObjectId id) {
  const ObjectId above = inherited_from(catalog, id);
  const Column& column = catalog.body<Column>(id);
  std::string out;
  if (above && !same(catalog, above, id, "default")) out += " DEFAULT " + expr_text(catalog, column.default_value);
  if (above && !same(catalog, above, id, "not_null")) out += " NOT NULL";
  return out.empty() ? out : quote_identifier(catalog.name(id)) + out;
}

void draft_attach_partition(Planner& p, ObjectId table) {
  const Table& body = p.after.body<Table>(table);
  const ObjectId parent = body.parents[0];
  std::string sql = alter_relation(p.after, parent) + "ATTACH PARTITION " + qualified_name(p.after, table) + " " +
                    expr_text(p.after, body.bound);
  // It changes the table, but what is made on the table must not wait for it: so it needs all instead.
  Draft draft = draft_on(p.after, table, "attach", std::move(sql), "it is a partition", kAttachRank);
  draft.needs.push_back(table);
  need_parent(p, parent, draft);
  for (ObjectId child : p.after.at(table).children) {
    const bool copy = p.after.is(child, Kind::kConstraint) &&
                      p.after.body<Constraint>(child).type == ConstraintType::kForeign &&
                      p.after.body<Constraint>(child).parent_constraint;
    if (copy && p.folded_create(child)) continue;  // comes by itself
    if (p.after.is(child, Kind::kColumn) || p.after.is(child, Kind::kConstraint) || p.after.is(child, Kind::kIndex))
      draft.needs.push_back(child);
  }
  // What the parent no longer has must be gone from it, or it would be asked of the partition.
  if (const ObjectId old = p.counterpart_before(parent); old && !p.created(parent))
    for (ObjectId child : p.before.at(old).children)
      if (p.dropped(child)) draft.awaits.push_back(child);
  draft.needs.push_back(table);
  p.add(std::move(draft));
}

}  // namespace underpin::plan
