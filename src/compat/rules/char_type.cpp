#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

void run(const RuleContext& context, Report& report) {
  for (const Change& change : context.diff().changes) {
    if (!is_new_column(context, change)) continue;
    const std::string type = type_of(context.after(), change.after);
    if (type.starts_with("character(") || type == "character")
      report.add(change, "column " + quoted(identity(context.after(), change.after)) + " has type " + type);
  }
}

}  // namespace

extern const Rule char_type;
const Rule char_type = {
    .code = {"UP533", "char-type", Level::kNote, "A column has type char(n)."},
    .concern = Concern::kAlways,
    .off = true,
    .condition = "A new column of type character(n).",
    .effect = "Values are padded with blanks, compared without them, and no smaller for it.",
    .remedy = "text, with a CHECK on its length where that means something.",
    .bad = {R"()", R"(CREATE TABLE t (id bigint PRIMARY KEY, a char(10));)"},
    .good = {R"()", R"(CREATE TABLE t (id bigint PRIMARY KEY, a text);)"},
    .run = run,
};

}  // namespace underpin::compat::rules
