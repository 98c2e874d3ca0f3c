#include "compat/matrix.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace underpin::compat {
namespace {

std::string shown_type(const AnswerColumn& column) { return column.full_type.empty() ? "unknown" : column.full_type; }

// What comes back that is not as it was.
std::vector<Problem> result_problems(const Answer& first, const Answer& now, const ConsumerQuery& query) {
  std::vector<Problem> out;
  if (!first.columns_known || !now.columns_known) return out;
  const auto add = [&](std::string text) {
    out.push_back(
        {.outcome = Outcome::kResultChanges, .sqlstate = "0A000", .text = std::move(text), .place = query.place});
  };
  if (first.columns.size() != now.columns.size()) {
    std::string names;
    const auto& longer = now.columns.size() > first.columns.size() ? now.columns : first.columns;
    const auto& shorter = now.columns.size() > first.columns.size() ? first.columns : now.columns;
    for (const AnswerColumn& column : longer)
      if (std::ranges::find(shorter, column.name, &AnswerColumn::name) == shorter.end())
        names += (names.empty() ? " (" : ", ") + column.name;
    if (!names.empty()) names += ")";
    const size_t count = longer.size() - shorter.size();
    add("its result has " + std::to_string(count) + (count == 1 ? " column" : " columns") +
        (now.columns.size() > first.columns.size() ? " more" : " less") + names);
    return out;
  }
  for (size_t i = 0; i < now.columns.size(); ++i) {
    const AnswerColumn &old = first.columns[i], &column = now.columns[i];
    if (old.name != column.name)
      add("result column " + std::to_string(i + 1) + " is called \"" + column.name + "\" instead of \"" + old.name +
          "\"");
    else if (old.full_type != column.full_type && !old.type.empty() && !column.type.empty())
      add("result column \"" + column.name + "\" has type " + shown_type(column) + " instead of " + shown_type(old));
  }
  return out;
}

class Maker {
 public:
  Maker(const Course& course, const std::vector<Consumer>& consumers) : course_(course) {
    size_t count = 0;
    for (const Consumer& consumer : consumers) count += consumer.queries.size();
    out_.rows.reserve(count);
    for (const Consumer& consumer : consumers)
      for (const ConsumerQuery& query : consumer.queries) {
        for (const Symbol word : query.words) by_word_[word].push_back(static_cast<uint32_t>(out_.rows.size()));
        out_.rows.push_back({.consumer = &consumer, .query = &query});
      }
    firsts_.resize(out_.rows.size());
    asked_in_.resize(out_.rows.size(), SIZE_MAX);
  }

  Matrix run() {
    for (size_t state = 0; state < course_.states.size(); ++state) {
      catalog_ = course_.states[state].catalog.clone();
      if (state == 0 || course_.states[state].all_touched)
        for (uint32_t row = 0; row < out_.rows.size(); ++row) ask(row, state);
      else
        ask_touched(state);
    }
    return std::move(out_);
  }

 private:
  void ask_touched(size_t state) {
    for (const Symbol word : course_.states[state].touched)
      if (const auto found = by_word_.find(word); found != by_word_.end())
        for (const uint32_t row : found->second) ask(row, state);
  }

  void ask(uint32_t index, size_t state) {
    if (asked_in_[index] == state) return;
    asked_in_[index] = state;
    ++out_.asked;
    Row& row = out_.rows[index];
    Cell cell{.state = state, .problems = problems(row, index)};
    if (row.cells.empty())
      row.runs_now = row.query->release == Release::kUnknown ? cell.outcome() != Outcome::kFails
                                                             : row.query->release != Release::kToCome;
    if (row.cells.empty() || row.cells.back().problems != cell.problems) row.cells.push_back(std::move(cell));
  }

  std::vector<Problem> problems(Row& row, uint32_t index) {
    const ConsumerQuery& query = *row.query;
    QueryOptions options;
    options.bind.target = course_.target;
    options.search_path = query.search_path;
    const AnsweredStatement answered = answer_statement(catalog_, query.prepared, options);
    if (answered.utility) return {};
    if (answered.error) {
      Problem problem{
          .outcome = Outcome::kFails, .sqlstate = answered.error->sqlstate, .text = answered.error->message};
      problem.place = query.original(answered.error->place);
      problem.hint = answered.error->hint;
      return {std::move(problem)};
    }
    std::vector<Problem> out;
    for (const std::string& warning : answered.answer.warnings) {
      const bool conflict = warning.find("42P10") != warning.npos;
      Problem problem{.outcome = Outcome::kFails,
                      .sqlstate = conflict ? "42P10" : "",
                      .text = warning.substr(0, warning.find(" (42P10"))};
      problem.place = query.place;
      problem.conflict_target = conflict;
      out.push_back(std::move(problem));
    }
    std::optional<Answer>& first = firsts_[index];
    if (!first) {
      first = answered.answer;
      row.uses = answered.answer.reads;
      row.uses.insert(row.uses.end(), answered.answer.writes.begin(), answered.answer.writes.end());
      return out;
    }
    for (Problem& problem : write_problems(course_.states.front().catalog, catalog_, answered.answer)) {
      problem.place = query.place;
      out.push_back(std::move(problem));
    }
    for (Problem& problem : result_problems(*first, answered.answer, query)) out.push_back(std::move(problem));
    std::ranges::stable_sort(out, [](const Problem& a, const Problem& b) { return a.outcome > b.outcome; });
    return out;
  }

  const Course& course_;
  Matrix out_;
  Catalog catalog_;
  std::unordered_map<Symbol, std::vector<uint32_t>> by_word_;
  std::vector<std::optional<Answer>> firsts_;  // of the first state where it works
  std::vector<size_t> asked_in_;
};

}  // namespace

const Cell& Row::at(size_t state) const {
  const auto after = std::ranges::upper_bound(cells, state, {}, &Cell::state);
  return *(after - 1);
}

bool Row::never_works() const {
  return std::ranges::all_of(cells, [](const Cell& cell) { return cell.outcome() == Outcome::kFails; });
}

Matrix make_matrix(const Course& course, const std::vector<Consumer>& consumers) {
  return Maker(course, consumers).run();
}

}  // namespace underpin::compat
