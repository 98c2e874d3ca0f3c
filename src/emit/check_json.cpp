// A check as data. schemas/check.schema.json describes it.
#include "compat/matrix_findings.h"
#include "compat/weigh.h"
#include "diag/codes.h"
#include "emit/check.h"
#include "emit/json.h"
#include "source/baseline.h"

namespace underpin {
namespace {

using namespace emit;

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json place_json(Place where) {
  const SourceFile* file = source_file(where.file);
  if (file == nullptr) return nullptr;
  const LineColumn at = line_column(where);
  return {{"file", file->name}, {"line", at.line}, {"column", at.column}};
}

Json finding_json(const compat::Found& found) {
  Json out = findings({found.diagnostic}).front();
  out["subject"] = text_or_null(found.subject);
  out["consumer"] = text_or_null(found.consumer);
  out["query"] = text_or_null(found.query);
  out["suppressed"] = text_or_null(found.suppressed);
  return out;
}

Json cell_json(const CheckDocument& document, const compat::Cell& cell) {
  Json problems = Json::array();
  for (const compat::Problem& problem : cell.problems)
    problems.push_back({{"outcome", outcome_word(problem.outcome)},
                        {"sqlstate", text_or_null(problem.sqlstate)},
                        {"message", problem.text},
                        {"subject", text_or_null(problem.subject)},
                        {"place", place_json(problem.place)}});
  return {{"state", cell.state},
          {"when", compat::when(*document.course, cell.state)},
          {"outcome", outcome_word(cell.outcome())},
          {"problems", std::move(problems)}};
}

Json matrix_json(const CheckDocument& document) {
  Json out = Json::array();
  for (const compat::Row* row : rows_shown(document)) {
    Json cells = Json::array();
    for (const compat::Cell& cell : row->cells) cells.push_back(cell_json(document, cell));
    out.push_back({{"consumer", row->consumer->name},
                   {"query", row->query->name},
                   {"place", place_json(row->query->place)},
                   {"calls", row->query->calls},
                   {"runs_now", row->runs_now},
                   {"cells", std::move(cells)}});
  }
  return out;
}

Json states_json(const compat::Course& course) {
  Json out = Json::array();
  for (size_t i = 0; i < course.states.size(); ++i)
    out.push_back({{"after", course.states[i].after},
                   {"when", compat::when(course, i)},
                   {"gates_passed", course.states[i].after == 0 ? 0 : course.gate_before(course.states[i])}});
  return out;
}

Json consumers_json(const CheckDocument& document) {
  Json out = Json::array();
  if (document.consumers == nullptr) return out;
  for (const compat::Consumer& consumer : *document.consumers)
    out.push_back({{"name", consumer.name},
                   {"owner", text_or_null(consumer.owner)},
                   {"kind", consumer.kind},
                   {"files", consumer.files},
                   {"queries", consumer.queries.size()},
                   {"unread", consumer.unread.size()}});
  return out;
}

std::string_view severity_word(Level level) {
  return level == Level::kNote ? "note" : level == Level::kWarning ? "warning" : "error";
}

}  // namespace

std::string check_json(const CheckDocument& document) {
  Json out = document_head("underpin/check", 1);
  out["from"] = document.from;
  out["to"] = document.to;
  out["target"] = document.course->target;
  out["level"] = compat::level_name(document.level);
  out["threshold"] = severity_word(document.threshold);
  out["failed"] = document.failed;
  out["states"] = states_json(*document.course);
  out["consumers"] = consumers_json(document);
  out["matrix"] = matrix_json(document);
  out["findings"] = Json::array();
  for (const compat::Found& found : document.findings) out["findings"].push_back(finding_json(found));
  return print(out);
}

std::string baseline_json(std::span<const compat::Found> findings) {
  Json out = document_head(kBaselineFormat, kBaselineVersion);
  out["findings"] = Json::array();
  const auto is_about_others = [](const CodeInfo* code) {
    return code == &code::kSuppressionUnused || code == &code::kSuppressionExpired;
  };
  for (const compat::Found& found : findings)
    if (found.suppressed.empty() && !is_about_others(found.diagnostic.code))
      out["findings"].push_back(
          {{"code", found.diagnostic.code->code}, {"subject", found.subject}, {"message", found.diagnostic.message}});
  return print(out);
}

}  // namespace underpin
