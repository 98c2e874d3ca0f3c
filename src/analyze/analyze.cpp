// The entry points: expressions and queries to Expr.
#include "analyze/analyze.h"

#include <algorithm>

#include "analyze/analyzer.h"
#include "analyze/tree.h"

namespace underpin {
namespace analyze {

namespace {

// One workspace a thread, used again; an analysis inside another has its own.
thread_local std::unique_ptr<Workspace> spare;

}  // namespace

Analyzer::Analyzer(const NameScope& scope, const ExprContext& context)
    : scope_(scope), context_(context), work_(std::move(spare)) {
  if (work_ == nullptr) work_ = std::make_unique<Workspace>();
  work_->pool.reset();
  work_->refs.clear();
  work_->order.clear();
  work_->buffer.clear();
}

Analyzer::~Analyzer() { spare = std::move(work_); }

// What ExprContext makes visible.
Level* Analyzer::base_level() {
  if (context_.relation) {
    Entry* entry = relation_entry(context_.relation, context_.relation_alias);
    if (!context_.trigger_rows) base_.visible.push_back({entry, true, true, {}});
  }
  if (context_.relation && context_.trigger_rows)
    for (const char* name : {"old", "new"}) {
      Entry* entry = relation_entry(context_.relation, intern(name));
      entry->alias = true;
      base_.visible.push_back({entry, true, false, {}});
    }
  level_ = &base_;
  return level_;
}

Term* Analyzer::expression(const Node* expression) {
  base_level();
  Term* term = expr(expression);
  if (!context_.expected.known()) return to_text_if_unknown(term);
  // The cast to the column's type is not part of what PostgreSQL shows: only literals take the type.
  const Type wanted = type_of(context_.expected);
  if (term->kind == TermKind::kConst && term->type == Type(builtin::kTypeUnknown)) {
    Term* literal = coerce_literal(term, wanted, context_.expected.modifier);
    return literal->kind == TermKind::kCast ? literal->args[0] : literal;
  }
  const Type base = base_type(catalog(), wanted);
  if (term->kind == TermKind::kRow && is_composite(catalog(), base)) coerce_row(term, base);
  // Nor is a modifier of the literal that the column does not have.
  if (term->kind == TermKind::kConst && term->type == Type(builtin::kTypeInterval) &&
      context_.expected.modifier.empty())
    term->modifier = {};
  return term;
}

// Names that did not make it into the canonical form keep their place behind those that did.
void Analyzer::order_refs(std::vector<Reference>& out) {
  std::vector<uint32_t>& order = work_->order;
  order.resize(work_->refs.size(), UINT32_MAX);
  for (uint32_t& place : order)
    if (place == UINT32_MAX) place = printed_refs_++;
  out.resize(order.size());
  for (size_t i = 0; i < order.size(); ++i) out[order[i]] = work_->refs[i];
}

// The text with its stars expanded; references' begins are moved to count in it.
std::string_view Analyzer::edited_text(uint32_t begin, uint32_t end) {
  std::ranges::sort(edits_, {}, &Edit::begin);
  std::string text;
  uint32_t at = begin;
  std::vector<bool> inside(work_->refs.size() + 1, false);
  for (const Edit& edit : edits_)
    for (const uint32_t ref : edit.refs) inside[ref] = true;
  std::vector<Reference> moved = work_->refs;
  for (const Edit& edit : edits_) {
    text.append(scope_.text.substr(at, edit.begin - at));
    for (const uint32_t ref : edit.refs) moved[ref - 1].begin += static_cast<uint32_t>(text.size());
    const int64_t shift = static_cast<int64_t>(edit.text.size()) - (edit.end - edit.begin);
    for (size_t i = 0; i < moved.size(); ++i)
      if (!inside[i + 1] && work_->refs[i].length > 0 && work_->refs[i].begin >= edit.end)
        moved[i].begin = static_cast<uint32_t>(moved[i].begin + shift);
    text += edit.text;
    at = edit.end;
  }
  text.append(scope_.text.substr(at, end - at));
  for (size_t i = 0; i < moved.size(); ++i)
    if (!inside[i + 1] && moved[i].length > 0) moved[i].begin -= begin;
  work_->refs = std::move(moved);
  return scope_.catalog->keep(text);
}

ExprId Analyzer::finish(Term* term, uint32_t begin, uint32_t end) {
  work_->buffer.clear();
  print(term);
  Expr made;
  std::erase_if(edits_, [&](const Edit& edit) { return edit.begin < begin || edit.end > end; });
  if (edits_.empty()) {
    made.text = scope_.file ? scope_.text.substr(begin, end - begin)
                            : scope_.catalog->keep(scope_.text.substr(begin, end - begin));
    for (Reference& ref : work_->refs) {
      if (ref.length == 0) continue;
      if (ref.begin < begin || ref.begin + ref.length > end)
        ref = {ref.target, 0, 0, RefForm::kHidden};
      else
        ref.begin -= begin;
    }
  } else {
    made.text = edited_text(begin, end);
  }
  order_refs(made.refs);
  made.canonical = scope_.catalog->keep(work_->buffer);
  made.place = scope_.place(static_cast<int>(begin));
  const ExprId id = scope_.catalog->add(std::move(made));
  remember_pending(id);
  return id;
}

}  // namespace analyze

ExprId make_expression(const NameScope& scope, const ExprContext& context, const Node* expr, uint32_t begin,
                       uint32_t end) {
  analyze::Analyzer analyzer(scope, context);
  return analyzer.finish(analyzer.expression(expr), begin, end);
}

QueryResult make_query(const NameScope& scope, const Node* query, uint32_t begin, uint32_t end,
                       const ExprContext& context) {
  analyze::Analyzer analyzer(scope, context);
  const analyze::Query made = analyzer.query(query, analyzer.base_level(), false);
  QueryResult result;
  result.columns_known = made.columns_known;
  for (const analyze::OutColumn& column : made.columns)
    result.columns.push_back(
        {column.name, analyze::type_ref(*scope.catalog, column.type, column.modifier), column.column});
  result.expr = analyzer.finish(made.term, begin, end);
  return result;
}

}  // namespace underpin
