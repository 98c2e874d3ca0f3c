// The state of planning, shared by plan/ and plan/kinds/ and by nobody else.
//
// 1. decide (decide.cpp): what happens to each object: kept, altered in place, dropped, created, or rebuilt (dropped
// and
//    created again, because PostgreSQL cannot alter it so, or because it depends on one that is rebuilt or that blocks
//    a change).
// 2. each kind drafts statements (kinds/*.cpp) for what happens to its objects; common.cpp drafts owners, comments,
//    privileges, labels and renames for all kinds, retype.cpp what kept columns need when their type is rebuilt.
// 3. edges (edges.cpp) come from what drafts say they create, drop and change, and from the references in both
// catalogs: no
//    kind draws an edge by hand, but for `needs` and `releases` where PostgreSQL has a rule that references do not
//    show.
// 4. order (graph/), then Plan.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "diag/codes.h"
#include "ir/print.h"
#include "ir/privileges.h"
#include "plan/plan.h"
#include "plan/sideways.h"

namespace underpin::plan {

enum class Fate : uint8_t {
  kKeep,
  kAlter,    // in place
  kCreate,   // only in after
  kDrop,     // only in before
  kRebuild,  // drop, then create
};

// One statement to be. Objects are named by their ids in `before` (drops, alters) and `after` (creates, alters).
struct Draft {
  Kind kind = Kind::kNone;
  std::string action;  // "create", "alter", "drop", "rename", "owner", "comment", "grant", "revoke" …
  std::string object;  // qualified name of what it is about
  std::string sql;     // without semicolon
  std::string reason;
  std::vector<ObjectId> creates;  // after: objects that exist once it ran (with children folded into it)
  std::vector<ObjectId> drops;    // before: objects that are gone once it ran
  std::vector<ObjectId>
      alters;  // after: existing objects that it changes; references of the new value must exist before
  std::vector<ObjectId>
      releases;  // before: objects that some altered object stops referring to (they may be dropped after it)
  std::vector<ObjectId> needs;  // after: further objects that must be as in `after` before it runs
  int rank = 0;                 // among drafts on one object: lower first (create 0, owner 10, grants 20, comment 30)
  bool transactional = true;
  bool commit_before = false;
  bool loses_data = false;
  std::string_view attribute;           // of an alter: the (first) attribute that it sets
  std::string_view strategy = "plain";  // the slug of the strategy that made it
  std::optional<Phase> phase;           // where the strategy wants it; else it follows from the changes
  std::vector<uint32_t> changes;        // filled by Planner::add from the current change
  // Asked for by plan-relations. after: (object in creates or alters, attribute) pairs that this draft does NOT set
  // (another draft on that object does): what such an attribute refers to need not exist yet (a sequence's owned_by, a
  // partition's parents).
  std::vector<std::pair<ObjectId, std::string_view>> later;
  std::vector<ObjectId>
      awaits;  // before: objects whose drop, if there is one, has to come first, though no reference says so
  std::vector<ObjectId> sets_aside;  // before: objects that it renames out of the way, to be dropped by a later draft
  // Steps of one chain (a number below 2^30) run by their links. Those of one phase that are together are one
  // transaction, with all that has to happen between them.
  uint32_t chain = 0;  // 0 = of none
  int link = 0;
  bool together = false;
  bool beside = false;              // the old shape of what it alters stays until a later link
  std::optional<std::string> undo;  // where a plan for the way back would not find it
};

class Dependencies;

class Planner {
 public:
  Planner(const Diff& diff, const PlanOptions& options, Sink& sink);
  ~Planner();

  // The old state, with the renames of the directives already done: so names that drafts print are right at any time,
  // for renames come first. (common.cpp alone drafts renames and moves to another schema, for every kind.)
  const Catalog& before;
  const Catalog& after;
  const Diff& diff;
  const PlanOptions& options;
  Sink& sink;

