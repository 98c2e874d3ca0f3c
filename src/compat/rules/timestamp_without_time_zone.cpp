#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

void run(const RuleContext& context, Report& report) {
  for (const Change& change : context.diff().changes) {
    if (!is_new_column(context, change)) continue;
    const std::string type = type_of(context.after(), change.after);
    if (type.starts_with("timestamp") && type.find("without") != type.npos)
      report.add(change, "column " + quoted(identity(context.after(), change.after)) + " has type " + type);
  }
}

}  // namespace

extern const Rule timestamp_without_time_zone;
const Rule timestamp_without_time_zone = {
    .code = {"UP535", "timestamp-without-time-zone", Level::kNote, "A column has a timestamp without time zone."},
    .concern = Concern::kAlways,
    .off = true,
    .condition = "A new column of type timestamp without time zone.",
    .effect = "It says no moment: its meaning hangs on whoever reads it.",
    .remedy = "timestamptz.",
    .bad = {R"()", R"(CREATE TABLE t (id bigint PRIMARY KEY, a timestamp);)"},
    .good = {R"()", R"(CREATE TABLE t (id bigint PRIMARY KEY, a timestamptz);)"},
    .run = run,
};

}  // namespace underpin::compat::rules
