// A new type for a column of a table in use. The new shape is built beside the old one, filled by a trigger and in
// batches, gets the keys, indexes and constraints of the old one online, and takes its name in one short transaction
// (sideways_swap.cpp). From then on a second trigger keeps the old column in step, so that one can go back, until it is
// dropped.
#include <algorithm>

#include "ir/attributes.h"
#include "plan/kinds/constraint_sql.h"
#include "plan/kinds/index_sql.h"
#include "plan/kinds/statistics_sql.h"
#include "plan/script.h"
#include "plan/stated_values.h"
#include "plan/strategies/backfill.h"
#include "plan/strategies/sideways_chain.h"
#include "plan/strategies/sideways_values.h"

namespace underpin::plan {

SidewaysChain::SidewaysChain(const Planner& p, const SidewaysGroup& group, uint32_t number)
    : p_(p), group_(group), number_(number), beside_(p.after.clone()) {
  for (ObjectId id : group.columns)
    if (!group.renames) set_aside(id);
  for (ObjectId id : group.indexes) set_aside(id);
  for (ObjectId id : group.statistics) set_aside(id);
  for (ObjectId id : group.constraints) {
    const Constraint& body = p.after.body<Constraint>(id);
    set_aside(has_index(body.type) ? body.index : id);
  }
  for (ObjectId id : group.columns) changes_.push_back(static_cast<uint32_t>(p.change_of(id) - p.diff.changes.data()));
}

std::vector<Draft> SidewaysChain::run() {
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
  for (ObjectId id : group_.columns)
    if (!group_.renames) take_down(id);
  return std::move(out_);
}

bool SidewaysChain::may_fail(ObjectId column) const {
  return stated_values(p_, column) ||
         conversion_may_fail(p_.before.body<Column>(old(column)).type, p_.after.body<Column>(column).type);
}

bool SidewaysChain::depends_on_session(ObjectId column) const {
  return conversion_depends_on_session(p_.before.body<Column>(old(column)).type, p_.after.body<Column>(column).type);
}

std::string SidewaysChain::forward(ObjectId column, const std::string& value) const {
  if (const auto stated = stated_values(p_, column)) return stated->forward;
  const std::string expr = using_expression(p_.before, p_.before.body<Column>(old(column)).type, p_.after,
                                            p_.after.body<Column>(column).type, value);
  return expr.empty() ? value : expr;
}

std::string SidewaysChain::backward(ObjectId column, const std::string& value) const {
  if (const auto stated = stated_values(p_, column)) return stated->reverse.empty() ? "NULL" : stated->reverse;
  const std::string expr = using_expression(p_.after, p_.after.body<Column>(column).type, p_.before,
                                            p_.before.body<Column>(old(column)).type, value);
  return expr.empty() ? value : expr;
}

std::string SidewaysChain::forward_in_trigger(ObjectId column, bool swapped) const {
  auto shape = [&](ObjectId id) {
    const bool is_ours = std::ranges::find(group_.columns, id) != group_.columns.end();
    return "NEW." + (is_ours && swapped ? old_name(id) : is_ours ? live_name(id) : bare(p_.after, id));
  };
  const auto stated = stated_values(p_, column);
  return stated ? in_trigger(p_, table(column), stated->forward, shape) : forward(column, shape(column));
}

std::string SidewaysChain::backward_in_trigger(ObjectId column) const {
  auto shape = [&](ObjectId id) { return "NEW." + bare(p_.after, id); };
  const auto stated = stated_values(p_, column);
  return stated && !stated->reverse.empty() ? in_trigger(p_, table(column), stated->reverse, shape)
                                            : backward(column, shape(column));
}

std::string SidewaysChain::function(ObjectId column, std::string_view what, const std::string& to,
                                    const std::string& value, bool guarded, const std::string& first) const {
  const std::string assignment = "NEW." + to + " := " + value + ";\n";
  const std::string body = guarded ? "  BEGIN\n    " + assignment +
                                         "  EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN\n"
                                         "    NEW." +
                                         to + " := NULL;\n  END;\n"
                                   : "  " + assignment;
  return function(column, what, first + body);
}

std::string SidewaysChain::function(ObjectId column, std::string_view what, const std::string& body) const {
  return "CREATE FUNCTION " + in_schema(table(column), function_name(column, what)) +
         "() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, " +
         (stated_values(p_, column) ? script_search_path(*p_.diff.before, p_.after) + ", " : "") + "pg_temp" +
         (depends_on_session(column)
              ? " SET TimeZone TO 'UTC' SET DateStyle TO 'ISO, MDY' SET IntervalStyle TO 'postgres'"
              : "") +
         " AS $underpin$\nBEGIN\n" + body + "  RETURN NEW;\nEND\n$underpin$";
}

// Who inserts under the new name has said what he means; the old one's default is for those who do not know it.
std::string SidewaysChain::both_ways(ObjectId column) const {
  const std::string is = "NEW." + new_name(column), was = "NEW." + live_name(column);
  const std::string as_text = has_equality(p_.before.body<Column>(old(column)).type) ? "" : "::text";
  const std::string to_new = is + " := " + forward(column, was) + ";\n";
  const std::string to_old = was + " := " + backward(column, is) + ";\n";
  return function(column, "fill",
                  "  IF TG_OP = 'INSERT' THEN\n"
                  "    IF " +
                      is + " IS NULL THEN\n      " + to_new + "    ELSE\n      " + to_old +
                      "    END IF;\n"
                      "  ELSIF " +
                      was + as_text + " IS DISTINCT FROM OLD." + live_name(column) + as_text + " OR " + is +
                      " IS NULL AND OLD." + new_name(column) + " IS NULL THEN\n    " + to_new + "  ELSE\n    " +
                      to_old + "  END IF;\n");
}

std::string SidewaysChain::trigger(ObjectId column, std::string_view what) const {
  return "CREATE TRIGGER " + quote_identifier(trigger_name(column, what)) + " BEFORE INSERT OR UPDATE ON " +
         table_name(column) + " FOR EACH ROW EXECUTE FUNCTION " +
         in_schema(table(column), function_name(column, what)) + "()";
}

std::string SidewaysChain::always(ObjectId column, std::string_view what) const {
  return head(column) + "ENABLE ALWAYS TRIGGER " + quote_identifier(trigger_name(column, what));
}

bool SidewaysChain::has_function(ObjectId column, std::string_view what) const {
  return !p_.before.routines(old(p_.after.schema_of(column)), intern(function_name(column, what))).empty();
}

// Another name is put up in one transaction: a column of that name which nothing fills would pass for the renamed one.
void SidewaysChain::put_up(ObjectId column) {
  const size_t first = out_.size();
  const std::string shown = described(p_.after, column);
  const Column& body = p_.after.body<Column>(column);
  if (!column_there(column)) {
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
        group_.renames
            ? both_ways(column)
            : function(column, "fill", new_name(column), forward_in_trigger(column, false), may_fail(column)),
        group_.renames     ? "what is written under either name is written under both"
        : may_fail(column) ? "a value that the new type cannot hold leaves the new column empty, and writes go on"
                           : "each row that is written fills the new column");
  if (is_there(Kind::kTrigger, column, trigger_name(column, "fill"))) return;
  add(column, Phase::kExpand, "add trigger", trigger(column, "fill"),
      "rows that are written fill both columns from here on");
  add(column, Phase::kExpand, "enable trigger", always(column, "fill"), "also those that replication writes");
  for (size_t i = first; i < out_.size(); ++i) out_[i].together = group_.renames;
}

std::vector<ObjectId> SidewaysChain::needed(ObjectId object) const {
  std::vector<ObjectId> out;
  for_each_reference(p_.after, object, [&](ObjectId target, std::string_view) {
    const bool moves = std::ranges::find(group_.columns, target) != group_.columns.end();
    if (!moves && (p_.after.is(target, Kind::kColumn) || p_.after.is(target, Kind::kFunction))) out.push_back(target);
  });
  return out;
}

void SidewaysChain::fill(ObjectId column) {
  const std::string name = live_name(column);
  const bool stated = stated_values(p_, column).has_value();
  Draft& draft = add(column, Phase::kMigrate, "backfill",
                     backfill_block(p_, {.table = table(column),
                                         .column = new_name(column),
                                         .value = forward(column, name),
                                         .where = stated ? "" : name + " IS NOT NULL",
                                         .quiet = true,
                                         .in_utc = depends_on_session(column)}),
                     "the rows that are there fill the new column, in batches");
  draft.transactional = false;
}

bool SidewaysChain::not_null_before_swap(ObjectId column) const {
  return p_.before.body<Column>(old(column)).not_null && p_.after.body<Column>(column).not_null;
}

std::string SidewaysChain::own_not_null(ObjectId column) const {
  return own_name(p_.options.target >= 18 ? "filled" : "not_null", p_.after.name(column).text());
}

std::string SidewaysChain::not_null_check(ObjectId column) const { return quote_identifier(own_not_null(column)); }

std::string SidewaysChain::held_check(ObjectId column) const {
  return quote_identifier(own_name("held", p_.after.name(column).text()));
}

void SidewaysChain::validate(ObjectId column, Phase phase, const std::string& head_, const std::string& name) {
  Draft& draft = add(column, phase, "validate", head_ + "VALIDATE CONSTRAINT " + name,
                     "it holds for new rows, now the old ones are checked, beside reads and writes");
  draft.transactional = true;
}

void SidewaysChain::settle(ObjectId column, Phase phase) {
  const auto stated = stated_values(p_, column);
  const std::string shown = described(p_.after, column);
  if (not_null_before_swap(column)) {
    const ObjectId left = column_there(column);
    const Column* begun = left ? &p_.before.body<Column>(left) : nullptr;
    const std::string check = own_name("not_null", p_.after.name(column).text());
    const bool is_not_null = begun != nullptr && begun->not_null && begun->not_null_valid;
    const bool by_constraint = p_.options.target >= 18;
    if ((by_constraint || is_not_null) && is_there(Kind::kConstraint, column, check))
      add(column, phase, "drop check", head(column) + "DROP CONSTRAINT " + quote_identifier(check),
          "NOT NULL says what the check said");
    if (is_not_null) return;
    const std::string name = not_null_check(column);
    const bool is_added =
        by_constraint ? begun != nullptr && begun->not_null : is_there(Kind::kConstraint, column, own_not_null(column));
    if (!is_added)
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
          head(column) + "ADD CONSTRAINT " + held_check(column) + " CHECK (" +
              (stated ? "(" + stated->forward + ") IS NULL" : live_name(column) + " IS NULL") + " OR " +
              new_name(column) + " IS NOT NULL) NOT VALID",
          "a value that the new type cannot hold is refused from here on");
    validate(column, phase, head(column), held_check(column));
  }
}

