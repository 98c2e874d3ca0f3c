// Answers about queries for people: one block each.
#include <fmt/format.h>

#include <algorithm>

#include "emit/query.h"

namespace underpin {
namespace {

std::string_view word(Nullability value) {
  switch (value) {
    case Nullability::kNever: return "not null";
    case Nullability::kPossible: return "null";
    case Nullability::kUnknown: break;
  }
  return "";
}

std::string_view or_unknown(const std::string& type) { return type.empty() ? "unknown" : std::string_view(type); }

std::string columns_text(const Answer& answer) {
  std::string out;
  size_t names = 0, types = 0;
  for (const AnswerColumn& column : answer.columns) {
    names = std::max(names, column.name.size());
    types = std::max(types, or_unknown(column.full_type).size());
  }
  for (const AnswerColumn& column : answer.columns) {
    std::string line = fmt::format("  {:<{}}  {:<{}}  {}", column.name, names, or_unknown(column.full_type), types,
                                   word(column.nullable));
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  if (!answer.columns_known) out += "  columns that cannot be known\n";
  return out;
}

std::string accesses_text(std::string_view verb, const std::vector<Access>& accesses) {
  std::string out;
  for (const Access& access : accesses) {
    out += fmt::format("  {} {} {}", verb, access.kind, access.name);
    if (!access.columns.empty()) out += fmt::format(" ({})", fmt::join(access.columns, ", "));
    out += "\n";
  }
  return out;
}

std::string block(const AnsweredStatement& statement, bool color) {
  if (statement.error) {
    Diagnostic shown = *statement.error;
    shown.message += " (SQLSTATE " + shown.sqlstate + ")";
    return render_text(shown, color);
  }
  const Answer& answer = statement.answer;
  std::string out = fmt::format("{}: {}", place_text(statement.place), answer.statement);
  if (!statement.note.empty()) out += ", " + statement.note;
  out += "\n" + columns_text(answer);
  for (const AnswerParameter& parameter : answer.parameters)
    out += fmt::format("  ${} {}\n", parameter.number, or_unknown(parameter.type));
  out += accesses_text("reads", answer.reads) + accesses_text("writes", answer.writes);
  for (const std::string& why : answer.unknown) out += "  not known: " + why + "\n";
  for (const std::string& what : answer.warnings) out += "  warning: " + what + "\n";
  return out;
}

}  // namespace

std::string query_text(std::span<const AnsweredStatement> statements, bool color) {
  std::string out;
  for (const AnsweredStatement& statement : statements) out += (out.empty() ? "" : "\n") + block(statement, color);
  return out;
}

}  // namespace underpin
