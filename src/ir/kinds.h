// The kinds of objects: a struct each. What they have in common is in Object (ir/catalog.h). The list of a
// kind's attributes is in ir/attributes.cpp, next to nothing else: the differ, fingerprint, dump and JSON walk it.
//
// Conventions: ObjectId = reference; vectors keep the user's order where it means something; enums are chars or
// enum classes with a text form in attributes.cpp; "" (empty Symbol) = PostgreSQL's default.
#pragma once

#include "ir/kind.h"
#include "ir/value.h"

namespace underpin {

struct Schema {
  static constexpr Kind kKind = Kind::kSchema;
};

struct Extension {
  static constexpr Kind kKind = Kind::kExtension;
  Symbol schema;   // by name: it may be one that the extension makes itself; empty = the default one
  Symbol version;  // empty = whichever is the default
};

struct Language {
  static constexpr Kind kKind = Kind::kLanguage;
  bool trusted = false;
  Symbol handler, inline_handler, validator;
};

struct Collation {
  static constexpr Kind kKind = Kind::kCollation;
  Options definition;  // provider, locale, lc_collate, lc_ctype, deterministic, rules; sorted, normalised
};

struct Enum {
  static constexpr Kind kKind = Kind::kEnum;
  std::vector<Symbol> labels;
};

struct Domain {
  static constexpr Kind kKind = Kind::kDomain;
  TypeRef base;
  bool not_null = false;
  ExprId default_value;
  Symbol collation;  // qualified name as printed; empty = the base type's
  // its CHECKs are Constraint children
};

struct Composite {
  static constexpr Kind kKind = Kind::kComposite;
  // its attributes are Column children
};

struct Range {
  static constexpr Kind kKind = Kind::kRange;
  TypeRef subtype;
  Symbol subtype_opclass, collation, canonical, multirange;  // multirange: name, PostgreSQL's choice if not given
  ObjectId subtype_diff;
  Symbol subtype_diff_name;  // where the function is not one of the catalog
};

enum class ArgMode : char { kIn = 'i', kOut = 'o', kInOut = 'b', kVariadic = 'v', kTable = 't' };

struct Argument {
  ArgMode mode = ArgMode::kIn;
  Symbol name;
  TypeRef type;
  ExprId default_value;
};

enum class RoutineKind : char { kFunction = 'f', kProcedure = 'p', kWindow = 'w' };

struct Function {
  static constexpr Kind kKind = Kind::kFunction;
  RoutineKind routine = RoutineKind::kFunction;
  std::vector<Argument> arguments;  // with OUT and TABLE ones
  TypeRef result;                   // not for procedures; record where OUT arguments make it
  bool returns_set = false;
  Symbol language;
  ExprId body;            // a string body: text = the string's contents (unquoted); hidden refs where it could be read
  bool sql_body = false;  // body is RETURN … or BEGIN ATOMIC … END
  Symbol link_symbol;     // language c: second AS string
  char volatility = 'v';  // i s v
  bool strict = false, security_definer = false, leakproof = false;
  char parallel = 'u';         // s r u
  Symbol cost, rows, support;  // empty = default
  Options settings;            // SET name = value
  std::vector<TypeRef> transforms;
};

struct Aggregate {
  static constexpr Kind kKind = Kind::kAggregate;
  std::vector<Argument> arguments;
  int64_t direct_arguments = -1;  // number before ORDER BY; -1 = ordinary aggregate
  bool hypothetical = false;
  ExprId definition;  // text = "(SFUNC = …, STYPE = …)" with references; canonical sorted
};

struct Sequence {
  static constexpr Kind kKind = Kind::kSequence;
  TypeRef type;  // bigint by default
  int64_t start = 1, increment = 1, min = 1, max = 0, cache = 1;
  bool cycle = false;
  char persistence = 'p';  // p u t
  ObjectId owned_by;       // column
  bool identity = false;   // made by an identity column (then owned_by is that)
};

struct PartitionKeyItem {
  ObjectId column;  // or
  ExprId expr;
  Symbol collation, opclass;
};

struct Table {
  static constexpr Kind kKind = Kind::kTable;
  char persistence = 'p';  // p u t
  Symbol access_method, tablespace;
  Options options;  // fillfactor …, toast.*
  TypeRef of_type;
  char partition_strategy = 0;  // 0, r l h
  std::vector<PartitionKeyItem> partition_key;
  std::vector<ObjectId> parents;  // INHERITS in order, or the one partitioned table
  bool is_partition = false;
  ExprId bound;  // "FOR VALUES IN (1, 2)", "DEFAULT"
  bool row_security = false, force_row_security = false;
  char replica_identity = 'd';  // d n f i
  ObjectId replica_index;
  ObjectId cluster_index;
  ObjectId server;  // foreign table
  Options foreign_options;
};

struct View {
  static constexpr Kind kKind = Kind::kView;
  ExprId query;
  std::vector<Symbol> column_names;  // all output columns' names in order (explicit or derived); Column children too
  Options options;                   // security_barrier, security_invoker, check_option
  bool columns_known = true;  // false where a column's name could not be known (a function's *, an unknown relation)
};

struct MaterializedView {
  static constexpr Kind kKind = Kind::kMaterializedView;
  ExprId query;
  std::vector<Symbol> column_names;
  Options options;
  Symbol access_method, tablespace;
  bool populated = true;
  ObjectId cluster_index;
  bool columns_known = true;
};

enum class Identity : char { kNone = 0, kAlways = 'a', kByDefault = 'd' };
enum class Generated : char { kNone = 0, kStored = 's', kVirtual = 'v' };

struct Column {
  static constexpr Kind kKind = Kind::kColumn;
  TypeRef type;           // of a view's column: may be unknown
  uint16_t position = 0;  // order in the relation, from 1; gaps where columns were dropped
  bool not_null = false;
  Symbol not_null_name;  // PostgreSQL 18's constraint name; empty = PostgreSQL's choice
  bool not_null_valid = true, not_null_no_inherit = false;
  ExprId default_value;  // or generation expression
  Identity identity = Identity::kNone;
  Generated generated = Generated::kNone;
  Symbol collation;  // qualified name as printed; empty = the type's
  char storage = 0;  // p e m x where set; 0 = the type's
  Symbol compression;
  int64_t statistics = -1;
  Options options, foreign_options;
  bool is_local = true;    // declared here
  uint16_t inherited = 0;  // number of parents it comes from
};

enum class ConstraintType : char {
  kPrimary = 'p',
  kUnique = 'u',
  kCheck = 'c',
  kForeign = 'f',
  kExclude = 'x',
  kTrigger = 't'
};

struct ExcludeElement {
  ObjectId column;  // or
  ExprId expr;
  Symbol collation, opclass;
  Options opclass_options;
  bool descending = false, nulls_first = false;
  Symbol op;  // operator as printed, qualified where it was
};

struct Constraint {
  static constexpr Kind kKind = Kind::kConstraint;
  ConstraintType type = ConstraintType::kCheck;
  std::vector<ObjectId> columns;  // key, or referencing columns
  ExprId expr;                    // CHECK
  ObjectId referenced;            // relation
  std::vector<ObjectId> referenced_columns;
  char match = 's', on_update = 'a', on_delete = 'a';  // s f p; a r c n d
  std::vector<ObjectId> set_columns;                   // ON DELETE SET NULL (columns)
  bool deferrable = false, initially_deferred = false;
  bool valid = true, enforced = true, no_inherit = false;
  bool period = false;                   // WITHOUT OVERLAPS, or PERIOD in a foreign key
  ObjectId index;                        // its own index (primary, unique, exclude)
  std::vector<ExcludeElement> elements;  // EXCLUDE
  bool is_local = true;
  uint16_t inherited = 0;
  ObjectId parent_constraint;  // of a partition's copy
};

struct IndexElement {
  ObjectId column;  // or
  ExprId expr;
  Symbol collation, opclass;  // empty = default; qualified as printed
  Options opclass_options;
  bool descending = false, nulls_first = false;
};

struct Index {
  static constexpr Kind kKind = Kind::kIndex;
  Symbol method;  // "btree"
  bool unique = false, nulls_not_distinct = false;
  std::vector<IndexElement> elements;
  std::vector<ObjectId> include;
  ExprId predicate;
  Options options;
  Symbol tablespace;
  bool valid = true;
  bool only = false;               // of a partitioned table, not (yet) on its partitions
  ObjectId parent_index;           // the partitioned index it is attached to
  ObjectId constraint;             // the constraint that it serves; then it comes and goes with it
  std::vector<Option> statistics;  // column number = target
};

struct Trigger {
  static constexpr Kind kKind = Kind::kTrigger;
  char timing = 'a';  // b a i (instead of)
  bool on_insert = false, on_update = false, on_delete = false, on_truncate = false;
  std::vector<ObjectId> update_columns;
  bool for_each_row = false;
  ExprId when;
  ObjectId function;
  Symbol function_name;  // where the function is not one of the catalog (an extension's, a built-in one)
  std::vector<Symbol> arguments;
  bool is_constraint = false, deferrable = false, initially_deferred = false;
  ObjectId constraint_relation;
  Symbol old_table, new_table;
  char enabled = 'O';       // O D R A
  ObjectId parent_trigger;  // of a partition's copy
};

struct Rule {
  static constexpr Kind kKind = Kind::kRule;
  char event = 'i';  // s u i d
  bool instead = false;
  ExprId definition;  // "ON INSERT TO t WHERE … DO INSTEAD …": all of it after AS
  char enabled = 'O';
};

struct Policy {
  static constexpr Kind kKind = Kind::kPolicy;
  bool permissive = true;
  char command = '*';         // * r a w d
  std::vector<Symbol> roles;  // sorted; empty = PUBLIC
  ExprId using_expr, check_expr;
};

struct StatisticsElement {
  ObjectId column;  // or
  ExprId expr;
};

struct Statistics {
  static constexpr Kind kKind = Kind::kStatistics;
  ObjectId relation;
  std::vector<Symbol> kinds;  // sorted; all when none was given
  std::vector<StatisticsElement> elements;
  int64_t target = -1;
};

struct EventTrigger {
  static constexpr Kind kKind = Kind::kEventTrigger;
  Symbol event;
  std::vector<Symbol> tags;
  ObjectId function;
  Symbol function_name;
  char enabled = 'O';
};

struct Publication {
  static constexpr Kind kKind = Kind::kPublication;
  bool all_tables = false;
  bool all_sequences = false;
  Options
      options;  // publish, publish_via_partition_root, publish_generated_columns; only what differs from the default
};

struct PublicationTable {
  static constexpr Kind kKind = Kind::kPublicationTable;
  ObjectId relation;
  std::vector<ObjectId> columns;  // empty = all
  ExprId where;
  bool only = false;
};

struct PublicationSchema {
  static constexpr Kind kKind = Kind::kPublicationSchema;
  ObjectId schema;
};

struct Subscription {
  static constexpr Kind kKind = Kind::kSubscription;
  Symbol connection;
  std::vector<Symbol> publications;
  Options options;
  bool enabled = true;
  bool connect = true;  // may its creation go to the publisher?
};

struct ForeignDataWrapper {
  static constexpr Kind kKind = Kind::kForeignDataWrapper;
  Symbol handler, validator;
  Options options;
};

struct Server {
  static constexpr Kind kKind = Kind::kServer;
  ObjectId wrapper;
  Symbol wrapper_name;  // where an extension brings it
  Symbol type, version;
  Options options;
};

struct UserMapping {
  static constexpr Kind kKind = Kind::kUserMapping;
  Options options;  // the mapping is named by its role
};

// ALTER DEFAULT PRIVILEGES: named "role schema objtype".
struct DefaultPrivileges {
  static constexpr Kind kKind = Kind::kDefaultPrivileges;
  Symbol role;
  ObjectId schema;         // none = in all
  char object_type = 'r';  // r S f T n (as pg_default_acl) L
};

// Named by its class and signature: "operator ===(text,text)".
struct Opaque {
  static constexpr Kind kKind = Kind::kOpaque;
  Symbol object_class;  // "OPERATOR", "CAST", "TEXT SEARCH CONFIGURATION": as in DROP and COMMENT ON
  Symbol signature;     // what follows the class in DROP and COMMENT ON, without schema: "===(text, text)"
  ExprId definition;    // the whole CREATE statement with references
  std::vector<ExprId>
      additions;  // later statements that belong to it (ALTER OPERATOR FAMILY … ADD, ALTER TEXT SEARCH … MAPPING)
};

}  // namespace underpin