void SidewaysChain::build(ObjectId index) {
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
  draft.needs = needed(index);
  draft.transactional = false;
}

ObjectId SidewaysChain::about_index(ObjectId index) const {
  std::vector<ObjectId> columns;
  for_each_reference(p_.after, index, [&](ObjectId target, std::string_view) { columns.push_back(target); });
  return about(columns);
}

void SidewaysChain::constrain(ObjectId id) {
  const ObjectId column = about_constraint(id);
  const std::string head_ = head(id);
  const bool online = constraint(id).valid && constraint(id).enforced;
  if (!is_there(Kind::kConstraint, id, std::string(beside_.name(id).text())))
    add(column, Phase::kMigrate, "add constraint",
        head_ + "ADD " + constraint_definition(beside_, id) + (online ? " NOT VALID" : ""),
        "what " + described(p_.after, id) + " says of the old column, for new rows first")
        .needs = needed(id);
  if (online) validate(column, Phase::kMigrate, head_, bare(beside_, id));
}

void SidewaysChain::count(ObjectId id) {
  if (p_.before.find(Kind::kStatistics, p_.before.schema_of(old(id)), beside_.name(id))) return;
  std::vector<ObjectId> columns;
  for_each_reference(p_.after, id, [&](ObjectId target, std::string_view) { columns.push_back(target); });
  add(about(columns), Phase::kMigrate, "add statistics", statistics_definition(beside_, id),
      "what " + described(p_.after, id) + " is for the old column");
}

