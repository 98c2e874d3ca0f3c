// Answers about queries as data. schemas/query.schema.json describes it.
#include "emit/json.h"
#include "emit/query.h"

namespace underpin {
namespace {

using emit::Json;

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json nullable(Nullability value) {
  switch (value) {
    case Nullability::kNever: return false;
    case Nullability::kPossible: return true;
    case Nullability::kUnknown: break;
  }
  return nullptr;
}

Json error_json(const Diagnostic& error) {
  const LineColumn at = line_column(error.place);
  return {{"sqlstate", error.sqlstate},
          {"message", error.message},
          {"line", at.line},
          {"column", at.column},
          {"detail", text_or_null(error.detail)},
          {"hint", text_or_null(error.hint)}};
}

Json access_json(const Access& access) {
  return {{"kind", access.kind}, {"name", access.name}, {"columns", access.columns}};
}

Json statement_json(const AnsweredStatement& statement) {
  const LineColumn at = line_column(statement.place);
  const SourceFile* file = source_file(statement.place.file);
  const Answer& answer = statement.answer;
  Json columns = Json::array(), parameters = Json::array(), reads = Json::array(), writes = Json::array();
  for (const AnswerColumn& column : answer.columns)
    columns.push_back({{"name", column.name},
                       {"type", text_or_null(column.type)},
                       {"full_type", text_or_null(column.full_type)},
                       {"domain", text_or_null(column.domain)},
                       {"nullable", nullable(column.nullable)}});
  for (const AnswerParameter& parameter : answer.parameters)
    parameters.push_back({{"number", parameter.number}, {"type", text_or_null(parameter.type)}});
  for (const Access& access : answer.reads) reads.push_back(access_json(access));
  for (const Access& access : answer.writes) writes.push_back(access_json(access));
  return {{"file", file == nullptr ? "" : file->name},
          {"line", at.line},
          {"column", at.column},
          {"statement", answer.statement},
          {"query", !statement.utility},
          {"ok", !statement.error},
          {"error", statement.error ? error_json(*statement.error) : Json(nullptr)},
          {"columns", answer.columns_known ? std::move(columns) : Json(nullptr)},
          {"parameters", std::move(parameters)},
          {"reads", std::move(reads)},
          {"writes", std::move(writes)},
          {"unknown", answer.unknown},
          {"warnings", answer.warnings},
          {"note", text_or_null(statement.note)}};
}

}  // namespace

std::string query_json(std::span<const AnsweredStatement> statements) {
  Json out = Json::array();
  for (const AnsweredStatement& statement : statements) out.push_back(statement_json(statement));
  return emit::print(out);
}

}  // namespace underpin
