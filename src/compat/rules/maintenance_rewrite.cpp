#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

void run(const RuleContext& context, Report& report) {
  for (const Moment& moment : context.course.moments)
    if (is_maintenance_rewrite(moment))
      report.add(moment, moment.cost.rewrites.front(),
                 "table " + quoted(moment.cost.rewrites.front()) +
                     " keeps reads and writes waiting while it is packed anew, which changes nothing in the schema");
}

}  // namespace

extern const Rule maintenance_rewrite;
const Rule maintenance_rewrite = {
    .code = {"UP528", "maintenance-rewrite", Level::kWarning, "VACUUM FULL or CLUSTER stands in a migration."},
    .concern = Concern::kAlways,
    .condition = "VACUUM FULL or CLUSTER writes a table anew.",
    .effect =
        "Nobody can read or write the table until all its rows and indexes are written, and it takes its size once "
        "more "
        "on disk meanwhile.",
    .remedy =
        "Plain VACUUM lets the space be used again; where it has to be given back, pg_repack or pg_squeeze does so "
        "beside "
        "reads and writes, and not as part of a migration.",
    .bad = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text);)", R"(VACUUM FULL users;)"},
    .good = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text);)", R"(VACUUM (ANALYZE) users;)"},
    .run = run,
};

}  // namespace underpin::compat::rules
