#include <algorithm>

#include "plan/decide.h"
#include "plan/dependencies.h"
#include "plan/kinds/table_copy.h"

namespace underpin::plan {
namespace {

constexpr size_t kCommonAttributes = 4;  // owner, comment, privileges, labels: every kind can alter these

bool is_type(Kind kind) {
  return kind == Kind::kEnum || kind == Kind::kDomain || kind == Kind::kComposite || kind == Kind::kRange ||
         kind == Kind::kOpaque;
}

bool touches_own(const Change& change) {
  return std::ranges::any_of(change.attributes,
                             [](const AttributeChange& a) { return a.attribute >= kCommonAttributes; });
}

}  // namespace

class Decider {
 public:
  explicit Decider(Planner& planner) : p_(planner) {}

  void run() {
    for (const Change& change : p_.diff.changes) first_fate(change);
    // Dropped ones push on those that hang on them; each object enters the list once.
    for (const Change& change : p_.diff.changes) {
      if (change.type == ChangeType::kDrop) open_.push_back(change.before);
      if (change.type == ChangeType::kAlter && p_.fate_before(change.before) == Fate::kAlter) push_blocked(change);
    }
    while (!open_.empty()) {
      const ObjectId id = open_.back();
      open_.pop_back();
      push_dependents(id);
    }
    fold();
  }

  void report() const {
    for (const Refusal& refusal : refusals_)
      p_.refuse(code::kUnplannable, p_.after.at(refusal.after).place, refusal.message,
                "Make the change in two steps, with a new object beside the old one.");
  }

 private:
  void first_fate(const Change& change) {
    switch (change.type) {
      case ChangeType::kCreate:
        p_.fates_after_[change.after] = Fate::kCreate;
        if (change.kind == Kind::kConstraint)
          index_changes_hands(p_.counterpart_before(p_.after.body<Constraint>(change.after).index));
        return;
      case ChangeType::kDrop:
        p_.fates_before_[change.before] = Fate::kDrop;
        if (change.kind == Kind::kConstraint) index_changes_hands(p_.before.body<Constraint>(change.before).index);
        return;
      case ChangeType::kAlter:
        if (p_.fate_before(change.before) == Fate::kRebuild) return;
        set(change.before, Fate::kAlter);
        if (!touches_own(change)) return;
        // Nor can PostgreSQL change an attribute of a composite type under the columns that have it.
        if (const ObjectId type = p_.before.parent(change.before);
            p_.before.is(type, Kind::kComposite) && changes_type(change) && in_use(type))
          return rebuild(type, type, {});
        if (auto* alterable = rules(change.kind).alterable; !alterable || !alterable(p_, change))
          rebuild(change.before, change.before, {});
    }
  }

  // ADD CONSTRAINT … USING INDEX is not for partitioned tables, nor can a constraint leave its index behind: an index
  // that gets a constraint there, or loses it, is made anew.
  void index_changes_hands(ObjectId index) {
    const ObjectId after = index ? p_.counterpart(index) : ObjectId{};
    if (!after) return;
    const bool had = static_cast<bool>(p_.before.body<Index>(index).constraint),
               has = static_cast<bool>(p_.after.body<Index>(after).constraint);
    if (had == has || p_.after.body<Table>(p_.after.parent(after)).partition_strategy == 0) return;
    set(index, Fate::kRebuild);
    open_.push_back(index);
  }

  static bool changes_type(const Change& change) { return change.touches("type") || change.touches("collation"); }

  // Does a table have a column of the type, or of one that is made of it?
  bool in_use(ObjectId type) const {
    return std::ranges::any_of(p_.dependencies().of(type), [&](const Dependent& dependent) {
      const Kind kind = p_.before.kind(dependent.id);
      if (kind == Kind::kDomain || kind == Kind::kRange) return in_use(dependent.id);
      if (kind != Kind::kColumn || dependent.attribute != "type") return false;
      const ObjectId parent = p_.before.parent(dependent.id);
      return p_.before.is(parent, Kind::kTable) || (p_.before.is(parent, Kind::kComposite) && in_use(parent));
    });
  }

  void set(ObjectId before, Fate fate) {
    p_.fates_before_[before] = fate;
    if (const ObjectId after = p_.counterpart(before)) p_.fates_after_[after] = fate;
  }

  // Dropped and created again. `cause`: what makes it so, itself if that is its own change.
  void rebuild(ObjectId id, ObjectId cause, std::string_view attribute) {
    if (p_.dropped(id) || refused(id, cause, attribute)) return;
    if (!p_.counterpart(id)) return;
    set(id, Fate::kRebuild);
    open_.push_back(id);
    for (ObjectId child : p_.before.at(id).children)
      if (p_.counterpart(child)) rebuild_child(child);
  }

