// Statement functions for relations, and what the files about them share. Registered in statements.cpp.
#pragma once

#include <utility>

#include "bind/relation_index.h"
#include "bind/session.h"

struct AlterTableCmd;
struct AlterTableStmt;
struct ColumnDef;
struct Constraint;
struct CreateStmt;
struct IndexElem;
struct IndexStmt;
struct PartitionBoundSpec;
struct PartitionSpec;
struct RangeVar;
struct SelectStmt;
struct TableLikeClause;

namespace underpin::bind {

using RawConstraint = ::Constraint;  // the parse tree's; Constraint is the catalog's

// --- statements ---
void create_table(Session&, const Node*);       // CreateStmt, CreateForeignTableStmt (table.cpp)
void create_table_as(Session&, const Node*);    // CreateTableAsStmt (create_table_as.cpp)
void select_into(Session&, const SelectStmt*);  // (create_table_as.cpp)
void create_view(Session&, const Node*);        // ViewStmt (view.cpp)
void create_sequence(Session&, const Node*);    // CreateSeqStmt (sequence.cpp)
void alter_sequence(Session&, const Node*);     // AlterSeqStmt (sequence.cpp)
void create_index(Session&, const Node*);       // IndexStmt (index.cpp)
void alter_table(Session&, const Node*);        // AlterTableStmt (alter_table.cpp)
void rename(Session&, const Node*);             // RenameStmt (rename_relation.cpp)
void set_variable(Session&, const Node*);       // VariableSetStmt (set_variable.cpp)
void select(Session&, const Node*);             // SelectStmt (set_variable.cpp)
void transaction(Session&, const Node*);        // TransactionStmt (transaction.cpp)

// Old object -> its counterpart: columns of a parent and of its child, and the relations themselves.
using ObjectMap = std::vector<std::pair<ObjectId, ObjectId>>;

// Takes back what has been created since, unless it is kept: an exception passes, or the statement is left early.
class Undo {
 public:
  explicit Undo(Session& session) : session_(session), first_(static_cast<uint32_t>(session.catalog.size())) {}
  ~Undo();
  Undo(const Undo&) = delete;
  Undo& operator=(const Undo&) = delete;
  void keep() { kept_ = true; }

