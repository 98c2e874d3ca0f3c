#include "plan/undo_of_loss.h"

#include <algorithm>

namespace underpin {
namespace {

// Gone from a table that is still there.
bool is_lost(const Catalog& now, const Catalog& before, ObjectId id) {
  return !before.removed(id) && now.removed(id) && before.is(before.parent(id), Kind::kTable) &&
         !now.removed(before.parent(id));
}

bool comes_back_empty(const Catalog& now, const Catalog& before, ObjectId id) {
  if (!before.is(id, Kind::kColumn) || !is_lost(now, before, id)) return false;
  const Column& column = before.body<Column>(id);
  return !column.default_value && column.identity == Identity::kNone && column.generated == Generated::kNone;
}

bool reads_any(const Catalog& before, ObjectId check, const std::vector<ObjectId>& columns) {
  const auto& refs = before.expr(before.body<Constraint>(check).expr).refs;
  return std::ranges::any_of(
      refs, [&](const Reference& ref) { return std::ranges::find(columns, ref.target) != columns.end(); });
}

bool is_check(const Catalog& catalog, ObjectId id) {
  return catalog.is(id, Kind::kConstraint) && catalog.body<Constraint>(id).type == ConstraintType::kCheck;
}

// A name may hold a line break, and a comment ends with its line.
std::string in_one_line(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return text;
}

}  // namespace

Loss what_can_come_back(const Catalog& now, const Catalog& before) {
  Loss out{.wanted = before.clone(), .note = {}};
  const auto leave = [&](ObjectId id, std::string_view what) {
    out.note +=
        in_one_line("-- " + identity(before, id) + " comes back without its values: " + std::string(what)) + "\n";
  };
  std::vector<ObjectId> empty;
  before.for_each([&](ObjectId id) {
    if (!comes_back_empty(now, before, id)) return;
    empty.push_back(id);
    if (!before.body<Column>(id).not_null) return;
    Column& column = out.wanted.body<Column>(id);
    column.not_null = false;
    column.not_null_valid = true;
    column.not_null_name = {};
    leave(id, "NOT NULL is left out");
  });
  if (empty.empty()) return out;
  before.for_each([&](ObjectId id) {
    if (!is_check(before, id) || !is_lost(now, before, id) || !before.body<Constraint>(id).valid) return;
    if (!before.body<Constraint>(id).expr || !reads_any(before, id, empty)) return;
    out.wanted.body<Constraint>(id).valid = false;
    leave(id, "it is NOT VALID");
  });
  return out;
}

}  // namespace underpin
