#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

void run(const RuleContext& context, Report& report) {
  uint32_t transaction = 0;
  std::vector<std::string> locked;
  bool said = false;
  for (const Moment& moment : context.course.moments) {
    if (moment.transaction == 0 || moment.transaction != transaction) {
      locked.clear();
      said = false;
    }
    transaction = moment.transaction;
    if (transaction == 0) continue;
    const size_t held = locked.size();
    for (const NamedLock& lock : moment.cost.locks)
      if (lock.kind == "table" && lock.mode == LockMode::kAccessExclusive && !lock.brief &&
          context.is_old(lock.relation) && std::ranges::find(locked, lock.relation) == locked.end())
        locked.push_back(lock.relation);
    if (said || held == 0 || locked.size() == held || context.course.planned) continue;
    said = true;
    report.add(moment, locked.back(),
               "table " + quoted(locked.back()) + " is locked while table " + quoted(locked.front()) +
                   " is, too: whoever takes them the other way round meets a deadlock");
  }
}

}  // namespace

extern const Rule several_tables_locked;
const Rule several_tables_locked = {
    .code = {"UP522", "several-tables-locked", Level::kWarning,
             "Several tables that are in use are locked in one transaction."},
    .concern = Concern::kAlways,
    .condition =
        "A transaction takes ACCESS EXCLUSIVE locks on more than one table that was there before, in statements one "
        "after the other.",
    .effect = "The first ones wait locked for the last ones; who takes them in another order meets a deadlock.",
    .remedy = "A transaction for each table.",
    .bad = {R"(CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint);
CREATE INDEX orders_user ON orders (user_id);)",
            R"(BEGIN;
ALTER TABLE users ADD COLUMN a integer;
ALTER TABLE orders ADD COLUMN b integer;
COMMIT;)"},
    .good = {R"(CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint);
CREATE INDEX orders_user ON orders (user_id);)",
             R"(BEGIN;
ALTER TABLE users ADD COLUMN a integer;
COMMIT;
BEGIN;
ALTER TABLE orders ADD COLUMN b integer;
COMMIT;)"},
    .run = run,
};

}  // namespace underpin::compat::rules
