#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

void run(const RuleContext& context, Report& report) {
  for (const Moment& moment : context.course.moments) {
    if (!moment.predicted || !takes_long(context, moment) || is_maintenance_rewrite(moment)) continue;
    const NamedLock* lock = worst_lock(context, moment);
    if (lock == nullptr || lock->brief || !blocks_writes(lock->mode)) continue;
    const std::string who = blocks_reads(lock->mode) ? "reads and writes" : "writes";
    report.add(moment, lock->relation,
               "table " + quoted(lock->relation) + " keeps " + who + " waiting while " + work_of(moment));
  }
}

}  // namespace

extern const Rule blocking_change;
const Rule blocking_change = {
    .code = {"UP521", "blocking-change", Level::kWarning,
             "A statement keeps a table that is in use waiting while rows are read, written or indexed."},
    .concern = Concern::kAlways,
    .condition =
        "A lock that blocks writes is held on a table that was there before, for as long as its rows take to be "
        "scanned, rewritten or indexed.",
    .effect = "Everybody who wants the table waits: for a large one, minutes or hours.",
    .remedy =
        "CREATE INDEX CONCURRENTLY, NOT VALID and VALIDATE, a backfilled column: `underpin plan` writes the online "
        "way.",
    .bad = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);)",
            R"(CREATE INDEX users_email ON users (email);)"},
    .good = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);)",
             R"(CREATE INDEX CONCURRENTLY users_email ON users (email);)"},
    .run = run,
};

}  // namespace underpin::compat::rules
