#include "diff/diff.h"

#include <algorithm>

#include "diff/stages.h"

namespace underpin {
namespace {

bool has_if_stated(Kind kind) {
  return std::ranges::find(attributes(kind), AttributeUse::kIfStated, &AttributeInfo::use) != attributes(kind).end();
}

void collect_alters(Diff& diff, const std::vector<ObjectId>& renamed_ids) {
  const diffing::Comparison comparison(diff.base(), *diff.after);
  diff.base().for_each([&](ObjectId a) {
    const ObjectId b = diff.to_after.at(a);
    if (!b) return;
    const bool renamed = !renamed_ids.empty() && std::ranges::find(renamed_ids, a) != renamed_ids.end();
    // An attribute that is compared only where it is stated is not part of the content.
    if (comparison.same(a, b) && !renamed && !has_if_stated(diff.after->kind(b))) return;
    Change change{.type = ChangeType::kAlter, .kind = diff.after->kind(b), .before = a, .after = b, .renamed = renamed};
    change.attributes = diffing::changed_attributes(diff.base(), a, *diff.after, b);
    if (renamed || !change.attributes.empty()) diff.changes.push_back(std::move(change));
  });
}

// Every database has it from the start; dumps of older servers state it all the same.
bool is_everywhere(const Catalog& catalog, ObjectId id) {
  return catalog.is(id, Kind::kExtension) && catalog.name(id).text() == "plpgsql";
}

void collect_one_sided(Diff& diff) {
  const Catalog& before = diff.base();
  before.for_each([&](ObjectId id) {
    if (!diff.to_after.contains(id) && !is_everywhere(before, id))
      diff.changes.push_back({.type = ChangeType::kDrop, .kind = before.kind(id), .before = id});
  });
  const Catalog& after = *diff.after;
  after.for_each([&](ObjectId id) {
    if (!diff.to_before.contains(id) && !is_everywhere(after, id))
      diff.changes.push_back({.type = ChangeType::kCreate, .kind = after.kind(id), .after = id});
  });
}

void sort_changes(Diff& diff) {
  std::vector<std::pair<std::string, Change>> keyed;
  keyed.reserve(diff.changes.size());
  for (Change& change : diff.changes) {
    std::string key = change.after ? match_key(*diff.after, change.after) : match_key(diff.base(), change.before);
    keyed.emplace_back(std::move(key), std::move(change));
  }
  std::ranges::sort(keyed, [](const auto& a, const auto& b) {
    return std::tuple(a.second.kind, std::string_view(a.first), a.second.type) <
           std::tuple(b.second.kind, std::string_view(b.first), b.second.type);
  });
  for (size_t i = 0; i < keyed.size(); ++i) diff.changes[i] = std::move(keyed[i].second);
}

}  // namespace

bool Change::touches(std::string_view slug) const {
  return std::ranges::find(attributes, slug, &AttributeChange::slug) != attributes.end();
}

Diff diff(const Catalog& before, const Catalog& after, Sink& sink) {
  Diff out{.before = &before, .after = &after};
  std::vector<ObjectId> renamed_ids;
  out.renamed = diffing::apply_renames(before, after, renamed_ids, sink);
  diffing::match(out);
  collect_one_sided(out);
  if (diffing::follow_names(out, renamed_ids)) {
    out.changes.clear();
    out.to_after = {};
    out.to_before = {};
    diffing::match(out);
    collect_one_sided(out);
  }
  collect_alters(out, renamed_ids);
  sort_changes(out);
  for (Change& change : out.changes) diffing::set_direction(out.base(), after, change);
  diffing::suggest_renames(out, sink);
  diffing::note_column_order(out, sink);
  return out;
}

}  // namespace underpin
