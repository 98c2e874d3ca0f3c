// CREATE INDEX (DefineIndex in src/backend/commands/indexcmds.c; measured on 14 to 18).
#include "locks/lists.h"
#include "locks/work.h"

namespace underpin::locks {

// Children's indexes are opened one by one until one is found that serves.
void lock_partition_indexes(Work& work, ObjectId table, LockMode mode) {
  for (ObjectId child : work.relatives.children(table)) {
    work.lock(child, mode);
    for (ObjectId index : work.relatives.indexes(child)) {
      if (work.before.body<Index>(index).parent_index) continue;
      const bool taken = static_cast<bool>(work.after.body<Index>(index).parent_index);
      work.lock(index, mode, !taken);
      if (taken) break;
    }
    if (is_partitioned(work.before, child)) lock_partition_indexes(work, child, mode);
  }
}

namespace {

// A unique index has to hold the whole partition key: PostgreSQL sees to that before it looks at partitions.
bool lacks_key_column(const Work& work, ObjectId table, const IndexStmt* statement) {
  if (!statement->unique) return false;
  for (const PartitionKeyItem& item : work.before.body<Table>(table).partition_key) {
    const bool there = item.column && any_item<IndexElem>(statement->indexParams, [&](const IndexElem* element) {
                         return element->name && work.before.name(item.column).text() == element->name;
                       });
    if (!there) return true;
  }
  return false;
}

}  // namespace

void create_index(Work& work, const Node* node) {
  const auto* statement = as<IndexStmt>(node);
  const ObjectId table = work.find(statement->relation);
  if (!table) return;
  const LockMode mode = statement->concurrent ? LockMode::kShareUpdateExclusive : LockMode::kShare;
  work.lock(table, mode);
  if (is_partitioned(work.before, table)) {
    if (statement->relation->inh) work.lock_all(work.relatives.family(table), mode);
    if (statement->concurrent) return work.refuse("cannot create index on a partitioned table concurrently");
  }
  if (work.refused) return;
  if (is_partitioned(work.before, table) && lacks_key_column(work, table, statement))
    return work.refuse("unique constraint on partitioned table must include all partitioning columns");
  if (is_partitioned(work.before, table) && statement->relation->inh) lock_partition_indexes(work, table, mode);
  find_effects(work);
  read_index_functions(work, statement);
}

}  // namespace underpin::locks
