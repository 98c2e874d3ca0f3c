// Keys, indexes and sequences that are the same but for their names: often they go by a table's or a column's name that
// has changed.
#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "diff/stages.h"

namespace underpin::diffing {
namespace {

struct ImpliedRename {
  ObjectId object;  // before
  Symbol name;
};

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
    if (!has_heirs(old)) {
      children(old, now, Kind::kConstraint);
      children(old, now, Kind::kIndex);
    }
    sequences(old, now);
  }

  std::vector<ImpliedRename> take() { return std::move(out_); }

 private:
  // Constraints and indexes have copies there, with names of their own.
  bool has_heirs(ObjectId table) {
    if (!parents_) {
      parents_.emplace();
      before_.for_each([&](ObjectId id) {
        if (!before_.is(id, Kind::kTable)) return;
        const auto& parents = before_.body<Table>(id).parents;
        parents_->insert(parents.begin(), parents.end());
      });
    }
    return parents_->contains(table) || before_.body<Table>(table).partition_strategy != 0;
  }

  void add(ObjectId old, ObjectId now) {
    const Symbol name = after_.name(now);
    const bool is_relation = info(before_.kind(old)).names == NameSpace::kRelation ||
                             (before_.is(old, Kind::kConstraint) && before_.body<Constraint>(old).index);
    if (is_relation && before_.find(NameSpace::kRelation, before_.schema_of(old), name)) return;
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
    // An index that serves a constraint goes by its name; what comes from above goes by the name there.
    auto is_own = [](const Catalog& catalog, ObjectId id) {
      if (catalog.is(id, Kind::kIndex))
        return !catalog.body<Index>(id).constraint && !catalog.body<Index>(id).parent_index;
      const Constraint& constraint = catalog.body<Constraint>(id);
      return constraint.inherited == 0 && !constraint.parent_constraint;
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
  std::optional<std::unordered_set<ObjectId>> parents_;
  Owned owned_before_, owned_after_;
  bool is_known_ = false;
  std::vector<ImpliedRename> out_;
};

// Tables that got another name, or of whose columns one did, and those that lose and gain children.
std::vector<ObjectId> tables_to_look_at(const Diff& diff, const std::vector<ObjectId>& renamed_ids) {
  const Catalog& before = diff.base();
  std::vector<ObjectId> out;
  for (ObjectId id : renamed_ids) out.push_back(before.is(id, Kind::kColumn) ? before.parent(id) : id);
  std::vector<ObjectId> losing, gaining;
  for (const Change& change : diff.changes) {
    if (change.kind != Kind::kConstraint && change.kind != Kind::kIndex) continue;
    if (change.type == ChangeType::kDrop) losing.push_back(before.parent(change.before));
    if (change.type == ChangeType::kCreate) gaining.push_back(diff.to_before.at(diff.after->parent(change.after)));
  }
  std::ranges::sort(losing);
  std::ranges::sort(gaining);
  std::ranges::set_intersection(losing, gaining, std::back_inserter(out));
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  std::erase_if(out, [&](ObjectId id) { return !before.is(id, Kind::kTable); });
  return out;
}

}  // namespace

bool follow_names(Diff& diff, std::vector<ObjectId>& renamed_ids) {
  Follower follower(diff.base(), *diff.after);
  for (ObjectId table : tables_to_look_at(diff, renamed_ids)) follower.table(table);
  const std::vector<ImpliedRename> renames = follower.take();
  if (renames.empty()) return false;
  auto named = std::make_shared<Catalog>(diff.base().clone());
  for (const ImpliedRename& rename : renames) {
    give_name(*named, rename.object, rename.name);
    renamed_ids.push_back(rename.object);
  }
  diff.renamed = std::move(named);
  return true;
}

}  // namespace underpin::diffing
