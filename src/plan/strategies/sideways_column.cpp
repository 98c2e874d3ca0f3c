// A new type for a column of a table in use. The new shape is built beside the old one, filled by a trigger and in
// batches, gets the keys, indexes and constraints of the old one online, and takes its name in one short transaction.
// From then on a second trigger keeps the old column in step, so that one can go back, until it is dropped.
#include <fmt/format.h>

#include <algorithm>

#include "plan/dependencies.h"
#include "plan/kinds/column_alter.h"
#include "plan/kinds/column_sql.h"
#include "plan/kinds/constraint_sql.h"
#include "plan/kinds/index_sql.h"
#include "plan/kinds/sequence_sql.h"
#include "plan/kinds/statistics_sql.h"
#include "plan/kinds/table_sql.h"
#include "plan/strategies/backfill.h"
#include "plan/strategies/sideways_values.h"
#include "plan/strategies/strategy.h"

namespace underpin::plan {
namespace {

bool has_default(const Catalog& catalog, ObjectId column) {
  const Column& body = catalog.body<Column>(column);
  return body.default_value && body.generated == Generated::kNone;
}

class Chain {
 public:
  Chain(const Planner& p, const SidewaysGroup& group, uint32_t number)
      : p_(p), group_(group), number_(number), beside_(p.after.clone()) {
    for (ObjectId id : group.columns) set_aside(id);
    for (ObjectId id : group.indexes) set_aside(id);
    for (ObjectId id : group.statistics) set_aside(id);
    for (ObjectId id : group.constraints) {
      const Constraint& body = p.after.body<Constraint>(id);
      set_aside(has_index(body.type) ? body.index : id);
    }
    for (ObjectId id : group.columns)
      changes_.push_back(static_cast<uint32_t>(p.change_of(id) - p.diff.changes.data()));
  }

  std::vector<Draft> run() {
    for (ObjectId id : group_.columns) put_up(id);
    for (ObjectId id : group_.columns) fill(id);
    for (ObjectId id : group_.columns)
      if (!may_fail(id)) settle(id, Phase::kMigrate);
    for (ObjectId id : group_.indexes) build(id);
    for (ObjectId id : group_.constraints)
      if (has_index(constraint(id).type)) build(constraint(id).index);
    for (ObjectId id : group_.constraints)
      if (!has_index(constraint(id).type)) constrain(id);
    for (ObjectId id : group_.statistics) count(id);
    for (ObjectId id : group_.columns) look(id);
    for (ObjectId id : group_.columns)
      if (may_fail(id)) settle(id, Phase::kSwitch);
    swap();
    for (ObjectId id : group_.columns) take_down(id);
    return std::move(out_);
  }

 private:
  // Names ------------------------------------------------------------------------------------------------------------

  void set_aside(ObjectId id) { beside_.rename(id, intern(own_name("new", p_.after.name(id).text()))); }

  const Constraint& constraint(ObjectId id) const { return p_.after.body<Constraint>(id); }
  ObjectId table(ObjectId column) const { return p_.after.parent(column); }
  ObjectId old(ObjectId after) const { return p_.counterpart_before(after); }
  std::string head(ObjectId child) const { return alter_relation(p_.after, p_.after.parent(child)); }
  std::string table_name(ObjectId child) const { return qualified_name(p_.after, p_.after.parent(child)); }
  std::string in_schema(ObjectId object, const std::string& name) const {
    return quote_identifier(p_.after.name(p_.after.schema_of(object))) + "." + quote_identifier(name);
  }
  std::string final_name(ObjectId column) const { return bare(p_.after, column); }
  std::string new_name(ObjectId column) const { return bare(beside_, column); }
  std::string old_name(ObjectId column) const {
    return quote_identifier(own_name("old", p_.after.name(column).text()));
  }
  // Of a function: it lives beside the table, whatever else does.
  std::string function_name(ObjectId column, std::string_view what) const {
    return own_name(what,
                    std::string(p_.after.name(table(column)).text()) + "_" + std::string(p_.after.name(column).text()));
  }
  // Triggers run in the order of their names: ours is to see what the others have made of the row.
  std::string trigger_name(ObjectId column, std::string_view what) const {
    return own_name(what, p_.after.name(column).text(), "zz_underpin");
  }

  // Is the thing there already, from a run that was broken off?
  bool is_there(Kind kind, ObjectId child, const std::string& name) const {
    return static_cast<bool>(p_.before.find(kind, old(p_.after.parent(child)), intern(name)));
  }
  ObjectId relation_there(ObjectId object, Symbol name) const {
    return p_.before.find(NameSpace::kRelation, p_.before.schema_of(old(object)), name);
  }

