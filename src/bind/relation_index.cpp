#include "bind/relation_index.h"

#include <algorithm>

namespace underpin::bind {

RelationIndex& relation_index(const Session& session) {
  if (!session.relations) session.relations = std::make_shared<RelationIndex>();
  return *session.relations;
}

void RelationIndex::add(std::vector<ObjectId>& list, ObjectId id) {
  if (std::ranges::find(list, id) == list.end()) list.push_back(id);
}

void RelationIndex::follow(const Catalog& catalog) {
  for (; seen_ < catalog.size(); ++seen_) {
    const ObjectId id{seen_};
    if (catalog.removed(id)) continue;
    if (catalog.is(id, Kind::kSequence))
      if (const Sequence& sequence = catalog.body<Sequence>(id); sequence.identity)
        link_sequence(sequence.owned_by, id);
    if (catalog.is(id, Kind::kTable))
      for (ObjectId parent : catalog.body<Table>(id).parents) link(parent, id);
  }
}

std::vector<ObjectId> RelationIndex::children(const Catalog& catalog, ObjectId table) {
  follow(catalog);
  const auto found = children_.find(table);
  if (found == children_.end()) return {};
  std::erase_if(found->second, [&](ObjectId child) {
    if (catalog.removed(child)) return true;
    const auto& parents = catalog.body<Table>(child).parents;
    return std::ranges::find(parents, table) == parents.end();
  });
  return found->second;
}

ObjectId RelationIndex::identity_sequence(const Catalog& catalog, ObjectId column) {
  follow(catalog);
  const auto found = sequences_.find(column);
  if (found == sequences_.end() || catalog.removed(found->second)) return {};
  const Sequence& sequence = catalog.body<Sequence>(found->second);
  return sequence.identity && sequence.owned_by == column ? found->second : ObjectId{};
}

}  // namespace underpin::bind
