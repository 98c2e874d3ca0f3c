// Which draft has to run before which, and why: from what drafts create, drop and change, and the references in both
// states.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "ir/privileges.h"
#include "plan/decide.h"
#include "plan/dependencies.h"

namespace underpin::plan {
namespace {

// What a CREATE leaves to a later ALTER, because the other object cannot be there yet.
bool comes_later(const Catalog& catalog, ObjectId id, std::string_view attribute) {
  switch (catalog.kind(id)) {
    case Kind::kSequence: return attribute == "owned_by";
    case Kind::kTable: return attribute == "replica_index" || attribute == "cluster_index";
    case Kind::kMaterializedView: return attribute == "cluster_index";
    case Kind::kIndex: return attribute == "constraint";
    default: return false;
  }
}

// An edge before its reason is put into words, which is worth the while only for those that stay.
struct RawEdge {
  enum class Why : uint8_t { kUses, kPartOf, kNeeds, kGone, kMakesRoom, kTakesName, kStepByStep, kText };

  uint32_t from = 0, to = 0;
  Strength strength = Strength::kHard;
  Why why = Why::kText;
  bool old = false;  // are the objects those of the old state?
  ObjectId user, used;
  std::string_view text;  // attribute, action or the whole reason
};

using DraftsOf = std::unordered_map<ObjectId, std::vector<uint32_t>>;

class Builder {
 public:
  explicit Builder(const Planner& planner) : p_(planner), drafts_(planner.drafts()), carried_(carriers(planner)) {
    index();
  }

  std::vector<RawEdge> run() {
    for (const auto& [id, draft] : carried_.creates) creation(draft, id);
    for (const auto& [id, draft] : carried_.drops) removal(draft, id);
    for (uint32_t i = 0; i < drafts_.size(); ++i) {
      for (ObjectId id : drafts_[i].alters) alteration(i, id);
      for (ObjectId id : drafts_[i].needs) need(i, id);
      for (ObjectId id : drafts_[i].awaits) await(i, id);
      for (ObjectId id : drafts_[i].sets_aside) aside(i, id);
    }
    names();
    ranks();
    chains();
    owned_sequences();
    default_privileges();
    renames();
    return std::move(edges_);
  }

 private:
  void index() {
    for (uint32_t i = 0; i < drafts_.size(); ++i) {
      const Draft& draft = drafts_[i];
      for (ObjectId id : draft.alters) alterers_[id].push_back(i);
      for (ObjectId id : draft.releases) releasers_[id].push_back(i);
      for (ObjectId id : draft.sets_aside) asides_[id].push_back(i);
      if (const ObjectId id = subject(draft); id && (draft.chain == 0 || !draft.alters.empty()))
        by_subject_[id].push_back(i);
      if (draft.action == "attach") attachers_[subject(draft)].push_back(i);
    }
    for (const auto& [id, draft] : carried_.drops)
      if (info(p_.before.kind(id)).names == NameSpace::kRoutine)
        going_routines_[{p_.before.parent(id).value, p_.before.name(id).value}].push_back(draft);
  }

  // The object of the new state that a draft is about.
  static ObjectId subject(const Draft& draft) {
    if (!draft.alters.empty()) return draft.alters.front();
    if (!draft.creates.empty()) return draft.creates.front();
    return draft.needs.empty() ? ObjectId{} : draft.needs.front();
  }

  void add(uint32_t from, uint32_t to, Strength strength, RawEdge why) {
    if (from == to) return;
    why.from = from;
    why.to = to;
    why.strength = strength;
    edges_.push_back(why);
  }

  RawEdge uses(const Catalog& catalog, ObjectId user, ObjectId used, std::string_view attribute) const {
    return {.why = RawEdge::Why::kUses, .old = &catalog == &p_.before, .user = user, .used = used, .text = attribute};
  }
  static RawEdge about(RawEdge::Why why, bool old, ObjectId user, ObjectId used = {}, std::string_view text = {}) {
    return {.why = why, .old = old, .user = user, .used = used, .text = text};
  }
  static RawEdge because(std::string_view reason) { return {.text = reason}; }

  // What comes to be needs what it refers to, in its new shape.
  void creation(uint32_t draft, ObjectId id) {
    if (const ObjectId parent = p_.after.parent(id)) after_object(draft, id, parent, "parent", Strength::kHard);
    for_each_needed(p_.after, id, [&](ObjectId target, std::string_view attribute) {
      if (comes_later(p_.after, id, attribute) || is_later(drafts_[draft], id, attribute)) return;
      after_object(draft, id, target, attribute, is_soft(p_.after, id, attribute) ? Strength::kSoft : Strength::kHard);
    });
  }

