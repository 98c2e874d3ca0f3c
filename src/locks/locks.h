// What a statement costs on a running database: which locks it takes on which relations, what it rewrites, reads and
// builds, and whether it may run in a transaction block. Facts are what real servers of each major were seen to do.
#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "ir/catalog.h"
#include "locks/lock_mode.h"
#include "parse/statement.h"

namespace underpin {

struct LockedRelation {
  ObjectId relation;
  LockMode mode = LockMode::kNone;
  bool brief = false;    // given back before the statement ends
  bool if_free = false;  // tried without waiting
};

enum class Transactional : uint8_t {
  kYes,
  kNo,        // PostgreSQL refuses it inside a transaction block
  kRequired,  // it makes sense in one only
};

// Ids are those of the state before, and for what the statement makes (new indexes) of the state after. Relations that
// the statement itself makes are not locked for anybody else and are left out. In order of first request; a relation
// stands twice where it has two modes of which neither includes the other.
struct Cost {
  Transactional transactional = Transactional::kYes;
  std::vector<LockedRelation> locks;
  std::vector<ObjectId> rewrites;      // get a new file: tables, materialized views, sequences
  std::vector<ObjectId> index_builds;  // built anew, on tables that were there before
  std::vector<ObjectId> scans;         // read, in full or by an index
  std::string refused;                 // what PostgreSQL would say instead of running it; empty if nothing is known
};

// Which tables have rows. A table of which nothing is known has some.
class TableRows {
 public:
  bool has(ObjectId table) const { return !empty_.contains(table); }
  void set_empty(ObjectId table) { empty_.insert(table); }
  void set_filled(ObjectId table) { empty_.erase(table); }
  // Were the rows at its end deleted, so that VACUUM may give pages back?
  bool has_loose_tail(ObjectId table) const { return loose_.contains(table); }
  void set_loose_tail(ObjectId table) { loose_.insert(table); }

 private:
  std::unordered_set<ObjectId> empty_, loose_;
};

struct Context {
  int target = 18;
  std::vector<Symbol> search_path;  // as SET has it; "$user", public if empty
  Symbol role;
  bool utc = true;                // the session's TimeZone has no offset: timestamp and timestamptz are the same bytes
  bool in_transaction = false;    // other statements stand before it in its transaction block
  std::vector<ObjectId> created;  // relations made in this transaction
  // The state that the statement leads to, where the caller has it: a clone of `before` to which it was applied
  // (equal ids). Else predict makes one.
  const Catalog* after = nullptr;
  bool after_refused = false;  // and the model refused it
};

// Does the expression give another value for each row: does it call a volatile function?
bool calls_volatile_function(const Catalog& catalog, ExprId expression);

Cost predict(const Catalog& before, const TableRows& rows, const StatementSpan& statement, const Context& context);

}  // namespace underpin
