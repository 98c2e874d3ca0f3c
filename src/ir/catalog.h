// A schema state as a value: every object with its attributes and references. Built by bind/ (or live/, or a
// snapshot), read by everybody else.
//
// Invariants: a child is in its parent's list as long as both exist; a name is found where PostgreSQL would
// find it; ids of removed objects are never used again; everything a user sees is ordered by name or by
// position, never by id.
#pragma once

#include <array>
#include <deque>
#include <memory>
#include <string>
#include <tuple>
#include <unordered_map>

#include "base/arena.h"
#include "base/source.h"
#include "ir/kinds.h"

namespace underpin {

struct Object {
  Kind kind = Kind::kNone;
  bool removed = false;
  bool touched = false;  // Catalog::take_touched
  Symbol name;           // routines: the bare name; the signature is part of its identity
  ObjectId parent;       // see KindInfo::home
  uint32_t body = 0;     // index in the store of its kind
  Symbol owner;          // empty = whoever runs the DDL (Catalog::default_owner says who that is, if known)
  Symbol comment;
  Acl acl;                            // nullopt = built-in default
  std::vector<SecurityLabel> labels;  // sorted by provider
  std::vector<ObjectId> children;     // columns in order, then in order of creation
  Place place;
};

class Catalog {
 public:
  Catalog();
  Catalog(Catalog&&) noexcept;
  Catalog& operator=(Catalog&&) noexcept;
  ~Catalog();
  // A deep copy with the same ids. Expressions still point into the same shared texts.
  Catalog clone() const;

  // Adds an object; its name must be free where it has to be (see find). Body is default-made.
  template <class Body>
  ObjectId add(ObjectId parent, Symbol name, Place place) {
    auto& store = std::get<std::deque<Body>>(bodies_);
    store.emplace_back();
    return add_object(Body::kKind, static_cast<uint32_t>(store.size() - 1), parent, name, place);
  }
  // Removes an object and its children (not what refers to it: the caller has seen to that).
  void remove(ObjectId id);
  void rename(ObjectId id, Symbol name);
  void move(ObjectId id, ObjectId parent);  // SET SCHEMA; a relation takes its indexes' names along

  const Object& at(ObjectId id) const { return objects_[id.value]; }
  Object& at(ObjectId id) {
    touch(id);
    return objects_[id.value];
  }
  template <class Body>
  const Body& body(ObjectId id) const {
    return std::get<std::deque<Body>>(bodies_)[objects_[id.value].body];
  }
  template <class Body>
  Body& body(ObjectId id) {
    touch(id);
    return std::get<std::deque<Body>>(bodies_)[objects_[id.value].body];
  }
  Kind kind(ObjectId id) const { return objects_[id.value].kind; }
  bool is(ObjectId id, Kind k) const { return id && objects_[id.value].kind == k; }
  Symbol name(ObjectId id) const { return objects_[id.value].name; }
  ObjectId parent(ObjectId id) const { return objects_[id.value].parent; }

  // The object of that name, or none. For names in NameSpace::kRelation and kType, `parent` is the schema (indexes
  // too).
  ObjectId find(NameSpace names, ObjectId schema, Symbol name) const;
  // For names that are local to a parent or to the database: schemas, columns, constraints, triggers, policies …
  ObjectId find(Kind kind, ObjectId parent, Symbol name) const;
  ObjectId find_schema(Symbol name) const { return find(Kind::kSchema, ObjectId{}, name); }
  ObjectId find_column(ObjectId relation, Symbol name) const { return find(Kind::kColumn, relation, name); }
  // All functions, procedures and aggregates of a name, in order of creation.
  std::vector<ObjectId> routines(ObjectId schema, Symbol name) const;
  // The schema that an object lives in (through its parents); none where it has none.
  ObjectId schema_of(ObjectId id) const;

  // Every living object, in order of creation.
  template <class Visit>
  void for_each(Visit&& visit) const {
    for (uint32_t i = 1; i < objects_.size(); ++i)
      if (!objects_[i].removed) visit(ObjectId{i});
  }
  size_t size() const { return objects_.size(); }  // one past the highest id ever used
  // Living children of one kind, in order.
  std::vector<ObjectId> children(ObjectId parent, Kind kind) const;

  ExprId add(Expr expr);
  const Expr& expr(ExprId id) const { return exprs_[id.value]; }
  Expr& expr(ExprId id) { return exprs_[id.value]; }
  // A copy of bytes that lives as long as the catalog's texts.
  std::string_view keep(std::string_view text) { return texts_->arena.keep(text); }
  void keep(std::shared_ptr<const SourceSet> sources) { texts_->sources.push_back(std::move(sources)); }

