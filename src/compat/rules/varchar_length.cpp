#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

void run(const RuleContext& context, Report& report) {
  for (const Change& change : context.diff().changes) {
    if (!is_new_column(context, change)) continue;
    const std::string type = type_of(context.after(), change.after);
    if (type.starts_with("character varying("))
      report.add(change, "column " + quoted(identity(context.after(), change.after)) + " has type " + type);
  }
}

}  // namespace

extern const Rule varchar_length;
const Rule varchar_length = {
    .code = {"UP534", "varchar-length", Level::kNote, "A column has type varchar(n)."},
    .concern = Concern::kAlways,
    .off = true,
    .condition = "A new column of type character varying(n).",
    .effect =
        "A shorter length cannot be set without reading the table, and a longer value is an error that clients see.",
    .remedy = "text, with a CHECK on its length where that means something.",
    .bad = {R"()", R"(CREATE TABLE t (id bigint PRIMARY KEY, a varchar(20));)"},
    .good = {R"()", R"(CREATE TABLE t (id bigint PRIMARY KEY, a text);)"},
    .run = run,
};

}  // namespace underpin::compat::rules