  void after_object(uint32_t draft, ObjectId user, ObjectId target, std::string_view attribute, Strength strength) {
    if (const auto found = carried_.creates.find(target); found != carried_.creates.end())
      add(found->second, draft, strength, uses(p_.after, user, target, attribute));
    if (const auto found = alterers_.find(target); found != alterers_.end())
      for (uint32_t other : found->second)
        if (!same_subject(other, draft) && !is_all_one_to(user, drafts_[other]))
          add(other, draft, std::max(strength, Strength::kWeak), uses(p_.after, user, target, attribute));
    after_namesakes(draft, target);
    if (p_.after.is(target, Kind::kColumn)) after_labels(draft, user, target);
  }

  // An expression over a column of an enum may name a label that is new.
  void after_labels(uint32_t draft, ObjectId user, ObjectId column) {
    const ObjectId type = p_.after.body<Column>(column).type.object;
    if (!p_.after.is(type, Kind::kEnum)) return;
    if (const auto found = alterers_.find(type); found != alterers_.end())
      for (uint32_t other : found->second) add(other, draft, Strength::kWeak, uses(p_.after, user, type, "type"));
  }

  // A query does not ask whether a column may be null, has a default or how it is stored.
  bool is_all_one_to(ObjectId user, const Draft& alter) const {
    switch (p_.after.kind(user)) {
      case Kind::kView:
      case Kind::kMaterializedView:
      case Kind::kRule:
      case Kind::kPolicy:
      case Kind::kTrigger:
      case Kind::kFunction: break;
      default: return false;
    }
    static constexpr std::string_view kShape[] = {"", "type", "collation", "generated", "position"};
    return alter.kind == Kind::kColumn && alter.action != "rename" &&
           std::ranges::find(kShape, alter.attribute) == std::end(kShape);
  }

  // While an old routine of that name is there, a call may mean it.
  void after_namesakes(uint32_t draft, ObjectId target) {
    if (going_routines_.empty() || info(p_.after.kind(target)).names != NameSpace::kRoutine) return;
    const ObjectId schema = p_.counterpart_before(p_.after.parent(target));
    const auto found = going_routines_.find({schema.value, p_.after.name(target).value});
    if (found == going_routines_.end()) return;
    for (uint32_t other : found->second)
      add(other, draft, Strength::kWeak, because("a call could mean the old routine of that name while it is there"));
  }

  bool same_subject(uint32_t a, uint32_t b) const {
    const ObjectId x = subject(drafts_[a]);
    return x && x == subject(drafts_[b]);
  }

  void alteration(uint32_t draft, ObjectId id) {
    if (drafts_[draft].action == "rename") return;
    if (const ObjectId parent = p_.after.parent(id)) after_object(draft, id, parent, "parent", Strength::kHard);
    for_each_needed(p_.after, id, [&](ObjectId target, std::string_view attribute) {
      if (is_later(drafts_[draft], id, attribute)) return;
      after_object(draft, id, target, attribute, is_soft(p_.after, id, attribute) ? Strength::kSoft : Strength::kHard);
    });
  }

  // Does another draft set that attribute of an object which this one creates or changes?
  static bool is_later(const Draft& draft, ObjectId id, std::string_view attribute) {
    return std::ranges::find(draft.later, std::pair(id, attribute)) != draft.later.end();
  }

  void await(uint32_t draft, ObjectId id) {
    if (const auto found = carried_.drops.find(id); found != carried_.drops.end())
      add(found->second, draft, Strength::kHard, about(RawEdge::Why::kGone, true, id, {}, drafts_[draft].action));
  }

  void need(uint32_t draft, ObjectId id) {
    if (const auto found = carried_.creates.find(id); found != carried_.creates.end())
      add(found->second, draft, Strength::kHard, about(RawEdge::Why::kNeeds, false, id, {}, drafts_[draft].action));
    if (const auto found = alterers_.find(id); found != alterers_.end())
      for (uint32_t other : found->second)
        if (!same_subject(other, draft))
          add(other, draft, Strength::kWeak, about(RawEdge::Why::kNeeds, false, id, {}, drafts_[draft].action));
    // What a parent gave can be changed when the parent has let go.
    if (const auto found = by_subject_.find(id); found != by_subject_.end() && subject(drafts_[draft]) != id)
      for (uint32_t other : found->second)
        if (drafts_[other].action == "detach") add(other, draft, Strength::kHard, because(drafts_[other].reason));
    // Rows can be copied into a partitioned table when its partitions are attached.
    if (const auto found = attachers_.find(id); found != attachers_.end() && drafts_[draft].action == "copy")
      for (uint32_t other : found->second) add(other, draft, Strength::kHard, because(drafts_[other].reason));
  }

