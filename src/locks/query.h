// Queries and changes of rows: which relations they open, as they are analyzed, planned and run.
#pragma once

#include <string>
#include <vector>

#include "locks/work.h"

struct SelectStmt;
struct InsertStmt;
struct UpdateStmt;
struct DeleteStmt;
struct MergeStmt;
struct WithClause;
struct FuncCall;
struct A_Indirection;

namespace underpin::locks {

class QueryReader {
 public:
  QueryReader(Work& work, bool executed) : work_(work), executed_(executed) {}
  void visit(const Node* node);

 private:
  // What the relations of one FROM are opened for.
  struct Reading {
    const Node* where = nullptr;
    const List* locking = nullptr;  // FOR UPDATE and the like
  };

  void visit_children(const Node* node);
  size_t open_with(const WithClause* with);
  void close_with(size_t count) { ctes_.resize(count); }
  void select(const SelectStmt* statement);
  void insert(const InsertStmt* statement);
  void update(const UpdateStmt* statement);
  void remove(const DeleteStmt* statement);
  void merge(const MergeStmt* statement);
  void call(const FuncCall* call);
  void open(const RangeVar* name);
  void open_view(ObjectId view, LockMode mode);
  LockMode mode_of(const RangeVar* name) const;
  void look_into_rows(const A_Indirection* field);
  ObjectId target(const RangeVar* name, const Node* where, bool planned);

  Work& work_;
  bool executed_;
  LockMode least_ = LockMode::kAccessShare;  // of all: inside a view that is read FOR UPDATE
  Reading reading_;
  std::vector<std::string> ctes_;
};

// The partitions (or children) that a condition leaves, with all that stand above them.
std::vector<ObjectId> selected(const Work&, ObjectId table, const Node* where);
// Relations and their indexes as the planner opens them, and a look at those that hold rows.
void open_tables(Work&, const std::vector<ObjectId>& tables, LockMode mode, bool only = false);
// A partition that is written to directly: what it may hold is read off all above it.
void open_ancestors(Work&, ObjectId partition);

// --- row_checks.cpp: what the server does for each changed row ---
void check_inserted(Work&, ObjectId table, const InsertStmt* statement);  // null: COPY
void check_updated(Work&, ObjectId table, const List* targets);
void check_deleted(Work&, ObjectId table, int depth = 0);
void open_target_indexes(Work&, ObjectId table);
std::vector<ObjectId> routed(const Work&, ObjectId table, const InsertStmt* statement);

}  // namespace underpin::locks
