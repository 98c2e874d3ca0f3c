#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

bool begins_an_index(const Catalog& catalog, ObjectId table, const std::vector<ObjectId>& columns) {
  for (const ObjectId id : catalog.children(table, Kind::kIndex)) {
    const Index& index = catalog.body<Index>(id);
    if (index.predicate || index.elements.size() < columns.size()) continue;
    const auto head = std::span(index.elements).first(columns.size());
    if (std::ranges::all_of(head, [&](const IndexElement& element) {
          return element.column && std::ranges::find(columns, element.column) != columns.end();
        }))
      return true;
  }
  return false;
}

void run(const RuleContext& context, Report& report) {
  const Catalog& after = context.after();
  for (const Change& change : context.diff().changes) {
    if (change.type != ChangeType::kCreate || change.kind != Kind::kConstraint) continue;
    const Constraint& constraint = after.body<Constraint>(change.after);
    const ObjectId table = after.parent(change.after);
    if (constraint.type != ConstraintType::kForeign || constraint.parent_constraint || !after.is(table, Kind::kTable))
      continue;
    if (!begins_an_index(after, table, constraint.columns))
      report.add(change, "no index of table " + quoted(qualified_name(after, table)) +
                             " begins with the columns of foreign key " + quoted(after.name(change.after).text()));
  }
}

}  // namespace

extern const Rule foreign_key_without_index;
const Rule foreign_key_without_index = {
    .code = {"UP531", "foreign-key-without-index", Level::kNote, "A foreign key has no index on the side that refers."},
    .concern = Concern::kAlways,
    .condition = "A new foreign key whose columns begin no index of its table.",
    .effect = "Deleting or changing a row that is referred to reads the whole referring table, with row locks held.",
    .remedy = "CREATE INDEX CONCURRENTLY on the columns of the foreign key.",
    .bad = {R"(CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint);)",
            R"(ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users NOT VALID;)"},
    .good = {R"(CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint);
CREATE INDEX orders_user ON orders (user_id);)",
             R"(ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users NOT VALID;)"},
    .run = run,
};

}  // namespace underpin::compat::rules