  // What goes: those that depend on it go, or let go, first; and it goes before what it depends on changes.
  void removal(uint32_t draft, ObjectId id) {
    detached(draft, id);
    for (const Dependent& dependent : p_.dependencies().of(id)) {
      if (is_soft(p_.before, dependent.id, dependent.attribute)) continue;
      if (const auto found = carried_.drops.find(dependent.id); found != carried_.drops.end()) {
        if (!comes_later(p_.before, dependent.id, dependent.attribute))
          add(found->second, draft, Strength::kHard, uses(p_.before, dependent.id, id, dependent.attribute));
      } else if (!p_.dropped(dependent.id)) {
        released(draft, id, dependent);
      }
    }
    if (const ObjectId parent = p_.before.parent(id)) {
      if (const auto found = carried_.drops.find(parent); found != carried_.drops.end())
        add(draft, found->second, Strength::kHard, about(RawEdge::Why::kPartOf, true, id, parent));
      before_object(draft, id, parent, "parent");
    }
    for_each_needed(p_.before, id, [&](ObjectId target, std::string_view attribute) {
      if (!is_soft(p_.before, id, attribute)) before_object(draft, id, target, attribute);
    });
  }

  // What a table took over from a parent can only go when it has left the parent; a table when its rows have been
  // copied.
  void detached(uint32_t draft, ObjectId id) {
    if (const auto found = releasers_.find(id); found != releasers_.end())
      for (uint32_t other : found->second)
        if (drafts_[other].action == "detach" || drafts_[other].action == "copy")
          add(other, draft, Strength::kHard, because(drafts_[other].reason));
  }

  void released(uint32_t draft, ObjectId id, const Dependent& dependent) {
    const RawEdge reason = uses(p_.before, dependent.id, id, dependent.attribute);
    const ObjectId kept = p_.counterpart(dependent.id);
    bool named = false;
    if (const auto found = releasers_.find(id); found != releasers_.end())
      for (uint32_t other : found->second)
        if (subject(drafts_[other]) == kept) {
          add(other, draft, Strength::kHard, reason);
          named = true;
        }
    if (named) return;
    if (const auto found = alterers_.find(kept); found != alterers_.end())
      for (uint32_t other : found->second)
        add(other, draft, found->second.size() == 1 ? Strength::kHard : Strength::kWeak, reason);
  }

  void before_object(uint32_t draft, ObjectId user, ObjectId target, std::string_view attribute) {
    const auto carrier = carried_.drops.find(target);
    const bool together = carrier != carried_.drops.end() && carrier->second == draft;
    if (const auto found = asides_.find(target); found != asides_.end() && !together)
      for (uint32_t other : found->second) add(draft, other, Strength::kHard, uses(p_.before, user, target, attribute));
    const ObjectId kept = p_.counterpart(target);
    if (const auto found = kept ? alterers_.find(kept) : alterers_.end(); found != alterers_.end())
      for (uint32_t other : found->second)
        // A label more is nothing to what goes, nor is a change beside the column that it stands on.
        if (drafts_[other].action != "add value" && (!drafts_[other].beside || p_.counterpart(user)))
          add(draft, other, Strength::kWeak, uses(p_.before, user, target, attribute));
  }

  void aside(uint32_t draft, ObjectId id) {
    const RawEdge reason = about(RawEdge::Why::kMakesRoom, true, id);
    if (const auto found = carried_.drops.find(id); found != carried_.drops.end())
      add(draft, found->second, Strength::kHard, reason);
    if (const auto found = carried_.creates.find(p_.counterpart(id)); found != carried_.creates.end())
      add(draft, found->second, Strength::kHard, reason);
  }

  // A name is free for a new object when its old holder is gone.
  void names() {
    std::unordered_map<std::string, uint32_t> freed;
    for (const auto& [id, draft] : carried_.drops) {
      const uint32_t freer = set_aside_by(id).value_or(draft);
      for (std::string& name : names_of(p_.before, id, true)) freed[std::move(name)] = freer;
    }
    if (freed.empty()) return;
    for (const auto& [id, draft] : carried_.creates)
      for (const std::string& name : names_of(p_.after, id, false))
        if (const auto found = freed.find(name); found != freed.end())
          add(found->second, draft, Strength::kHard, about(RawEdge::Why::kTakesName, false, id));
  }

