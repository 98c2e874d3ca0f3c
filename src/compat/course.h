// The states that a database passes on its way, by a plan or by a script that somebody wrote.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "locks/script.h"
#include "plan/plan.h"

namespace underpin::compat {

// One statement.
struct Moment {
  Place place;        // a plan's: of the change that it realises
  std::string title;  // "step drop-column-app.users.name"; of a script "statement 3"
  Prediction cost;    // its locks; empty where `predicted` is false
  bool predicted = false;
  uint32_t transaction = 0;        // statements in a row with the same number run in one; 0 = in one of its own
  bool sets_lock_timeout = false;  // one holds while it runs
  std::vector<uint32_t> changes;   // of a plan's step: indexes in the diff's changes
  std::vector<ObjectId> touches;   // of a script's statement: objects that it makes, changes or removes
};

// What other sessions can see between statements.
struct CourseState {
  size_t after = 0;  // statements that have run
  Catalog catalog;
  std::vector<Symbol> touched;  // names of what differs from the state before, each once, sorted by id
  bool all_touched = false;     // the difference may matter to any query
};

struct Course {
  const Diff* diff = nullptr;  // from the first state to the last
  int target = 18;
  bool planned = false;  // by us: else somebody's script
  std::vector<Moment> moments;
  std::vector<CourseState> states;     // the first one is before everything; then each in which something differs
  std::vector<size_t> gates;           // a gate stands before these statements
  std::vector<std::string> waits_for;  // what each waits for

  // The statement after which the state is there.
  const Moment& made_by(const CourseState& state) const { return moments[state.after - 1]; }
  // Does a gate stand before the state's last statement? Its number from 1, else 0.
  size_t gate_before(const CourseState& state) const;
};

// The plan's steps, one after the other. `locks`: with what they cost.
Course course_of(const Plan& plan, const Catalog& before, bool locks);

// A script's statements. The last state stays in `last`; `diff` has to be made of it by the caller.
struct ScriptCourse {
  Course course;
  std::unique_ptr<Catalog> last;
  std::vector<Diagnostic> refused;  // statements that would fail
};
ScriptCourse course_of(const SourceSet& script, Catalog before, TableRows rows, const ScriptOptions& options,
                       Sink& sink);

// Does an object, without its children, differ between two states of which one was made of the other?
bool differs(const Catalog& before, const Catalog& now, ObjectId id);

// The names of what differs between two states, of which one is a clone of the other with changes.
void note_touched(const Catalog& before, CourseState& now);

}  // namespace underpin::compat
