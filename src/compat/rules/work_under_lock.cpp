#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

void run(const RuleContext& context, Report& report) {
  uint32_t transaction = 0;
  std::vector<std::string> locked;
  for (const Moment& moment : context.course.moments) {
    if (moment.transaction == 0 || moment.transaction != transaction) locked.clear();
    transaction = moment.transaction;
    if (transaction == 0) continue;
    // Where the statement's own lock is as strong, that is said of it already (UP521).
    const NamedLock* own = worst_lock(context, moment);
    for (const std::string& scanned : moment.cost.scans)
      if (std::ranges::find(locked, scanned) != locked.end() && (own == nullptr || own->relation != scanned)) {
        report.add(moment, scanned,
                   "table " + quoted(scanned) + " is read while a lock is held that keeps writes waiting");
        break;
      }
    for (const NamedLock& lock : moment.cost.locks)
      if (!lock.brief && lock.kind == "table" && blocks_writes(lock.mode) && context.is_old(lock.relation))
        locked.push_back(lock.relation);
  }
}

}  // namespace

extern const Rule work_under_lock;
const Rule work_under_lock = {
    .code = {"UP527", "work-under-lock", Level::kWarning,
             "Rows are read while an earlier statement of the transaction holds a lock."},
    .concern = Concern::kAlways,
    .condition =
        "A statement reads a table that an earlier one of the same transaction has locked against writes, as VALIDATE "
        "CONSTRAINT does right behind ADD CONSTRAINT … NOT VALID.",
    .effect = "The lock of the first is held while the second reads all rows: nothing is won by taking them apart.",
    .remedy = "Commit between the two.",
    .bad = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);)", R"(BEGIN;
ALTER TABLE users ADD CONSTRAINT named CHECK (name <> '') NOT VALID;
ALTER TABLE users VALIDATE CONSTRAINT named;
COMMIT;)"},
    .good = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);)", R"(BEGIN;
ALTER TABLE users ADD CONSTRAINT named CHECK (name <> '') NOT VALID;
COMMIT;
BEGIN;
ALTER TABLE users VALIDATE CONSTRAINT named;
COMMIT;)"},
    .run = run,
};

}  // namespace underpin::compat::rules
