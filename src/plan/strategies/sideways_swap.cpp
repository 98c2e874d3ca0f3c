// The transaction in which the new columns take the old ones' names.
#include <fmt/format.h>

#include <algorithm>

#include "plan/dependencies.h"
#include "plan/kinds/column_alter.h"
#include "plan/kinds/constraint_sql.h"
#include "plan/stated_values.h"
#include "plan/strategies/sideways_chain.h"
#include "plan/strategies/sideways_values.h"

namespace underpin::plan {
namespace {

bool has_default(const Catalog& catalog, ObjectId column) {
  const Column& body = catalog.body<Column>(column);
  return body.default_value && body.generated == Generated::kNone;
}

}  // namespace

void SidewaysChain::swap() {
  for (ObjectId id : group_.constraints)
    if (constraint(id).type == ConstraintType::kForeign) drop_constraint(id);
  for (ObjectId id : group_.constraints)
    if (constraint(id).type != ConstraintType::kForeign) drop_constraint(id);
  for (ObjectId id : group_.indexes)
    add_to_swap(about_index(id), "DROP INDEX " + in_schema(id, live(id)), "the new one takes its name");
  for (ObjectId id : group_.statistics)
    add_to_swap(group_.columns.front(), "DROP STATISTICS " + in_schema(id, live(id)), "the new one takes its name");
  for (ObjectId id : group_.columns) {
    add_to_swap(
        id, "DROP TRIGGER " + quote_identifier(trigger_name(id, "fill")) + " ON " + table_name(id),
        group_.renames ? "nobody writes the old name" : "the new column is the one that is written from here on");
    add_to_swap(id, "DROP FUNCTION " + in_schema(table(id), function_name(id, "fill")) + "()", "nobody calls it");
    if (may_fail(id) && !not_null_before_swap(id))
      add_to_swap(id, head(id) + "DROP CONSTRAINT " + held_check(id), "the new type itself says what the check said");
    strip(id);
    if (!group_.renames) {
      add_to_swap(id, head(id) + "RENAME COLUMN " + final_name(id) + " TO " + old_name(id),
                  "the old column is kept in step until nobody wants to go back");
      add_to_swap(id, head(id) + "RENAME COLUMN " + new_name(id) + " TO " + final_name(id),
                  "the new column is the one");
    }
    equip(id);
  }
  for (ObjectId id : group_.indexes)
    add_to_swap(about_index(id), "ALTER INDEX " + qualified_name(beside_, id) + " RENAME TO " + bare(p_.after, id),
                "it has its place");
  for (ObjectId id : group_.constraints)
    if (has_index(constraint(id).type)) take_over(id);
  for (ObjectId id : group_.constraints)
    if (!has_index(constraint(id).type))
      add_to_swap(about_constraint(id),
                  head(id) + "RENAME CONSTRAINT " + bare(beside_, id) + " TO " + bare(p_.after, id),
                  "it has its place");
  for (ObjectId id : group_.statistics)
    add_to_swap(group_.columns.front(),
                "ALTER STATISTICS " + qualified_name(beside_, id) + " RENAME TO " + bare(p_.after, id),
                "it has its place");
  for (const auto* ids : {&group_.columns, &group_.indexes, &group_.constraints, &group_.statistics})
    for (ObjectId id : *ids) comment(id);
  for (ObjectId id : group_.columns) mark_indexes(id);
  for (ObjectId id : group_.columns) group_.renames ? drop_live(id) : keep_in_step(id);
}

void SidewaysChain::drop_live(ObjectId column) {
  Draft& draft = add_to_swap(column, head(column) + "DROP COLUMN " + live_name(column), "nobody uses the old name");
  draft.undo = brought_back(column, live_name(column));
  if (const ObjectId type = p_.before.body<Column>(old(column)).type.object) draft.releases = {type};
}

void SidewaysChain::drop_constraint(ObjectId id) {
  add_to_swap(about_constraint(id), head(id) + "DROP CONSTRAINT " + quote_identifier(live(id)),
              "the new one takes its name");
}

void SidewaysChain::strip(ObjectId column) {
  const std::string alter = head(column) + "ALTER COLUMN " + live_name(column);
  const Column& before = p_.before.body<Column>(old(column));
  if (before.identity != Identity::kNone) {
    const ObjectId sequence = identity_sequence(p_.after, column);
    const std::string name = qualified_name(p_.after, sequence);
    Catalog named = beside_.clone();
    named.rename(sequence, intern(own_name("new", p_.after.name(sequence).text())));
    add_to_swap(column, head(column) + "ALTER COLUMN " + new_name(column) + " ADD " + identity_clause(named, column),
                "the new column gets an identity of its own");
    add_to_swap(column,
                fmt::format("SELECT pg_catalog.setval({}, last_value, is_called) FROM {}",
                            quote_literal(qualified_name(named, sequence)), name),
                "it goes on where the old one stood");
    add_to_swap(column, alter + " DROP IDENTITY", "the old column gives no values any more");
    add_to_swap(column, "ALTER SEQUENCE " + qualified_name(named, sequence) + " RENAME TO " + bare(p_.after, sequence),
                "it has its place");
  }
  if (has_default(p_.before, old(column)))
    add_to_swap(column, alter + " DROP DEFAULT",
                group_.renames ? "the new column has it" : "the old column is filled by a trigger from here on");
  if (before.not_null)
    add_to_swap(
        column, alter + " DROP NOT NULL",
        group_.renames ? "the new column has it" : "the old column stays empty where it cannot hold the new value");
}

void SidewaysChain::equip(ObjectId column) {
  const Column& body = p_.after.body<Column>(column);
  const std::string alter = head(column) + "ALTER COLUMN " + final_name(column);
  if (has_default(p_.after, column))
    add_to_swap(column, alter + " SET DEFAULT " + expr_text(p_.after, body.default_value), "it has its default");
  if (p_.options.target >= 18 && not_null_before_swap(column))
    add_to_swap(column,
                head(column) + "RENAME CONSTRAINT " + not_null_check(column) + " TO " +
                    quote_identifier(not_null_name(p_.after, column)),
                "it has its place");
  for (const Dependent& dependent : p_.dependencies().of(old(column))) {
    const ObjectId sequence = p_.counterpart(dependent.id);
    if (!p_.after.is(sequence, Kind::kSequence) || p_.after.body<Sequence>(sequence).identity) continue;
    if (p_.after.body<Sequence>(sequence).owned_by != column) continue;
    add_to_swap(column,
                "ALTER SEQUENCE " + qualified_name(p_.after, sequence) + " OWNED BY " + table_name(column) + "." +
                    final_name(column),
                "it would go with the old column");
  }
}

void SidewaysChain::take_over(ObjectId id) {
  const ObjectId column = about_constraint(id), index = constraint(id).index;
  if (p_.after.name(index) == p_.after.name(id))
    add_to_swap(column, "ALTER INDEX " + qualified_name(beside_, index) + " RENAME TO " + bare(p_.after, index),
                "it has its place");
  add_to_swap(column, head(id) + "ADD " + constraint_using_index(p_.after, id),
              "what is unique and not null already spares reading the table");
}

void SidewaysChain::comment(ObjectId id) {
  const Symbol text = p_.after.at(id).comment;
  const Change* change = p_.after.is(id, Kind::kColumn) ? p_.change_of(id) : nullptr;
  if (text.empty() || (change && change->touches("comment"))) return;
  add_to_swap(p_.after.is(id, Kind::kColumn) ? id : group_.columns.front(),
              "COMMENT ON " + std::string(object_word(p_.after, id)) + " " + object_name(p_.after, id) + " IS " +
                  quote_literal(text.text()),
              "it comes along");
}

void SidewaysChain::mark_indexes(ObjectId column) {
  const Table& body = p_.after.body<Table>(table(column));
  const auto first = std::ranges::find(group_.columns, table(column), [&](ObjectId id) { return table(id); });
  if (*first != column) return;
  auto is_new = [&](ObjectId index) {
    if (!index) return false;
    const ObjectId owner = p_.after.body<Index>(index).constraint;
    return std::ranges::find(owner ? group_.constraints : group_.indexes, owner ? owner : index) !=
           (owner ? group_.constraints : group_.indexes).end();
  };
  if (is_new(body.replica_index))
    add_to_swap(column, head(column) + "REPLICA IDENTITY USING INDEX " + bare(p_.after, body.replica_index),
                "it comes along");
  if (is_new(body.cluster_index))
    add_to_swap(column, head(column) + "CLUSTER ON " + bare(p_.after, body.cluster_index), "it comes along");
}

void SidewaysChain::keep_in_step(ObjectId column) {
  // The new column stands behind the old one: an INSERT that does not name its columns still means the old one's place.
  const std::string by_place = "  IF TG_OP = 'INSERT' AND NEW." + old_name(column) + " IS NOT NULL THEN\n    NEW." +
                               final_name(column) + " := " + forward_in_trigger(column, true) + ";\n  END IF;\n";
  if (!leads_back(column)) {
    const std::string changed =
        "NEW." + final_name(column) + "::text IS DISTINCT FROM OLD." + final_name(column) + "::text";
    add_to_swap(column,
                function(column, "keep",
                         by_place + "  IF TG_OP = 'UPDATE' THEN\n    IF " + changed + " THEN\n      NEW." +
                             old_name(column) + " := NULL;\n    END IF;\n  END IF;\n"),
                "nothing leads back (no `reverse` is stated): the old column keeps what nobody has changed")
        .loses_data = true;
  } else {
    const bool may_fail_back =
        stated_values(p_, column) ||
        conversion_may_fail(p_.after.body<Column>(column).type, p_.before.body<Column>(old(column)).type);
    add_to_swap(column,
                function(column, "keep", old_name(column), backward_in_trigger(column), may_fail_back, by_place),
                "who goes back is to find every value that the old type can hold");
  }
  add_to_swap(column, trigger(column, "keep"), "the old column is kept in step");
  add_to_swap(column, always(column, "keep"), "also by what replication writes");
}

}  // namespace underpin::plan
