#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

void run(const RuleContext& context, Report& report) {
  for (const Moment& moment : context.course.moments) {
    if (!begins_with_words(moment.cost.sql, "alter", "domain") || moment.cost.scans.empty()) continue;
    std::string names;
    for (const std::string& table : moment.cost.scans) names += (names.empty() ? "" : ", ") + quoted(table);
    report.add(moment, moment.cost.scans.front(),
               "the domain's constraint is checked in all tables that use it: " + names);
  }
}

}  // namespace

extern const Rule domain_check_scans;
const Rule domain_check_scans = {
    .code = {"UP526", "domain-check-scans", Level::kWarning, "A domain is checked in every table that uses it."},
    .concern = Concern::kAlways,
    .condition = "A constraint is added to a domain, or it becomes NOT NULL, while tables use it.",
    .effect = "Every table with such a column is locked against writes and read.",
    .remedy = "ADD CONSTRAINT … NOT VALID; VALIDATE CONSTRAINT reads them all the same, but later and when you choose.",
    .bad = {R"(CREATE DOMAIN mail AS text;
CREATE TABLE a (m mail);
CREATE TABLE b (m mail);)",
            R"(ALTER DOMAIN mail ADD CONSTRAINT at CHECK (VALUE LIKE '%@%');)"},
    .good = {R"(CREATE DOMAIN mail AS text;
CREATE TABLE a (m mail);)",
             R"(ALTER DOMAIN mail ADD CONSTRAINT at CHECK (VALUE LIKE '%@%') NOT VALID;)"},
    .run = run,
};

}  // namespace underpin::compat::rules
