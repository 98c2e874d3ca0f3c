// Session::drop: what goes with an object, what hinders its drop, what CASCADE takes along. The rules are those of
// PostgreSQL's pg_depend entries (measured on 15 and 18).
#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "bind/dependency_index.h"
#include "bind/objects.h"
#include "ir/print.h"

namespace underpin::bind {
namespace {

enum class Tie : uint8_t {
  kNone,    // the reference does not hold its target
  kAuto,    // the source goes with its target
  kNormal,  // the source hinders the drop; CASCADE takes it along
};

bool is_view(Kind kind) { return kind == Kind::kView || kind == Kind::kMaterializedView; }

ObjectId relation_of(const Catalog& catalog, ObjectId id) {
  return info(catalog.kind(id)).home == Home::kParent ? catalog.parent(id) : id;
}

Tie tie(const Catalog& catalog, ObjectId source, std::string_view attribute, ObjectId target) {
  const bool own = relation_of(catalog, source) == relation_of(catalog, target);
  switch (catalog.kind(source)) {
    case Kind::kConstraint:
      if (attribute == "parent_constraint" || attribute == "index") return Tie::kAuto;
      return own && !attribute.starts_with("referenced") ? Tie::kAuto : Tie::kNormal;
    case Kind::kIndex:
      return own || attribute == "parent_index" || attribute == "constraint" ? Tie::kAuto : Tie::kNormal;
    case Kind::kTable:
      if (attribute == "replica_index" || attribute == "cluster_index") return Tie::kNone;
      return attribute == "parents" && catalog.body<Table>(source).is_partition ? Tie::kAuto : Tie::kNormal;
    case Kind::kMaterializedView: return attribute == "cluster_index" ? Tie::kNone : Tie::kNormal;
    case Kind::kSequence: return attribute == "owned_by" ? Tie::kAuto : Tie::kNormal;
    case Kind::kTrigger:
      return attribute == "parent_trigger" || attribute == "constraint_relation" ? Tie::kAuto : Tie::kNormal;
    case Kind::kStatistics:
      return attribute == "relation" || catalog.is(target, Kind::kColumn) ? Tie::kAuto : Tie::kNormal;
    case Kind::kPublicationTable: return attribute == "relation" ? Tie::kAuto : Tie::kNormal;
    case Kind::kPublicationSchema:
    case Kind::kDefaultPrivileges: return Tie::kAuto;
    case Kind::kFunction:  // a string body is not looked into
      return attribute == "body" && !catalog.body<Function>(source).sql_body ? Tie::kNone : Tie::kNormal;
    default: return Tie::kNormal;
  }
}

// As messages name it: "constraint t_pkey on table t".
std::string describe(const Catalog& catalog, ObjectId id) {
  std::string word(object_word(catalog, id));
  std::ranges::transform(word, word.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  const bool child = info(catalog.kind(id)).home == Home::kParent && !catalog.is(id, Kind::kIndex);
  if (!child) return word + " " + identity(catalog, id);
  const char* joint = catalog.is(id, Kind::kColumn) ? " of " : " on ";
  return word + " " + quote_identifier(catalog.name(id)) + joint + describe(catalog, catalog.parent(id));
}

std::vector<ObjectId> key_columns(const Catalog& catalog, ObjectId key) {
  std::vector<ObjectId> out;
  if (catalog.is(key, Kind::kConstraint)) {
    const Constraint& constraint = catalog.body<Constraint>(key);
    if (constraint.type == ConstraintType::kPrimary || constraint.type == ConstraintType::kUnique)
      out = constraint.columns;
  } else if (catalog.is(key, Kind::kIndex)) {
    const Index& index = catalog.body<Index>(key);
    if (!index.unique || index.predicate || index.constraint) return out;
    for (const IndexElement& element : index.elements) {
      if (!element.column) return {};
      out.push_back(element.column);
    }
  }
  std::ranges::sort(out);
  return out;
}

class Drop {
 public:
  Drop(Session& s, bool cascade) : s_(s), catalog_(s.catalog), cascade_(cascade) {
    if (!s.dependency_index) s.dependency_index = std::make_shared<DependencyIndex>();
    s.dependency_index->update(s.catalog);
  }

  void run(const std::vector<ObjectId>& objects, int location) {
    for (ObjectId id : objects) doom(id);
    check_required(objects, location);
    close();
    if (!cascade_ && !hindrances_.empty()) refuse(objects, location);
    apply();
  }

 private:
  struct Held {
    ObjectId source, target;
    std::string_view attribute;
  };

  bool doomed(ObjectId id) const {
    for (; id; id = catalog_.parent(id)) {
      if (doomed_.contains(id)) return true;
      if (catalog_.is(id, Kind::kSchema) || is_held_by_parent(id)) return false;
    }
    return false;
  }

  // Not part of its parent: it hinders the drop.
  bool is_held_by_parent(ObjectId id) const {
    return info(catalog_.kind(id)).home == Home::kSchema || catalog_.is(id, Kind::kUserMapping);
  }

  void doom(ObjectId id) {
    if (doomed(id)) return;
    doomed_.insert(id);
    order_.push_back(id);
  }

  // PostgreSQL refuses to drop what another object is made of.
  void check_required(const std::vector<ObjectId>& objects, int location) const {
    for (ObjectId id : objects) {
      ObjectId by;
      if (catalog_.is(id, Kind::kIndex)) by = catalog_.body<Index>(id).constraint;
      if (catalog_.is(id, Kind::kIndex) && !by) by = catalog_.body<Index>(id).parent_index;
      if (catalog_.is(id, Kind::kTrigger)) by = catalog_.body<Trigger>(id).parent_trigger;
      if (catalog_.is(id, Kind::kSequence) && catalog_.body<Sequence>(id).identity)
        by = catalog_.body<Sequence>(id).owned_by;
      if (!by || doomed(by)) continue;
      s_.invalid(code::kDependentObjects, "2BP01", location,
                 "cannot drop " + describe(catalog_, id) + " because " + describe(catalog_, by) + " requires it", {},
                 "Drop " + describe(catalog_, by) + " instead.");
    }
  }

  // Follows references until nothing is added. Without CASCADE it goes on for the sake of the list of hindrances.
  void close() {
    size_t next = 0;
    do {
      for (; next < order_.size(); ++next) follow(order_[next]);
      std::ranges::sort(held_, {}, &Held::source);
      for (const Held& held : std::exchange(held_, {})) {
        if (doomed(held.source)) continue;
        const bool only_default = loses_default_only(held);
        if (only_default && !stripped_.insert(held.source).second) continue;
        hindrances_.push_back(held);
        if (!only_default) doom(held.source);
      }
    } while (next < order_.size());
  }

  void follow(ObjectId id) {
    visit_references_to(id);
    if (catalog_.is(id, Kind::kIndex))
      if (ObjectId constraint = catalog_.body<Index>(id).constraint) doom(constraint);
    for (ObjectId child : catalog_.at(id).children) {
      if (is_held_by_parent(child))
        held_.push_back({child, id, {}});
      else
        follow(child);
    }
    follow_foreign_keys(id);
  }

  void visit_references_to(ObjectId target) {
    s_.dependency_index->for_each(target, [&](ObjectId source, std::string_view attribute) {
      if (catalog_.at(source).removed || doomed(source)) return;
      const Tie how = tie(catalog_, source, attribute, target);
      if (how == Tie::kNone) released_.push_back({source, target, attribute});
      if (how == Tie::kNone) return;
      // A view's columns come and go with it.
      if (catalog_.is(source, Kind::kColumn) && is_view(catalog_.kind(catalog_.parent(source))))
        source = catalog_.parent(source);
      if (how == Tie::kAuto)
        doom(source);
      else
        held_.push_back({source, target, attribute});
    });
  }

  // A foreign key holds the unique key that it was made with: the first one over these columns.
  void follow_foreign_keys(ObjectId key) {
    const std::vector<ObjectId> columns = key_columns(catalog_, key);
    if (columns.empty()) return;
    const ObjectId relation = catalog_.parent(key);
    for (ObjectId other : catalog_.at(relation).children)
      if (other < key && key_columns(catalog_, other) == columns) return;
    s_.dependency_index->for_each(relation, [&](ObjectId source, std::string_view attribute) {
      if (!catalog_.is(source, Kind::kConstraint) || attribute != "referenced" || catalog_.at(source).removed) return;
      std::vector<ObjectId> referenced = catalog_.body<Constraint>(source).referenced_columns;
      std::ranges::sort(referenced);
      if (referenced == columns) held_.push_back({source, key, attribute});
    });
  }

  bool loses_default_only(const Held& held) const {
    return catalog_.is(held.source, Kind::kColumn) && held.attribute == "default" &&
           catalog_.body<Column>(held.source).generated == Generated::kNone;
  }

  [[noreturn]] void refuse(const std::vector<ObjectId>& objects, int location) const {
    std::string detail;
    for (const Held& held : hindrances_) {
      if (!detail.empty()) detail += '\n';
      if (loses_default_only(held)) detail += "default value for ";
      detail += describe(catalog_, held.source) + " depends on " + describe(catalog_, held.target);
    }
    const std::string what = objects.size() == 1 ? describe(catalog_, objects.front()) : "desired object(s)";
    s_.invalid(code::kDependentObjects, "2BP01", location,
               "cannot drop " + what + " because other objects depend on it", detail,
               "Use DROP ... CASCADE to drop the dependent objects too.");
  }

  void apply() {
    for (const Held& held : released_) release(held);
    for (ObjectId column : stripped_)
      if (!doomed(column)) s_.catalog.body<Column>(column).default_value = {};
    bool schemas = false;
    for (auto it = order_.rbegin(); it != order_.rend(); ++it) {
      schemas |= catalog_.is(*it, Kind::kSchema);
      if (!catalog_.at(*it).removed) s_.catalog.remove(*it);
    }
    if (schemas) s_.refresh_search_path();
  }

  void release(const Held& held) {
    if (catalog_.is(held.source, Kind::kTable)) {
      Table& table = s_.catalog.body<Table>(held.source);
      if (table.cluster_index == held.target) table.cluster_index = {};
      if (table.replica_index == held.target) {
        table.replica_index = {};
        table.replica_identity = 'n';
      }
    } else if (catalog_.is(held.source, Kind::kMaterializedView)) {
      s_.catalog.body<MaterializedView>(held.source).cluster_index = {};
    }
  }

  Session& s_;
  const Catalog& catalog_;
  bool cascade_;
  std::unordered_set<ObjectId> doomed_;
  std::vector<ObjectId> order_;
  std::vector<Held> held_, hindrances_, released_;
  std::unordered_set<ObjectId> stripped_;
};

}  // namespace

void Session::drop(const std::vector<ObjectId>& objects, bool cascade, int location) {
  if (!objects.empty()) Drop(*this, cascade).run(objects, location);
}

}  // namespace underpin::bind
