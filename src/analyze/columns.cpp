// What a column reference means.
#include <algorithm>

#include "analyze/analyzer.h"
#include "analyze/tree.h"
#include "diag/codes.h"

namespace underpin::analyze {

using namespace builtin;

Term* Analyzer::column_ref(const ColumnRef* ref) {
  lookup_location_ = ref->location;
  const size_t count = size(ref->fields);
  if (tag(node_at(ref->fields, count - 1)) == T_A_Star) {
    if (count == 1) return node("*");
    bool found = false;
    const Symbol name = intern(text_of(node_at(ref->fields, count - 2)));
    const Symbol schema = count > 2 ? intern(text_of(node_at(ref->fields, count - 3))) : Symbol();
    if (Entry* entry = find_entry(schema, name, &found))
      return whole_row(entry, name_range(ref->location, ref->fields, count - 2, 1));
    return node("row.*", {const_term(name.text(), kTypeUnknown)});
  }
  return count == 1 ? unqualified(ref, intern(text_of(node_at(ref->fields, 0)))) : qualified(ref);
}

void Analyzer::check_barred(const Entry* entry, int location) const {
  if (strict && entry->barred)
    invalid(code::kInvalidDefinition, "42P10", location,
            "invalid reference to FROM-clause entry for table \"" + std::string(entry->name.text()) + "\"",
            "The combining JOIN type must be INNER or LEFT for a LATERAL reference.");
}

// Is there another item of the level with a column of that name? What a USING merged does not count.
bool Analyzer::is_ambiguous(const Level& level, Symbol name, const Entry* found) {
  for (const Visible& visible : level.visible) {
    OutColumn column;
    if (!visible.columns || visible.entry == found || std::ranges::find(visible.merged, name) != visible.merged.end())
      continue;
    if (find_column(visible.entry, name, &column)) return true;
  }
  return false;
}

Term* Analyzer::try_unqualified(Symbol name, ByteRange range, int location) {
  for (Level* level = level_; level != nullptr; level = level->parent) {
    Entry* unknown = nullptr;
    size_t unknowns = 0;
    for (const Visible& visible : level->visible) {
      if (!visible.columns) continue;
      OutColumn column;
      if (find_column(visible.entry, name, &column)) {
        if (!lenient && is_ambiguous(*level, name, visible.entry))
          invalid(code::kAmbiguous, "42702", location,
                  "column reference \"" + std::string(name.text()) + "\" is ambiguous");
        check_barred(visible.entry, location);
        return column_term(visible.entry, column, range);
      }
      if (!visible.entry->columns_known) {
        unknown = visible.entry;
        ++unknowns;
      }
    }
    if (unknowns > 0) {
      Term* term = unknown_column(unknown, name);
      if (unknowns > 1) term->entry = nullptr;
      return term;
    }
    for (const Visible& visible : level->visible) {
      if (!visible.columns) continue;
      Term* term = unknown_column(visible.entry, name);
      if (term->type.known()) return term;
    }
  }
  return nullptr;
}

Term* Analyzer::unqualified(const ColumnRef* ref, Symbol name) {
  const ByteRange range = name_range(ref->location, ref->fields, 0, 1);
  if (Term* term = try_unqualified(name, range, ref->location)) return term;
  if (context_.value_type.known() && name.text() == "value")
    return node("VALUE", {}, base_type(catalog(), type_of(context_.value_type)));
  if (Term* term = argument_ref(name)) return term;
  bool by_name = false;
  if (Entry* entry = find_entry({}, name, &by_name)) return whole_row(entry, range);
  if (lenient) return unknown_column(nullptr, name);
  not_found(NotFound::What::kColumn, "42703", ref->location,
            "column \"" + std::string(name.text()) + "\" does not exist");
}

// The column fields[qualifiers] of the entry that the fields before it name; nullptr if there is no such entry.
Term* Analyzer::try_qualified(const List* fields, size_t qualifiers, int location) {
  const auto field = [&](size_t i) { return intern(text_of(node_at(fields, i))); };
  bool by_name = false;
  const Symbol schema = qualifiers > 1 ? field(qualifiers - 2) : Symbol();
  Entry* entry = find_entry(schema, field(qualifiers - 1), &by_name);
  if (entry == nullptr) return nullptr;
  const Symbol name = field(qualifiers);
  // schema.table.column: the schema is part of what the relation's name replaces.
  if (qualifiers > 1 && entry_relation(entry))
    add_ref(entry->relation, name_range(location, fields, 0, qualifiers), RefForm::kQualified);
  else
    name_ref(entry, name_range(location, fields, qualifiers - 1, 1));
  OutColumn column;
  if (find_column(entry, name, &column)) return column_term(entry, column, name_range(location, fields, qualifiers, 1));
  Term* term = unknown_column(entry, name);
  if (term->type.known() || !entry->columns_known || lenient) return term;
  if (strict)
    if (Term* call = call_of(name, whole_row(entry, {}))) return call;
  not_found(NotFound::What::kColumn, "42703", location,
            "column " + std::string(entry->name.text()) + "." + std::string(name.text()) + " does not exist");
}

Term* Analyzer::qualified(const ColumnRef* ref) {
  const size_t count = size(ref->fields);
  const auto field = [&](size_t i) { return intern(text_of(node_at(ref->fields, i))); };
  for (size_t qualifiers = 1; qualifiers < count && qualifiers <= 2; ++qualifiers) {
    Term* term = try_qualified(ref->fields, qualifiers, ref->location);
    if (term == nullptr) continue;
    for (size_t i = qualifiers + 1; i < count; ++i)
      term = field_of(term, field(i), name_range(ref->location, ref->fields, i, 1));
    return term;
  }
  if (field(0) == routine)
    if (Term* term = argument_ref(field(1))) return term;
  if (Term* term = argument_ref(field(0)))
    return field_of(term, field(1), name_range(ref->location, ref->fields, 1, 1));
  if (strict) missing_entry(ref);
  if (Term* row = try_unqualified(field(0), name_range(ref->location, ref->fields, 0, 1));
      row != nullptr && row->entry != nullptr && row->type.known())
    return field_of(row, field(1), name_range(ref->location, ref->fields, 1, 1));
  if (lenient) return unknown_column(nullptr, field(count - 1));
  not_found(NotFound::What::kRelation, "42P01", ref->location,
            "missing FROM-clause entry for table \"" + std::string(field(count - 2).text()) + "\"");
}

Term* Analyzer::argument_term(const Argument& argument, size_t number) {
  Term* term = node("$", {}, type_of(argument.type));
  term->text = concat("$", std::to_string(number));
  term->modifier = {};
  return term;
}

Term* Analyzer::argument_ref(Symbol name) {
  size_t number = 0;
  for (const Argument& argument : arguments) {
    if (argument.mode == ArgMode::kOut || argument.mode == ArgMode::kTable) continue;
    ++number;
    if (argument.name == name && !name.empty()) return argument_term(argument, number);
  }
  return nullptr;
}

Term* Analyzer::argument_number(int number, int location) {
  if (strict) return parameter(number, location);
  int at = 0;
  for (const Argument& argument : arguments) {
    if (argument.mode == ArgMode::kOut || argument.mode == ArgMode::kTable) continue;
    if (++at == number) return argument_term(argument, static_cast<size_t>(number));
  }
  return node(concat("$", std::to_string(number)));
}

// (row).field
Term* Analyzer::field_of(Term* row, Symbol field, ByteRange range) {
  Term* term = node("field", {row});
  const Type type = base_type(catalog(), row->type);
  if (row->kind == TermKind::kColumn && row->text == "*" && row->entry != nullptr) {
    OutColumn column;
    if (find_column(const_cast<Entry*>(row->entry), field, &column))
      return column_term(const_cast<Entry*>(row->entry), column, range);
  }
  if (is_composite(catalog(), type)) {
    if (const ObjectId column = catalog().find_column(type.object(), field)) {
      const TypeRef& ref = catalog().body<Column>(column).type;
      term->type = type_of(ref);
      term->modifier = ref.modifier;
      term->ref = add_ref(column, range, RefForm::kBare);
      return term;
    }
  }
  term->args = Terms(pool(), {row, const_term(field.text(), Type())}).span();
  return strict ? strict_field(term, row, field) : term;
}

}  // namespace underpin::analyze
