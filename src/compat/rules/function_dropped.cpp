#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

void run(const RuleContext& context, Report& report) {
  for (const Change& change : context.diff().changes)
    if (change.type == ChangeType::kDrop && (change.kind == Kind::kFunction || change.kind == Kind::kAggregate) &&
        goes_for_itself(context, change))
      report.add(change, "function " + quoted(identity(context.before(), change.before)) + " goes");
}

}  // namespace

extern const Rule function_dropped;
const Rule function_dropped = {
    .code = {"UP504", "function-dropped", Level::kWarning, "A function goes, or takes other arguments."},
    .concern = Concern::kRead,
    .condition = "A function, procedure or aggregate is dropped; another argument type makes it another one.",
    .effect = "Calls of it fail, or reach another one of its name.",
    .remedy = "Add the new one beside the old one; drop that when nothing calls it.",
    .bad = {R"(CREATE FUNCTION price(id integer) RETURNS numeric LANGUAGE sql AS 'SELECT 1.0';)",
            R"(DROP FUNCTION price(integer);)"},
    .good = {R"(CREATE FUNCTION price(id integer) RETURNS numeric LANGUAGE sql AS 'SELECT 1.0';)",
             R"(CREATE FUNCTION price(id bigint, day date) RETURNS numeric LANGUAGE sql AS 'SELECT 1.0';)"},
    .run = run,
};

}  // namespace underpin::compat::rules
