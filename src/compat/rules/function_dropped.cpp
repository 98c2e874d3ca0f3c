#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

// A trigger's function is called by its trigger alone.
bool can_be_called(const Catalog& catalog, ObjectId id) {
  if (!catalog.is(id, Kind::kFunction)) return true;
  const std::string result = type_text(catalog, catalog.body<Function>(id).result);
  return result != "trigger" && result != "event_trigger";
}

void run(const RuleContext& context, Report& report) {
  for (const Change& change : context.diff().changes)
    if (change.type == ChangeType::kDrop && (change.kind == Kind::kFunction || change.kind == Kind::kAggregate) &&
        goes_for_itself(context, change) && can_be_called(context.before(), change.before))
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
