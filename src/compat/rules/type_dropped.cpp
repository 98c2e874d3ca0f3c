#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

void run(const RuleContext& context, Report& report) {
  for (const Change& change : context.diff().changes)
    if (change.type == ChangeType::kDrop &&
        (change.kind == Kind::kEnum || change.kind == Kind::kDomain || change.kind == Kind::kComposite ||
         change.kind == Kind::kRange) &&
        goes_for_itself(context, change))
      report.add(change, "type " + quoted(identity(context.before(), change.before)) + " goes");
}

}  // namespace

extern const Rule type_dropped;
const Rule type_dropped = {
    .code = {"UP509", "type-dropped", Level::kWarning, "A type goes."},
    .concern = Concern::kRead,
    .condition = "An enum, domain, composite or range type is dropped.",
    .effect = "Casts to it and functions that take it fail.",
    .remedy = "Drop it when nothing says it any more.",
    .bad = {R"(CREATE TYPE color AS ENUM ('red', 'green');)", R"(DROP TYPE color;)"},
    .good = {R"(CREATE TYPE color AS ENUM ('red', 'green');)", R"(ALTER TYPE color ADD VALUE 'blue';)"},
    .run = run,
};

}  // namespace underpin::compat::rules
