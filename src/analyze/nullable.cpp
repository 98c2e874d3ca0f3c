// May an expression be null? Never and possibly where it can be told, else unknown.
#include <algorithm>

#include "analyze/analyzer.h"

namespace underpin::analyze {

using namespace builtin;

namespace {

constexpr std::string_view kNeverNull[] = {"is-null",        "is-not-null",  "is-true",           "is-not-true",
                                           "is-false",       "is-not-false", "is-unknown",        "is-not-unknown",
                                           "exists",         "distinct",     "CURRENT_DATE",      "CURRENT_TIME",
                                           "CURRENT_USER",   "SESSION_USER", "CURRENT_TIMESTAMP", "LOCALTIME",
                                           "LOCALTIMESTAMP", "grouping",     "f count",           "f now",
                                           "f row_number",   "f rank",       "f dense_rank",      "f gen_random_uuid"};

// They are null exactly when an operand is.
constexpr std::string_view kStrict[] = {"+", "-",  "*", "/",  "%",   "||", "=",  "<>",
                                        "<", "<=", ">", ">=", "and", "or", "not"};

bool is_in(std::span<const std::string_view> words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

}  // namespace

Nullability Analyzer::nullability(const Term* term) const {
  switch (term->kind) {
    case TermKind::kConst: return term->null ? Nullability::kPossible : Nullability::kNever;
    case TermKind::kCast: return is_domain(catalog(), term->type) ? Nullability::kUnknown : nullability(term->args[0]);
    case TermKind::kArray:
    case TermKind::kRow: return Nullability::kNever;
    case TermKind::kColumn: {
      if (term->entry == nullptr || !term->ref || term->text == "*") return Nullability::kUnknown;
      if (term->entry->nulled) return Nullability::kPossible;
      const ObjectId column = work_->refs[term->ref - 1].target;
      if (!catalog().is(column, Kind::kColumn) || !catalog().is(catalog().parent(column), Kind::kTable))
        return Nullability::kUnknown;
      return catalog().body<Column>(column).not_null ? Nullability::kNever : Nullability::kPossible;
    }
    case TermKind::kNode: break;
  }
  if (term->text == "call" && !term->args.empty()) return nullability(term->args[0]);
  if (is_in(kNeverNull, term->text)) return Nullability::kNever;
  if (term->text == "coalesce") {
    for (const Term* arg : term->args)
      if (nullability(arg) == Nullability::kNever) return Nullability::kNever;
    return Nullability::kUnknown;
  }
  if (is_in(kStrict, term->text) &&
      std::ranges::all_of(term->args, [&](const Term* arg) { return nullability(arg) == Nullability::kNever; }))
    return Nullability::kNever;
  return Nullability::kUnknown;
}

Nullability Analyzer::column_nullability(const OutColumn& column) const {
  return column.term == nullptr ? Nullability::kUnknown : nullability(column.term);
}

}  // namespace underpin::analyze
