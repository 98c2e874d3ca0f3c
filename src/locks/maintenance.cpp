// TRUNCATE, LOCK, VACUUM, ANALYZE, CLUSTER, REINDEX, REFRESH MATERIALIZED VIEW (measured on 14 to 18).
#include <algorithm>

#include "ir/attributes.h"
#include "locks/lists.h"
#include "locks/work.h"

namespace underpin::locks {

namespace {

// VACUUM and ANALYZE go on to tables that inherit from the one named, not only to partitions.
constexpr int kMaintainsChildren = 18;

bool flag(const List* options, std::string_view name, bool otherwise = false) {
  for (const DefElem* option : items<DefElem>(options)) {
    if (name != option->defname) continue;
    if (option->arg == nullptr) return true;
    if (is_node(option->arg, T_Boolean)) return as<Boolean>(option->arg)->boolval;
    if (is_node(option->arg, T_Integer)) return as<Integer>(option->arg)->ival != 0;
    const std::string_view value = is_node(option->arg, T_String) ? as<String>(option->arg)->sval : "";
    return value != "off" && value != "false";
  }
  return otherwise;
}

// --- TRUNCATE ---

class Truncate {
 public:
  Truncate(Work& work, const TruncateStmt* statement) : work_(work), statement_(statement) {}

  void run() {
    for (const RangeVar* name : items<RangeVar>(statement_->relations)) {
      const ObjectId table = work_.find(name);
      if (is_table(work_.before, table)) add(name->inh ? work_.relatives.family(table) : std::vector{table});
    }
    if (statement_->behavior == DROP_CASCADE)
      for (size_t i = 0; i < tables_.size(); ++i)
        for (ObjectId key : work_.relatives.referencing(tables_[i])) add({work_.before.parent(key)});
    if (is_referenced()) return work_.refuse("cannot truncate a table referenced in a foreign key constraint");
    if (statement_->restart_seqs) restart_sequences();
    for (ObjectId table : tables_) empty(table);
  }

 private:
  void add(const std::vector<ObjectId>& tables) {
    for (ObjectId table : tables) {
      work_.lock(table, LockMode::kAccessExclusive);
      if (std::ranges::find(tables_, table) == tables_.end()) tables_.push_back(table);
    }
  }

  bool is_listed(ObjectId table) const { return std::ranges::find(tables_, table) != tables_.end(); }

  bool is_referenced() const {
    return std::ranges::any_of(tables_, [&](ObjectId table) {
      return std::ranges::any_of(work_.relatives.referencing(table),
                                 [&](ObjectId key) { return !is_listed(work_.before.parent(key)); });
    });
  }

  void restart_sequences() {
    for (ObjectId table : tables_)
      for (ObjectId sequence : work_.relatives.sequences(table)) {
        work_.lock(sequence, LockMode::kAccessExclusive);
        work_.rewrite(sequence);
      }
  }

  // A table made in the same transaction is emptied in place.
  void empty(ObjectId table) {
    if (!has_storage(work_.before, table)) return;
    const bool in_place = work_.was_created_here(table);
    if (!in_place) work_.rewrite(table);
    for (ObjectId index : work_.relatives.indexes(table)) {
      work_.lock(index, LockMode::kAccessExclusive);
      if (in_place)
        work_.scan(table);
      else
        work_.build(index);
    }
  }