  // Drafts -----------------------------------------------------------------------------------------------------------

  Draft& add(ObjectId column, Phase phase, std::string action, std::string sql, std::string reason) {
    Draft draft;
    draft.kind = Kind::kColumn;
    draft.object = identity(p_.after, column);
    draft.action = std::move(action);
    draft.sql = std::move(sql);
    draft.reason = std::move(reason);
    draft.strategy = "sideways-column";
    draft.phase = phase;
    draft.changes = changes_;
    draft.chain = number_;
    draft.link = ++link_;
    out_.push_back(std::move(draft));
    return out_.back();
  }

  // In the transaction that swaps: what stands on the columns gives way before its first step and is back after its
  // last.
  Draft& add_to_swap(ObjectId column, std::string sql, std::string reason) {
    Draft& draft = add(column, Phase::kSwitch, "swap", std::move(sql), std::move(reason));
    draft.together = true;
    draft.attribute = "type";
    draft.rank = kTypeRank;
    draft.alters = group_.columns;
    const auto subject = std::ranges::find(draft.alters, column);
    std::rotate(draft.alters.begin(), subject, subject + 1);
    return draft;
  }

  // Any column of the group that the object stands on.
  ObjectId about(const std::vector<ObjectId>& columns) const {
    for (ObjectId id : columns)
      if (std::ranges::find(group_.columns, id) != group_.columns.end()) return id;
    return group_.columns.front();
  }
  ObjectId about_constraint(ObjectId id) const {
    const Constraint& body = constraint(id);
    const ObjectId own = about(body.columns);
    return body.type == ConstraintType::kForeign && table(own) != p_.after.parent(id) ? about(body.referenced_columns)
                                                                                      : own;
  }

  // Steps ------------------------------------------------------------------------------------------------------------

  bool may_fail(ObjectId column) const {
    return conversion_may_fail(p_.before.body<Column>(old(column)).type, p_.after.body<Column>(column).type);
  }
  std::string forward(ObjectId column, const std::string& value) const {
    const std::string expr = using_expression(p_.before, p_.before.body<Column>(old(column)).type, p_.after,
                                              p_.after.body<Column>(column).type, value);
    return expr.empty() ? value : expr;
  }
  std::string backward(ObjectId column, const std::string& value) const {
    const std::string expr = using_expression(p_.after, p_.after.body<Column>(column).type, p_.before,
                                              p_.before.body<Column>(old(column)).type, value);
    return expr.empty() ? value : expr;
  }

  std::string function(ObjectId column, std::string_view what, const std::string& to, const std::string& value,
                       bool guarded) const {
    const std::string assignment = "NEW." + to + " := " + value + ";\n";
    const std::string body = guarded ? "  BEGIN\n    " + assignment +
                                           "  EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN\n"
                                           "    NEW." +
                                           to + " := NULL;\n  END;\n"
                                     : "  " + assignment;
    return "CREATE FUNCTION " + in_schema(table(column), function_name(column, what)) +
           "() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $underpin$\nBEGIN\n" + body +
           "  RETURN NEW;\nEND\n$underpin$";
  }
  std::string trigger(ObjectId column, std::string_view what) const {
    return "CREATE TRIGGER " + quote_identifier(trigger_name(column, what)) + " BEFORE INSERT OR UPDATE ON " +
           table_name(column) + " FOR EACH ROW EXECUTE FUNCTION " +
           in_schema(table(column), function_name(column, what)) + "()";
  }
  std::string always(ObjectId column, std::string_view what) const {
    return head(column) + "ENABLE ALWAYS TRIGGER " + quote_identifier(trigger_name(column, what));
  }
  bool has_function(ObjectId column, std::string_view what) const {
    return !p_.before.routines(old(p_.after.schema_of(column)), intern(function_name(column, what))).empty();
  }

  void put_up(ObjectId column) {
    const std::string shown = described(p_.after, column);
    const Column& body = p_.after.body<Column>(column);
    if (!is_there(Kind::kColumn, column, std::string(beside_.name(column).text()))) {
      const ColumnParts parts{.identity = false, .value = false, .not_null = false};
      Draft& draft = add(column, Phase::kExpand, "add beside",
                         head(column) + "ADD COLUMN " + column_definition(beside_, column, p_.options.target, parts),
                         "the new shape of " + shown + " grows beside the old one");
      if (body.type.object) draft.needs = {body.type.object};
      for_each_reference(p_.after, column, [&](ObjectId target, std::string_view attribute) {
        if (attribute == "collation") draft.needs.push_back(target);
      });
    }
    if (!has_function(column, "fill"))
      add(column, Phase::kExpand, "add function",
          function(column, "fill", new_name(column), forward(column, "NEW." + final_name(column)), may_fail(column)),
          may_fail(column) ? "a value that the new type cannot hold leaves the new column empty, and writes go on"
                           : "each row that is written fills the new column");
    if (is_there(Kind::kTrigger, column, trigger_name(column, "fill"))) return;
    add(column, Phase::kExpand, "add trigger", trigger(column, "fill"), "new rows fill both columns from here on");
    add(column, Phase::kExpand, "enable trigger", always(column, "fill"), "also those that replication writes");
  }

