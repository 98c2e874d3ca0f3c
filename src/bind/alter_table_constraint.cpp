// ALTER TABLE's commands about constraints.
#include <algorithm>

#include "bind/lists.h"
#include "bind/relations.h"
#include "parse/compat.h"

namespace underpin::bind {
namespace {

class ConstraintCommand {
 public:
  ConstraintCommand(Session& session, const TableCommand& what)
      : session_(session), catalog_(session.catalog), what_(what), command_(what.command), table_(what.relation) {}

  void run() {
    if (!catalog_.is(table_, Kind::kTable))
      session_.invalid(code::kWrongObjectType, "42809", location(),
                       quoted(catalog_.name(table_).text()) + " is not a table");
    switch (command_->subtype) {
      case AT_AddConstraint: return add();
      case AT_AlterConstraint: return alter();
      case AT_ValidateConstraint: return validate();
      default: return drop();
    }
  }

 private:
  int location() const { return what_.statement->relation->location; }
  const Catalog& catalog() const { return catalog_; }

  [[noreturn]] void fail(const char* sqlstate, std::string message) const {
    session_.invalid(code::kInvalidDefinition, sqlstate, location(), std::move(message));
  }

  std::string described(std::string_view name) const {
    return "constraint " + quoted(name) + " of relation " + quoted(catalog_.name(table_).text());
  }

  void add() {
    const auto* node = as<RawConstraint>(command_->def);
    const PendingConstraint pending{.node = node,
                                    .deferrable = node->deferrable,
                                    .initially_deferred = node->initdeferred,
                                    .enforced = constraint_enforced(node)};
    switch (node->contype) {
      case CONSTR_CHECK: return add_table_check(pending);
      case CONSTR_NOTNULL: return add_not_null(node);
      case CONSTR_FOREIGN: add_foreign_key(session_, table_, pending); return;
      case CONSTR_PRIMARY:
      case CONSTR_UNIQUE:
      case CONSTR_EXCLUSION:
        if (node->indexname) return add_key_using_index(session_, table_, node);
        return add_keys(session_, table_, {pending}, !what_.recurse);
      default: return;
    }
  }

  void add_table_check(const PendingConstraint& pending) {
    if (!what_.recurse && !pending.node->is_no_inherit && !relation_index(session_).children(catalog_, table_).empty())
      fail("42P16", "constraint must be added to child tables too");
    Undo undo(session_);
    add_check(session_, table_, pending);
    undo.keep();
  }

  void add_not_null(const RawConstraint* node) {
    const ObjectId column = columns_named(session_, table_, node->keys, node->location).at(0);
    set_not_null(session_, column, node);
    catalog_.set_place(column, "not_null", session_.place(node->location));
    if (node->is_no_inherit) return;
    for (ObjectId relation : with_descendants(session_, table_, what_.recurse))
      if (const ObjectId own = catalog_.find_column(relation, catalog_.name(column));
          own && !catalog_.body<Column>(own).not_null) {
        catalog_.body<Column>(own).not_null = true;
        catalog_.body<Column>(own).not_null_valid = catalog().body<Column>(column).not_null_valid;
      }
  }

  ObjectId named(const char* name) const {
    const ObjectId found = catalog_.find(Kind::kConstraint, table_, symbol(name));
    if (!found)
      session_.not_found(NotFound::What::kOther, "42704", location(), described(text_of(name)) + " does not exist");
    return found;
  }

  // The constraint and the copies that tables below have of it.
  std::vector<ObjectId> family(ObjectId id) {
    std::vector<ObjectId> found{id};
    const bool check = catalog().body<Constraint>(id).type == ConstraintType::kCheck;
    for (ObjectId relation : with_descendants(session_, table_, what_.recurse)) {
      if (relation == table_) continue;
      for (ObjectId child : catalog_.children(relation, Kind::kConstraint)) {
        const Constraint& own = catalog().body<Constraint>(child);
        const bool copy =
            check ? own.type == ConstraintType::kCheck && own.inherited > 0 && catalog_.name(child) == catalog_.name(id)
                  : std::ranges::find(found, own.parent_constraint) != found.end();
        if (copy) found.push_back(child);
      }
    }
    return found;
  }

