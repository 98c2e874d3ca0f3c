// $1, $2 …: their types come from their uses, as PostgreSQL does it for PREPARE without a list of types. Each use is a
// node of its own. The first place that wants a type settles the parameter; uses that were read before and were wanted
// by nobody keep no type, and that is an error at the end.
#include <algorithm>

#include "analyze/analyzer.h"
#include "diag/codes.h"

namespace underpin::analyze {

using namespace builtin;

namespace {

constexpr Type kUntyped = Type(kTypeUnknown);
constexpr int kMostParameters = 65535;

std::string name_of(uint32_t number) { return "$" + std::to_string(number); }

}  // namespace

// A string literal, NULL or parameter that nothing has given a type.
bool Analyzer::untyped(const Term* term) {
  return term->type == kUntyped && (term->kind == TermKind::kConst || term->parameter != 0);
}

Term* Analyzer::parameter(int number, int location) {
  if (number < 1 || number > kMostParameters)
    invalid(code::kUndefinedObject, "42P02", location, "there is no parameter $" + std::to_string(number));
  const auto at = static_cast<size_t>(number);
  if (parameters_.size() < at) parameters_.resize(at, kUntyped);
  Term* term = node(concat("$", std::to_string(number)), {}, parameters_[at - 1]);
  term->parameter = static_cast<uint32_t>(number);
  term->location = location;
  parameter_terms_.push_back(term);
  return term;
}

Term* Analyzer::coerce_parameter(Term* term, Type to, Symbol modifier, Coercion context) {
  Type& type = parameters_[term->parameter - 1];
  if (type == kUntyped) {
    type = to;
  } else if (type != to && type.known()) {
    invalid(code::kAmbiguous, "42P08", term->location,
            "inconsistent types deduced for parameter " + name_of(term->parameter));
  }
  term->type = type;
  use_types_of(to);
  return modifier.empty() ? term : cast_node(term, to, modifier, context);
}

// What nothing gave a type is text where PostgreSQL has to choose: a result column, a key to sort by.
Term* Analyzer::to_text(Term* term) { return untyped(term) ? coerce(term, kTypeText, {}, Coercion::kImplicit) : term; }

void Analyzer::give_up(std::span<Term* const> terms) {
  for (Term* term : terms) {
    if (term->parameter == 0 || term->type != kUntyped) continue;
    parameter_unsure_.resize(std::max<size_t>(parameter_unsure_.size(), term->parameter), false);
    parameter_unsure_[term->parameter - 1] = true;
    term->type = {};
  }
}

void Analyzer::check_parameters() {
  parameter_unsure_.resize(parameters_.size(), false);
  for (size_t i = 0; i < parameters_.size(); ++i)
    if (parameters_[i] == kUntyped && parameter_unsure_[i]) parameters_[i] = {};
  for (size_t i = 0; i < parameters_.size(); ++i)
    if (parameters_[i] == kUntyped)
      invalid(code::kAmbiguous, "42P18", -1,
              "could not determine data type of parameter " + name_of(static_cast<uint32_t>(i + 1)));
  for (const Term* term : parameter_terms_)
    if (term->type != parameters_[term->parameter - 1] && term->type.known() && !parameter_unsure_[term->parameter - 1])
      invalid(code::kAmbiguous, "42P08", term->location,
              "could not determine data type of parameter " + name_of(term->parameter));
}

}  // namespace underpin::analyze
