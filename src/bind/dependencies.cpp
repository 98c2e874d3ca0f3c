#include <algorithm>

#include "bind/dependency_index.h"
#include "bind/session.h"
#include "ir/attributes.h"

namespace underpin::bind {

void DependencyIndex::update(Catalog& catalog) {
  by_target_.resize(catalog.size());
  by_source_.resize(catalog.size());
  for (ObjectId id : catalog.take_touched()) {
    if (id.value >= seen_) continue;
    forget(id);
    read(catalog, id);
  }
  for (; seen_ < catalog.size(); ++seen_) read(catalog, ObjectId{seen_});
}

void DependencyIndex::read(const Catalog& catalog, ObjectId source) {
  if (catalog.removed(source)) return;
  for_each_reference(catalog, source, [&](ObjectId target, std::string_view attribute) {
    if (target.value >= by_target_.size()) return;
    const auto edge = static_cast<uint32_t>(edges_.size());
    edges_.push_back({source.value, by_target_[target.value], by_source_[source.value], attribute_number(attribute)});
    by_target_[target.value] = by_source_[source.value] = edge;
  });
}

uint32_t DependencyIndex::attribute_number(std::string_view slug) {
  for (uint32_t i = 0; i < attributes_.size(); ++i)
    if (attributes_[i].data() == slug.data()) return i;
  attributes_.push_back(slug);
  return static_cast<uint32_t>(attributes_.size() - 1);
}

void DependencyIndex::forget(ObjectId source) {
  for (uint32_t e = by_source_[source.value]; e != 0; e = edges_[e].next_of_source) edges_[e].source = 0;
  by_source_[source.value] = 0;
}

namespace {

void collect_subtree(const Catalog& catalog, ObjectId id, std::vector<ObjectId>& out) {
  out.push_back(id);
  for (ObjectId child : catalog.at(id).children) collect_subtree(catalog, child, out);
}

}  // namespace

std::vector<ObjectId> Session::dependents(ObjectId id) const {
  if (!dependency_index) dependency_index = std::make_shared<DependencyIndex>();
  dependency_index->update(catalog);
  const Catalog& state = catalog;
  std::vector<ObjectId> subtree;
  collect_subtree(state, id, subtree);
  std::ranges::sort(subtree);
  std::vector<ObjectId> out;
  for (ObjectId target : subtree)
    dependency_index->for_each(target, [&](ObjectId source, std::string_view attribute) {
      if (attribute == "body" && !state.body<Function>(source).sql_body)
        return;  // a string: PostgreSQL does not look into it
      if (!std::ranges::binary_search(subtree, source)) out.push_back(source);
    });
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace underpin::bind
