#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

void run(const RuleContext& context, Report& report) {
  for (const Change& change : context.diff().changes) {
    if (!is_new_constraint(context, change)) continue;
    const ConstraintType type = context.after().body<Constraint>(change.after).type;
    if (type == ConstraintType::kForeign)
      report.add(change, "foreign key " + quoted(context.after().name(change.after).text()) + " is new on table " +
                             quoted(qualified_name(context.after(), context.after().parent(change.after))));
  }
}

}  // namespace

extern const Rule foreign_key_added;
const Rule foreign_key_added = {
    .code = {"UP515", "foreign-key-added", Level::kWarning, "Rows have to have a row that they point to."},
    .concern = Concern::kWrite,
    .condition = "A foreign key is added to a table that was there before.",
    .effect = "Writes of a key that is not there fail, and so do deletes of rows that others point to.",
    .remedy = "Look for rows without one, and let writers insert in that order and delete in the other.",
    .bad = {R"(CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint);
CREATE INDEX orders_user ON orders (user_id);)",
            R"(ALTER TABLE orders ADD CONSTRAINT orders_user_fk FOREIGN KEY (user_id) REFERENCES users NOT VALID;)"},
    .good = {R"()", R"(CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users);)"},
    .run = run,
};

}  // namespace underpin::compat::rules
