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
    for (const std::string& scanned : moment.cost.scans)
      if (std::ranges::find(locked, scanned) != locked.end()) {
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

extern const Rule validated_at_once;
const Rule validated_at_once = {
    .code = {"UP527", "validated-at-once", Level::kWarning,
             "A constraint is validated in the transaction that adds it."},
    .concern = Concern::kAlways,
    .condition = "ADD CONSTRAINT … NOT VALID and VALIDATE CONSTRAINT of the same table stand in one transaction.",
    .effect = "The strong lock of the first is held while the second reads all rows: nothing is won.",
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
