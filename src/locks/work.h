// One prediction under way, shared by the files of this folder and by nobody else. A function for each kind of
// statement (statements.cpp lists them) looks at its tree and at the two states and puts what it finds into the cost.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "analyze/analyze.h"
#include "locks/locks.h"
#include "locks/relatives.h"

struct Node;
struct RangeVar;
struct FuncCall;
struct IndexStmt;
struct List;

namespace underpin::locks {

struct Work {
  const Catalog& before;
  const Catalog& after;  // the same as `before` where the model refused the statement
  const TableRows& rows;
  const Context& context;
  StatementSpan statement;
  bool refused = false;  // by the model
  Cost cost;
  Relatives relatives;  // of before
  std::vector<ObjectId> search_path;
  std::vector<Symbol> sure_keys;  // new columns without a default whose own REFERENCES need no look at the rows
  std::vector<Symbol>
      set_later;  // columns whose SET DEFAULT stands in the statement that adds them: for new rows alone
  int depth = 0;  // of routines called

  Work(const Catalog& before_state, const Catalog& after_state, const TableRows& row_facts, const Context& where,
       const StatementSpan& span);

  int target() const { return context.target; }
  const Relatives& after_relatives();
  NameScope scope() const;

  // --- what is found ---
  void lock(ObjectId relation, LockMode mode, bool brief = false);
  void try_lock(ObjectId relation, LockMode mode);  // if it is free
  void lock_all(const std::vector<ObjectId>& relations, LockMode mode, bool brief = false);
  void rewrite(ObjectId relation);
  void scan(ObjectId relation);
  void build(ObjectId index);
  // A table whose file is made anew: its indexes are, too.
  void rewrite_table(ObjectId table);
  void refuse(std::string why);

  // --- names; none where nothing is found ---
  ObjectId find(const RangeVar* name) const;
  ObjectId find(const List* qualified_name) const;
  ObjectId find_type(const List* names) const;
  // The object that COMMENT, DROP, ALTER name by a list whose last part is local to a relation: that relation.
  ObjectId find_parent(const List* names) const;

  // --- facts about the two states ---
  bool is_new(ObjectId id) const { return id.value >= before.size(); }
  bool existed(ObjectId id) const { return id && !is_new(id) && !before.at(id).removed; }
  bool is_gone(ObjectId id) const { return existed(id) && after.at(id).removed; }
  bool was_created_here(ObjectId id) const;
  const Catalog& home(ObjectId id) const { return is_new(id) ? after : before; }

 private:
  std::optional<Relatives> after_relatives_;
};

using StatementFunction = void (*)(Work&, const Node*);
void dispatch(Work&, const Node*);                      // statements.cpp
Transactional transactional(const Work&, const Node*);  // transactional.cpp

// --- statements ---
void alter_table(Work&, const Node*);
void alter_composite(Work&, const Node*);
void move_all(Work&, const Node*);
void alter_domain(Work&, const Node*);
void create_domain(Work&, const Node*);
void rename(Work&, const Node*);
void set_schema(Work&, const Node*);
void change_owner(Work&, const Node*);
void create_table(Work&, const Node*);
void create_table_as(Work&, const Node*);
void create_view(Work&, const Node*);
void create_index(Work&, const Node*);
void create_trigger(Work&, const Node*);
void create_policy(Work&, const Node*);
void alter_policy(Work&, const Node*);
void create_rule(Work&, const Node*);
void create_statistics(Work&, const Node*);
void create_function(Work&, const Node*);
void create_sequence(Work&, const Node*);
void alter_sequence(Work&, const Node*);
void create_composite(Work&, const Node*);
void comment(Work&, const Node*);
void security_label(Work&, const Node*);
void grant(Work&, const Node*);
void create_publication(Work&, const Node*);
void alter_publication(Work&, const Node*);
void drop_statement(Work&, const Node*);
void drop_owned(Work&, const Node*);
void reassign_owned(Work&, const Node*);
void query_statement(Work&, const Node*);  // SELECT, INSERT, UPDATE, DELETE, MERGE
void copy_statement(Work&, const Node*);
void explain(Work&, const Node*);
void prepare(Work&, const Node*);
void truncate(Work&, const Node*);
void lock_statement(Work&, const Node*);
void vacuum(Work&, const Node*);
void cluster(Work&, const Node*);
void reindex(Work&, const Node*);
void refresh(Work&, const Node*);
void call_statement(Work&, const Node*);
void do_block(Work&, const Node*);

// --- queries (query.cpp) ---
// Relations that a query or expression names are opened while it is analyzed; `executed`: it also runs.
void read_query(Work&, const Node* query, bool executed);
void read_query(Work&, const Catalog&, ExprId query, bool executed);
// The functions that an index calls for each row may read tables of their own.
void read_index_functions(Work&, const IndexStmt* statement);
// The statements of a function's body, as if they ran now (routine.cpp).
void run_routine(Work&, ObjectId routine, bool executed);
void run_called(Work&, const FuncCall* call);
bool body_needs_no_block(const Work&, const Node* do_block);  // does it hold what a transaction block refuses?

// --- parts of DDL that several statements share ---
// What is gone, or has lost a part, in the state after: removed.cpp.
void lock_removed(Work&);
void lock_removed_relations(Work&);
// New foreign keys, checks, not-nulls, columns, indexes on tables that were there before: effects.cpp.
void find_effects(Work&);
// A relation changes hands: its indexes and sequences go along (ATExecChangeOwner).
void lock_owned(Work&, ObjectId relation);
// Partitioned tables that are referred to have triggers of their own from 15 on; before, their partitions alone.
inline constexpr int kPartitionedTriggers = 15;
// A referenced table, and its partitions where it has some.
void lock_referenced(Work&, ObjectId relation, LockMode mode);
void lock_column_types(Work&, ObjectId relation, const List* column_definitions);
// The partitions of a table that gets an index, and those of their indexes that are looked at for an equal one
// (DefineIndex).
void lock_partition_indexes(Work&, ObjectId table, LockMode mode);
ObjectId find_composite(const Work&, const RangeVar* name);
// The default partition loses what a new partition takes: locked, and read unless a CHECK of it says that it has none.
// What a partition made at once takes of its parent: indexes, foreign keys of both directions.
void lock_new_partition(Work&, ObjectId parent);
void narrow_default_partition(Work&, ObjectId parent, ObjectId except, std::string_view bound_text);
bool is_proved_not_null(const Work&, ObjectId column);  // by a valid CHECK that stays

// --- facts (see the .def files) ---
bool is_volatile(const Work&, const Catalog&, ExprId expression);
bool is_constrained_domain(const Catalog&, const TypeRef& type);
ObjectId domain_of(const Catalog&, const TypeRef& type);
// Does the change of a column's type need new files? `using_expression`: USING, or null.
bool type_change_rewrites(const Work&, ObjectId column, const Node* using_expression);
// Has the type's default operator class for indexes another name than the other's?
bool same_operator_class(const Catalog&, const TypeRef& a, const Catalog&, const TypeRef& b);

}  // namespace underpin::locks
