// Asks every kind for the statements that its objects' fates need, in an order that depends on names alone.
#include <algorithm>

#include "plan/decide.h"

namespace underpin::plan {
namespace {

std::vector<ObjectId> by_name(std::vector<ObjectId> ids, const Catalog& catalog) {
  std::vector<std::pair<std::string, ObjectId>> keyed;
  keyed.reserve(ids.size());
  for (ObjectId id : ids) keyed.emplace_back(match_key(catalog, id), id);
  std::ranges::sort(keyed);
  for (size_t i = 0; i < ids.size(); ++i) ids[i] = keyed[i].second;
  return ids;
}

bool touches_own(const Change& change) {
  return std::ranges::any_of(change.attributes, [](const AttributeChange& a) { return a.attribute >= 4; });
}

}  // namespace

class Drafting {
 public:
  explicit Drafting(Planner& planner) : p_(planner) {}

  void run() {
    std::vector<ObjectId> drops, creates, alters;
    for (const auto& [id, fate] : p_.fates_before_) {
      if (p_.dropped(id)) drops.push_back(id);
      if (fate == Fate::kAlter) alters.push_back(id);
    }
    for (const auto& [id, fate] : p_.fates_after_)
      if (p_.created(id)) creates.push_back(id);
    for (ObjectId id : by_name(std::move(drops), p_.before)) drop(id);
    for (ObjectId id : by_name(std::move(alters), p_.before)) alter(id);
    for (ObjectId id : by_name(std::move(creates), p_.after)) create(id);
  }

 private:
  void drop(ObjectId id) {
    if (p_.folded_drop(id)) return;
    p_.current_changes_ = change_index(p_.change_by_before_, id);
    if (auto* rule = rules(p_.before.kind(id)).drop) rule(p_, id);
  }

  void create(ObjectId id) {
    p_.current_changes_ = change_index(p_.change_by_after_, id);
    auto* rule = rules(p_.after.kind(id)).create;
    if (rule && !p_.folded_create(id)) rule(p_, id);
    draft_common(p_, {}, id);
  }

  void alter(ObjectId id) {
    p_.current_changes_ = change_index(p_.change_by_before_, id);
    const Change& change = p_.diff.changes[p_.change_by_before_.at(id)];
    if (change.renamed && !p_.sideways(change.after)) draft_rename(p_, change);
    if (auto* rule = rules(change.kind).alter; rule && touches_own(change)) rule(p_, change);
    draft_common(p_, id, change.after);
  }

  static std::vector<uint32_t> change_index(const std::unordered_map<ObjectId, uint32_t>& index, ObjectId id) {
    const auto found = index.find(id);
    return found == index.end() ? std::vector<uint32_t>{} : std::vector<uint32_t>{found->second};
  }

  Planner& p_;
};

void draft_all(Planner& planner) {
  Drafting(planner).run();
  planner.current_changes_.clear();
  draft_retyped(planner);
}

}  // namespace underpin::plan