  Work& work_;
  const TruncateStmt* statement_;
  std::vector<ObjectId> tables_;
};

// --- LOCK ---

void lock_view(Work& work, ObjectId view, LockMode mode) {
  const Catalog& before = work.before;
  for_each_reference(before, view, [&](ObjectId target, std::string_view attribute) {
    if (attribute != "query") return;
    if (before.is(target, Kind::kView)) {
      work.lock(target, mode);
      lock_view(work, target, mode);
    } else if (is_table(before, target)) {
      work.lock_all(work.relatives.family(target), mode);
    }
  });
}

// --- VACUUM, ANALYZE ---

struct VacuumPlan {
  bool vacuum = false, analyze = false, full = false, skip_locked = false;
  bool truncate = true;  // give back empty pages at the end
};

void vacuum_table(Work& work, ObjectId table, const VacuumPlan& plan) {
  if (plan.full && has_storage(work.before, table)) {
    work.lock(table, LockMode::kAccessExclusive);
    return work.rewrite_table(table);
  }
  if (plan.skip_locked) work.try_lock(table, LockMode::kAccessShare);
  work.lock(table, plan.full ? LockMode::kAccessExclusive : LockMode::kShareUpdateExclusive);
  if (plan.vacuum && plan.truncate && work.rows.has_loose_tail(table)) work.try_lock(table, LockMode::kAccessExclusive);
  const LockMode of_index = plan.vacuum ? LockMode::kRowExclusive : LockMode::kAccessShare;
  if (has_storage(work.before, table)) work.lock_all(work.relatives.indexes(table), of_index);
}

void vacuum_named(Work& work, const RangeVar* name, const VacuumPlan& plan) {
  const ObjectId table = work.find(name);
  if (!table) return;
  const bool children = name->inh && (is_partitioned(work.before, table) || work.target() >= kMaintainsChildren);
  for (ObjectId id : children ? work.relatives.family(table) : std::vector{table}) vacuum_table(work, id, plan);
  if (plan.analyze && !children) work.lock_all(work.relatives.family(table), LockMode::kAccessShare);  // samples of all
}

bool names_columns(const VacuumStmt* statement) {
  return any_item<VacuumRelation>(statement->rels, [](const VacuumRelation* one) { return one->va_cols != nullptr; });
}

template <class Visit>
void for_each_stored(const Work& work, Visit visit) {
  work.before.for_each([&](ObjectId id) {
    if (has_storage(work.before, id)) visit(id);
  });
}

// --- CLUSTER ---

ObjectId cluster_index(const Catalog& before, ObjectId table) {
  if (before.is(table, Kind::kMaterializedView)) return before.body<MaterializedView>(table).cluster_index;
  return is_table(before, table) ? before.body<Table>(table).cluster_index : ObjectId{};
}

void cluster_table(Work& work, ObjectId table) {
  work.lock(table, LockMode::kAccessExclusive);
  work.rewrite_table(table);
}

}  // namespace

void truncate(Work& work, const Node* node) { Truncate(work, as<TruncateStmt>(node)).run(); }

void lock_statement(Work& work, const Node* node) {
  const auto* statement = as<LockStmt>(node);
  const auto mode = static_cast<LockMode>(statement->mode);  // the parser's numbers are those of lockdefs.h, from 1 on
  for (const RangeVar* name : items<RangeVar>(statement->relations)) {
    const ObjectId relation = work.find(name);
    work.lock(relation, mode);
    if (work.before.is(relation, Kind::kView)) lock_view(work, relation, mode);
    if (relation && name->inh) work.lock_all(work.relatives.family(relation), mode);
  }
}

void vacuum(Work& work, const Node* node) {
  const auto* statement = as<VacuumStmt>(node);
  const VacuumPlan plan{.vacuum = statement->is_vacuumcmd,
                        .analyze = !statement->is_vacuumcmd || flag(statement->options, "analyze"),
                        .full = flag(statement->options, "full"),
                        .skip_locked = flag(statement->options, "skip_locked"),
                        .truncate = flag(statement->options, "truncate", true)};
  if (plan.vacuum && !plan.analyze && names_columns(statement))
    return work.refuse("ANALYZE option must be specified when a column list is provided");
  for (const VacuumRelation* relation : items<VacuumRelation>(statement->rels))
    vacuum_named(work, relation->relation, plan);
  if (!items(statement->rels).empty()) return;
  work.before.for_each([&](ObjectId id) {
    const bool partitioned = is_partitioned(work.before, id) && plan.analyze && !plan.vacuum;
    if (has_storage(work.before, id) || partitioned) vacuum_table(work, id, plan);
  });
}

void cluster(Work& work, const Node* node) {
  const auto* statement = as<ClusterStmt>(node);
  if (statement->relation == nullptr) {
    for_each_stored(work, [&](ObjectId id) {
      if (cluster_index(work.before, id)) cluster_table(work, id);
    });
    return;
  }
  const ObjectId table = work.find(statement->relation);
  work.lock(table, LockMode::kAccessExclusive);
  if (!is_partitioned(work.before, table)) {
    const bool by_index = statement->indexname || cluster_index(work.before, table);
    if (by_index && !work.refused) cluster_table(work, table);
    return;
  }
  if (work.target() < 15) return work.refuse("cannot cluster a partitioned table");
  if (work.refused) return;
  for (ObjectId leaf : work.relatives.leaves(table)) cluster_table(work, leaf);
}

namespace {

// --- REINDEX ---

class Reindex {
 public:
  Reindex(Work& work, bool concurrently)
      : work_(work),
        concurrently_(concurrently),
        table_lock_(concurrently ? LockMode::kShareUpdateExclusive : LockMode::kShare) {}

