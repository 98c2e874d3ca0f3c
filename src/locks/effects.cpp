// What is different in the state after a statement, and what PostgreSQL has to do for it: phase 3 of ALTER TABLE
// (ATRewriteTables in src/backend/commands/tablecmds.c; measured on 14 to 18).
#include <algorithm>

#include "locks/value_set.h"
#include "locks/work.h"

namespace underpin::locks {
namespace {

// The default that rows get which are there already: the column's, else its domain's.
ExprId filling_default(const Work& work, ObjectId id) {
  const Catalog& catalog = work.after;
  const Column& column = catalog.body<Column>(id);
  const bool is_later = std::ranges::find(work.set_later, catalog.name(id)) != work.set_later.end();
  if (column.default_value && !is_later) return column.default_value;
  for (ObjectId domain = domain_of(catalog, column.type); domain;
       domain = domain_of(catalog, catalog.body<Domain>(domain).base))
    if (const ExprId value = catalog.body<Domain>(domain).default_value) return value;
  return {};
}

// A partition's column is filled from its root's identity.
bool has_identity(const Catalog& catalog, ObjectId table, ObjectId column) {
  if (catalog.body<Column>(column).identity != Identity::kNone) return true;
  if (!is_table(catalog, table) || !catalog.body<Table>(table).is_partition) return false;
  const ObjectId parent = catalog.body<Table>(table).parents.front();
  const ObjectId above = catalog.find_column(parent, catalog.name(column));
  return above && has_identity(catalog, parent, above);
}

// Sequences that were there before are asked for a value for each row.
void use_sequences(Work& work, ObjectId table, ExprId value) {
  if (!value || !has_storage(work.before, table) || !work.rows.has(table)) return;
  for (const Reference& reference : work.after.expr(value).refs)
    if (work.after.is(reference.target, Kind::kSequence)) work.lock(reference.target, LockMode::kRowExclusive);
}

// A domain that is not null, without a value to fill the rows with: the first row ends the statement.
bool ends_at_a_row(const Work& work, ObjectId table, const Column& column, ExprId value) {
  if (value || !work.rows.has(table) || !has_storage(work.before, table)) return false;
  for (ObjectId domain = domain_of(work.after, column.type); domain;
       domain = domain_of(work.after, work.after.body<Domain>(domain).base))
    if (work.after.body<Domain>(domain).not_null) return true;
  return false;
}

void new_column(Work& work, ObjectId table, ObjectId id) {
  const Catalog& after = work.after;
  const Column& column = after.body<Column>(id);
  const ExprId value = filling_default(work, id);
  const bool is_virtual = column.generated == Generated::kVirtual;
  if (ends_at_a_row(work, table, column, value))
    return work.refuse("column \"" + std::string(after.name(id).text()) + "\" contains null values");
  if (!is_virtual && is_volatile(work, after, value)) use_sequences(work, table, value);
  const bool per_row = has_identity(after, table, id) || column.generated == Generated::kStored ||
                       (!is_virtual && (is_constrained_domain(after, column.type) || is_volatile(work, after, value)));
  if (per_row) return work.rewrite_table(table);
  if (column.not_null && (is_virtual || !value)) work.scan(table);
}

void changed_column(Work& work, ObjectId table, ObjectId id) {
  const Column& old_column = work.before.body<Column>(id);
  const Column& column = work.after.body<Column>(id);
  const bool validated = column.not_null && old_column.not_null && column.not_null_valid && !old_column.not_null_valid;
  const bool set = column.not_null && !old_column.not_null && column.not_null_valid;
  if (validated || (set && !is_proved_not_null(work, id))) work.scan(table);
}

bool holds_null(const Work& work, ObjectId column) {
  if (!work.is_new(column)) return false;
  const Column& body = work.after.body<Column>(column);
  return !filling_default(work, column) && body.identity == Identity::kNone;
}

// RI_Initial_Check: one query for each leaf. It looks for partners only where it has rows whose key is not null.
void validate_foreign_key(Work& work, ObjectId table, const Constraint& key) {
  const bool all_null = std::ranges::any_of(key.columns, [&](ObjectId column) { return holds_null(work, column); });
  for (ObjectId leaf : work.relatives.leaves(table)) {
    if (!is_table(work.before, leaf) || (leaf != table && !is_partitioned(work.before, table))) continue;
    work.scan(leaf);
    if (all_null || !work.rows.has(leaf)) continue;
    const bool whole = is_partitioned(work.before, key.referenced);
    for (ObjectId referenced : whole ? work.relatives.leaves(key.referenced) : std::vector{key.referenced})
      work.scan(referenced);
    if (whole) work.lock_all(work.relatives.family(key.referenced), LockMode::kAccessShare);
  }
}

// ADD COLUMN … REFERENCES without a default: PostgreSQL knows that there is nothing to look at.
bool is_sure(const Work& work, const Constraint& key) {
  return key.columns.size() == 1 && work.is_new(key.columns.front()) &&
         std::ranges::find(work.sure_keys, work.after.name(key.columns.front())) != work.sure_keys.end();
}

void check_or_key(Work& work, ObjectId table, ObjectId id) {
  const Constraint& constraint = work.after.body<Constraint>(id);
  if (!constraint.valid || !constraint.enforced) return;
  if (!work.is_new(id)) {
    const Constraint& old = work.before.body<Constraint>(id);
    if (old.valid && old.enforced) return;
  }
  if (constraint.type == ConstraintType::kCheck) return work.scan(table);
  if (constraint.type != ConstraintType::kForeign || constraint.parent_constraint) return;
  if (!is_sure(work, constraint)) validate_foreign_key(work, table, constraint);
}

void new_index(Work& work, ObjectId table, ObjectId id) {
  if (is_partitioned(work.before, table)) return;
  work.build(id);
  work.scan(table);
}

}  // namespace

void find_effects(Work& work) {
  const Catalog& after = work.after;
  after.for_each([&](ObjectId id) {
    const ObjectId table = after.parent(id);
    if (!work.existed(table) || !(is_table(after, table) || after.is(table, Kind::kMaterializedView))) return;
    switch (after.kind(id)) {
      case Kind::kColumn: return work.is_new(id) ? new_column(work, table, id) : changed_column(work, table, id);
      case Kind::kConstraint: return check_or_key(work, table, id);
      case Kind::kIndex:
        if (work.is_new(id)) new_index(work, table, id);
        return;
      default: return;
    }
  });
}

void lock_referenced(Work& work, ObjectId relation, LockMode mode) {
  if (is_partitioned(work.before, relation))
    work.lock_all(work.relatives.family(relation), mode);
  else
    work.lock(relation, mode);
}

bool is_proved_not_null(const Work& work, ObjectId column) {
  const Catalog& before = work.before;
  for (ObjectId id : before.children(before.parent(column), Kind::kConstraint)) {
    const Constraint& constraint = before.body<Constraint>(id);
    if (constraint.type != ConstraintType::kCheck || !constraint.valid || !constraint.enforced || work.is_gone(id))
      continue;
    if (proves_not_null(before, constraint.expr, column)) return true;
  }
  return false;
}

}  // namespace underpin::locks
