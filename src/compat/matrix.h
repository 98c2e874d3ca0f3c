// State × consumer × query: does it work, and if not, why?
#pragma once

#include <string>
#include <vector>

#include "bind/queries.h"
#include "compat/consumer.h"
#include "compat/course.h"

namespace underpin::compat {

// What a query meets in a state; what comes later is worse.
enum class Outcome : uint8_t {
  kWorks,
  kResultChanges,  // other columns or types come back than in the first state where it works
  kMayBeRefused,   // what it writes may be refused, which was not so before
  kRequired,       // it leaves out a column that has to be given
  kFails,          // PostgreSQL refuses it
};

struct Problem {
  Outcome outcome = Outcome::kWorks;
  std::string sqlstate;
  std::string text;     // 'column "name" does not exist'
  std::string subject;  // the object that it is about, "public.users.name"; may be empty
  Place place;          // in the consumer's file
  std::string hint;
  bool conflict_target = false;  // an ON CONFLICT without its index

  friend bool operator==(const Problem& a, const Problem& b) {
    return a.outcome == b.outcome && a.sqlstate == b.sqlstate && a.text == b.text;
  }
};

struct Cell {
  size_t state = 0;               // index in Course::states; it holds up to the next cell's
  std::vector<Problem> problems;  // the worst first

  Outcome outcome() const { return problems.empty() ? Outcome::kWorks : problems.front().outcome; }
};

struct Row {
  const Consumer* consumer = nullptr;
  const ConsumerQuery* query = nullptr;
  std::vector<Cell> cells;   // the first is of the first state; then each where something differs
  bool runs_now = true;      // it belongs to the release that is deployed: it works in the first state
  std::vector<Access> uses;  // what it reads and writes in the first state where it works

  const Cell& at(size_t state) const;
  bool never_works() const;
};

struct Matrix {
  std::vector<Row> rows;
  size_t asked = 0;  // analyses that were needed
};

Matrix make_matrix(const Course& course, const std::vector<Consumer>& consumers);

// What the tables that a sound query writes demand now and did not in the first state (writes.cpp).
std::vector<Problem> write_problems(const Catalog& first, const Catalog& now, const Answer& answer);

}  // namespace underpin::compat
