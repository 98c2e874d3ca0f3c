#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

void run(const RuleContext& context, Report& report) {
  for (size_t i = 0; i < context.course.moments.size(); ++i) {
    const Moment& moment = context.course.moments[i];
    if (moment.cost.transactional != Transactional::kNo || moment.transaction == 0) continue;
    // Alone in its file it may be run outside a transaction: only with others before or behind it it cannot.
    const auto same = [&](size_t other) {
      return other < context.course.moments.size() && context.course.moments[other].transaction == moment.transaction;
    };
    if (same(i - 1) || same(i + 1)) report.add(moment, moment.title, "the statement cannot run in a transaction block");
  }
}

}  // namespace

extern const Rule concurrently_in_transaction;
const Rule concurrently_in_transaction = {
    .code = {"UP523", "concurrently-in-transaction", Level::kError,
             "A statement stands in a transaction that cannot run in one."},
    .concern = Concern::kAlways,
    .condition = "CREATE INDEX CONCURRENTLY, VACUUM and their like stand in a transaction block.",
    .effect = "PostgreSQL refuses it (25001).",
    .remedy = "Give it a file or a transaction of its own; most tools have a mark for that.",
    .bad = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);)", R"(BEGIN;
CREATE INDEX CONCURRENTLY users_email ON users (email);
COMMIT;)"},
    .good = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);)",
             R"(CREATE INDEX CONCURRENTLY users_email ON users (email);)"},
    .run = run,
};

}  // namespace underpin::compat::rules