  void fill(ObjectId column) {
    const std::string name = final_name(column);
    Draft& draft =
        add(column, Phase::kMigrate, "backfill",
            backfill_block(p_, {table(column), new_name(column), forward(column, name), name + " IS NOT NULL"}),
            "the rows that are there fill the new column, in batches");
    draft.transactional = false;
  }

  bool not_null_before_swap(ObjectId column) const {
    return p_.before.body<Column>(old(column)).not_null && p_.after.body<Column>(column).not_null;
  }
  std::string not_null_check(ObjectId column) const {
    return quote_identifier(own_name("not_null", p_.after.name(column).text()));
  }
  std::string held_check(ObjectId column) const {
    return quote_identifier(own_name("held", p_.after.name(column).text()));
  }

  void validate(ObjectId column, Phase phase, const std::string& head_, const std::string& name) {
    Draft& draft = add(column, phase, "validate", head_ + "VALIDATE CONSTRAINT " + name,
                       "it holds for new rows, now the old ones are checked, beside reads and writes");
    draft.transactional = true;
  }

  // From here on no row is without its new value, which the swap relies on.
  void settle(ObjectId column, Phase phase) {
    const std::string shown = described(p_.after, column);
    if (not_null_before_swap(column)) {
      const std::string name = not_null_check(column);
      const bool by_constraint = p_.options.target >= 18;
      const ObjectId there = p_.before.find(Kind::kConstraint, old(table(column)),
                                            intern(own_name("not_null", p_.after.name(column).text())));
      const ObjectId left = p_.before.find_column(old(table(column)), beside_.name(column));
      if (left && p_.before.body<Column>(left).not_null) return;
      if (!there)
        add(column, phase, "add check",
            head(column) + "ADD CONSTRAINT " + name +
                (by_constraint ? " NOT NULL " + new_name(column) : " CHECK (" + new_name(column) + " IS NOT NULL)") +
                " NOT VALID",
            "the new column of " + shown + " may not be null in new rows from here on");
      validate(column, phase, head(column), name);
      if (by_constraint) return;
      add(column, phase, "set not null", head(column) + "ALTER COLUMN " + new_name(column) + " SET NOT NULL",
          "the check spares reading the table");
      add(column, phase, "drop check", head(column) + "DROP CONSTRAINT " + name, "NOT NULL says what the check said");
    } else if (may_fail(column)) {
      if (!is_there(Kind::kConstraint, column, own_name("held", p_.after.name(column).text())))
        add(column, phase, "add check",
            head(column) + "ADD CONSTRAINT " + held_check(column) + " CHECK (" + final_name(column) + " IS NULL OR " +
                new_name(column) + " IS NOT NULL) NOT VALID",
            "a value that the new type cannot hold is refused from here on");
      validate(column, phase, head(column), held_check(column));
    }
  }

  void build(ObjectId index) {
    const ObjectId column = about_index(index);
    if (const ObjectId there = relation_there(index, beside_.name(index)); there && p_.before.is(there, Kind::kIndex)) {
      if (p_.before.body<Index>(there).valid) return;
      Draft& drop =
          add(column, Phase::kMigrate, "drop invalid", "DROP INDEX CONCURRENTLY " + qualified_name(p_.before, there),
              "a run that was broken off has left it behind unusable");
      drop.transactional = false;
    }
    Draft& draft = add(column, Phase::kMigrate, "build", index_definition(beside_, index, false, true),
                       "what " + described(p_.after, index) + " is for the old column, built beside reads and writes");
    draft.transactional = false;
  }
  ObjectId about_index(ObjectId index) const {
    std::vector<ObjectId> columns;
    for_each_reference(p_.after, index, [&](ObjectId target, std::string_view) { columns.push_back(target); });
    return about(columns);
  }

