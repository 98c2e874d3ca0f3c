// The plan: steps in order, as DESIGN §5 and §9 have it. A value; emit/ prints it, verify/ proves it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "diff/diff.h"

namespace underpin {

enum class Phase : uint8_t { kExpand, kMigrate, kSwitch, kContract };
std::string_view phase_name(Phase phase);

// What a step needs to have happened, and why.
struct Need {
  uint32_t step = 0;   // index in Plan::steps
  std::string reason;  // "view app.v reads column app.t.c"
};

struct RelationLock {
  std::string relation;  // qualified
  std::string mode;      // "ACCESS EXCLUSIVE"
  std::string blocks;    // whom it keeps waiting: "blocks reads and writes"
};

struct Step {
  std::string id;  // stable, readable: "create-table-app.users", made unique by -2, -3
  Phase phase = Phase::kExpand;
  Direction direction = Direction::kForward;
  Kind kind = Kind::kNone;     // of the object it is about
  std::string object;          // its qualified name, as after the step (before it for drops)
  std::string action;          // "create", "alter", "drop", "recreate"
  std::string sql;             // one statement, without semicolon
  std::string strategy;        // "plain", or the slug of one of plan/strategies/
  std::string reason;          // why it is there, one sentence
  bool transactional = true;   // may run inside a transaction block
  bool commit_before = false;  // what it needs must be committed (a new enum label before its first use)
  std::vector<Need> needs;
  std::vector<uint32_t> changes;    // indexes in Plan::diff.changes that it realises (none: a helper)
  uint32_t transaction = 0;         // steps in a row with the same number run in one transaction; 0 = in one of its own
  std::vector<RelationLock> locks;  // predicted; on relations that were there before the plan
  std::string lasts;                // how long they are held: "a moment: a change of the catalog"; empty if unknown
  std::optional<std::string> guard;  // a catalog query that gives 'not begun', 'done' or 'half done'
  std::optional<std::string> undo;   // statements, ";\n" between them; empty: the schema stayed as it was
  bool loses_data = false;           // its undo could not bring back what it removed
};

// What only the outside can bring about before a step may run.
struct Gate {
  uint32_t before = 0;    // index in Plan::steps
  std::string waits_for;  // "no release that runs uses what goes: column app.users.name"
};

struct PlanOptions {
  int target = 18;
  bool online = true;  // tables that were there before are in use: what scans or builds does so in small, online steps
};

struct Plan {
  int target = 18;
  bool online = true;  // as PlanOptions had it
  Diff diff;
  std::vector<Step> steps;  // in a valid, deterministic order; phases do not go back
  std::vector<Gate> gates;  // in order
  std::string from_fingerprint;
  std::string to_fingerprint;
};

// Where the first change that the step realises stands: in the new state, of a drop in the old one. None of a helper.
Place place_of(const Step& step, const Diff& diff);

// Does step i open (close) a transaction that it shares with others?
bool begins_transaction(const Plan& plan, size_t i);
bool ends_transaction(const Plan& plan, size_t i);

// Errors (a change that cannot be planned safely) go to the sink with code UP3xx: then the plan is a refusal.
Plan make_plan(Diff diff, const PlanOptions& options, Sink& sink);

}  // namespace underpin