 private:
  Session& session_;
  uint32_t first_;
  bool kept_ = false;
};

// --- lookups (relation.cpp) ---
RangeVar relation_of(const List* names);     // of all but the last name: [database.][schema.]relation
std::string_view text_of(const char* text);  // empty for nullptr
ObjectId column_named(const Session&, ObjectId relation, const char* name, int location);  // throws 42703
std::vector<ObjectId> columns_named(const Session&, ObjectId relation, const List* names, int location);
std::vector<ObjectId> columns_of(const Catalog&, ObjectId relation);  // by position
ObjectMap column_map(const Catalog&, ObjectId from, ObjectId to);     // by name
ObjectId mapped(const ObjectMap&, ObjectId id);                       // itself where the map says nothing
ExprId copy_expr(Session&, ExprId expr, const ObjectMap& map);
bool same_expr(const Catalog&, ExprId a, ExprId b);
ObjectId table_named(const Session&, const RangeVar* name, bool missing_ok = false);  // throws where it is no table
std::string quoted(std::string_view name);                                            // "name"
bool is_partitioned(const Catalog&, ObjectId relation);
// As printed: pg_catalog."C", app.mine; empty for the type's own. `own` = the collation that goes without saying.
Symbol collation_name(const Session&, const List* names, Symbol own = {});
Symbol access_method_or_default(const Session&, const char* name);  // empty for heap
Symbol tablespace_or_default(const Session&, const char* name);
char type_storage(const Catalog&, const TypeRef& type);  // p e m x
// The schema's default_table_access_method and so on: a setting's value, empty if not set.
Symbol setting(const Session&, std::string_view name);
Options merge_options(Options options, const List* changes, bool reset);

// --- columns (column.cpp) ---
// A constraint that waits until all columns are there. Column constraints have theirs.
struct PendingConstraint {
  const RawConstraint* node = nullptr;
  ObjectId column;
  bool deferrable = false, initially_deferred = false, enforced = true;
  bool new_table = false;  // inside CREATE TABLE: there are no rows that NOT VALID could leave out
};
// Adds a column; its constraints but NOT NULL, DEFAULT, IDENTITY and GENERATED are appended to `pending`.
struct PendingColumn {
  ObjectId column;
  const RawConstraint* default_value = nullptr;  // DEFAULT or GENERATED: evaluated when all columns are there
};
PendingColumn create_column(Session&, ObjectId table, const ColumnDef* definition,
                            std::vector<PendingConstraint>& pending);
// What a column definition says beyond its type, for a column that exists (typed tables, partitions).
PendingColumn refine_column(Session&, ObjectId column, const ColumnDef* definition,
                            std::vector<PendingConstraint>& pending);
// DEFERRABLE, INITIALLY …, NOT ENFORCED: what a column's constraint list says about the constraint before.
void take_attribute(PendingConstraint& constraint, const RawConstraint* attribute);
void finish_column(Session&, const PendingColumn& column);
char storage_letter(const Catalog&, const TypeRef& type, std::string_view word);  // 0 for the type's own
uint16_t next_position(const Catalog&, ObjectId relation);
void set_not_null(Session&, ObjectId column, const RawConstraint* constraint);
Symbol not_null_name(const Session&, ObjectId column);  // PostgreSQL 18's own choice
void forget_not_null(Column& column);
bool is_no_default(const Catalog&, ObjectId column, const Node* expr);  // DEFAULT NULL, where PostgreSQL stores none

// --- sequences (sequence.cpp) ---
ObjectId create_serial_sequence(Session&, ObjectId column, int location);
ObjectId create_identity_sequence(Session&, ObjectId column, const List* options, int location);
void alter_sequence_options(Session&, ObjectId sequence, const List* options, bool initial);
void set_sequence_type(Session&, ObjectId sequence, const TypeRef& type);
ExprId nextval_of(Session&, ObjectId sequence);
ObjectId identity_sequence(const Session&, ObjectId column);
ObjectId copy_identity_sequence(Session&, ObjectId from, ObjectId column);

// --- constraints (constraint.cpp, constraint_key.cpp, constraint_foreign.cpp, constraint_exclude.cpp) ---
ObjectId add_check(Session&, ObjectId table, const PendingConstraint& check, bool recurse = true);
ObjectId inherit_check(Session&, ObjectId table, ObjectId parent_constraint);  // a copy, or merged into an equal one
// PRIMARY KEY, UNIQUE, EXCLUDE of one statement: without those that say the same twice.
void add_keys(Session&, ObjectId table, const std::vector<PendingConstraint>& keys, bool only = false);
void add_key_using_index(Session&, ObjectId table, const RawConstraint* constraint);
ObjectId add_foreign_key(Session&, ObjectId table, const PendingConstraint& key);
void copy_foreign_keys(Session&, ObjectId parent, ObjectId partition);
ObjectId primary_key(const Catalog&, ObjectId table);
Place constraint_place(const Session&, const RawConstraint* constraint);

// --- indexes (index.cpp, index_element.cpp, index_clone.cpp) ---
IndexElement index_element(Session&, ObjectId table, const IndexElem* node, std::string_view method, ByteRange text);
// The names that an index's columns have in its own name: "email", "lower", "expr1".
std::vector<Symbol> index_column_names(const Catalog&, const Index& index, const std::vector<Symbol>& expressions);
Symbol opclass_name(const Session&, const List* names, std::string_view method, const TypeRef& type);
ObjectId index_column(const Session&, ObjectId table, const char* name);  // throws 42703
std::string figure_name(const Node* expr);                                // FigureIndexColname: "lower", "case", ""
// A partitioned table's index on one of its partitions: an equal one is attached, else a copy is made.
void index_partition(Session&, ObjectId index, ObjectId partition);
void index_partitions(Session&, ObjectId index);
void attach_index(Session&, ObjectId parent_index, ObjectId index);
void settle_partitioned_index(Session&, ObjectId index);  // complete once every partition has its own
ObjectId copy_index(Session&, ObjectId index, ObjectId table, const ObjectMap& map);

// --- inheritance, partitions, LIKE (inherit.cpp, partition.cpp, partition_bound.cpp, like.cpp) ---
void inherit_columns(Session&, ObjectId parent, ObjectId child);
void inherit_checks(Session&, ObjectId parent, ObjectId child);
// A column definition that repeats an inherited column.
PendingColumn merge_column(Session&, ObjectId column, const ColumnDef* definition,
                           std::vector<PendingConstraint>& pending);
void copy_type_columns(Session&, ObjectId composite, ObjectId table);           // CREATE TABLE … OF
void add_inheritance(Session&, ObjectId child, ObjectId parent, int location);  // ALTER TABLE … INHERIT
void drop_inheritance(Session&, ObjectId child, ObjectId parent);
void set_partition_key(Session&, ObjectId table, const PartitionSpec* spec);
void complete_partition(Session&, ObjectId parent, ObjectId partition);  // indexes, foreign keys, triggers
void attach_partition(Session&, ObjectId parent, const Node* command);
void detach_partition(Session&, ObjectId parent, const Node* command);
ExprId partition_bound(Session&, ObjectId parent, const PartitionBoundSpec* bound);
void like_columns(Session&, ObjectId table, const TableLikeClause* like);
void like_rest(Session&, ObjectId table, const TableLikeClause* like);

// --- ALTER TABLE (alter_table.cpp and its kin) ---
// A command's part is its number; what waits inside a command (a new column's foreign key) adds a multiple of this.
inline constexpr int kPartsPerStatement = 1 << 16;
struct TableCommand {
  const AlterTableStmt* statement;
  const AlterTableCmd* command;
  ObjectId relation;
  bool recurse;  // not ONLY
  int part;
};
void alter_columns(Session&, const TableCommand&);      // alter_table_column.cpp
void alter_constraints(Session&, const TableCommand&);  // alter_table_constraint.cpp
void alter_storage(Session&, const TableCommand&);      // alter_table_storage.cpp
// The relation and, where the command goes on to them, all that inherit from it, parents first.
std::vector<ObjectId> with_descendants(Session&, ObjectId relation, bool recurse);

// --- views (view.cpp) ---
void set_view_columns(Session&, ObjectId view, const QueryResult& query, const std::vector<Symbol>& names);

}  // namespace underpin::bind
