// A schema state as a value: every object with its attributes and references. Built by bind/ (or live/, or a
// snapshot), read by everybody else.
//
// Invariants: a child is in its parent's list as long as both exist; a name is found where PostgreSQL would
// find it; ids of removed objects are never used again; everything a user sees is ordered by name or by
// position, never by id.
#pragma once

#include <memory>
#include <string>
#include <tuple>

#include "base/arena.h"
#include "base/source.h"
#include "base/store.h"
#include "ir/kinds.h"
#include "ir/name_index.h"

namespace underpin {

class Contents;

struct Object {
  Kind kind = Kind::kNone;
  bool removed = false;
  bool touched = false;  // Catalog::take_touched
  Symbol name;           // routines: the bare name; the signature is part of its identity
  ObjectId parent;       // see KindInfo::home
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
  // A copy with the same ids. Both share what neither has changed since (base/store.h), so it costs little.
  Catalog clone() const { return *this; }

  // Adds an object; its name must be free where it has to be (see find). Body is default-made.
  template <class Body>
  ObjectId add(ObjectId parent, Symbol name, Place place) {
    auto& store = std::get<Store<Body>>(bodies_);
    store.add();
    return add_object(Body::kKind, static_cast<uint32_t>(store.size() - 1), parent, name, place);
  }
  // Removes an object and its children (not what refers to it: the caller has seen to that).
  void remove(ObjectId id);
  void rename(ObjectId id, Symbol name);
  void move(ObjectId id, ObjectId parent);  // SET SCHEMA; a relation takes its indexes' names along

  const Object& at(ObjectId id) const { return objects_[id.value]; }
  Object& at(ObjectId id) {
    touch(id);
    return objects_.write(id.value);
  }
  template <class Body>
  const Body& body(ObjectId id) const {
    return std::get<Store<Body>>(bodies_)[briefs_[id.value].body];
  }
  template <class Body>
  Body& body(ObjectId id) {
    touch(id);
    return std::get<Store<Body>>(bodies_).write(briefs_[id.value].body);
  }
  Kind kind(ObjectId id) const { return briefs_[id.value].kind; }
  bool is(ObjectId id, Kind k) const { return id && briefs_[id.value].kind == k; }
  bool removed(ObjectId id) const { return briefs_[id.value].removed; }
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
  const std::vector<ObjectId>& routines(ObjectId schema, Symbol name) const;
  // The schema that an object lives in (through its parents); none where it has none.
  ObjectId schema_of(ObjectId id) const;

  // Every living object, in order of creation.
  template <class Visit>
  void for_each(Visit&& visit) const {
    for (uint32_t i = 1; i < briefs_.size(); ++i)
      if (!briefs_[i].removed) visit(ObjectId{i});
  }
  // Has there ever been an object of the kind?
  template <class Body>
  bool ever_had() const {
    return std::get<Store<Body>>(bodies_).size() > 0;
  }
  size_t size() const { return objects_.size(); }  // one past the highest id ever used

  // Are the object, its body, the expression one and the same in a clone and in what it was cloned from? If not they
  // may still be equal.
  bool shares(const Catalog& other, ObjectId id) const { return objects_.shares(other.objects_, id.value); }
  template <class Body>
  bool shares_body(const Catalog& other, ObjectId id) const {
    return std::get<Store<Body>>(bodies_).shares(std::get<Store<Body>>(other.bodies_), briefs_[id.value].body);
  }
  bool shares(const Catalog& other, ExprId id) const { return exprs_.shares(other.exprs_, id.value); }
  size_t expressions() const { return exprs_.size(); }  // one past the highest id
  // Living children of one kind, in order.
  std::vector<ObjectId> children(ObjectId parent, Kind kind) const;

  ExprId add(Expr expr);
  const Expr& expr(ExprId id) const { return exprs_[id.value]; }
  Expr& expr(ExprId id) {
    contents_.reset();
    return exprs_.write(id.value);
  }
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
    mutable std::vector<ObjectId> extensions, ranges;
  };
  Analysis analysis;

  // What ir/contents.h remembers until something changes.
  const std::shared_ptr<const Contents>& contents() const { return contents_; }
  void remember(std::shared_ptr<const Contents> contents) const { contents_ = std::move(contents); }

  int target = 18;       // major version that it is meant for
  Symbol default_owner;  // the role that objects without a stated owner belong to, where known

 private:
  struct Texts {
    Arena arena;
    std::vector<std::shared_ptr<const SourceSet>> sources;
  };
  using Bodies =
      std::tuple<Store<Schema>, Store<Extension>, Store<Language>, Store<Collation>, Store<Enum>, Store<Domain>,
                 Store<Composite>, Store<Range>, Store<Function>, Store<Aggregate>, Store<Sequence>, Store<Table>,
                 Store<View>, Store<MaterializedView>, Store<Column>, Store<Constraint>, Store<Index>, Store<Trigger>,
                 Store<Rule>, Store<Policy>, Store<Statistics>, Store<EventTrigger>, Store<Publication>,
                 Store<PublicationTable>, Store<PublicationSchema>, Store<Subscription>, Store<ForeignDataWrapper>,
                 Store<Server>, Store<UserMapping>, Store<DefaultPrivileges>, Store<Opaque>>;

  Catalog(const Catalog&);

  void touch(ObjectId id) {
    if (watched_ || contents_ != nullptr) note_change(id);
  }
  void note_change(ObjectId id);
  ObjectId add_object(Kind kind, uint32_t body, ObjectId parent, Symbol name, Place place);
  uint64_t scope_of_name(ObjectId id) const;
  void index_name(ObjectId id);
  void unindex_name(ObjectId id);

  // What is asked most of an object, and of all of them in turn, where it is read fast.
  struct Brief {
    Kind kind = Kind::kNone;
    bool removed = false;
    uint32_t body = 0;  // place in the store of its kind
  };

  std::vector<Brief> briefs_;  // of objects_
  Store<Object> objects_;      // [0] is none
  Bodies bodies_;
  Store<Expr> exprs_;  // [0] is none
  NameIndex names_;
  mutable std::shared_ptr<const Contents> contents_;
  bool watched_ = false;
  std::vector<ObjectId> touched_;
  std::shared_ptr<Texts> texts_;
};

// "public.users", "public.users.email", "public.f(integer, text)", "app.users.users_pkey"; identifiers quoted where
// PostgreSQL would.
std::string identity(const Catalog& catalog, ObjectId id);

}  // namespace underpin
