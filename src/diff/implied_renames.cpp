// What goes by a table's or a column's name gets another one with it: keys, indexes and sequences that are the same but
// for the names that PostgreSQL, or the same hand, has given them.
#include <algorithm>
#include <map>
#include <unordered_map>

#include "diff/stages.h"

namespace underpin::diffing {
namespace {

using Owned = std::unordered_map<ObjectId, std::vector<ObjectId>>;  // column → its sequences

Owned owned_sequences(const Catalog& catalog) {
  Owned out;
  catalog.for_each([&](ObjectId id) {
    if (!catalog.is(id, Kind::kSequence)) return;
    if (const ObjectId column = catalog.body<Sequence>(id).owned_by) out[column].push_back(id);
  });
  return out;
}

class Follower {
 public:
  Follower(const Catalog& before, const Catalog& after) : before_(before), after_(after) {}

  void table(ObjectId old) {
    const ObjectId schema = after_.find_schema(before_.name(before_.parent(old)));
    const ObjectId now = schema ? after_.find(NameSpace::kRelation, schema, before_.name(old)) : ObjectId{};
    if (!after_.is(now, Kind::kTable)) return;
    children(old, now, Kind::kConstraint);
    children(old, now, Kind::kIndex);
    sequences(old, now);
  }

  std::vector<ImpliedRename> take() { return std::move(out_); }

 private:
  void add(ObjectId old, ObjectId now) {
    const Symbol name = after_.name(now);
    if (info(before_.kind(old)).names == NameSpace::kRelation &&
        before_.find(NameSpace::kRelation, before_.schema_of(old), name))
      return;
    out_.push_back({old, name});
  }

  // Pairs of which neither has a namesake on the other side, told apart by what they are.
  void children(ObjectId old, ObjectId now, Kind kind) {
    std::map<std::string, std::pair<std::vector<ObjectId>, std::vector<ObjectId>>> by_shape;
    auto shape = [](const Catalog& catalog, ObjectId id) {
      std::string out;
      append_shape(catalog, id, out);
      return out;
    };
    auto is_own = [](const Catalog& catalog, ObjectId id) {  // an index that serves a constraint goes by its name
      return !catalog.is(id, Kind::kIndex) || !catalog.body<Index>(id).constraint;
    };
    for (ObjectId id : before_.children(old, kind))
      if (is_own(before_, id) && !after_.find(kind, now, before_.name(id)))
        by_shape[shape(before_, id)].first.push_back(id);
    for (ObjectId id : after_.children(now, kind))
      if (is_own(after_, id) && !before_.find(kind, old, after_.name(id)))
        by_shape[shape(after_, id)].second.push_back(id);
    for (const auto& [key, pair] : by_shape)
      if (pair.first.size() == 1 && pair.second.size() == 1) add(pair.first.front(), pair.second.front());
  }

  void sequences(ObjectId old, ObjectId now) {
    if (!is_known_) owned_before_ = owned_sequences(before_), owned_after_ = owned_sequences(after_), is_known_ = true;
    for (ObjectId column : before_.children(old, Kind::kColumn)) {
      const ObjectId same = after_.find_column(now, before_.name(column));
      const auto a = owned_before_.find(column), b = owned_after_.find(same);
      if (!same || a == owned_before_.end() || b == owned_after_.end()) continue;
      if (a->second.size() != 1 || b->second.size() != 1) continue;
      const ObjectId sequence = a->second.front(), wanted = b->second.front();
      if (before_.body<Sequence>(sequence).identity != after_.body<Sequence>(wanted).identity) continue;
      if (before_.name(sequence) == after_.name(wanted)) continue;
      if (after_.find(NameSpace::kRelation, after_.parent(wanted), before_.name(sequence))) continue;
      add(sequence, wanted);
    }
  }

  const Catalog& before_;
  const Catalog& after_;
  Owned owned_before_, owned_after_;
  bool is_known_ = false;
  std::vector<ImpliedRename> out_;
};

}  // namespace

std::vector<ImpliedRename> implied_renames(const Catalog& before, const Catalog& after,
                                           const std::vector<ObjectId>& renamed_ids) {
  std::vector<ObjectId> tables;
  for (ObjectId id : renamed_ids) {
    const ObjectId table = before.is(id, Kind::kColumn) ? before.parent(id) : id;
    if (before.is(table, Kind::kTable) && std::ranges::find(tables, table) == tables.end()) tables.push_back(table);
  }
  Follower follower(before, after);
  for (ObjectId table : tables) follower.table(table);
  return follower.take();
}

}  // namespace underpin::diffing
