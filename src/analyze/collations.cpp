// COLLATE: which collations there are, and that two that are written do not meet.
#include <algorithm>
#include <array>

#include "analyze/analyzer.h"
#include "analyze/tree.h"
#include "diag/codes.h"

namespace underpin::analyze {

using namespace builtin;

namespace {

// Those that every server has. Others are the operating system's and ICU's, and have names with punctuation.
bool is_usual(std::string_view name) {
  constexpr std::array<std::string_view, 7> kUsual = {"C",       "POSIX",     "default",        "ucs_basic",
                                                      "unicode", "pg_c_utf8", "pg_unicode_fast"};
  return std::ranges::find(kUsual, name) != kUsual.end();
}

}  // namespace

void Analyzer::check_collation(const CollateClause* clause, const Term* arg, ObjectId found) {
  if (arg != nullptr && arg->type.is_builtin()) {
    const Type type = arg->type.element();
    if (!builtin::type(type.code()).collatable)
      mismatch(clause->location, "collations are not supported by type " + display(arg->type));
  }
  const std::string name(last_name(clause->collname));
  if (found || is_usual(name)) return;
  if (name.find_first_of("_-.") != name.npos) return unsure("whether the server has the collation \"" + name + "\"");
  not_found(NotFound::What::kOther, "42704", clause->location,
            "collation \"" + name + "\" for encoding \"UTF8\" does not exist");
}

// The collation that is written somewhere below, where the result takes it on; empty if none is.
std::string_view Analyzer::explicit_collation(const Term* term) const {
  if (term == nullptr || term->kind == TermKind::kColumn) return {};
  if (term->text == "collate" && term->kind == TermKind::kNode)
    return term->ref ? catalog().name(work_->refs[term->ref - 1].target).text() : term->args.back()->text;
  if (term->text == "select" || term->text == "value-of") return {};
  const Type type = term->type;
  if (!type.is_builtin() || type == Type(kTypeUnknown) || !builtin::type(type.element().code()).collatable) return {};
  for (const Term* arg : term->args)
    if (const std::string_view name = explicit_collation(arg); !name.empty()) return name;
  return {};
}

void Analyzer::check_collations(std::span<Term* const> terms) const {
  std::string_view first;
  for (const Term* term : terms) {
    const std::string_view name = explicit_collation(term);
    if (name.empty() || name == first) continue;
    if (!first.empty())
      invalid(code::kInvalidDefinition, "42P21", term->location,
              "collation mismatch between explicit collations \"" + std::string(first) + "\" and \"" +
                  std::string(name) + "\"");
    first = name;
  }
}

}  // namespace underpin::analyze