void SidewaysChain::look(ObjectId column) {
  add(column, Phase::kMigrate, "analyze", "ANALYZE " + table_name(column) + " (" + new_name(column) + ")",
      "the planner is to know the values of the new column before it is used");
}

std::string SidewaysChain::type_of_old(ObjectId column) const {
  const Column& body = p_.before.body<Column>(old(column));
  return type_text(p_.before, body.type) +
         (body.collation.empty() ? "" : " COLLATE " + std::string(body.collation.text()));
}

bool SidewaysChain::leads_back(ObjectId column) const {
  const auto stated = stated_values(p_, column);
  return !stated || !stated->reverse.empty();
}

std::string SidewaysChain::brought_back(ObjectId column, const std::string& name) const {
  std::string out = head(column) + "ADD COLUMN " + name + " " + type_of_old(column) + ";\n";
  if (const Symbol text = p_.before.at(old(column)).comment; !text.empty())
    out += "COMMENT ON COLUMN " + table_name(column) + "." + name + " IS " + quote_literal(text.text()) + ";\n";
  return out + backfill_block(p_, {.table = table(column),
                                   .column = name,
                                   .value = backward(column, final_name(column)),
                                   .where = final_name(column) + " IS NOT NULL",
                                   .quiet = true,
                                   .in_utc = depends_on_session(column)});
}

