// Calls and operators that nobody answers to: PostgreSQL's error, or a reason why it is not sure.
#include <algorithm>

#include "analyze/analyzer.h"
#include "analyze/extensions.h"
#include "analyze/tree.h"
#include "diag/codes.h"

namespace underpin::analyze {

using namespace builtin;

namespace {

constexpr const char* kNoFunction =
    "No function matches the given name and argument types. You might need to add explicit type casts.";
constexpr const char* kManyFunctions =
    "Could not choose a best candidate function. You might need to add explicit type casts.";
constexpr const char* kNoOperator =
    "No operator matches the given name and argument types. You might need to add explicit type casts.";
constexpr const char* kManyOperators =
    "Could not choose a best candidate operator. You might need to add explicit type casts.";

bool extension_may_bring(const Catalog& catalog, std::string_view function) {
  return std::ranges::any_of(extensions(catalog), [&](ObjectId extension) {
    const ExtensionFacts* facts = extension_facts(catalog.name(extension).text());
    return facts == nullptr || facts->functions.empty() || lists(facts->functions, function);
  });
}

}  // namespace

// Is every type one whose casts are known?
bool Analyzer::plain_types(std::span<const Type> types) const {
  return !has_casts() && std::ranges::all_of(types, [&](Type type) {
    const Type base = base_type(catalog(), type);
    return base.known() && base.element().extension_name().empty() &&
           !catalog().is(base.element().object(), Kind::kOpaque);
  });
}

void Analyzer::refuse_call(Symbol schema, std::string_view name, std::span<Term* const> arguments,
                           std::span<const Candidate> candidates, const FuncCall* call, std::span<const Symbol> names) {
  std::string full(schema.text());
  if (!full.empty()) full += ".";
  full += name;
  std::vector<Type> actual;
  for (const Term* argument : arguments) actual.push_back(argument->type);
  if (std::ranges::any_of(actual, [](Type type) { return !type.known(); }))
    return give_up(arguments), unsure("which function " + full + " means, as an argument's type is not known");
  if (extension_may_bring(catalog(), name))
    return give_up(arguments), unsure("which function of an extension " + full + " means");
  if (!plain_types(actual))
    return give_up(arguments), unsure("which function " + full + " means, as a type's casts are not known");
  if (!schema.empty() && schema.text() != "pg_catalog" && schema.text() != "information_schema" &&
      !catalog().find_schema(schema))
    not_found(NotFound::What::kSchema, "3F000", call == nullptr ? -1 : call->location,
              "schema \"" + std::string(schema.text()) + "\" does not exist");
  std::string types;
  signature(arguments, &types, names);
  const int location = call == nullptr ? -1 : call->location;
  const auto fits = [&](const Candidate& candidate) { return accepts(candidate, actual); };
  if (std::ranges::count_if(candidates, fits) > 1)
    invalid(code::kAmbiguous, "42725", location, "function " + full + "(" + types + ") is not unique", kManyFunctions);
  not_found(NotFound::What::kFunction, "42883", location, "function " + full + "(" + types + ") does not exist",
            kNoFunction);
}

// `accepted`: how many operators of the name take the operands.
void Analyzer::refuse_operator(std::string_view name, Term* left, Term* right, size_t accepted) {
  Term* const operands_given[] = {right, left != nullptr ? left : right};
  std::vector<Type> actual;
  if (left != nullptr) actual.push_back(left->type);
  actual.push_back(right->type);
  const std::string operands =
      (left == nullptr ? "" : type_text(left->type) + " ") + std::string(name) + " " + type_text(right->type);
  if (std::ranges::any_of(actual, [](Type type) { return !type.known(); }))
    return give_up(operands_given),
           unsure("which operator " + std::string(name) + " means, as an operand's type is not known");
  if (accepted > 1)
    invalid(code::kAmbiguous, "42725", operator_location_, "operator is not unique: " + operands, kManyOperators);
  const bool builtin_only = std::ranges::all_of(actual, [&](Type type) {
    return base_type(catalog(), type).is_builtin() || is_enum(catalog(), base_type(catalog(), type));
  });
  if (!plain_types(actual) || (!extensions(catalog()).empty() && (!builtin_only || operator_of_extension(name))))
    return give_up(operands_given), unsure("which operator " + std::string(name) + " means");
  not_found(NotFound::What::kFunction, "42883", operator_location_, "operator does not exist: " + operands,
            kNoOperator);
}

namespace {

struct ExtensionOperators {
  std::string_view extension, operators;
};
// Those that take PostgreSQL's own types (the manual's pages on the contrib modules).
constexpr ExtensionOperators kOperators[] = {{"pg_trgm", "% <% %> <<% %>> <-> <<-> <->> <<<-> <->>>"},
                                             {"intarray", "& | # + - @> <@ && @@ ~~"},
                                             {"btree_gist", "<->"},
                                             {"hstore", "%% %# #="},
                                             {"ltree", "?"},
                                             {"cube", "@>"}};

}  // namespace

// May an extension that is here have the operator for PostgreSQL's own types?
bool Analyzer::operator_of_extension(std::string_view name) const {
  return std::ranges::any_of(extensions(catalog()), [&](ObjectId id) {
    const std::string_view extension = catalog().name(id).text();
    const auto found = std::ranges::find(kOperators, extension, &ExtensionOperators::extension);
    return extension_facts(extension) == nullptr || (found != std::end(kOperators) && lists(found->operators, name));
  });
}

}  // namespace underpin::analyze
