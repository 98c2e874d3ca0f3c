#include <algorithm>
#include <cctype>

#include "plan/kinds/routine_sql.h"
#include "plan/kinds/table_sql.h"

namespace underpin::plan {
namespace {

// The old syntax names the argument inside the definition.
bool names_base_type(std::string_view definition) {
  std::string lower(definition);
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower.find("basetype") != std::string::npos;
}

std::string arguments(const Catalog& catalog, const Aggregate& aggregate) {
  if (aggregate.arguments.empty()) return "(*)";
  if (aggregate.direct_arguments < 0) return "(" + argument_list(catalog, aggregate.arguments) + ")";
  const auto direct = aggregate.arguments.begin() +
                      std::min<std::ptrdiff_t>(aggregate.direct_arguments, std::ssize(aggregate.arguments));
  std::vector<Argument> ordered(direct, aggregate.arguments.end());
  if (ordered.empty()) ordered.push_back(aggregate.arguments.back());  // one VARIADIC list that serves as both
  std::string out = argument_list(catalog, {aggregate.arguments.begin(), direct});
  return "(" + out + (out.empty() ? "" : " ") + "ORDER BY " + argument_list(catalog, ordered) + ")";
}

void create(Planner& p, ObjectId id) {
  const Aggregate& aggregate = p.after.body<Aggregate>(id);
  const std::string definition = expr_text(p.after, aggregate.definition);
  p.add(create_draft(p, id,
                     "CREATE AGGREGATE " + qualified_name(p.after, id) +
                         (names_base_type(definition) ? "" : arguments(p.after, aggregate)) + " " + definition,
                     described(p.after, id) + (p.counterpart_before(id) ? " is built anew" : " is new")));
}

void drop(Planner& p, ObjectId id) {
  p.add(drop_draft(p, id, "DROP AGGREGATE " + object_name(p.before, id),
                   described(p.before, id) + (p.counterpart(id) ? " is built anew" : " is not in the new state")));
}

}  // namespace

constinit const KindRules kAggregateRules = {.kind = Kind::kAggregate, .create = create, .drop = drop};

}  // namespace underpin::plan
