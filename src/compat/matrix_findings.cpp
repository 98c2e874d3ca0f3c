#include "compat/matrix_findings.h"

#include <algorithm>
#include <map>

#include "diag/codes.h"

namespace underpin::compat {
namespace {

const CodeInfo& code_of(const Problem& problem, bool behind_gate) {
  switch (problem.outcome) {
    case Outcome::kResultChanges: return code::kResultChanges;
    case Outcome::kMayBeRefused: return code::kValuesRefused;
    case Outcome::kRequired: return behind_gate ? code::kQueryBreaksBehindGate : code::kColumnRequired;
    case Outcome::kFails:
    case Outcome::kWorks: break;
  }
  if (behind_gate) return code::kQueryBreaksBehindGate;
  return problem.conflict_target ? code::kConflictTargetLost : code::kQueryBreaks;
}

Concern concern_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::kResultChanges: return Concern::kResult;
    case Outcome::kMayBeRefused:
    case Outcome::kRequired: return Concern::kWrite;
    default: return Concern::kRead;
  }
}

std::string_view verb_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::kResultChanges: return "gives another result";
    case Outcome::kMayBeRefused: return "may be refused";
    default: return "fails";
  }
}

std::string first_line(const std::string& sql) { return sql.substr(0, std::min(sql.find('\n'), size_t{120})); }

class Findings {
 public:
  Findings(const Matrix& matrix, const Course& course) : matrix_(matrix), course_(course) {}

  std::vector<Found> run() {
    for (const Row& row : matrix_.rows) {
      if (row.never_works())
        never_works(row);
      else if (row.runs_now)
        changes(row);
      else
        to_come(row);
    }
    release_gaps();
    return std::move(out_);
  }

 private:
  Found& add(const Row& row, const CodeInfo& code, Place place, std::string message, Concern concern) {
    Found found;
    found.diagnostic = {.code = &code, .level = code.level, .place = place, .message = std::move(message)};
    found.concern = concern;
    found.subject = row.consumer->name + "/" + row.query->name;
    found.consumer = row.consumer->name;
    found.owner = row.consumer->owner;
    found.query = row.query->name;
    out_.push_back(std::move(found));
    return out_.back();
  }

  std::string title(const Row& row) const {
    return "query \"" + row.query->name + "\"" +
           (row.consumer->name.empty() ? std::string() : " of \"" + row.consumer->name + "\"");
  }

  void never_works(const Row& row) {
    const Problem& problem = row.cells.front().problems.front();
    Found& found = add(row, code::kQueryNeverWorks, problem.place,
                       title(row) + " fails in every state: " + problem.text, Concern::kRead);
    found.diagnostic.sqlstate = problem.sqlstate;
    found.diagnostic.hint = problem.hint;
  }

  // The first time that each problem is met; behind a failure nothing more is said.
  void changes(const Row& row) {
    std::vector<std::string> said;
    for (const Cell& cell : row.cells) {
      for (const Problem& problem : cell.problems) {
        if (std::ranges::find(said, problem.text) != said.end()) continue;
        said.push_back(problem.text);
        problem_found(row, cell, problem);
      }
      if (cell.outcome() == Outcome::kFails) break;
    }
  }

  void problem_found(const Row& row, const Cell& cell, const Problem& problem) {
    const CourseState& state = course_.states[cell.state];
    const size_t gate = state.after == 0 ? 0 : course_.gate_before(state);
    std::string message = title(row) + " " + std::string(verb_of(problem.outcome));
    if (gate != 0) message += " behind gate " + std::to_string(gate) + ",";
    message += " " + when(course_, cell.state) + ": " + problem.text;
    // The release to come has it, too: then no gate helps.
    const bool stays = row.query->release == Release::kBoth || row.query->release == Release::kToCome;
    Found& found =
        add(row, code_of(problem, gate != 0 && !stays), problem.place, std::move(message), concern_of(problem.outcome));
    Diagnostic& diagnostic = found.diagnostic;
    diagnostic.sqlstate = problem.sqlstate;
    if (gate != 0 && problem.outcome < Outcome::kRequired) diagnostic.level = Level::kNote;
    if (state.after != 0) diagnostic.detail = first_line(course_.made_by(state).cost.sql);
    diagnostic.hint = problem.hint;
    if (gate != 0 && row.query->release == Release::kDeployed) diagnostic.level = Level::kNote;
    if (stays && problem.outcome >= Outcome::kRequired)
      diagnostic.hint = "The release to come runs it, too.";
    else if (gate != 0)
      diagnostic.hint = "The gate waits for this: " + course_.waits_for[gate - 1] + ".";
    else if (course_.planned && problem.outcome >= Outcome::kRequired)
      diagnostic.hint =
          "No gate stands before that step: a release that runs it has to be replaced before the plan begins.";
    const Cell& last = row.cells.back();
    if (problem.outcome == Outcome::kFails && last.outcome() < Outcome::kRequired)
      diagnostic.hint = "It works again " + when(course_, last.state) + ".";
  }

  // Of the release to come: it may fail until it is rolled out, but not in the end.
  void to_come(const Row& row) {
    const Cell& last = row.cells.back();
    if (last.outcome() == Outcome::kFails) problem_found(row, last, last.problems.front());
  }

  // Is there a state in which all that a consumer runs now works, and all that is to come, too?
  void release_gaps() {
    std::map<const Consumer*, std::vector<const Row*>> by_consumer;
    std::vector<const Consumer*> order;
    for (const Row& row : matrix_.rows) {
      if (row.never_works()) continue;
      auto& rows = by_consumer[row.consumer];
      if (rows.empty()) order.push_back(row.consumer);
      rows.push_back(&row);
    }
    for (const Consumer* consumer : order) release_gap(by_consumer[consumer]);
  }

  void release_gap(const std::vector<const Row*>& rows) {
    const auto next = std::ranges::find(rows, false, &Row::runs_now);
    if (next == rows.end() || std::ranges::find(rows, true, &Row::runs_now) == rows.end()) return;
    const auto works = [](const Row* row, size_t state) { return row->at(state).outcome() < Outcome::kRequired; };
    for (size_t state = 0; state < course_.states.size(); ++state)
      if (std::ranges::all_of(rows, [&](const Row* row) { return works(row, state); })) return;
    const Row& row = **next;
    Found& found = add(row, code::kReleaseGap, row.query->place,
                       "there is no state in which all queries of \"" + row.consumer->name +
                           "\" work, those that run and those to come",
                       Concern::kRead);
    found.subject = row.consumer->name;
    for (size_t state = 0; state < course_.states.size(); ++state)
      if (works(&row, state)) {
        found.diagnostic.detail = title(row) + " works " + when(course_, state) + ".";
        break;
      }
    for (const Row* old : rows)
      if (const auto fails =
              std::ranges::find_if(old->cells, [](const Cell& cell) { return cell.outcome() >= Outcome::kRequired; });
          old->runs_now && fails != old->cells.end()) {
        found.diagnostic.detail += " " + title(*old) + " fails " + when(course_, fails->state) + ".";
        break;
      }
    found.diagnostic.hint =
        "Keep the old shape beside the new one until the release is rolled out: add first, remove in a later plan.";
  }

  const Matrix& matrix_;
  const Course& course_;
  std::vector<Found> out_;
};

}  // namespace

std::string when(const Course& course, size_t state) {
  const CourseState& at = course.states[state];
  return at.after == 0 ? "before the first step" : "after " + course.made_by(at).title;
}

std::vector<Found> findings_of(const Matrix& matrix, const Course& course) { return Findings(matrix, course).run(); }

}  // namespace underpin::compat
