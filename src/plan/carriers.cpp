#include "plan/decide.h"

namespace underpin::plan {
namespace {

// In whose statement a folded object is: its parent's as a rule.
ObjectId carrier_of(const Catalog& catalog, ObjectId id) {
  switch (catalog.kind(id)) {
    case Kind::kIndex:
      if (const Index& index = catalog.body<Index>(id); index.constraint)
        return index.constraint;
      else if (index.parent_index)
        return index.parent_index;
      break;
    case Kind::kSequence:
      if (const ObjectId column = catalog.body<Sequence>(id).owned_by) return column;
      break;
    case Kind::kConstraint:
      if (const ObjectId above = catalog.body<Constraint>(id).parent_constraint; above) return above;
      break;
    case Kind::kTrigger:
      if (const ObjectId above = catalog.body<Trigger>(id).parent_trigger; above) return above;
      break;
    case Kind::kTable:
      if (const Table& table = catalog.body<Table>(id); table.is_partition) return table.parents[0];
      break;
    case Kind::kStatistics: return catalog.body<Statistics>(id).relation;
    case Kind::kPublicationTable: return catalog.body<PublicationTable>(id).relation;
    case Kind::kPublicationSchema: return catalog.body<PublicationSchema>(id).schema;
    default: break;
  }
  return catalog.parent(id);
}

using Known = std::unordered_map<ObjectId, uint32_t>;

// Follows folded objects to a draft; PostgreSQL's own carrier first, then the parent.
const uint32_t* find_carrier(const Known& known, const Catalog& catalog, ObjectId id) {
  for (int depth = 0; id && depth < 64; ++depth) {
    if (const auto found = known.find(id); found != known.end()) return &found->second;
    const ObjectId by_rule = carrier_of(catalog, id);
    if (by_rule != catalog.parent(id))
      if (const uint32_t* draft = find_carrier(known, catalog, by_rule)) return draft;
    id = catalog.parent(id);
  }
  return nullptr;
}

}  // namespace

Carriers carriers(const Planner& p) {
  Carriers out;
  const auto& drafts = p.drafts();
  for (uint32_t i = 0; i < drafts.size(); ++i) {
    for (ObjectId id : drafts[i].creates) out.creates.emplace(id, i);
    for (ObjectId id : drafts[i].drops) out.drops.emplace(id, i);
  }
  auto fold = [](Known& known, const Catalog& catalog, const std::unordered_set<ObjectId>& folded) {
    Known found;
    for (ObjectId id : folded)
      if (!known.contains(id))
        if (const uint32_t* draft = find_carrier(known, catalog, id)) found.emplace(id, *draft);
    known.merge(found);
  };
  fold(out.creates, p.after, p.folded_creates());
  fold(out.drops, p.before, p.folded_drops());
  return out;
}

}  // namespace underpin::plan
