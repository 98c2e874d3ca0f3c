#include "verify/served_names.h"

#include <algorithm>
#include <vector>

namespace underpin {
namespace {

// The view that has the table's old name and all columns that it had.
ObjectId serving_view(const Catalog& before, const Catalog& now, ObjectId table) {
  if (!before.is(table, Kind::kTable) || now.removed(table) || now.name(table) == before.name(table)) return {};
  const ObjectId view = now.find(NameSpace::kRelation, now.parent(table), before.name(table));
  if (!now.is(view, Kind::kView)) return {};
  const auto columns = before.children(table, Kind::kColumn);
  const bool has_all = std::ranges::all_of(
      columns, [&](ObjectId id) { return static_cast<bool>(now.find_column(view, before.name(id))); });
  return has_all ? view : ObjectId{};
}

// Constraints, indexes and the sequences of columns: nobody who works with rows says their names.
void take_back_followers(const Catalog& before, Catalog& out) {
  before.for_each([&](ObjectId id) {
    if (out.removed(id) || out.name(id) == before.name(id)) return;
    const Kind kind = before.kind(id);
    const bool is_owned = kind == Kind::kSequence && before.body<Sequence>(id).owned_by;
    if (kind != Kind::kConstraint && kind != Kind::kIndex && !is_owned) return;
    if (info(kind).names == NameSpace::kRelation && out.find(NameSpace::kRelation, out.schema_of(id), before.name(id)))
      return;
    out.rename(id, before.name(id));
  });
}

}  // namespace

std::optional<Catalog> with_served_names(const Catalog& before, const Catalog& now) {
  std::vector<std::pair<ObjectId, ObjectId>> served;  // tables and views
  before.for_each([&](ObjectId id) {
    if (const ObjectId view = serving_view(before, now, id)) served.emplace_back(id, view);
  });
  if (served.empty()) return std::nullopt;
  Catalog out = now.clone();
  for (const auto& [table, view] : served) {
    out.rename(view, intern("underpin_served_" + std::to_string(view.value)));
    out.rename(table, before.name(table));
  }
  take_back_followers(before, out);
  return out;
}

}  // namespace underpin
