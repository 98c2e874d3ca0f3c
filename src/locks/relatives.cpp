#include "locks/relatives.h"

#include <algorithm>

namespace underpin::locks {

bool is_table(const Catalog& catalog, ObjectId id) { return catalog.is(id, Kind::kTable); }

bool is_partitioned(const Catalog& catalog, ObjectId id) {
  return is_table(catalog, id) && catalog.body<Table>(id).partition_strategy != 0;
}

bool has_storage(const Catalog& catalog, ObjectId id) {
  if (catalog.is(id, Kind::kMaterializedView)) return true;
  return is_table(catalog, id) && !is_partitioned(catalog, id) && !catalog.body<Table>(id).server;
}

bool is_relation(const Catalog& catalog, ObjectId id) {
  if (!id) return false;
  switch (catalog.kind(id)) {
    case Kind::kTable:
    case Kind::kView:
    case Kind::kMaterializedView:
    case Kind::kSequence:
    case Kind::kIndex:
    case Kind::kComposite: return true;
    default: return false;
  }
}

const Relatives::Lists& Relatives::lists() const {
  if (lists_) return *lists_;
  Lists& out = lists_.emplace();
  const Catalog& catalog = catalog_;
  catalog.for_each([&](ObjectId id) {
    switch (catalog.kind(id)) {
      case Kind::kTable: {
        const Table& table = catalog.body<Table>(id);
        for (ObjectId parent : table.parents) out.children[parent].push_back(id);
        if (table.of_type.object) out.typed[table.of_type.object].push_back(id);
        break;
      }
      case Kind::kConstraint: {
        const Constraint& constraint = catalog.body<Constraint>(id);
        if (constraint.type == ConstraintType::kForeign) out.referencing[constraint.referenced].push_back(id);
        break;
      }
      case Kind::kSequence:
        if (const ObjectId column = catalog.body<Sequence>(id).owned_by) out.sequences[column].push_back(id);
        break;
      case Kind::kIndex:
        if (const ObjectId parent = catalog.body<Index>(id).parent_index) out.attached[parent].push_back(id);
        break;
      default: break;
    }
  });
  return out;
}

const std::vector<ObjectId>& Relatives::list(const List& list, ObjectId id) {
  static const std::vector<ObjectId> kNone;
  const auto found = list.find(id);
  return found == list.end() ? kNone : found->second;
}

std::vector<ObjectId> Relatives::family(ObjectId table) const {
  std::vector<ObjectId> out{table};
  for (size_t i = 0; i < out.size(); ++i)
    for (ObjectId child : children(out[i]))
      if (std::ranges::find(out, child) == out.end()) out.push_back(child);
  return out;
}

std::vector<ObjectId> Relatives::leaves(ObjectId table) const {
  std::vector<ObjectId> out = family(table);
  std::erase_if(out, [&](ObjectId id) { return !has_storage(catalog_, id); });
  return out;
}

std::vector<ObjectId> Relatives::indexes(ObjectId table) const { return catalog_.children(table, Kind::kIndex); }

std::vector<ObjectId> Relatives::foreign_keys(ObjectId table) const {
  std::vector<ObjectId> out = catalog_.children(table, Kind::kConstraint);
  std::erase_if(out, [&](ObjectId id) { return catalog_.body<Constraint>(id).type != ConstraintType::kForeign; });
  return out;
}

std::vector<ObjectId> Relatives::sequences(ObjectId table) const {
  std::vector<ObjectId> out;
  for (ObjectId column : catalog_.children(table, Kind::kColumn))
    for (ObjectId sequence : sequences_of(column)) out.push_back(sequence);
  return out;
}

ObjectId Relatives::partition_parent(ObjectId table) const {
  if (!is_table(catalog_, table) || !catalog_.body<Table>(table).is_partition) return {};
  const Table& partition = catalog_.body<Table>(table);
  return partition.parents.empty() ? ObjectId{} : partition.parents.front();
}

ObjectId Relatives::default_partition(ObjectId table) const {
  for (ObjectId child : children(table)) {
    const Table& partition = catalog_.body<Table>(child);
    if (partition.is_partition && partition.bound && catalog_.expr(partition.bound).text == "DEFAULT") return child;
  }
  return {};
}

}  // namespace underpin::locks
