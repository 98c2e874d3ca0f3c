#include "plan/kinds/constraint_sql.h"

#include "plan/kinds/index_sql.h"
#include "plan/kinds/table_sql.h"

namespace underpin::plan {
namespace {

std::string_view action_words(char action) {
  switch (action) {
    case 'r': return "RESTRICT";
    case 'c': return "CASCADE";
    case 'n': return "SET NULL";
    case 'd': return "SET DEFAULT";
    default: return "";
  }
}

// The last column of a temporal key carries `mark`: WITHOUT OVERLAPS after it or PERIOD before it.
std::string key_columns(const Catalog& catalog, const std::vector<ObjectId>& columns, std::string_view before_last,
                        std::string_view after_last) {
  std::string out = "(";
  for (size_t i = 0; i < columns.size(); ++i) {
    const bool last = i + 1 == columns.size();
    if (i) out += ", ";
    if (last) out += before_last;
    out += bare(catalog, columns[i]);
    if (last) out += after_last;
  }
  return out + ")";
}

// What the constraint's own index adds: INCLUDE, WITH, USING INDEX TABLESPACE.
std::string index_clauses(const Catalog& catalog, ObjectId id) {
  if (!id) return "";
  const Index& index = catalog.body<Index>(id);
  std::string out;
  if (!index.include.empty()) out += " INCLUDE (" + column_list(catalog, index.include) + ")";
  if (!index.options.empty()) out += " WITH (" + storage_parameters(index.options) + ")";
  if (!index.tablespace.empty()) out += " USING INDEX TABLESPACE " + quote_identifier(index.tablespace);
  return out;
}

std::string key_definition(const Catalog& catalog, const Constraint& constraint) {
  const bool primary = constraint.type == ConstraintType::kPrimary;
  std::string out = primary ? "PRIMARY KEY " : "UNIQUE ";
  if (constraint.index && catalog.body<Index>(constraint.index).nulls_not_distinct) out += "NULLS NOT DISTINCT ";
  out += key_columns(catalog, constraint.columns, "", constraint.period ? " WITHOUT OVERLAPS" : "");
  return out + index_clauses(catalog, constraint.index);
}

std::string foreign_definition(const Catalog& catalog, const Constraint& constraint) {
  const std::string_view period = constraint.period ? "PERIOD " : "";
  std::string out = "FOREIGN KEY " + key_columns(catalog, constraint.columns, period, "");
  out += " REFERENCES " + qualified_name(catalog, constraint.referenced);
  if (!constraint.referenced_columns.empty())
    out += " " + key_columns(catalog, constraint.referenced_columns, period, "");
  if (constraint.match == 'f') out += " MATCH FULL";
  if (const std::string_view words = action_words(constraint.on_update); !words.empty())
    out += " ON UPDATE " + std::string(words);
  if (const std::string_view words = action_words(constraint.on_delete); !words.empty())
    out += " ON DELETE " + std::string(words);
  if (!constraint.set_columns.empty()) out += " (" + column_list(catalog, constraint.set_columns) + ")";
  return out;
}

std::string exclude_definition(const Catalog& catalog, const Constraint& constraint) {
  std::string out = "EXCLUDE";
  const Index* index = constraint.index ? &catalog.body<Index>(constraint.index) : nullptr;
  if (index && !index->method.empty()) out += " USING " + quote_identifier(index->method);
  out += " (";
  for (size_t i = 0; i < constraint.elements.size(); ++i) {
    const ExcludeElement& element = constraint.elements[i];
    out += (i ? ", " : "") + index_element(catalog, element) + " WITH " + std::string(element.op.text());
  }
  out += ")" + index_clauses(catalog, constraint.index);
  if (index && index->predicate) out += " WHERE (" + expr_text(catalog, index->predicate) + ")";
  return out;
}

std::string body_text(const Catalog& catalog, const Constraint& constraint) {
  switch (constraint.type) {
    case ConstraintType::kPrimary:
    case ConstraintType::kUnique: return key_definition(catalog, constraint);
    case ConstraintType::kForeign: return foreign_definition(catalog, constraint);
    case ConstraintType::kExclude: return exclude_definition(catalog, constraint);
    case ConstraintType::kCheck:
      return "CHECK (" + expr_text(catalog, constraint.expr) + ")" + (constraint.no_inherit ? " NO INHERIT" : "");
    case ConstraintType::kTrigger: break;
  }
  return "";
}

}  // namespace

bool has_index(ConstraintType type) {
  return type == ConstraintType::kPrimary || type == ConstraintType::kUnique || type == ConstraintType::kExclude;
}

std::string constraint_definition(const Catalog& catalog, ObjectId id) {
  const Constraint& constraint = catalog.body<Constraint>(id);
  std::string out = "CONSTRAINT " + bare(catalog, id) + " " + body_text(catalog, constraint);
  if (constraint.deferrable) out += " DEFERRABLE";
  if (constraint.initially_deferred) out += " INITIALLY DEFERRED";
  if (!constraint.enforced)
    out += " NOT ENFORCED";
  else if (!constraint.valid)
    out += " NOT VALID";
  return out;
}

std::string constraint_using_index(const Catalog& catalog, ObjectId id) {
  const Constraint& constraint = catalog.body<Constraint>(id);
  std::string out =
      "CONSTRAINT " + bare(catalog, id) + (constraint.type == ConstraintType::kPrimary ? " PRIMARY KEY" : " UNIQUE");
  out += " USING INDEX " + bare(catalog, constraint.index);
  if (constraint.deferrable) out += " DEFERRABLE";
  return constraint.initially_deferred ? out + " INITIALLY DEFERRED" : out;
}

}  // namespace underpin::plan
