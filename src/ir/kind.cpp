#include "ir/kind.h"

#include <array>

namespace underpin {
namespace {

using enum Home;
constexpr std::array<KindInfo, kKindCount> kKinds{{
    {Kind::kNone, "none", "", kDatabase, NameSpace::kNone, false, false},
    {Kind::kSchema, "schema", "SCHEMA", kDatabase, NameSpace::kOwn, true, true},
    {Kind::kExtension, "extension", "EXTENSION", kDatabase, NameSpace::kOwn, false, false},
    {Kind::kLanguage, "language", "LANGUAGE", kDatabase, NameSpace::kOwn, true, true},
    {Kind::kCollation, "collation", "COLLATION", kSchema, NameSpace::kOwn, true, false},
    {Kind::kEnum, "enum", "TYPE", kSchema, NameSpace::kType, true, true},
    {Kind::kDomain, "domain", "DOMAIN", kSchema, NameSpace::kType, true, true},
    {Kind::kComposite, "composite", "TYPE", kSchema, NameSpace::kType, true, true},
    {Kind::kRange, "range", "TYPE", kSchema, NameSpace::kType, true, true},
    {Kind::kFunction, "function", "FUNCTION", kSchema, NameSpace::kRoutine, true, true},
    {Kind::kAggregate, "aggregate", "AGGREGATE", kSchema, NameSpace::kRoutine, true, true},
    {Kind::kSequence, "sequence", "SEQUENCE", kSchema, NameSpace::kRelation, true, true},
    {Kind::kTable, "table", "TABLE", kSchema, NameSpace::kRelation, true, true},
    {Kind::kView, "view", "VIEW", kSchema, NameSpace::kRelation, true, true},
    {Kind::kMaterializedView, "materialized_view", "MATERIALIZED VIEW", kSchema, NameSpace::kRelation, true, true},
    {Kind::kColumn, "column", "COLUMN", kParent, NameSpace::kOwn, false, true},
    {Kind::kConstraint, "constraint", "CONSTRAINT", kParent, NameSpace::kOwn, false, false},
    {Kind::kIndex, "index", "INDEX", kParent, NameSpace::kRelation, false, false},
    {Kind::kTrigger, "trigger", "TRIGGER", kParent, NameSpace::kOwn, false, false},
    {Kind::kRule, "rule", "RULE", kParent, NameSpace::kOwn, false, false},
    {Kind::kPolicy, "policy", "POLICY", kParent, NameSpace::kOwn, false, false},
    {Kind::kStatistics, "statistics", "STATISTICS", kSchema, NameSpace::kOwn, true, false},
    {Kind::kEventTrigger, "event_trigger", "EVENT TRIGGER", kDatabase, NameSpace::kOwn, true, false},
    {Kind::kPublication, "publication", "PUBLICATION", kDatabase, NameSpace::kOwn, true, false},
    {Kind::kPublicationTable, "publication_table", "", kParent, NameSpace::kOwn, false, false},
    {Kind::kPublicationSchema, "publication_schema", "", kParent, NameSpace::kOwn, false, false},
    {Kind::kSubscription, "subscription", "SUBSCRIPTION", kDatabase, NameSpace::kOwn, true, false},
    {Kind::kForeignDataWrapper, "foreign_data_wrapper", "FOREIGN DATA WRAPPER", kDatabase, NameSpace::kOwn, true, true},
    {Kind::kServer, "server", "SERVER", kDatabase, NameSpace::kOwn, true, true},
    {Kind::kUserMapping, "user_mapping", "USER MAPPING", kParent, NameSpace::kOwn, false, false},
    {Kind::kDefaultPrivileges, "default_privileges", "", kDatabase, NameSpace::kOwn, false, false},
    {Kind::kOpaque, "opaque", "", kSchema, NameSpace::kOwn, true, false},
}};

constexpr bool in_order() {
  for (int i = 0; i < kKindCount; ++i)
    if (static_cast<int>(kKinds[i].kind) != i) return false;
  return true;
}
static_assert(in_order(), "the table follows the enum");

}  // namespace

const KindInfo& info(Kind kind) { return kKinds[static_cast<size_t>(kind)]; }

std::span<const KindInfo> all_kinds() { return std::span(kKinds).subspan(1); }

Kind kind_from_slug(std::string_view slug) {
  for (const KindInfo& k : all_kinds())
    if (k.slug == slug) return k.kind;
  return Kind::kNone;
}

}  // namespace underpin