  void alter() {
    const AlterConstraint change = alter_constraint(command_);
    if (ObjectId column = not_null_named(change.name); column && change.alters_inheritability) {
      catalog_.body<Column>(column).not_null_no_inherit = change.no_inherit;
      return;
    }
    const ObjectId id = named(change.name);
    if (catalog().body<Constraint>(id).type != ConstraintType::kForeign)
      fail("42809", described(text_of(change.name)) + " is not a foreign key constraint");
    for (ObjectId one : family(id)) {
      Constraint& constraint = catalog_.body<Constraint>(one);
      if (change.alters_deferrability) {
        constraint.deferrable = change.deferrable;
        constraint.initially_deferred = change.initially_deferred;
      }
      if (!change.alters_enforced) continue;
      constraint.enforced = change.enforced;
      constraint.valid = change.enforced;
    }
    catalog_.set_place(id, "deferrable", session_.place(location()));
  }

  void validate() {
    if (const ObjectId column = not_null_named(command_->name)) {
      for (ObjectId relation : with_descendants(session_, table_, what_.recurse))
        if (const ObjectId own = catalog_.find_column(relation, catalog_.name(column)))
          catalog_.body<Column>(own).not_null_valid = true;
      return;
    }
    const ObjectId id = named(command_->name);
    const ConstraintType type = catalog().body<Constraint>(id).type;
    if (type != ConstraintType::kForeign && type != ConstraintType::kCheck)
      fail("42809", described(text_of(command_->name)) + " is not a foreign key or check constraint");
    for (ObjectId one : family(id)) catalog_.body<Constraint>(one).valid = true;
    catalog_.set_place(id, "valid", session_.place(location()));
  }

  // PostgreSQL 18 has NOT NULL as named constraints.
  ObjectId not_null_named(const char* name) const {
    if (session_.options.target < 18 || catalog_.find(Kind::kConstraint, table_, symbol(name))) return {};
    for (ObjectId id : catalog_.children(table_, Kind::kColumn)) {
      const Column& column = catalog().body<Column>(id);
      if (!column.not_null) continue;
      const Symbol own = column.not_null_name.empty() ? not_null_name(session_, id) : column.not_null_name;
      if (own == symbol(name)) return id;
    }
    return {};
  }

  void drop() {
    if (const ObjectId column = not_null_named(command_->name)) {
      const Symbol name = catalog_.name(column);
      for (ObjectId relation : with_descendants(session_, table_, what_.recurse))
        if (const ObjectId own = catalog_.find_column(relation, name)) forget_not_null(catalog_.body<Column>(own));
      return;
    }
    if (command_->missing_ok && !catalog_.find(Kind::kConstraint, table_, symbol(command_->name))) return;
    const ObjectId id = named(command_->name);
    if (catalog().body<Constraint>(id).inherited > 0)
      fail("42P16", "cannot drop inherited constraint " + quoted(text_of(command_->name)) + " of relation " +
                        quoted(catalog_.name(table_).text()));
    drop_family(id);
  }

  void drop_family(ObjectId id) {
    const bool check = catalog().body<Constraint>(id).type == ConstraintType::kCheck;
    std::vector<ObjectId> gone{id};
    std::vector<ObjectId> kept;
    if (!check) {
      gone = all_copies(id);
    } else {
      for (ObjectId relation : with_descendants(session_, table_, true))
        if (const ObjectId own = catalog_.find(Kind::kConstraint, relation, catalog_.name(id)); own && own != id)
          if (const Constraint& copy = catalog().body<Constraint>(own); copy.inherited > 0)
            (what_.recurse && copy.inherited == 1 && !copy.is_local ? gone : kept).push_back(own);
    }
    session_.drop(gone, command_->behavior == DROP_CASCADE, location());
    for (ObjectId one : kept) {
      Constraint& constraint = catalog_.body<Constraint>(one);
      --constraint.inherited;
      if (!what_.recurse) constraint.is_local = true;
    }
  }

  std::vector<ObjectId> all_copies(ObjectId id) {
    std::vector<ObjectId> found{id};
    for (ObjectId relation : with_descendants(session_, table_, true))
      for (ObjectId child : catalog_.children(relation, Kind::kConstraint))
        if (const ObjectId parent = catalog().body<Constraint>(child).parent_constraint;
            parent && std::ranges::find(found, parent) != found.end())
          found.push_back(child);
    return found;
  }

  Session& session_;
  Catalog& catalog_;
  const TableCommand& what_;
  const AlterTableCmd* command_;
  ObjectId table_;
};

}  // namespace

void alter_constraints(Session& session, const TableCommand& command) { ConstraintCommand(session, command).run(); }

}  // namespace underpin::bind
