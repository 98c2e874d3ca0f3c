// What a server does while a step runs, seen from outside: locks, new files, indexes built, tables read.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "live/scratch.h"
#include "locks/script.h"
#include "verify/proof.h"

namespace underpin {

using Oid = uint32_t;  // PostgreSQL's

struct SeenRelation {
  std::string name;
  char kind = 0;      // as pg_class.relkind
  Oid file = 0;       // relfilenode
  Oid indexed = 0;    // of an index its table
  int64_t scans = 0;  // that this transaction has made
};
using SeenRelations = std::map<Oid, SeenRelation>;

// The user's relations, as the session itself sees them now.
SeenRelations see_relations(live::Session& session);

// The locks that the backend holds or waits for now, that keep at least maintenance waiting.
using SeenLocks = std::set<std::pair<Oid, std::string>>;  // relation, mode as in pg_locks
SeenLocks see_locks(live::Session& observer, int process);
// Does it wait for somebody?
bool is_waiting(live::Session& observer, int process);

// The same in the words of plans: of those relations (which were there before the plan) alone, and without modes that
// another one on the same relation includes.
std::set<ObservedLock> named(const SeenLocks& locks, const SeenRelations& before, const SeenRelations& old);

// Is the lock, or one that includes it, among them?
bool holds(const std::set<ObservedLock>& locks, const ObservedLock& lock);

// Fills rewrites, index_builds and scans.
void compare_files(const SeenRelations& before, const SeenRelations& after, const SeenRelations& old,
                   ObservedStep& step);

// What the model says of the same, of relations that were there before the plan.
struct PredictedFiles {
  std::set<std::string> rewrites, index_builds, scans;
};
PredictedFiles of_old(const Prediction& prediction, const SeenRelations& before, const SeenRelations& after,
                      const SeenRelations& old);

}  // namespace underpin
