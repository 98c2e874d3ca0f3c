// The changes of a diff as a tree that a person reads: schema, then object, then its parts.
#pragma once

#include <string>
#include <vector>

#include "diff/diff.h"

namespace underpin::emit {

struct ChangeNode {
  const Catalog* catalog = nullptr;
  ObjectId object;                   // in `catalog`
  const Change* change = nullptr;    // nullptr: only something below it changes
  std::vector<ChangeNode> children;  // by kind, then as the diff has them
};

struct ChangeGroup {
  std::string schema;  // its name; empty: what belongs to the database as a whole
  std::vector<ChangeNode> nodes;
};

struct ChangeCounts {
  size_t created = 0, dropped = 0, altered = 0;
};

// Groups by name, the database's own first; within a group objects are ordered by kind and name.
std::vector<ChangeGroup> change_tree(const Diff& diff);

// Of nodes that are shown: the parts of a new or dropped object are not counted on their own.
ChangeCounts count_changes(const std::vector<ChangeGroup>& groups);

// "3 columns, 1 index": the parts of a new or dropped object.
std::string parts_summary(const ChangeNode& node);

struct AttributeLine {
  std::string name;    // "type"
  std::string before;  // as a person writes it; empty = not set
  std::string after;
  std::string note;  // instead of the two, where they look alike
};
std::vector<AttributeLine> attribute_lines(const Diff& diff, const Change& change);

// What follows the name of a new or dropped part: a column's type, what an index is on.
std::string headline(const ChangeNode& node);
// "renamed from app.purchases", or "" where the name stayed.
std::string rename_note(const Diff& diff, const Change& change);

}  // namespace underpin::emit
