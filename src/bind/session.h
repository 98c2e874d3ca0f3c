// The state of one run of the interpreter, shared by the files of this folder and by nobody else.
//
// A statement's function first resolves all it names, then changes the catalog: so what it throws leaves the
// catalog as it was. NotFoundError = something it needs is not there (yet): the loop in bind.cpp tries the
// statement again when others have run. InvalidError = it is wrong as it stands. Parts of a statement that may
// wait on their own (a foreign key inside CREATE TABLE) go to `defer`.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "analyze/analyze.h"
#include "bind/bind.h"
#include "bind/names.h"
#include "diag/codes.h"
#include "parse/statement.h"

struct Node;
struct List;

struct RangeVar;
struct RoleSpec;
struct DefElem;

namespace underpin::bind {

struct DependencyIndex;

struct Session {
  Catalog& catalog;
  Sink& sink;
  const BindOptions& options;

  StatementSpan statement;                // the one that runs
  std::vector<Symbol> search_path_names;  // as set; "$user" kept
  std::vector<ObjectId> search_path;      // those that exist, in order
  std::unordered_map<Symbol, Symbol>
      settings;              // SET name = value, as far as it means something to us (default_table_access_method …)
  Symbol role;               // SET ROLE / SET SESSION AUTHORIZATION; empty = options.session_role
  ObjectId creating_schema;  // inside CREATE SCHEMA … elements: where unqualified names go

  // Work that waits: run again after later statements, with the statement's own text parsed anew.
  // `part` tells the statement's function which piece to do.
  struct Deferred {
    StatementSpan statement;
    std::vector<Symbol> search_path_names;
    Symbol role;
    int part = 0;  // 0 = the whole statement
    NotFound why;
  };
  std::vector<Deferred> deferred;
  mutable std::shared_ptr<class RelationIndex> relations;  // relation_index.h
  std::shared_ptr<struct Transactions> transactions;       // transaction.h
  int part = 0;  // which piece of the current statement is to be done; 0 = whole
  // Nothing that still waits got any further without it: a name that is not there may be an extension's own.
  bool last_try = false;

  void defer(int part_number, NotFound why);
  void set_search_path(std::vector<Symbol> names);
  void refresh_search_path();  // after a schema was made, dropped or renamed
  NameScope scope() const;     // of the current statement
  Place place(int location) const;
  Symbol owner() const { return role.empty() ? options.session_role : role; }

  // --- errors (throw) ---
  [[noreturn]] void not_found(NotFound::What what, const char* sqlstate, int location, std::string message,
                              std::string hint = {}) const;
  [[noreturn]] void invalid(const CodeInfo& code, const char* sqlstate, int location, std::string message,
                            std::string detail = {}, std::string hint = {}) const;
  Diagnostic& note(const CodeInfo& code, int location, std::string message) const;

  // --- names ---
  ObjectId schema_named(const char* name, int location) const;  // throws
  // Where CREATE puts a name: its schema if qualified, else the first of search_path. Throws if there is none.
  ObjectId creation_schema(const RangeVar* name) const;
  ObjectId creation_schema(const List* qualified_name, int location) const;
  // Object in the catalog for (ObjectType, object node) as in COMMENT ON, ALTER … OWNER, DROP, ALTER EXTENSION,
  // SECURITY LABEL. Throws NotFoundError; none where the object is the system's own. `missing_ok` = none instead of
  // throwing. (object_address.cpp)
  ObjectId object_address(int object_type, const Node* object, int location, bool missing_ok = false) const;
  Symbol role_name(const RoleSpec* role) const;  // CURRENT_USER and so on = owner(); PUBLIC = kPublic()

  // --- creation ---
  // Adds an object at the current statement's place, owned by the session's role, with what ALTER DEFAULT PRIVILEGES
  // gives it. The name must be free (42710/42P07): `duplicate` says so. (create.cpp)
  template <class Body>
  ObjectId create(ObjectId parent, Symbol name, int location) {
    check_free(Body::kKind, parent, name, location);
    ObjectId id = catalog.add<Body>(parent, name, place(location));
    created(id);
    return id;
  }
  void check_free(Kind kind, ObjectId parent, Symbol name, int location) const;
  void created(ObjectId id);  // owner, default privileges
  void apply_default_privileges(ObjectId id);

  // --- dependencies (dependencies.cpp) ---
  // Everything that refers to an object or its children: direct dependents, in order of creation.
  std::vector<ObjectId> dependents(ObjectId id) const;
  // DROP … RESTRICT (2BP01 with the list of dependents) or CASCADE (removes them, columns' defaults and constraints as
  // PostgreSQL does). `objects` go together: they do not hinder each other.
  void drop(const std::vector<ObjectId>& objects, bool cascade, int location);
  mutable std::shared_ptr<DependencyIndex> dependency_index;  // dependencies.cpp's own

  // --- what is left out on purpose (left_out.cpp) ---
  // Counted by file and kind of statement ("INSERT"), noted once for each when the run is over.
  struct LeftOut {
    const CodeInfo* code = nullptr;
    std::string what;
    Place first;
    size_t count = 0;
  };
  std::vector<LeftOut> left_outs;
  void left_out(const CodeInfo& code, std::string_view what);
  void report_left_out();  // at the end of elaborate() and apply()
};

// Text of identifiers lists, options …
std::string_view strval(const Node* string);
Symbol symbol(
    const char* text);  // interned; empty for nullptr; truncated to 63 bytes as PostgreSQL does with identifiers
Symbol def_value(const DefElem* def);   // the value of a DefElem as text: true/false, numbers, names, type names
Options def_options(const List* defs);  // sorted by name
bool is_true(const DefElem* def);

// ChooseRelationName / ChooseConstraintName: the first of label, label1, label2 … that is free.
Symbol choose_relation_name(const Catalog& catalog, ObjectId schema, std::string_view name1, std::string_view name2,
                            std::string_view label);
Symbol choose_constraint_name(const Catalog& catalog, ObjectId relation, std::string_view name1, std::string_view name2,
                              std::string_view label);

// A statement's function. Registered in statements.cpp, one line a node; grammar/statements.toml says the same to
// people.
using StatementFunction = void (*)(Session&, const Node*);
StatementFunction function_for(int node_tag);  // nullptr if the node is refused

}  // namespace underpin::bind