  void rebuild_child(ObjectId id) {
    if (p_.dropped(id)) return;
    set(id, Fate::kRebuild);
    open_.push_back(id);
    for (ObjectId child : p_.before.at(id).children)
      if (p_.counterpart(child)) rebuild_child(child);
  }

  // What holds rows, or everything, is never dropped to come back empty.
  bool refused(ObjectId id, ObjectId cause, std::string_view attribute) {
    const Kind kind = p_.before.kind(id);
    if (kind != Kind::kTable && kind != Kind::kSchema && kind != Kind::kSubscription) return false;
    if (kind == Kind::kTable && can_be_copied(p_, id)) return false;
    const ObjectId after = p_.counterpart(id);
    std::string message =
        described(p_.after, after) + " would have to be dropped and created again, which would lose what it holds";
    if (cause != id) message += ": its " + std::string(attribute) + " depends on " + described(p_.before, cause);
    if (refused_.insert(id).second) refusals_.push_back({after, std::move(message)});
    return true;
  }

  // An alteration in place that PostgreSQL refuses while others are there.
  void push_blocked(const Change& change) {
    auto* blocked_by = rules(change.kind).blocked_by;
    if (!blocked_by || (!touches_own(change) && !p_.sideways(change.after))) return;
    for (const Dependent& dependent : p_.dependencies().of(change.before))
      if (!p_.dropped(dependent.id) && blocked_by(p_, change, dependent.id, dependent.attribute))
        give_way(dependent.id, dependent.attribute, change.before);
  }

  void push_dependents(ObjectId id) {
    for (const Dependent& dependent : p_.dependencies().of(id)) {
      if (p_.dropped(dependent.id) || is_soft(p_.before, dependent.id, dependent.attribute)) continue;
      if (p_.fate_before(dependent.id) == Fate::kAlter && lets_go(dependent, id)) continue;
      give_way(dependent.id, dependent.attribute, id);
    }
  }

  // Does the altered dependent no longer refer to it through that attribute afterwards?
  bool lets_go(const Dependent& dependent, ObjectId id) const {
    const ObjectId after = p_.counterpart(dependent.id);
    const Change* change = p_.change_of(after);
    if (!change || !change->touches(dependent.attribute)) return false;
    const ObjectId target = p_.counterpart(id);
    if (!target) return true;
    bool still = false;
    for_each_needed(p_.after, after, [&](ObjectId other, std::string_view attribute) {
      still |= other == target && attribute == dependent.attribute;
    });
    return !still;
  }

  // `id` refers by `attribute` to `cause`, which is dropped (to come back, or not) or cannot be altered under it.
  void give_way(ObjectId id, std::string_view attribute, ObjectId cause) {
    const Kind kind = p_.before.kind(id);
    if (kind == Kind::kColumn) {
      column_gives_way(id, attribute, cause);
    } else if (kind == Kind::kTable && (attribute == "replica_index" || attribute == "cluster_index")) {
      release(id, attribute);
    } else if (kind == Kind::kSequence && attribute == "owned_by") {
      if (p_.dropped(cause)) rebuild(id, cause, attribute);
    } else if (kind == Kind::kIndex && p_.before.body<Index>(id).constraint) {
      rebuild(p_.before.body<Index>(id).constraint, cause, attribute);
      rebuild(id, cause, attribute);
    } else {
      rebuild(id, cause, attribute);
    }
  }

  void column_gives_way(ObjectId id, std::string_view attribute, ObjectId cause) {
    const ObjectId relation = p_.before.parent(id);
    if (!p_.before.is(relation, Kind::kTable)) {
      rebuild(relation, cause, attribute);
    } else if (attribute == "default") {
      const ObjectId after = p_.counterpart(id);
      if (p_.before.body<Column>(id).generated != Generated::kNone) {
        rebuild(id, cause, attribute);
      } else if (after) {
        release(id, attribute);
      }
    } else if (attribute == "type" && is_type(p_.before.kind(cause))) {
      retype(id, cause);
    } else {
      rebuild(relation, cause, attribute);  // refuses
    }
  }

  void release(ObjectId id, std::string_view attribute) {
    auto& attributes = p_.released_[id];
    if (std::ranges::find(attributes, attribute) == attributes.end()) attributes.push_back(attribute);
  }

