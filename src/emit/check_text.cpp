// A check for people: the matrix, then the findings with their source.
#include <fmt/format.h>

#include "compat/matrix_findings.h"
#include "emit/check.h"

namespace underpin {
namespace {

using namespace emit;

std::string color_of(compat::Outcome outcome, bool color) {
  const std::string word(outcome_word(outcome));
  if (!color) return word;
  const int code = outcome >= compat::Outcome::kRequired ? 31 : outcome == compat::Outcome::kWorks ? 32 : 33;
  return fmt::format("\x1b[{}m{}\x1b[0m", code, word);
}

std::string row_text(const CheckDocument& document, const compat::Row& row) {
  std::string out = fmt::format("  {}{}\n", row.query->name, row.runs_now || row.never_works() ? "" : "  (to come)");
  const compat::Cell* last = nullptr;
  for (const compat::Cell& cell : row.cells) {
    // What comes beside what is said already is in the JSON.
    const bool same = last != nullptr && !cell.problems.empty() && !last->problems.empty() &&
                      cell.problems.front() == last->problems.front();
    last = &cell;
    if (same) continue;
    out +=
        fmt::format("    {} {}", color_of(cell.outcome(), document.color), compat::when(*document.course, cell.state));
    if (!cell.problems.empty()) {
      out += ": " + cell.problems.front().text;
      if (!cell.problems.front().sqlstate.empty() && cell.outcome() != compat::Outcome::kResultChanges)
        out += " (SQLSTATE " + cell.problems.front().sqlstate + ")";
    }
    out += "\n";
  }
  return out;
}

std::string matrix_text(const CheckDocument& document) {
  std::string out;
  const auto rows = rows_shown(document);
  for (const compat::Consumer& consumer : *document.consumers) {
    size_t shown = 0;
    for (const compat::Row* row : rows) shown += row->consumer == &consumer;
    out += fmt::format("consumer {}{}: {} quer{}", consumer.name,
                       consumer.owner.empty() ? "" : " (" + consumer.owner + ")", consumer.queries.size(),
                       consumer.queries.size() == 1 ? "y" : "ies");
    if (!consumer.unread.empty()) out += fmt::format(", {} not read", consumer.unread.size());
    out += shown == 0 ? ", all of them work the same in every state\n" : "\n";
    for (const compat::Row* row : rows)
      if (row->consumer == &consumer) out += row_text(document, *row);
  }
  return out;
}

}  // namespace

std::string check_text(const CheckDocument& document) {
  std::string out;
  if (document.consumers != nullptr && !document.consumers->empty()) out += matrix_text(document) + "\n";
  for (const compat::Found& found : document.findings) {
    if (!found.suppressed.empty()) continue;
    Diagnostic shown = found.diagnostic;
    shown.message = message_text(shown);
    out += render_text(shown, document.color) + "\n";
  }
  const auto& course = *document.course;
  out += fmt::format("{} → {}: {} {}{}, {} state{}\n", document.from, document.to, course.moments.size(),
                     course.planned ? "step" : "statement", course.moments.size() == 1 ? "" : "s", course.states.size(),
                     course.states.size() == 1 ? "" : "s");
  return out + count_text(document.findings) + "\n";
}

}  // namespace underpin
