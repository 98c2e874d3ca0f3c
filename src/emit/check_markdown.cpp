// A check as a comment on a pull request: short, the matrix folded away.
#include <fmt/format.h>

#include "compat/matrix_findings.h"
#include "emit/check.h"
#include "emit/markdown.h"

namespace underpin {
namespace {

using namespace emit;

std::string_view mark_of(Level level) {
  return level == Level::kError ? "❌" : level == Level::kWarning ? "⚠️" : "ℹ️";
}

std::string finding(const CheckDocument& document, const compat::Found& found) {
  const Diagnostic& diagnostic = found.diagnostic;
  std::string out =
      fmt::format("- {} {} [{}]", mark_of(diagnostic.level), prose(message_text(diagnostic)), diagnostic.code->code);
  if (const std::string file = tree_path(document, diagnostic.place.file); !file.empty())
    out += " · " + code(fmt::format("{}:{}", file, line_column(diagnostic.place).line));
  if (!found.owner.empty()) out += " · " + prose(found.owner);
  out += "\n";
  if (!diagnostic.hint.empty()) out += "  " + prose(diagnostic.hint) + "\n";
  return out;
}

std::string matrix(const CheckDocument& document) {
  const auto rows = rows_shown(document);
  if (rows.empty()) return {};
  std::string out =
      "<details><summary>Queries, state by state</summary>\n\n| consumer | query | from | outcome | why "
      "|\n|---|---|---|---|---|\n";
  for (const compat::Row* row : rows)
    for (const compat::Cell& cell : row->cells)
      out += fmt::format("| {} | {} | {} | {} | {} |\n", prose(row->consumer->name), code(row->query->name),
                         prose(compat::when(*document.course, cell.state)), outcome_word(cell.outcome()),
                         cell.problems.empty() ? std::string() : prose(cell.problems.front().text));
  return out + "\n</details>\n";
}

}  // namespace

std::string check_markdown(const CheckDocument& document) {
  std::string out = fmt::format("### {} Underpin: {} → {}\n\n{}\n\n", document.failed ? "❌" : "✅", code(document.from),
                                code(document.to), count_text(document.findings));
  bool any = false;
  for (const compat::Found& found : document.findings)
    if (found.suppressed.empty()) out += finding(document, found), any = true;
  if (any) out += "\n";
  if (document.consumers != nullptr)
    for (const compat::Consumer& consumer : *document.consumers)
      if (!consumer.unread.empty())
        out += fmt::format("{} of {} queries of {} could not be read.\n\n", consumer.unread.size(),
                           consumer.unread.size() + consumer.queries.size(), prose(consumer.name));
  return out + matrix(document);
}

}  // namespace underpin