  void one(ObjectId index) {
    const ObjectId table = work_.before.parent(index);
    work_.lock(table, table_lock_);
    if (!is_partitioned(work_.before, table)) return remake(index);
    work_.lock(index, concurrently_ ? LockMode::kShareUpdateExclusive : LockMode::kAccessExclusive);
    std::vector<ObjectId> parts{index};
    for (size_t i = 0; i < parts.size(); ++i)
      for (ObjectId part : work_.relatives.attached(parts[i])) {
        work_.lock(part, LockMode::kShare);  // while they are listed
        parts.push_back(part);
      }
    for (ObjectId part : parts)
      if (has_storage(work_.before, work_.before.parent(part))) {
        work_.lock(work_.before.parent(part), table_lock_);
        remake(part);
      }
  }

  void table(ObjectId table) {
    work_.lock(table, table_lock_);
    if (is_partitioned(work_.before, table))
      for (ObjectId part : work_.relatives.family(table))
        if (part != table) work_.lock(part, LockMode::kShare);  // while they are listed
    for (ObjectId leaf : is_partitioned(work_.before, table) ? work_.relatives.leaves(table) : std::vector{table}) {
      work_.lock(leaf, table_lock_);
      for (ObjectId index : work_.relatives.indexes(leaf)) remake(index);
    }
  }

 private:
  void remake(ObjectId index) {
    work_.lock(index, LockMode::kAccessExclusive);
    work_.build(index);
    work_.scan(work_.before.parent(index));
  }

  Work& work_;
  bool concurrently_;
  LockMode table_lock_;
};

}  // namespace

void reindex(Work& work, const Node* node) {
  const auto* statement = as<ReindexStmt>(node);
  Reindex remake(work, flag(statement->params, "concurrently"));
  const ObjectId relation = work.find(statement->relation);
  switch (statement->kind) {
    case REINDEX_OBJECT_INDEX:
      if (work.before.is(relation, Kind::kIndex)) remake.one(relation);
      return;
    case REINDEX_OBJECT_TABLE:
      if (relation) remake.table(relation);
      return;
    case REINDEX_OBJECT_SCHEMA: {
      const ObjectId schema = work.before.find_schema(intern(statement->name));
      return for_each_stored(work, [&](ObjectId id) {
        if (work.before.schema_of(id) == schema) remake.table(id);
      });
    }
    case REINDEX_OBJECT_DATABASE: return for_each_stored(work, [&](ObjectId id) { remake.table(id); });
    case REINDEX_OBJECT_SYSTEM: return;
  }
}

void refresh(Work& work, const Node* node) {
  const auto* statement = as<RefreshMatViewStmt>(node);
  const ObjectId view = work.find(statement->relation);
  if (!work.before.is(view, Kind::kMaterializedView)) return;
  const MaterializedView& body = work.before.body<MaterializedView>(view);
  work.lock(view, statement->concurrent ? LockMode::kExclusive : LockMode::kAccessExclusive);
  if (statement->concurrent && !body.populated)
    return work.refuse("CONCURRENTLY cannot be used when the materialized view is not populated");
  const auto indexes = work.relatives.indexes(view);
  const auto identifies = [&](ObjectId id) {
    const Index& index = work.before.body<Index>(id);
    return index.unique && !index.predicate &&
           std::ranges::all_of(index.elements, [](const IndexElement& e) { return !e.expr; });
  };
  if (statement->concurrent && std::ranges::none_of(indexes, identifies))
    return work.refuse("cannot refresh a materialized view concurrently without a unique index");
  if (!statement->skipData) read_query(work, work.before, body.query, true);
  if (statement->concurrent) {
    work.lock_all(indexes, LockMode::kRowExclusive);
    return work.scan(view);
  }
  work.rewrite(view);
  for (ObjectId index : indexes) {
    work.lock(index, LockMode::kAccessExclusive);
    work.build(index);
    if (!statement->skipData) work.scan(view);
  }
}

}  // namespace underpin::locks