  // The draft that renames it, or what it is part of, out of the way.
  std::optional<uint32_t> set_aside_by(ObjectId id) const {
    for (; id; id = p_.before.parent(id))
      if (const auto found = asides_.find(id); found != asides_.end()) return found->second.front();
    return {};
  }

  // The names that an object takes up: relations have a row type, composite types a relation.
  std::vector<std::string> names_of(const Catalog& catalog, ObjectId id, bool old) const {
    const Object& object = catalog.at(id);
    const KindInfo& kind = info(object.kind);
    const ObjectId home = kind.home == Home::kParent && kind.names == NameSpace::kRelation
                              ? catalog.parent(object.parent)
                              : object.parent;
    const ObjectId common = old && p_.counterpart(home) ? p_.counterpart(home) : home;
    const std::string place = std::to_string(common.value) +
                              (old && home && common == home && !p_.counterpart(home) ? "-" : "+") +
                              std::string(object.name.text());
    switch (kind.names) {
      case NameSpace::kRelation:
        if (object.kind == Kind::kIndex || object.kind == Kind::kSequence) return {"relation " + place};
        return {"relation " + place, "type " + place};
      case NameSpace::kType:
        if (object.kind == Kind::kComposite) return {"relation " + place, "type " + place};
        return {"type " + place};
      case NameSpace::kRoutine: return {"routine " + identity(catalog, id)};
      default: return {std::string(kind.slug) + " " + place};
    }
  }

  // Drafts on one object run by rank.
  void ranks() {
    for (auto& [id, list] : by_subject_) {
      std::ranges::stable_sort(list, {}, [&](uint32_t i) { return rank(drafts_[i]); });
      size_t group = 0, previous = 0;
      for (size_t i = 1; i < list.size(); ++i) {
        if (rank(drafts_[list[i]]) != rank(drafts_[list[i - 1]])) previous = group, group = i;
        if (group == 0) continue;
        for (size_t j = previous; j < group; ++j)
          add(list[j], list[i], Strength::kHard, about(RawEdge::Why::kStepByStep, false, id));
      }
    }
  }

  void chains() {
    std::map<uint32_t, std::map<int, std::vector<uint32_t>>> chains;
    for (uint32_t i = 0; i < drafts_.size(); ++i)
      if (drafts_[i].chain != 0) chains[drafts_[i].chain][drafts_[i].link].push_back(i);
    for (const auto& [number, links] : chains) {
      const std::vector<uint32_t>* previous = nullptr;
      for (const auto& [link, members] : links) {
        for (uint32_t to : members)
          for (size_t i = 0; previous != nullptr && i < previous->size(); ++i)
            add((*previous)[i], to, Strength::kHard, because("the new shape takes the old one's place step by step"));
        previous = &members;
      }
    }
  }

  // A sequence can change hands only before it belongs to a column.
  int rank(const Draft& draft) const {
    if (draft.action == "owner" && draft.kind == Kind::kSequence) return -1000;
    return draft.creates.empty() || !draft.alters.empty() ? draft.rank : -2000;
  }

  // ALTER SEQUENCE … OWNED BY asks that both have one owner.
  void owned_sequences() {
    for (const auto& [id, list] : alterers_) {
      if (!p_.after.is(id, Kind::kSequence) || !p_.after.body<Sequence>(id).owned_by) continue;
      const auto found = by_subject_.find(p_.after.parent(p_.after.body<Sequence>(id).owned_by));
      if (found == by_subject_.end()) continue;
      for (uint32_t other : found->second)
        if (drafts_[other].action == "owner")
          for (uint32_t draft : list)
            add(other, draft, Strength::kHard, because("a sequence has the owner of the table that it belongs to"));
    }
  }

  // What is created gets the privileges of the old state, until the entries of the new one hold.
  void default_privileges() {
    for (uint32_t i = 0; i < drafts_.size(); ++i) {
      const Draft& draft = drafts_[i];
      if (draft.kind != Kind::kDefaultPrivileges) continue;
      const bool is_new = !draft.alters.empty();
      const Catalog& catalog = is_new ? p_.after : p_.before;
      const auto& entry = catalog.body<DefaultPrivileges>(is_new ? draft.alters.front() : draft.drops.front());
      const ObjectId schema = is_new || !entry.schema ? entry.schema : p_.counterpart(entry.schema);
      for (const auto& [id, maker] : carried_.creates)
        if (default_acl_type(p_.after.kind(id)) == entry.object_type &&
            (!schema || p_.after.schema_of(p_.after.parent(id)) == schema))
          add(maker, i, Strength::kSoft, because("privileges of what is created later differ"));
    }
  }

