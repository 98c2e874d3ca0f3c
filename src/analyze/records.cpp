// Rows and their fields, and PostgreSQL's words for columns that are not there.
#include <algorithm>

#include "analyze/analyzer.h"
#include "analyze/tree.h"
#include "diag/codes.h"

namespace underpin::analyze {

using namespace builtin;

// (row).field where the row is none of the catalog's composites, or has no such field.
Term* Analyzer::strict_field(Term* term, Term* row, Symbol field) {
  if (row->fields != nullptr) {
    for (const OutColumn& column : std::span(row->fields, row->field_count)) {
      if (column.name != field) continue;
      term->type = column.type == Type(kTypeUnknown) ? Type(kTypeText) : column.type;
      term->modifier = column.modifier;
      term->fields = column.fields;
      term->field_count = column.field_count;
      return term;
    }
  }
  if (!row->type.known()) {
    unsure("the type of field " + std::string(field.text()));
    return term;
  }
  if (Term* call = call_of(field, row)) return call;
  const std::string name = "\"" + std::string(field.text()) + "\"";
  const Type base = base_type(catalog(), row->type);
  const bool whole = row->kind == TermKind::kColumn && row->text == "*" && row->entry != nullptr;
  if (whole)
    not_found(NotFound::What::kColumn, "42703", row->location,
              "column " + std::string(row->entry->name.text()) + "." + std::string(field.text()) + " does not exist");
  if (base == Type(kTypeRecord)) {
    if (row->kind != TermKind::kRow && row->fields == nullptr && row->kind == TermKind::kNode) record_fields(row, {});
    if (row->kind != TermKind::kRow && row->fields == nullptr)
      unsure("the fields of a record");
    else
      not_found(NotFound::What::kColumn, "42703", row->location,
                "could not identify column " + name + " in record data type");
    return term;
  }
  if (is_composite(catalog(), base))
    not_found(NotFound::What::kColumn, "42703", row->location,
              "column " + name + " not found in data type " + display(row->type));
  if (base.object() && catalog().is(base.object(), Kind::kOpaque)) return term;
  if (!base.extension_name().empty()) return term;
  invalid(code::kWrongObjectType, "42809", row->location,
          "column notation ." + std::string(field.text()) + " applied to type " + display(row->type) +
              ", which is not a composite type");
}

// The fields of a function's result, from its OUT arguments.
void Analyzer::record_fields(Term* call, Symbol name) {
  std::vector<OutColumn> columns;
  bool known = true;
  function_columns(call, name, nullptr, columns, &known);
  if (!known || columns.empty()) return;
  const std::span<OutColumn> kept = keep_columns(columns);
  call->fields = kept.data();
  call->field_count = kept.size();
}

// row.f where f is a function of the row; nullptr if there is none.
Term* Analyzer::call_of(Symbol function, Term* argument) {
  bool exists = false;
  std::vector<Candidate> candidates;
  function_candidates({}, function.text(), 1, true, candidates, &exists);
  const Type actual[] = {argument->type};
  if (candidates.empty() || !argument->type.known()) return nullptr;
  int best = -1;
  for (size_t i = 0; i < candidates.size() && best < 0; ++i)
    if (candidates[i].arguments[0] == actual[0]) best = static_cast<int>(i);
  if (best < 0) best = best_candidate(actual, candidates);
  if (best < 0 || candidates[static_cast<size_t>(best)].kind != 'f') return nullptr;
  Terms arguments(pool(), {argument});
  if (candidates[static_cast<size_t>(best)].returns_set) check_set_returning(argument->location);
  return resolved_call(candidates[static_cast<size_t>(best)], function.text(), arguments, {});
}

// ROW(t.*): all columns of t. False for anything else.
bool Analyzer::add_star(const Node* item, Terms& terms) {
  if (tag(item) != T_ColumnRef) return false;
  const List* fields = as<ColumnRef>(item)->fields;
  if (tag(node_at(fields, size(fields) - 1)) != T_A_Star || size(fields) < 2) return false;
  Term* row = column_ref(as<ColumnRef>(item));
  if (row->kind != TermKind::kColumn || row->entry == nullptr) {
    terms.add(row);
    return true;
  }
  for (const OutColumn& column : all_columns(const_cast<Entry*>(row->entry)))
    terms.add(column_term(const_cast<Entry*>(row->entry), column, {}));
  return true;
}

// ROW(…) as a composite: as many fields, each of which fits.
void Analyzer::check_row(const Term* row, Type to, int location) {
  const auto columns = catalog().children(to.object(), Kind::kColumn);
  bool fits = columns.size() == row->args.size();
  for (size_t i = 0; fits && i < columns.size(); ++i) {
    const Term* field = row->args[i];
    const Type type = type_of(catalog().body<Column>(columns[i]).type);
    fits = untyped(field) || can_coerce(field->type, type, Coercion::kExplicit);
  }
  if (fits) return;
  invalid(code::kInvalidDefinition, "42846", location, "cannot cast type record to " + display(to));
}

// A FROM item of that name, or of a relation of that name, that is there but not visible.
const Entry* Analyzer::hidden_entry(Symbol name) const {
  const Entry* found = nullptr;
  for (const Entry* entry : entries_made_) {
    if (entry->depth > level_->depth) continue;
    if (entry->name == name || (entry->relation && catalog().name(entry->relation) == name)) found = entry;
  }
  return found;
}

// A qualifier that names no FROM item that is visible here.
void Analyzer::missing_entry(const ColumnRef* ref) {
  const size_t count = size(ref->fields);
  const size_t at = count >= 2 ? count - 2 : 0;
  const Symbol name = intern(text_of(node_at(ref->fields, at)));
  const std::string text = "\"" + std::string(name.text()) + "\"";
  if (const Entry* hidden = hidden_entry(name); hidden != nullptr) {
    const std::string hint =
        hidden->alias && hidden->name != name
            ? "Perhaps you meant to reference the table alias \"" + std::string(hidden->name.text()) + "\"."
            : "There is an entry for table " + text + ", but it cannot be referenced from this part of the query.";
    not_found(NotFound::What::kRelation, "42P01", ref->location,
              "invalid reference to FROM-clause entry for table " + text, hint);
  }
  not_found(NotFound::What::kRelation, "42P01", ref->location, "missing FROM-clause entry for table " + text);
}

}  // namespace underpin::analyze
