// Sets of a column's values, as far as comparisons with constants say something about them: what a CHECK allows, what
// a WHERE asks for, what a partition holds.
#pragma once

#include <string>
#include <vector>

#include "ir/catalog.h"

struct Node;

namespace underpin::locks {

// A constant. Numbers compare as numbers, all others as text: dates and timestamps are written so that this is their
// order.
struct Constant {
  bool is_text = false;
  long double number = 0;
  std::string text;

  friend std::partial_ordering operator<=>(const Constant& a, const Constant& b);
  friend bool operator==(const Constant& a, const Constant& b) { return (a <=> b) == 0; }
};

// Between two values: just before (-1) or just behind (+1) a constant, or at an end of all of them.
struct Edge {
  int infinity = 0;  // -1, 0, 1
  Constant value;
  int side = -1;

  static Edge lowest() { return {.infinity = -1, .value = {}, .side = -1}; }
  static Edge highest() { return {.infinity = 1, .value = {}, .side = 1}; }
  friend bool operator<(const Edge& a, const Edge& b);
};

class ValueSet {
 public:
  static ValueSet all() { return between(Edge::lowest(), Edge::highest()); }
  static ValueSet none() { return {}; }
  static ValueSet between(Edge low, Edge high);
  static ValueSet only(const Constant& value);

  ValueSet united(const ValueSet& other) const;
  ValueSet intersected(const ValueSet& other) const;
  ValueSet complement() const;
  bool empty() const { return parts_.empty(); }
  bool within(const ValueSet& other) const { return intersected(other.complement()).empty(); }

 private:
  struct Part {
    Edge low, high;
  };
  std::vector<Part> parts_;  // in order, apart from each other
};

// What is known of a condition: the values for which it is not false lie in `set`. `exact`: and it is false for all
// others.
struct Condition {
  ValueSet set = ValueSet::all();
  bool exact = false;
};
Condition condition_on(const Node* expression, std::string_view column);
// The same for an expression of the catalog.
Condition condition_on(const Catalog& catalog, ExprId expression, ObjectId column);
// Does it hold only where the column is not null?
bool proves_not_null(const Node* expression, std::string_view column);
bool proves_not_null(const Catalog& catalog, ExprId expression, ObjectId column);

// A partition's part of its parent's key.
struct PartitionBound {
  bool is_default = false;
  bool exact = false;  // `set` is all that it says: one column, by range or list
  bool takes_null = false;
  ObjectId column;  // of the parent: the key's first; none for an expression
  ValueSet set = ValueSet::all();
};
PartitionBound partition_bound(const Catalog& catalog, ObjectId parent, std::string_view bound_text);

}  // namespace underpin::locks