  void constrain(ObjectId id) {
    const ObjectId column = about_constraint(id);
    const std::string head_ = head(id);
    const bool online = constraint(id).valid && constraint(id).enforced;
    if (!is_there(Kind::kConstraint, id, std::string(beside_.name(id).text())))
      add(column, Phase::kMigrate, "add constraint",
          head_ + "ADD " + constraint_definition(beside_, id) + (online ? " NOT VALID" : ""),
          "what " + described(p_.after, id) + " says of the old column, for new rows first");
    if (online) validate(column, Phase::kMigrate, head_, bare(beside_, id));
  }

  void count(ObjectId id) {
    if (p_.before.find(Kind::kStatistics, p_.before.schema_of(old(id)), beside_.name(id))) return;
    std::vector<ObjectId> columns;
    for_each_reference(p_.after, id, [&](ObjectId target, std::string_view) { columns.push_back(target); });
    add(about(columns), Phase::kMigrate, "add statistics", statistics_definition(beside_, id),
        "what " + described(p_.after, id) + " is for the old column");
  }

  void look(ObjectId column) {
    add(column, Phase::kMigrate, "analyze", "ANALYZE " + table_name(column) + " (" + new_name(column) + ")",
        "the planner is to know the values of the new column before it is used");
  }

  // The swap ---------------------------------------------------------------------------------------------------------

  void swap() {
    for (ObjectId id : group_.constraints)
      if (constraint(id).type == ConstraintType::kForeign) drop_constraint(id);
    for (ObjectId id : group_.constraints)
      if (constraint(id).type != ConstraintType::kForeign) drop_constraint(id);
    for (ObjectId id : group_.indexes)
      add_to_swap(about_index(id), "DROP INDEX " + qualified_name(p_.after, id), "the new one takes its name");
    for (ObjectId id : group_.statistics)
      add_to_swap(group_.columns.front(), "DROP STATISTICS " + qualified_name(p_.after, id),
                  "the new one takes its name");
    for (ObjectId id : group_.columns) {
      add_to_swap(id, "DROP TRIGGER " + quote_identifier(trigger_name(id, "fill")) + " ON " + table_name(id),
                  "the new column is the one that is written from here on");
      add_to_swap(id, "DROP FUNCTION " + in_schema(table(id), function_name(id, "fill")) + "()", "nobody calls it");
      if (may_fail(id) && !not_null_before_swap(id))
        add_to_swap(id, head(id) + "DROP CONSTRAINT " + held_check(id), "the new type itself says what the check said");
      strip(id);
      add_to_swap(id, head(id) + "RENAME COLUMN " + final_name(id) + " TO " + old_name(id),
                  "the old column is kept in step until nobody wants to go back");
      add_to_swap(id, head(id) + "RENAME COLUMN " + new_name(id) + " TO " + final_name(id),
                  "the new column is the one");
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
    for (ObjectId id : group_.columns) keep_in_step(id);
  }

  void drop_constraint(ObjectId id) {
    add_to_swap(about_constraint(id), head(id) + "DROP CONSTRAINT " + bare(p_.after, id), "the new one takes its name");
  }

  // What is the old column's alone.
  void strip(ObjectId column) {
    const std::string alter = head(column) + "ALTER COLUMN " + final_name(column);
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
      add_to_swap(column,
                  "ALTER SEQUENCE " + qualified_name(named, sequence) + " RENAME TO " + bare(p_.after, sequence),
                  "it has its place");
    }
    if (has_default(p_.before, old(column)))
      add_to_swap(column, alter + " DROP DEFAULT", "the old column is filled by a trigger from here on");
    if (before.not_null)
      add_to_swap(column, alter + " DROP NOT NULL", "the old column stays empty where it cannot hold the new value");
  }

