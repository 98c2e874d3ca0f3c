// Target lists: stars expanded, in the tree and in the text, and the names of result columns.
#include <algorithm>

#include "analyze/analyzer.h"
#include "analyze/tree.h"
#include "diag/codes.h"
#include "ir/print.h"
#include "parse/lexer.h"

namespace underpin::analyze {

using namespace builtin;

void Analyzer::target_list(const List* targets, std::vector<OutColumn>& out) {
  for (const ListCell& cell : cells(targets)) {
    const auto* target = as<ResTarget>(node_of(cell));
    if (tag(target->val) == T_ColumnRef) {
      const auto* ref = as<ColumnRef>(target->val);
      if (tag(node_at(ref->fields, size(ref->fields) - 1)) == T_A_Star) {
        expand_star(to_node(target), ref, out);
        continue;
      }
    }
    if (tag(target->val) == T_A_Indirection) {
      const auto* star = as<A_Indirection>(target->val);
      if (size(star->indirection) > 0 && tag(node_at(star->indirection, size(star->indirection) - 1)) == T_A_Star) {
        expand_row(star, target, out);
        continue;
      }
    }
    OutColumn column;
    column.term = expr(target->val);
    column.type = column.term->type;
    column.modifier = column.term->modifier;
    column.location = column.term->location;
    column.fields = column.term->fields;
    column.field_count = column.term->field_count;
    if (column.term->kind == TermKind::kColumn && column.term->ref && column.term->text != "*")
      column.column = work_->refs[column.term->ref - 1].target;
    if (target->name != nullptr) {
      column.name = intern(target->name);
    } else {
      column.name = output_name(target->val);
      column.named_by_column = column.column && catalog().name(column.column) == column.name;
    }
    out.push_back(column);
  }
}

void Analyzer::star_column(Entry* entry, const OutColumn& column, bool qualify, Edit& edit,
                           std::vector<OutColumn>& out) {
  if (!edit.text.empty()) edit.text += ", ";
  if (qualify && !entry->name.empty()) {
    if (const ObjectId relation = entry_relation(entry)) {
      const uint32_t begin = static_cast<uint32_t>(edit.text.size());
      edit.text += quote_identifier(entry->name);
      edit.refs.push_back(add_ref(relation, {begin, static_cast<uint32_t>(edit.text.size())}, RefForm::kBare));
    } else {
      edit.text += quote_identifier(entry->name);
    }
    edit.text += '.';
  }
  const uint32_t begin = static_cast<uint32_t>(edit.text.size());
  edit.text += quote_identifier(column.name);
  const size_t refs = work_->refs.size();
  OutColumn made = column;
  made.term = column_term(entry, column, {begin, static_cast<uint32_t>(edit.text.size())});
  if (strict) made.location = made.term->location = star_location_;
  for (size_t i = refs; i < work_->refs.size(); ++i) edit.refs.push_back(static_cast<uint32_t>(i + 1));
  out.push_back(made);
}

// `*` and `t.*`: the columns there are now, as PostgreSQL freezes them.
void Analyzer::expand_star(const Node* target, const ColumnRef* star, std::vector<OutColumn>& out) {
  const size_t count = size(star->fields);
  star_location_ = lookup_location_ = star->location;
  Made entries;
  if (count == 1) {
    if (strict && level_->visible.empty())
      invalid(code::kInvalidDefinition, "42601", star->location, "SELECT * with no tables specified is not valid");
    entries = level_->visible;
  } else {
    bool found = false;
    const Symbol schema = count > 2 ? intern(text_of(node_at(star->fields, count - 3))) : Symbol();
    const Symbol name = intern(text_of(node_at(star->fields, count - 2)));
    Entry* entry = find_entry(schema, name, &found);
    if (entry != nullptr) {
      entries.push_back({entry, true, true, {}});
    } else if (!lenient) {
      if (Term* row = argument_ref(name); row == nullptr)
        not_found(NotFound::What::kRelation, "42P01", star->location,
                  "missing FROM-clause entry for table \"" + std::string(name.text()) + "\"");
    }
  }
  Edit edit;
  bool known = !entries.empty();
  for (const Visible& visible : entries) {
    if (!visible.columns) continue;
    known &= visible.entry->columns_known;
    const bool merged = visible.entry->name.empty();  // a USING column: cannot be qualified, and need not be
    for (const OutColumn& column : all_columns(visible.entry))
      if (std::find(visible.merged.begin(), visible.merged.end(), column.name) == visible.merged.end())
        star_column(visible.entry, column, !merged, edit, out);
  }
  if (!known) {
    OutColumn rest;
    rest.term = node("*");
    out.push_back(rest);
    for (const uint32_t ref : edit.refs) work_->refs[ref - 1].form = RefForm::kHidden, work_->refs[ref - 1].length = 0;
    return;
  }
  if (!positions || edit.text.empty() || as<ResTarget>(target)->location < 0) return;
  Lexer lexer(scope_.text, static_cast<uint32_t>(as<ResTarget>(target)->location));
  edit.begin = lexer.at();
  for (size_t i = 0; i < 2 * count - 1; ++i) {
    Token token = lexer.next();
    while (token.kind == TokenKind::kLineComment || token.kind == TokenKind::kBlockComment) token = lexer.next();
    if (i == 0) edit.begin = token.begin;
    edit.end = token.kind == TokenKind::kOperator ? token.begin + 1 : token.end;
    if (token.kind == TokenKind::kOperator) break;  // the star itself
  }
  edits_.push_back(std::move(edit));
}

// What stands before the last star of (row).* and (row).field.*
Term* Analyzer::star_row(const A_Indirection* star) {
  Term* row = expr(star->arg);
  if (!strict) return row;
  const auto steps = cells(star->indirection);
  for (const ListCell& cell : steps.first(steps.size() - 1)) {
    const Node* step = node_of(cell);
    if (tag(step) == T_String) row = field_of(row, intern(text_of(step)), {});
    if (tag(step) == T_A_Indices) row = subscript(row, as<A_Indices>(step));
  }
  return row;
}

// (row).*
void Analyzer::expand_row(const A_Indirection* star, const ResTarget*, std::vector<OutColumn>& out) {
  Term* row = star_row(star);
  const Type type = base_type(catalog(), row->type);
  if (strict && row->fields != nullptr) {
    for (const OutColumn& field : std::span(row->fields, row->field_count)) {
      OutColumn column = field;
      column.term = field_of(row, field.name, {});
      column.column = {};
      column.named_by_column = false;
      out.push_back(column);
    }
    return;
  }
  if (strict && type.known() && type != Type(kTypeRecord) && !is_composite(catalog(), type))
    invalid(code::kWrongObjectType, "42809", row->location, "type " + display(row->type) + " is not composite");
  if (is_composite(catalog(), type)) {
    Entry fields;
    fields.relation = type.object();
    fields.lazy = true;
    for (const OutColumn& field : all_columns(&fields)) {
      OutColumn column;
      column.name = field.name;
      column.type = field.type;
      column.modifier = field.modifier;
      column.term = field_of(row, field.name, {});
      out.push_back(column);
    }
    return;
  }
  std::vector<OutColumn> fields;
  bool known = row->kind == TermKind::kNode && row->type == Type(kTypeRecord);
  if (known) function_columns(row, {}, nullptr, fields, &known);
  if (known && !fields.empty()) {
    for (OutColumn& field : fields) {
      field.term = field_of(row, field.name, {});
      out.push_back(field);
    }
    return;
  }
  OutColumn rest;
  rest.term = node("*", {row});
  out.push_back(rest);
}

Term* Analyzer::targets_term(std::span<const OutColumn> columns, bool named) {
  Terms terms(pool(), columns.size());
  for (const OutColumn& column : columns) {
    if (!named || column.named_by_column) {
      terms.add(column.term);
      continue;
    }
    terms.add(node("as", {column.term, const_term(column.name.text(), Type())}));
  }
  return node("targets", terms.span());
}

}  // namespace underpin::analyze
