// The chain of steps by which one group of columns changes sideways. Seen by sideways_column.cpp and sideways_swap.cpp.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "plan/kinds/column_alter.h"
#include "plan/kinds/column_sql.h"
#include "plan/kinds/table_sql.h"
#include "plan/strategies/strategy.h"

namespace underpin::plan {

class SidewaysChain {
 public:
  SidewaysChain(const Planner& p, const SidewaysGroup& group, uint32_t number);

  std::vector<Draft> run();

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
  // What it is called in the old state: no rename of it is drafted.
  std::string live(ObjectId after) const { return std::string(p_.diff.before->name(old(after)).text()); }
  // A column as it is called now, in the end, and until then.
  std::string live_name(ObjectId column) const { return quote_identifier(live(column)); }
  std::string final_name(ObjectId column) const { return bare(p_.after, column); }
  std::string new_name(ObjectId column) const { return bare(beside_, column); }
  // Is the new column there already, from a run that was broken off?
  ObjectId column_there(ObjectId column) const {
    return p_.before.find_column(old(table(column)), intern(own_name("new", p_.after.name(column).text())));
  }
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
    return own_name(what, p_.after.name(column).text(), kTriggerPrefix);
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
    Draft& draft =
        add(column, group_.renames ? Phase::kContract : Phase::kSwitch, "swap", std::move(sql), std::move(reason));
    draft.together = draft.beside = true;
    if (!group_.renames) draft.attribute = "type";
    draft.rank = kTypeRank;
    draft.alters = group_.columns;
    const auto subject = std::ranges::find(draft.alters, column);
    std::rotate(draft.alters.begin(), subject, subject + 1);
    return draft;
  }

  // What an object over the new shape refers to besides.
  std::vector<ObjectId> needed(ObjectId object) const;
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

  bool may_fail(ObjectId column) const;
  bool depends_on_session(ObjectId column) const;
  // In a statement on the table, and in a trigger of it; `swapped`: after the swap.
  std::string forward(ObjectId column, const std::string& value) const;
  std::string backward(ObjectId column, const std::string& value) const;
  std::string forward_in_trigger(ObjectId column, bool swapped) const;
  std::string backward_in_trigger(ObjectId column) const;
  std::string function(ObjectId column, std::string_view what, const std::string& to, const std::string& value,
                       bool guarded, const std::string& first = {}) const;
  std::string function(ObjectId column, std::string_view what, const std::string& body) const;
  std::string both_ways(ObjectId column) const;
  std::string trigger(ObjectId column, std::string_view what) const;
  std::string always(ObjectId column, std::string_view what) const;
  bool has_function(ObjectId column, std::string_view what) const;
  void put_up(ObjectId column);
  void fill(ObjectId column);
  bool not_null_before_swap(ObjectId column) const;
  // Up to 17 a CHECK, from 18 on the NOT NULL constraint itself.
  std::string own_not_null(ObjectId column) const;
  std::string not_null_check(ObjectId column) const;
  std::string held_check(ObjectId column) const;
  void validate(ObjectId column, Phase phase, const std::string& head_, const std::string& name);
  // From here on no row is without its new value, which the swap relies on.
  void settle(ObjectId column, Phase phase);
  void build(ObjectId index);
  ObjectId about_index(ObjectId index) const;
  void constrain(ObjectId id);
  void count(ObjectId id);
  void look(ObjectId column);
  void swap();
  void drop_live(ObjectId column);
  void drop_constraint(ObjectId id);
  // What is the old column's alone.
  void strip(ObjectId column);
  // What the old column had, under its name.
  void equip(ObjectId column);
  void take_over(ObjectId id);
  void comment(ObjectId id);
  void mark_indexes(ObjectId column);
  void keep_in_step(ObjectId column);
  std::string type_of_old(ObjectId column) const;
  bool leads_back(ObjectId column) const;
  // The old column again, filled from the new one: for the way back.
  std::string brought_back(ObjectId column, const std::string& name) const;
  void take_down(ObjectId column);

  const Planner& p_;
  const SidewaysGroup& group_;
  uint32_t number_;
  Catalog beside_;  // the new state, but with the names that the new shapes have until they are swapped in
  std::vector<uint32_t> changes_;
  int link_ = 0;
  std::vector<Draft> out_;
};

}  // namespace underpin::plan
