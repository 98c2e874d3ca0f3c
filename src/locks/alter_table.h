// ALTER TABLE under way: what its commands share.
#pragma once

#include <vector>

#include "locks/work.h"

struct AlterTableCmd;

namespace underpin::locks {

struct AlterTable {
  Work& work;
  ObjectId relation;
  LockMode lock = LockMode::kNone;  // the strongest of all commands
  bool recurse = true;              // not ONLY

  // Locks those that inherit from it as they are locked that a command goes on to.
  void lock_family() const;
  void lock_children() const;  // the next level only where ONLY is said
  void lock_partitions() const;
};

using CommandFunction = void (*)(const AlterTable&, const AlterTableCmd*);

// alter_columns.cpp
void add_column(const AlterTable&, const AlterTableCmd*);
void set_default(const AlterTable&, const AlterTableCmd*);
void drop_column(const AlterTable&, const AlterTableCmd*);
void drop_not_null(const AlterTable&, const AlterTableCmd*);
void set_not_null(const AlterTable&, const AlterTableCmd*);
void set_expression(const AlterTable&, const AlterTableCmd*);
void set_storage(const AlterTable&, const AlterTableCmd*);
void change_identity(const AlterTable&, const AlterTableCmd*);
// alter_type.cpp
void alter_column_type(const AlterTable&, const AlterTableCmd*);
// alter_constraints.cpp
void add_constraint(const AlterTable&, const AlterTableCmd*);
void alter_constraint(const AlterTable&, const AlterTableCmd*);
void validate_constraint(const AlterTable&, const AlterTableCmd*);
void drop_constraint(const AlterTable&, const AlterTableCmd*);
// alter_storage.cpp
void set_persistence(const AlterTable&, const AlterTableCmd*);
void set_access_method(const AlterTable&, const AlterTableCmd*);
void set_tablespace(const AlterTable&, const AlterTableCmd*);
void cluster_on(const AlterTable&, const AlterTableCmd*);
void replica_identity(const AlterTable&, const AlterTableCmd*);
void switch_trigger(const AlterTable&, const AlterTableCmd*);
void add_inherit(const AlterTable&, const AlterTableCmd*);
void drop_inherit(const AlterTable&, const AlterTableCmd*);
void add_of(const AlterTable&, const AlterTableCmd*);
void own_table(const AlterTable&, const AlterTableCmd*);
// partition.cpp
void lock_new_partition_parts(Work&, ObjectId parent, ObjectId partition);
void attach_partition(const AlterTable&, const AlterTableCmd*);
void detach_partition(const AlterTable&, const AlterTableCmd*);

// Is the column part of the table's partition key?
bool is_key_column(const Catalog& catalog, ObjectId table, ObjectId column);
// Is SET NOT NULL of the column a matter of the tables below, too?
bool spreads_not_null(const Work&, ObjectId table, ObjectId column);
LockMode reloptions_lock(const Work&, const List* options);

}  // namespace underpin::locks
