// RENAME of relations, their columns and constraints.
#include <algorithm>

#include "bind/lists.h"
#include "bind/objects.h"
#include "bind/relations.h"

namespace underpin::bind {
namespace {

// PostgreSQL 18's NOT NULL constraints keep their names when the table or column gets another.
void keep_not_null_names(Session& session, ObjectId relation) {
  if (session.options.target < 18) return;
  Catalog& catalog = session.catalog;
  for (ObjectId id : catalog.children(relation, Kind::kColumn)) {
    const Column& column = std::as_const(catalog).body<Column>(id);
    if (column.not_null && column.not_null_name.empty())
      catalog.body<Column>(id).not_null_name = not_null_name(session, id);
  }
}

void forget_usual_not_null_names(Session& session, ObjectId relation) {
  if (session.options.target < 18) return;
  Catalog& catalog = session.catalog;
  for (ObjectId id : catalog.children(relation, Kind::kColumn))
    if (std::as_const(catalog).body<Column>(id).not_null_name == not_null_name(session, id))
      catalog.body<Column>(id).not_null_name = {};
}

class Renamer {
 public:
  Renamer(Session& session, const RenameStmt* statement)
      : session_(session), catalog_(session.catalog), statement_(statement), new_name_(symbol(statement->newname)) {}

  void run() {
    const NameScope scope = session_.scope();
    relation_ = statement_->missing_ok ? find_relation(scope, statement_->relation)
                                       : resolve_relation(scope, statement_->relation);
    if (!relation_) return;
    if (statement_->renameType == OBJECT_COLUMN) return column();
    if (statement_->renameType == OBJECT_TABCONSTRAINT) return constraint();
    relation();
  }

 private:
  int location() const { return statement_->relation->location; }
  const Catalog& catalog() const { return catalog_; }

  [[noreturn]] void fail(const char* sqlstate, const std::string& message) const {
    session_.invalid(code::kInvalidDefinition, sqlstate, location(), message);
  }

  void relation() {
    if (new_name_ == catalog_.name(relation_))
      fail("42P07", "relation " + quoted(new_name_.text()) + " already exists");
    session_.check_free(catalog_.kind(relation_), catalog_.parent(relation_), new_name_, location());
    keep_not_null_names(session_, relation_);
    catalog_.rename(relation_, new_name_);
    forget_usual_not_null_names(session_, relation_);
    if (!catalog_.is(relation_, Kind::kIndex)) return;
    if (const ObjectId constraint = catalog().body<Index>(relation_).constraint) catalog_.rename(constraint, new_name_);
  }

  std::vector<ObjectId> tables() { return with_descendants(session_, relation_, statement_->relation->inh); }

  void column() {
    const Symbol old_name = symbol(statement_->subname);
    const ObjectId column = column_named(session_, relation_, statement_->subname, location());
    if (catalog_.is(relation_, Kind::kTable) && catalog().body<Column>(column).inherited > 0)
      fail("42P16", "cannot rename inherited column " + quoted(old_name.text()));
    if (!statement_->relation->inh && !relation_index(session_).children(catalog_, relation_).empty())
      fail("42P16", "inherited column " + quoted(old_name.text()) + " must be renamed in child tables too");
    for (ObjectId table : tables())
      if (catalog_.find_column(table, new_name_))
        session_.invalid(code::kDuplicateObject, "42701", location(),
                         "column " + quoted(new_name_.text()) + " of relation " + quoted(catalog_.name(table).text()) +
                             " already exists");
    for (ObjectId table : tables()) {
      const ObjectId own = catalog_.find_column(table, old_name);
      if (!own) continue;
      keep_not_null_names(session_, table);
      catalog_.rename(own, new_name_);
      forget_usual_not_null_names(session_, table);
    }
    if (catalog_.is(relation_, Kind::kView))
      std::ranges::replace(catalog_.body<View>(relation_).column_names, old_name, new_name_);
    if (catalog_.is(relation_, Kind::kMaterializedView))
      std::ranges::replace(catalog_.body<MaterializedView>(relation_).column_names, old_name, new_name_);
  }

  void constraint() {
    const Symbol old_name = symbol(statement_->subname);
    const ObjectId id = catalog_.find(Kind::kConstraint, relation_, old_name);
    if (!id) return not_null(old_name);
    if (catalog().body<Constraint>(id).inherited > 0 && catalog().body<Constraint>(id).type == ConstraintType::kCheck)
      fail("42P16", "cannot rename inherited constraint " + quoted(old_name.text()));
    if (const ObjectId index = catalog().body<Constraint>(id).index) {
      session_.check_free(Kind::kIndex, relation_, new_name_, location());
      catalog_.rename(index, new_name_);
    }
    const bool check = catalog().body<Constraint>(id).type == ConstraintType::kCheck;
    for (ObjectId table : check ? tables() : std::vector{relation_}) {
      const ObjectId own = catalog_.find(Kind::kConstraint, table, old_name);
      if (!own || (table != relation_ && catalog().body<Constraint>(own).inherited == 0)) continue;
      session_.check_free(Kind::kConstraint, table, new_name_, location());
      catalog_.rename(own, new_name_);
    }
  }

  void not_null(Symbol old_name) {
    if (session_.options.target >= 18)
      for (ObjectId id : catalog_.children(relation_, Kind::kColumn)) {
        const Column& column = catalog().body<Column>(id);
        const Symbol own = column.not_null_name.empty() ? not_null_name(session_, id) : column.not_null_name;
        if (!column.not_null || own != old_name) continue;
        catalog_.body<Column>(id).not_null_name = new_name_ == not_null_name(session_, id) ? Symbol{} : new_name_;
        return;
      }
    session_.not_found(NotFound::What::kOther, "42704", location(),
                       "constraint " + quoted(old_name.text()) + " for table " +
                           quoted(catalog_.name(relation_).text()) + " does not exist");
  }

  Session& session_;
  Catalog& catalog_;
  const RenameStmt* statement_;
  Symbol new_name_;
  ObjectId relation_;
};

}  // namespace

void rename(Session& session, const Node* node) {
  const auto* statement = as<RenameStmt>(node);
  switch (statement->renameType) {
    case OBJECT_TABLE:
    case OBJECT_FOREIGN_TABLE:
    case OBJECT_VIEW:
    case OBJECT_MATVIEW:
    case OBJECT_SEQUENCE:
    case OBJECT_INDEX:
    case OBJECT_COLUMN:
    case OBJECT_TABCONSTRAINT: return Renamer(session, statement).run();
    default: return rename_object(session, node);
  }
}

}  // namespace underpin::bind