// In one transaction: a row that is inserted by position between its steps would leave the new column empty.
void SidewaysChain::take_down(ObjectId column) {
  auto remove = [&](std::string action, std::string sql, std::string reason) -> Draft& {
    Draft& draft = add(column, Phase::kContract, std::move(action), std::move(sql), std::move(reason));
    draft.together = true;
    draft.awaits = group_.leaving;
    return draft;
  };
  remove("drop trigger", "DROP TRIGGER " + quote_identifier(trigger_name(column, "keep")) + " ON " + table_name(column),
         "nobody wants to go back");
  remove("drop function", "DROP FUNCTION " + in_schema(table(column), function_name(column, "keep")) + "()",
         "nobody calls it");
  Draft& draft = remove("drop beside", head(column) + "DROP COLUMN " + old_name(column),
                        "the old shape of " + described(p_.after, column) + " has served");
  draft.undo = brought_back(column, old_name(column));
  draft.needs = {column};
  draft.loses_data = !leads_back(column);
  if (const ObjectId type = p_.before.body<Column>(old(column)).type.object) draft.releases = {type};
}

SidewaysColumns::SidewaysColumns(const Planner& p) : p_(p) {
  for (const SidewaysGroup& group : p.sideways_groups())
    for (const auto* ids : {&group.indexes, &group.constraints, &group.statistics})
      moved_.insert(ids->begin(), ids->end());
  for (const SidewaysGroup& group : p.sideways_groups())
    for (ObjectId column : group.columns) {
      const ObjectId table = p.counterpart_before(p.after.parent(column));
      const std::string_view name = p.after.name(column).text();
      auto leave = [&](ObjectId id) {
        if (id) left_.insert(id);
      };
      // (Of a rename, too: diff/renames.cpp calls the new column so.)
      leave(p.before.find_column(table, intern(own_name("new", name))));
      leave(p.before.find(Kind::kTrigger, table, intern(own_name("fill", name, kTriggerPrefix))));
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
  if (!plain.drops.empty() &&
      (left_.contains(plain.drops.front()) || moved_.contains(p_.counterpart(plain.drops.front()))))
    return true;
  for (const auto* ids : {&plain.creates, &plain.alters, &plain.needs})
    if (!ids->empty() && moved_.contains(ids->front()) && (ids != &plain.needs || plain.action == "comment"))
      return true;
  if (plain.kind != Kind::kColumn || plain.action != "alter" || plain.alters.empty()) return false;
  // (A rename is not drafted at all.)
  static constexpr std::string_view kOurs[] = {"type", "collation", "default", "not_null_name"};
  return p_.sideways(plain.alters.front()) && std::ranges::find(kOurs, plain.attribute) != std::end(kOurs);
}

std::vector<Draft> SidewaysColumns::steps() const {
  std::vector<Draft> out;
  uint32_t number = 0;
  for (const SidewaysGroup& group : p_.sideways_groups())
    for (Draft& draft : SidewaysChain(p_, group, ++number).run()) out.push_back(std::move(draft));
  return out;
}

}  // namespace underpin::plan