  // Renames come first, parents before children; all other statements use the new names.
  void renames() {
    std::vector<uint32_t> list;
    for (uint32_t i = 0; i < drafts_.size(); ++i)
      if (drafts_[i].action == "rename") list.push_back(i);
    if (list.empty()) return;
    std::ranges::stable_sort(list, {}, [&](uint32_t i) {
      return std::tuple(info(drafts_[i].kind).home, drafts_[i].kind == Kind::kIndex, drafts_[i].object,
                        drafts_[i].rank);
    });
    free_names_first(list);
    for (size_t i = 1; i < list.size(); ++i)
      add(list[i - 1], list[i], Strength::kHard, because("renames run one after the other"));
    const std::set<std::string_view> names = names_in_motion(list);
    for (uint32_t i = 0; i < drafts_.size(); ++i)
      if (drafts_[i].action != "rename" && mentions(drafts_[i].sql, names))
        add(list.back(), i, Strength::kHard, because("objects go by their new names from here on"));
  }

  // The old and the new names; of what moves to another schema, its name.
  std::set<std::string_view> names_in_motion(const std::vector<uint32_t>& renames) const {
    std::set<std::string_view> names;
    for (uint32_t i : renames) {
      const ObjectId id = subject(drafts_[i]);
      names.insert(p_.after.name(id).text());
      names.insert(p_.diff.before->name(p_.counterpart_before(id)).text());
    }
    return names;
  }

  static bool mentions(std::string_view sql, const std::set<std::string_view>& names) {
    return std::ranges::any_of(names, [&](std::string_view name) { return sql.find(name) != sql.npos; });
  }

  // a → b, b → c: the second runs first.
  void free_names_first(std::vector<uint32_t>& list) const {
    std::map<std::string, uint32_t> by_old_name;
    for (uint32_t i : list) by_old_name[identity(*p_.diff.before, p_.counterpart_before(subject(drafts_[i])))] = i;
    std::vector<uint32_t> out;
    std::set<uint32_t> seen;
    const auto place = [&](auto& self, uint32_t i) -> void {
      if (!seen.insert(i).second) return;
      const auto holder = by_old_name.find(identity(p_.before, p_.counterpart_before(subject(drafts_[i]))));
      if (holder != by_old_name.end()) self(self, holder->second);
      out.push_back(i);
    };
    for (uint32_t i : list) place(place, i);
    list = std::move(out);
  }

  const Planner& p_;
  const std::vector<Draft>& drafts_;
  Carriers carried_;
  DraftsOf alterers_, releasers_, by_subject_, attachers_;
  DraftsOf asides_;
  std::map<std::pair<uint32_t, uint32_t>, std::vector<uint32_t>> going_routines_;  // by schema and name (before)
  std::vector<RawEdge> edges_;
};

std::string reason_of(const Planner& p, const RawEdge& edge) {
  const Catalog& catalog = edge.old ? p.before : p.after;
  const std::string user = edge.user ? described(catalog, edge.user) : std::string();
  switch (edge.why) {
    case RawEdge::Why::kUses:
      return user + " uses " + described(catalog, edge.used) + " (" + std::string(edge.text) + ")";
    case RawEdge::Why::kPartOf: return user + " is part of " + described(catalog, edge.used);
    case RawEdge::Why::kNeeds: return std::string(edge.text) + " needs " + user;
    case RawEdge::Why::kGone: return std::string(edge.text) + " waits until " + user + " is gone";
    case RawEdge::Why::kMakesRoom: return user + " makes room for its new incarnation";
    case RawEdge::Why::kTakesName: return user + " takes a name that has to be free";
    case RawEdge::Why::kStepByStep: return user + " changes step by step";
    case RawEdge::Why::kText: break;
  }
  return std::string(edge.text);
}

}  // namespace

// One edge between two drafts, the strongest; of reasons the first in the alphabet, so that nothing depends on ids.
std::vector<Edge> edges(const Planner& planner) {
  std::vector<RawEdge> all = Builder(planner).run();
  std::ranges::stable_sort(all, [](const RawEdge& a, const RawEdge& b) {
    return std::tie(a.from, a.to, a.strength) < std::tie(b.from, b.to, b.strength);
  });
  std::vector<Edge> out;
  for (const RawEdge& raw : all) {
    const bool more = !out.empty() && out.back().from == raw.from && out.back().to == raw.to;
    if (more && out.back().strength != raw.strength) continue;
    std::string reason = reason_of(planner, raw);
    if (!more)
      out.push_back({raw.from, raw.to, raw.strength, std::move(reason)});
    else if (reason < out.back().reason)
      out.back().reason = std::move(reason);
  }
  return out;
}

}  // namespace underpin::plan
