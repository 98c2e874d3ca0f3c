#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

void run(const RuleContext& context, Report& report) {
  for (const Moment& moment : context.course.moments) {
    const NamedLock* lock = worst_lock(context, moment);
    if (moment.sets_lock_timeout || lock == nullptr || !blocks_reads(lock->mode)) continue;
    report.add(moment, lock->relation, "table " + quoted(lock->relation) + " is locked without a lock_timeout");
    return;  // one SET is the answer to all
  }
}

}  // namespace

extern const Rule lock_timeout_missing;
const Rule lock_timeout_missing = {
    .code = {"UP524", "lock-timeout-missing", Level::kWarning, "A statement waits for a strong lock without end."},
    .concern = Concern::kAlways,
    .condition =
        "A statement takes a lock that blocks reads and writes on a table that was there before, and no lock_timeout "
        "is set.",
    .effect = "While it waits behind a long query, everybody else waits behind it.",
    .remedy = "SET lock_timeout = '5s' before it, and try again when it gives up.",
    .bad = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);)",
            R"(ALTER TABLE users ADD COLUMN note text;)"},
    .good = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);)", R"(SET lock_timeout = '5s';
ALTER TABLE users ADD COLUMN note text;)"},
    .run = run,
};

}  // namespace underpin::compat::rules