  // A kept column whose type is built anew: what PostgreSQL would refuse, or read wrongly, while the type changes gives
  // way.
  void retype(ObjectId id, ObjectId type) {
    const ObjectId after = p_.counterpart(id);
    p_.swapped_.insert(type);
    if (!after || !p_.retyped_.insert(after).second) return;
    Change change{.type = ChangeType::kAlter, .kind = Kind::kColumn, .before = id, .after = after};
    change.attributes.push_back({static_cast<uint16_t>(attribute_index(Kind::kColumn, "type")), "type"});
    auto* blocked_by = rules(Kind::kColumn).blocked_by;
    for (const Dependent& dependent : p_.dependencies().of(id)) {
      if (p_.dropped(dependent.id)) continue;
      if (reads_value(dependent) || (blocked_by && blocked_by(p_, change, dependent.id, dependent.attribute)))
        give_way(dependent.id, dependent.attribute, id);
    }
    if (p_.before.body<Column>(id).default_value) release(id, "default");
  }

  // An expression or a comparison that is stored with the old type's own literals and operators.
  bool reads_value(const Dependent& dependent) const {
    switch (p_.before.kind(dependent.id)) {
      case Kind::kIndex: {
        const Index& index = p_.before.body<Index>(dependent.id);
        return index.predicate ||
               std::ranges::any_of(index.elements, [](const IndexElement& e) { return static_cast<bool>(e.expr); });
      }
      case Kind::kConstraint: {
        const ConstraintType type = p_.before.body<Constraint>(dependent.id).type;
        return type != ConstraintType::kPrimary && type != ConstraintType::kUnique;
      }
      case Kind::kFunction: return !is_soft(p_.before, dependent.id, dependent.attribute);
      case Kind::kColumn: return dependent.attribute == "default";
      case Kind::kSequence:
      case Kind::kTable: return false;
      default: return true;
    }
  }

  void fold() {
    for (const auto& [id, fate] : p_.fates_after_)
      if (p_.created(id) &&
          folds(rules(p_.after.kind(id)).created_with, p_.after, id, [&](ObjectId x) { return p_.created(x); }))
        p_.folded_create_.insert(id);
    for (const auto& [id, fate] : p_.fates_before_)
      if (p_.dropped(id) &&
          folds(rules(p_.before.kind(id)).dropped_with, p_.before, id, [&](ObjectId x) { return p_.dropped(x); }))
        p_.folded_drop_.insert(id);
  }

  template <class Gone>
  bool folds(bool (*rule)(const Planner&, ObjectId), const Catalog& catalog, ObjectId id, Gone gone) const {
    if (rule) return rule(p_, id);
    return info(catalog.kind(id)).home == Home::kParent && gone(catalog.parent(id));
  }

  struct Refusal {
    ObjectId after;
    std::string message;
  };

  Planner& p_;
  std::vector<Refusal> refusals_;
  std::vector<ObjectId> open_;  // before: dropped or rebuilt, their dependents not yet looked at
  std::unordered_set<ObjectId> refused_;
};

namespace {

// Did a decision for other reasons take away what a column that changes sideways builds on?
bool is_disturbed(const Planner& p, const SidewaysGroup& group) {
  auto is_kept = [&](ObjectId id) { return p.fate_after(id) == Fate::kKeep || p.change_of(id) != nullptr; };
  return !std::ranges::all_of(group.constraints, is_kept) || !std::ranges::all_of(group.indexes, is_kept) ||
         !std::ranges::all_of(group.statistics, is_kept) || std::ranges::any_of(group.columns, [&](ObjectId id) {
           return p.fate_after(id) != Fate::kAlter || p.created(p.after.parent(id)) || p.retyped(id);
         });
}

}  // namespace

void decide(Planner& p) {
  std::unordered_set<ObjectId> banned;
  for (;;) {
    p.fates_before_.clear(), p.fates_after_.clear();
    p.folded_create_.clear(), p.folded_drop_.clear();
    p.swapped_.clear(), p.retyped_.clear(), p.released_.clear(), p.sideways_columns_.clear();
    p.sideways_ = find_sideways(p, banned);
    for (const SidewaysGroup& group : p.sideways_)
      p.sideways_columns_.insert(group.columns.begin(), group.columns.end());
    Decider decider(p);
    decider.run();
    const size_t known = banned.size();
    for (const SidewaysGroup& group : p.sideways_)
      if (is_disturbed(p, group)) banned.insert(group.columns.begin(), group.columns.end());
    if (banned.size() == known) return decider.report();
  }
}

std::string described(const Catalog& catalog, ObjectId id) {
  std::string word(info(catalog.kind(id)).slug);
  std::ranges::replace(word, '_', ' ');
  return word + " " + identity(catalog, id);
}

}  // namespace underpin::plan
