#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

void run(const RuleContext& context, Report& report) {
  for (const Change& change : context.diff().changes) {
    if (!is_new_column(context, change)) continue;
    const std::string type = type_of(context.after(), change.after);
    if (type == "json")
      report.add(change, "column " + quoted(identity(context.after(), change.after)) + " has type " + type);
  }
}

}  // namespace

extern const Rule json_type;
const Rule json_type = {
    .code = {"UP537", "json-type", Level::kNote, "A column has type json."},
    .concern = Concern::kAlways,
    .off = true,
    .condition = "A new column of type json.",
    .effect = "It has no equality: SELECT DISTINCT, GROUP BY and UNION of it fail, and it is parsed anew at every use.",
    .remedy = "jsonb.",
    .bad = {R"()", R"(CREATE TABLE t (id bigint PRIMARY KEY, a json);)"},
    .good = {R"()", R"(CREATE TABLE t (id bigint PRIMARY KEY, a jsonb);)"},
    .run = run,
};

}  // namespace underpin::compat::rules
