// What names can mean in a query: its FROM items, level by level.
#pragma once

#include <span>
#include <vector>

#include "analyze/term.h"

struct List;

namespace underpin::analyze {

// A column of a FROM item or of a query's result.
struct OutColumn {
  Symbol name;
  Type type;
  Symbol modifier;
  ObjectId column;                    // the catalog's column that it is, unchanged
  bool named_by_column = false;       // its name is that column's, not one that was written
  Term* term = nullptr;               // merged join column: what stands for it; a query's: its expression
  int location = -1;                  // of its expression
  const OutColumn* fields = nullptr;  // of a record whose fields are known
  size_t field_count = 0;
};

// An item of FROM.
struct Entry {
  Symbol name;         // by which columns are qualified; empty = cannot be
  bool alias = false;  // the name was written
  bool columns_known = true;
  bool lazy = false;  // a relation whose columns are looked up by name; `columns` is filled when all are asked for
  ObjectId relation;
  Type row_type;        // of a whole-row reference
  uint32_t number = 0;  // in the canonical form
  std::span<OutColumn> columns;
  Symbol schema;        // as written, where relation is none
  uint32_t depth = 0;   // of the query level that it belongs to
  bool barred = false;  // in a right join, the left side: the right one may not refer to it
  bool self = false;    // the recursive query's reference to itself
  bool nulled = false;  // the far side of an outer join: its columns may be null
};

// What is visible of an entry at some point of a query.
struct Visible {
  Entry* entry = nullptr;
  bool by_name = true;             // t.c
  bool columns = true;             // c
  std::span<const Symbol> merged;  // columns that a USING above took: not in *
};

// The part of a query that an expression stands in: what may be called there depends on it.
enum class Clause : uint8_t {
  kNone,  // nothing is checked
  kSelect,
  kFrom,
  kJoin,
  kWhere,
  kHaving,
  kFilter,
  kPartition,
  kWindowOrder,
  kFrameRows,
  kFrameRange,
  kFrameGroups,
  kUpdate,
  kMergeWhen,
  kGroup,
  kOrder,
  kDistinctOn,
  kLimit,
  kOffset,
  kReturning,
  kValues,
  kValuesSingle,
};

struct CommonTable {
  Symbol name;
  std::span<OutColumn> columns;
  bool columns_known = true;
  bool recursive = false;  // it is being defined
  bool no_result = false;  // INSERT, UPDATE … without RETURNING
};

// An alias as the canonical form has it. PostgreSQL prints "t_1" where "t" is taken in the same query, and means the
// same.
std::string_view alias_stem(std::string_view alias);

struct Level {
  Level* parent = nullptr;
  std::vector<Visible> visible;
  std::vector<CommonTable> common_tables;
  std::vector<std::pair<Symbol, uint32_t>> windows;
  uint32_t depth = 0;
  Clause clause = Clause::kNone;
  bool aggregates = false, window_calls = false, sets = false;  // there are such calls in its expressions
  int aggregate_location = -1;                                  // of the first
  const ::List* window_clause = nullptr;
};

}  // namespace underpin::analyze