  // What the old column had, under its name.
  void equip(ObjectId column) {
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

  void take_over(ObjectId id) {
    const ObjectId column = about_constraint(id), index = constraint(id).index;
    if (p_.after.name(index) == p_.after.name(id))
      add_to_swap(column, "ALTER INDEX " + qualified_name(beside_, index) + " RENAME TO " + bare(p_.after, index),
                  "it has its place");
    add_to_swap(column, head(id) + "ADD " + constraint_using_index(p_.after, id),
                "what is unique and not null already spares reading the table");
  }

  void comment(ObjectId id) {
    const Symbol text = p_.after.at(id).comment;
    const Change* change = p_.change_of(id);
    if (text.empty() || (change && change->touches("comment"))) return;
    add_to_swap(p_.after.is(id, Kind::kColumn) ? id : group_.columns.front(),
                "COMMENT ON " + std::string(object_word(p_.after, id)) + " " + object_name(p_.after, id) + " IS " +
                    quote_literal(text.text()),
                "it comes along");
  }

  void mark_indexes(ObjectId column) {
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

  void keep_in_step(ObjectId column) {
    add_to_swap(
        column,
        function(column, "keep", old_name(column), backward(column, "NEW." + final_name(column)),
                 conversion_may_fail(p_.after.body<Column>(column).type, p_.before.body<Column>(old(column)).type)),
        "who goes back is to find every value that the old type can hold");
    add_to_swap(column, trigger(column, "keep"), "the old column is kept in step");
    add_to_swap(column, always(column, "keep"), "also by what replication writes");
  }

  // Contract ---------------------------------------------------------------------------------------------------------

  std::string type_of_old(ObjectId column) const {
    const Column& body = p_.before.body<Column>(old(column));
    return type_text(p_.before, body.type) +
           (body.collation.empty() ? "" : " COLLATE " + std::string(body.collation.text()));
  }

  void take_down(ObjectId column) {
    add(column, Phase::kContract, "drop trigger",
        "DROP TRIGGER " + quote_identifier(trigger_name(column, "keep")) + " ON " + table_name(column),
        "nobody wants to go back");
    add(column, Phase::kContract, "drop function",
        "DROP FUNCTION " + in_schema(table(column), function_name(column, "keep")) + "()", "nobody calls it");
    Draft& draft = add(column, Phase::kContract, "drop beside", head(column) + "DROP COLUMN " + old_name(column),
                       "the old shape of " + described(p_.after, column) + " has served");
    draft.undo = head(column) + "ADD COLUMN " + old_name(column) + " " + type_of_old(column) + ";\n" +
                 backfill_block(p_, {table(column), old_name(column), backward(column, final_name(column)),
                                     final_name(column) + " IS NOT NULL"});
    draft.needs = {column};
    draft.awaits = group_.leaving;
    if (const ObjectId type = p_.before.body<Column>(old(column)).type.object) draft.releases = {type};
  }

  const Planner& p_;
  const SidewaysGroup& group_;
  uint32_t number_;
  Catalog beside_;  // the new state, but with the names that the new shapes have until they are swapped in
  std::vector<uint32_t> changes_;
  int link_ = 0;
  std::vector<Draft> out_;
};

bool is_all_in(const std::vector<ObjectId>& ids, const std::unordered_set<ObjectId>& set) {
  return !ids.empty() && std::ranges::all_of(ids, [&](ObjectId id) { return set.contains(id); });
}

}  // namespace

SidewaysColumns::SidewaysColumns(const Planner& p) : p_(p) {
  for (const SidewaysGroup& group : p.sideways_groups())
    for (ObjectId column : group.columns) {
      const ObjectId table = p.counterpart_before(p.after.parent(column));
      const std::string_view name = p.after.name(column).text();
      auto leave = [&](ObjectId id) {
        if (id) left_.insert(id);
      };
      leave(p.before.find_column(table, intern(own_name("new", name))));
      leave(p.before.find(Kind::kTrigger, table, intern(own_name("fill", name, "zz_underpin"))));
      for (const std::string_view what : {"not_null", "held"})
        leave(p.before.find(Kind::kConstraint, table, intern(own_name(what, name))));
      const std::string function = own_name("fill", std::string(p.before.name(table).text()) + "_" + std::string(name));
      for (ObjectId id : p.before.routines(p.before.parent(table), intern(function))) leave(id);
      for (const auto* ids : {&group.indexes, &group.constraints, &group.statistics})
        for (ObjectId id : *ids) {
          const ObjectId parent = p.counterpart_before(p.after.parent(id));
          const std::string own = own_name("new", p.after.name(id).text());
          leave(p.before.find(Kind::kConstraint, parent, intern(own)));
          const ObjectId schema = p.before.schema_of(p.counterpart_before(id));
          leave(p.before.find(NameSpace::kRelation, schema, intern(own)));
          leave(p.before.find(Kind::kStatistics, schema, intern(own)));
        }
    }
}

bool SidewaysColumns::takes_over(const Draft& plain) const {
  if (is_all_in(plain.drops, left_)) return true;
  if (plain.kind != Kind::kColumn || plain.action != "alter" || plain.alters.empty()) return false;
  static constexpr std::string_view kOurs[] = {"type", "collation", "default"};
  return p_.sideways(plain.alters.front()) && std::ranges::find(kOurs, plain.attribute) != std::end(kOurs);
}

std::vector<Draft> SidewaysColumns::steps() const {
  std::vector<Draft> out;
  uint32_t number = 0;
  for (const SidewaysGroup& group : p_.sideways_groups())
    for (Draft& draft : Chain(p_, group, ++number).run()) out.push_back(std::move(draft));
  return out;
}

}  // namespace underpin::plan
