#include <unordered_map>

#include "diff/stages.h"

namespace underpin::diffing {
namespace {

// Objects are matched from the top down, so within one parent kind and name are enough; what has more to its identity
// (overloaded routines, opaque objects) is told apart by its match key.
struct LocalKey {
  Kind kind;
  Symbol name;
  std::string more;
  friend bool operator==(const LocalKey&, const LocalKey&) = default;
};
struct LocalKeyHash {
  size_t operator()(const LocalKey& key) const noexcept {
    return std::hash<Symbol>{}(key.name) ^ (static_cast<size_t>(key.kind) << 56) ^ std::hash<std::string>{}(key.more);
  }
};

bool named_alone(Kind kind) {
  return info(kind).names != NameSpace::kRoutine && kind != Kind::kOpaque && kind != Kind::kPublicationTable &&
         kind != Kind::kPublicationSchema && kind != Kind::kDefaultPrivileges;
}

// Who states no role means the one that runs the statement.
std::string default_privileges_key(const Catalog& catalog, ObjectId id) {
  const DefaultPrivileges& entry = catalog.body<DefaultPrivileges>(id);
  const Symbol role = entry.role.empty() ? catalog.default_owner : entry.role;
  return std::string(role.text()) + '\0' + (entry.schema ? identity(catalog, entry.schema) : "") + '\0' +
         entry.object_type;
}

LocalKey local_key(const Catalog& catalog, ObjectId id) {
  const Object& object = catalog.at(id);
  if (named_alone(object.kind)) return {object.kind, object.name, {}};
  // A membership is known by what it makes a member.
  std::string more;
  if (object.kind == Kind::kPublicationTable)
    more = identity(catalog, catalog.body<PublicationTable>(id).relation);
  else if (object.kind == Kind::kPublicationSchema)
    more = identity(catalog, catalog.body<PublicationSchema>(id).schema);
  else if (object.kind == Kind::kDefaultPrivileges)
    more = default_privileges_key(catalog, id);
  else
    return {object.kind, object.name, match_key(catalog, id)};
  return {object.kind, Symbol{}, std::move(more)};
}

class Matcher {
 public:
  explicit Matcher(Diff& diff) : diff_(diff), before_(diff.base()), after_(*diff.after) {}

  void run() {
    diff_.to_after.reserve(before_.size());
    diff_.to_before.reserve(after_.size());
    match_lists(roots(before_), roots(after_));
    while (!open_.empty()) {
      const auto [a, b] = open_.back();
      open_.pop_back();
      match_lists(before_.at(a).children, after_.at(b).children);
    }
  }

 private:
  static std::vector<ObjectId> roots(const Catalog& catalog) {
    std::vector<ObjectId> out;
    catalog.for_each([&](ObjectId id) {
      if (info(catalog.kind(id)).home != Home::kParent && !catalog.parent(id)) out.push_back(id);
    });
    return out;
  }

  bool alike(ObjectId a, ObjectId b) const {
    const Object& x = before_.at(a);
    const Object& y = after_.at(b);
    return x.kind == y.kind && x.name == y.name && named_alone(x.kind);
  }

  void pair(ObjectId a, ObjectId b) {
    diff_.to_after.set(a, b);
    diff_.to_before.set(b, a);
    if (!before_.at(a).children.empty() && !after_.at(b).children.empty()) open_.push_back({a, b});
  }

  void match_lists(const std::vector<ObjectId>& a, const std::vector<ObjectId>& b) {
    size_t same = 0;  // both lists mostly run in parallel
    while (same < a.size() && same < b.size() && alike(a[same], b[same])) pair(a[same], b[same]), ++same;
    if (same == a.size() || same == b.size()) return;
    std::unordered_map<LocalKey, ObjectId, LocalKeyHash> rest;
    rest.reserve(b.size() - same);
    for (size_t i = same; i < b.size(); ++i) rest.emplace(local_key(after_, b[i]), b[i]);
    for (size_t i = same; i < a.size(); ++i)
      if (auto found = rest.find(local_key(before_, a[i])); found != rest.end()) {
        pair(a[i], found->second);
        rest.erase(found);
      }
  }

  Diff& diff_;
  const Catalog& before_;
  const Catalog& after_;
  std::vector<std::pair<ObjectId, ObjectId>> open_;  // pairs whose children are still to be matched
};

}  // namespace

void match(Diff& diff) { Matcher(diff).run(); }

}  // namespace underpin::diffing
