// The kinds of objects, in one table. Everything that is true of a kind as a whole stands here.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace underpin {

enum class Kind : uint8_t {
  kNone,
  kSchema,
  kExtension,
  kLanguage,
  kCollation,
  kEnum,
  kDomain,
  kComposite,
  kRange,
  kFunction,  // functions, procedures, window functions
  kAggregate,
  kSequence,
  kTable,  // ordinary, partitioned, foreign, typed, unlogged
  kView,
  kMaterializedView,
  kColumn,      // of a table, view, materialized view; attribute of a composite type
  kConstraint,  // of a table or a domain
  kIndex,
  kTrigger,
  kRule,
  kPolicy,
  kStatistics,
  kEventTrigger,
  kPublication,
  kPublicationTable,   // membership: child of its publication, named by the relation
  kPublicationSchema,  // membership: child of its publication
  kSubscription,
  kForeignDataWrapper,
  kServer,
  kUserMapping,  // child of its server
  kDefaultPrivileges,
  kOpaque,  // kept as canonical text: operators, operator classes and families, casts, conversions, text search …
};
inline constexpr int kKindCount = static_cast<int>(Kind::kOpaque) + 1;

// What names must be different from each other (pg_class, pg_type, pg_proc, …).
enum class NameSpace : uint8_t { kNone, kRelation, kType, kRoutine, kOwn };

enum class Home : uint8_t {
  kDatabase,  // has no parent
  kSchema,    // parent is a schema
  kParent,    // parent is a relation, domain, server, publication …; its name is local to it
};

struct KindInfo {
  Kind kind;
  std::string_view slug;  // "materialized_view": JSON, dot, fingerprints
  std::string_view sql;   // "MATERIALIZED VIEW": in COMMENT ON, ALTER … OWNER TO
  Home home;
  NameSpace names;  // where its name has to be unique; kOwn = among its kind in its parent
  bool owned;       // has an owner of its own
  bool granted;     // has privileges
};

const KindInfo& info(Kind kind);
std::span<const KindInfo> all_kinds();
Kind kind_from_slug(std::string_view slug);  // kNone if there is none

}  // namespace underpin
