// A script, predicted statement by statement: each on the state that those before it lead to.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "locks/locks.h"

namespace underpin {

// Tables of the state into which its sources put no rows, if they put rows anywhere; else all are taken to have some.
TableRows rows_of(const SourceSet& sources, const Catalog& catalog);

// A statement's cost with names in place of ids: what a relation was called before the statement, with its schema.
struct NamedLock {
  std::string relation;
  std::string_view kind;  // "table", as in KindInfo::slug
  LockMode mode = LockMode::kNone;
  bool brief = false;
  bool if_free = false;
};
struct Prediction {
  Place place;
  std::string sql;
  Transactional transactional = Transactional::kYes;
  std::vector<NamedLock> locks;
  std::vector<std::string> rewrites, index_builds, scans;
  std::string refused;
};

struct ScriptOptions {
  int target = 18;
  bool autocommit = false;  // each statement is a transaction of its own where the script does not say BEGIN
  bool utc = true;          // see Context
};

class Script {
 public:
  Script(Catalog state, TableRows rows, const ScriptOptions& options);

  Prediction next(const StatementSpan& statement, Sink& sink);

  // What the statements so far have led to.
  const Catalog& state() const { return before_; }
  // Is a transaction open that the script itself has begun?
  bool in_block() const { return in_block_; }

 private:
  void remember(const Node* node, std::string_view text);
  void set_variable(const Node* node, std::string_view text);
  void transaction(const Node* node);
  void end_transaction();
  void note_new_relations();

  ScriptOptions options_;
  TableRows rows_;
  Catalog before_, after_;
  std::unique_ptr<Catalog> at_begin_;  // for ROLLBACK
  Context context_;
  std::string settings_;   // SET statements that hold, as text
  bool in_block_ = false;  // BEGIN was said
};

}  // namespace underpin
