#include "diff/diff.h"

#include <algorithm>
#include <thread>

#include "diff/stages.h"

namespace underpin {
namespace {

using Pairs = std::vector<std::pair<ObjectId, ObjectId>>;

Pairs matched_pairs(const Diff& diff) {
  Pairs pairs;
  const Catalog& before = diff.base();
  pairs.reserve(before.size());
  before.for_each([&](ObjectId id) {
    if (const ObjectId other = diff.to_after.at(id)) pairs.push_back({id, other});
  });
  return pairs;
}

// Reads both catalogs only, so large states are compared on two cores.
std::vector<char> compare(const Diff& diff, const Pairs& pairs) {
  constexpr size_t kWorthAThread = 4096;
  std::vector<char> same(pairs.size());
  auto work = [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i)
      same[i] = diffing::same_content(diff.base(), pairs[i].first, *diff.after, pairs[i].second);
  };
  if (pairs.size() < kWorthAThread || std::thread::hardware_concurrency() < 2) {
    work(0, pairs.size());
    return same;
  }
  std::thread other(work, pairs.size() / 2, pairs.size());
  work(0, pairs.size() / 2);
  other.join();
  return same;
}

bool has_if_stated(Kind kind) {
  return std::ranges::find(attributes(kind), AttributeUse::kIfStated, &AttributeInfo::use) != attributes(kind).end();
}

void collect_alters(Diff& diff, const std::vector<ObjectId>& renamed_ids) {
  const Pairs pairs = matched_pairs(diff);
  const std::vector<char> same = compare(diff, pairs);
  for (size_t i = 0; i < pairs.size(); ++i) {
    const auto [a, b] = pairs[i];
    const bool renamed = !renamed_ids.empty() && std::ranges::find(renamed_ids, a) != renamed_ids.end();
    // An attribute that is compared only where it is stated is not part of the content.
    if (same[i] && !renamed && !has_if_stated(diff.after->kind(b))) continue;
    Change change{.type = ChangeType::kAlter, .kind = diff.after->kind(b), .before = a, .after = b, .renamed = renamed};
    change.attributes = diffing::changed_attributes(diff.base(), a, *diff.after, b);
    if (renamed || !change.attributes.empty()) diff.changes.push_back(std::move(change));
  }
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
  collect_alters(out, renamed_ids);
  collect_one_sided(out);
  sort_changes(out);
  for (Change& change : out.changes) diffing::set_direction(out.base(), after, change);
  diffing::suggest_renames(out, sink);
  diffing::note_column_order(out, sink);
  return out;
}

}  // namespace underpin
