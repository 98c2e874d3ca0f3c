#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

void run(const RuleContext& context, Report& report) {
  for (const Moment& moment : context.course.moments)
    for (const std::string& scanned : moment.cost.scans)
      if (is_default_partition(context.before(), scanned) && adds_partition(moment.cost.sql))
        report.add(moment, scanned, "the new partition makes PostgreSQL read the default partition " + quoted(scanned));
}

}  // namespace

extern const Rule default_partition_scanned;
const Rule default_partition_scanned = {
    .code = {"UP525", "default-partition-scanned", Level::kWarning,
             "A new partition makes PostgreSQL read the default partition."},
    .concern = Concern::kAlways,
    .condition = "A partition is added or attached to a table that has a default partition with rows.",
    .effect = "The default partition is locked and read in full, to see that no row belongs to the new one.",
    .remedy =
        "Add a CHECK to the default partition that says so first (NOT VALID, then VALIDATE): then it is not read.",
    .bad = {R"(CREATE TABLE m (id bigint, day date) PARTITION BY RANGE (day);
CREATE TABLE m_default PARTITION OF m DEFAULT;)",
            R"(CREATE TABLE m_2026 PARTITION OF m FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');)"},
    .good = {R"(CREATE TABLE m (id bigint, day date) PARTITION BY RANGE (day);)",
             R"(CREATE TABLE m_2026 PARTITION OF m FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');)"},
    .run = run,
};

}  // namespace underpin::compat::rules
