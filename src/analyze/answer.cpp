// A query's answer: its columns, parameters, what it touches, and what could not be known.
#include "analyze/answer.h"

#include <algorithm>

#include "analyze/analyzer.h"
#include "analyze/tree.h"
#include "ir/print.h"

namespace underpin {
namespace analyze {

using namespace builtin;

namespace {

std::string_view statement_word(const Node* statement) {
  switch (tag(statement)) {
    case T_InsertStmt: return "insert";
    case T_UpdateStmt: return "update";
    case T_DeleteStmt: return "delete";
    case T_MergeStmt: return "merge";
    default: return as<SelectStmt>(statement)->valuesLists != nullptr ? "values" : "select";
  }
}

void add_once(std::vector<std::string>& list, std::string text) {
  if (std::ranges::find(list, text) == list.end()) list.push_back(std::move(text));
}

}  // namespace

void Analyzer::unsure(std::string why) { add_once(unsure_, std::move(why)); }
void Analyzer::warn(std::string what) { add_once(warnings_, std::move(what)); }

// Is it the first of its name on the search_path?
bool Analyzer::is_visible(Type type) const {
  const Symbol name = type_name(catalog(), type);
  const ObjectId home = catalog().schema_of(type.object());
  if (find_type(name.text()) != 0) return false;  // pg_catalog comes first
  for (const ObjectId schema : scope_.search_path) {
    if (schema == home) return true;
    if (catalog().find(NameSpace::kType, schema, name) || catalog().find(NameSpace::kRelation, schema, name) ||
        find_range_of_multirange(catalog(), schema, name))
      return false;
  }
  return false;
}

// As format_type prints it. Empty where the type cannot be known.
std::string Analyzer::visible_type(Type type, Symbol modifier) const {
  if (!type.known()) return {};
  if (type == Type(kTypeUnknown)) return "unknown";
  const TypeRef ref = type_ref(catalog(), type, modifier);
  if (type.object() && is_visible(type))
    return quote_identifier(type_name(catalog(), type)) + (type.is_array() ? "[]" : "");
  if (type == Type(kTypeBpchar) && modifier.empty()) return "character";
  return underpin::type_text(catalog(), ref);
}

AnswerColumn Analyzer::answer_column(const OutColumn& column) const {
  AnswerColumn out;
  out.name = column.name.empty() ? "?column?" : std::string(column.name.text());
  Symbol modifier = column.modifier;
  const Type type = base_type(catalog(), column.type, &modifier);
  if (type != column.type) out.domain = visible_type(column.type, {});
  out.type = visible_type(type, {});
  out.full_type = type == Type(kTypeBpchar) && modifier.empty() ? "bpchar" : visible_type(type, modifier);
  if (type == Type(kTypeBpchar).array() && modifier.empty()) out.full_type = "bpchar[]";
  if (type == Type(kTypeBit) && modifier.empty()) out.full_type = "\"bit\"";
  out.nullable = column_nullability(column);
  return out;
}

Answer Analyzer::answer(const Node* statement, std::span<const TypeRef> declared) {
  strict = true;
  for (const TypeRef& type : declared) parameters_.push_back(type_of(type));
  Level* level = base_level();
  const Query made = query(statement, level, false);
  check_parameters();
  Answer answer;
  answer.statement = statement_word(statement);
  answer.columns_known = made.columns_known;
  if (!made.columns_known) unsure("which columns the result has");
  for (const OutColumn& column : made.columns) {
    answer.columns.push_back(answer_column(column));
    if (!column.type.known()) unsure("the type of result column \"" + answer.columns.back().name + "\"");
  }
  for (size_t i = 0; i < parameters_.size(); ++i) {
    answer.parameters.push_back({static_cast<uint32_t>(i + 1), visible_type(parameters_[i], {})});
    if (!parameters_[i].known()) unsure("the type of parameter $" + std::to_string(i + 1));
  }
  accesses(answer);
  answer.unknown = std::move(unsure_);
  answer.warnings = std::move(warnings_);
  return answer;
}

}  // namespace analyze

Answer answer_query(const NameScope& scope, const Node* statement, std::span<const TypeRef> declared) {
  const ExprContext context;
  analyze::Analyzer analyzer(scope, context);
  return analyzer.answer(statement, declared);
}

}  // namespace underpin