  // The objects that were handed out for writing since the last call (and those that were removed), once asked for: who
  // keeps an index over the catalog brings it up to date with these and with the ids that are new.
  std::vector<ObjectId> take_touched();
  // Is there a constraint of that name in the schema? PostgreSQL chooses names that are free there.
  bool constraint_name_taken(ObjectId schema, Symbol name) const;

  // Where an attribute was last set, when that is not where its object stands (ALTER … SET).
  void set_place(ObjectId id, std::string_view attribute, Place place);
  Place place(ObjectId id, std::string_view attribute) const;

  // `-- underpin:` directives of the object or column they stand at: name and arguments.
  struct ObjectDirective {
    ObjectId object;
    Symbol name, arguments;
    Place place;
    bool used = false;
  };
  std::vector<ObjectDirective> directives;

  // What analyze/ remembers from one statement to the next.
  struct Analysis {
    // A function's name in an expression that was nobody's when the expression was made: refs[ref] of it has no target
    // yet.
    struct PendingName {
      ExprId expr;
      uint32_t ref = 0;
      Symbol schema, name;  // as written; the first of search_paths[path] where no schema was
      uint32_t path = 0;
    };
    std::vector<PendingName> pending;
    std::vector<std::vector<ObjectId>> search_paths;
    mutable uint32_t scanned = 1;  // objects below this id have been looked at for
    mutable std::vector<ObjectId> extensions;
  };
  Analysis analysis;

  int target = 18;       // major version that it is meant for
  Symbol default_owner;  // the role that objects without a stated owner belong to, where known

 private:
  struct Texts {
    Arena arena;
    std::vector<std::shared_ptr<const SourceSet>> sources;
  };
  struct NameKey {
    uint64_t scope;  // name space or kind, and parent
    Symbol name;
    friend bool operator==(const NameKey&, const NameKey&) = default;
  };
  struct NameKeyHash {
    size_t operator()(const NameKey& key) const noexcept {
      return (key.scope * 0x9E3779B97F4A7C15ull) ^ (key.name.value * 0xC2B2AE3D27D4EB4Full >> 7);
    }
  };
  using Bodies =
      std::tuple<std::deque<Schema>, std::deque<Extension>, std::deque<Language>, std::deque<Collation>,
                 std::deque<Enum>, std::deque<Domain>, std::deque<Composite>, std::deque<Range>, std::deque<Function>,
                 std::deque<Aggregate>, std::deque<Sequence>, std::deque<Table>, std::deque<View>,
                 std::deque<MaterializedView>, std::deque<Column>, std::deque<Constraint>, std::deque<Index>,
                 std::deque<Trigger>, std::deque<Rule>, std::deque<Policy>, std::deque<Statistics>,
                 std::deque<EventTrigger>, std::deque<Publication>, std::deque<PublicationTable>,
                 std::deque<PublicationSchema>, std::deque<Subscription>, std::deque<ForeignDataWrapper>,
                 std::deque<Server>, std::deque<UserMapping>, std::deque<DefaultPrivileges>, std::deque<Opaque>>;

  void touch(ObjectId id) {
    if (watched_ && !objects_[id.value].touched) {
      objects_[id.value].touched = true;
      touched_.push_back(id);
    }
  }
  ObjectId add_object(Kind kind, uint32_t body, ObjectId parent, Symbol name, Place place);
  NameKey key_of(ObjectId id) const;
  void index_name(ObjectId id);
  void unindex_name(ObjectId id);

  std::deque<Object> objects_;  // [0] is none
  Bodies bodies_;
  std::deque<Expr> exprs_;
  std::unordered_map<NameKey, ObjectId, NameKeyHash> names_;
  std::unordered_map<NameKey, std::vector<ObjectId>, NameKeyHash> routines_;
  std::unordered_map<NameKey, uint32_t, NameKeyHash> constraint_names_;  // how many of a name, by schema
  std::unordered_map<uint64_t, Place> places_;
  bool watched_ = false;
  std::vector<ObjectId> touched_;
  std::shared_ptr<Texts> texts_;
};

// "public.users", "public.users.email", "public.f(integer, text)", "app.users.users_pkey"; identifiers quoted where
// PostgreSQL would.
std::string identity(const Catalog& catalog, ObjectId id);

}  // namespace underpin