  // Fates, by id in the catalog where the object is (a kept, altered or rebuilt one has both).
  Fate fate_before(ObjectId before_id) const;
  Fate fate_after(ObjectId after_id) const;
  bool created(ObjectId after_id) const;                 // kCreate or kRebuild
  bool dropped(ObjectId before_id) const;                // kDrop or kRebuild
  ObjectId counterpart(ObjectId before_id) const;        // its match in after, or none
  ObjectId counterpart_before(ObjectId after_id) const;  // its match in before, or none
  const Change* change_of(ObjectId after_id) const;      // the kAlter change of a matched object, or nullptr
  // Does its creation (or drop) come as part of its parent's or owner's statement? Then no draft of its own is asked
  // for.
  bool folded_create(ObjectId after_id) const;
  bool folded_drop(ObjectId before_id) const;
  const std::unordered_set<ObjectId>& folded_creates() const { return folded_create_; }
  const std::unordered_set<ObjectId>& folded_drops() const { return folded_drop_; }
  // A rebuilt type that kept columns use: renamed out of the way, created anew, columns moved over, the old one
  // dropped.
  bool swapped(ObjectId before_id) const { return swapped_.contains(before_id); }
  // Kept columns (after) that move over to their type's new incarnation.
  bool retyped(ObjectId after_id) const { return retyped_.contains(after_id); }
  // Columns (after) that get their new shape beside the old one.
  bool sideways(ObjectId after_id) const { return sideways_columns_.contains(after_id); }
  const std::vector<SidewaysGroup>& sideways_groups() const { return sideways_; }
  // Direct dependents in before, those that follow from PostgreSQL's own rules included (dependencies.h).
  const Dependencies& dependencies() const { return *dependencies_; }
  const std::vector<ObjectId>& default_privileges() const { return default_privileges_; }  // before's entries

  void add(Draft draft);
  const std::vector<Draft>& drafts() const { return drafts_; }

  // Refuses: the plan becomes an error. `object` names what could not be planned.
  void refuse(const CodeInfo& code, Place place, std::string message, std::string hint = {});

 private:
  void collect_default_privileges();

  friend class Decider;
  friend class Drafting;
  friend void decide(Planner&);
  friend void draft_all(Planner&);
  friend void apply_strategies(Planner&);
  friend void draft_retyped(Planner&);
  std::unordered_map<ObjectId, Fate> fates_before_, fates_after_;  // but for kKeep
  std::unordered_set<ObjectId> folded_create_, folded_drop_;
  std::unordered_set<ObjectId> swapped_, retyped_;
  std::vector<SidewaysGroup> sideways_;
  std::unordered_set<ObjectId> sideways_columns_;
  std::unordered_map<ObjectId, std::vector<std::string_view>>
      released_;  // before: attributes to let go of and take again
  std::unordered_map<ObjectId, uint32_t> change_by_after_, change_by_before_;
  std::unique_ptr<Dependencies> dependencies_;
  std::vector<ObjectId> default_privileges_;
  std::vector<Draft> drafts_;
  std::vector<uint32_t> current_changes_;
};

// What a kind knows. One instance in each plan/kinds/<kind>.cpp, named k<Kind>Rules; kinds.cpp lists them.
// Any function may be nullptr: alterable = false, created_with/dropped_with = when its parent is created/dropped too,
// blocked_by = false.
struct KindRules {
  Kind kind;
  // Can PostgreSQL make this change on the object as it stands (ALTER, CREATE OR REPLACE)? If not it is rebuilt. Not
  // asked about renames, owner, comment, privileges and labels: these are always possible.
  bool (*alterable)(const Planner&, const Change&);
  // Is it created by its parent's statement when both are new (a column by CREATE TABLE), or by the statement of
  // another object (an index by its constraint, an identity's sequence by its column)? Asked of objects that are
  // created; must see for itself that the other one is created too: Planner::created.
  bool (*created_with)(const Planner&, ObjectId after);
  // Does it vanish by itself when its parent (or `owner`) is dropped? As created_with: Planner::dropped.
  bool (*dropped_with)(const Planner&, ObjectId before);
  void (*create)(Planner&, ObjectId after);
  void (*drop)(Planner&, ObjectId before);
  // Asked only where an attribute of the kind's own differs.
  void (*alter)(Planner&, const Change&);
  // Must `dependent` (before, of any kind) be rebuilt when this change is made in place, because PostgreSQL refuses the
  // change while it is there (a view on a column whose type changes)? `attribute` = how it refers to it.
  bool (*blocked_by)(const Planner&, const Change&, ObjectId dependent, std::string_view attribute);
};
const KindRules& rules(Kind kind);

// The directive of that name at the object (after), or nullptr.
const Catalog::ObjectDirective* find_directive(const Planner& p, ObjectId after, std::string_view name);

// "table app.users": for reasons and messages.
std::string described(const Catalog& catalog, ObjectId id);

extern const KindRules kSchemaRules, kExtensionRules, kLanguageRules, kCollationRules, kEnumRules, kDomainRules,
    kCompositeRules, kRangeRules, kFunctionRules, kAggregateRules, kSequenceRules, kTableRules, kViewRules,
    kMaterializedViewRules, kColumnRules, kConstraintRules, kIndexRules, kTriggerRules, kRuleRules, kPolicyRules,
    kStatisticsRules, kEventTriggerRules, kPublicationRules, kPublicationTableRules, kPublicationSchemaRules,
    kSubscriptionRules, kForeignDataWrapperRules, kServerRules, kUserMappingRules, kDefaultPrivilegesRules,
    kOpaqueRules;

}  // namespace underpin::plan
