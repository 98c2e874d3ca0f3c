// CREATE TABLE, CREATE FOREIGN TABLE.
#include <algorithm>

#include "bind/lists.h"
#include "bind/objects.h"
#include "bind/relations.h"

namespace underpin::bind {
namespace {

class TableBuilder {
 public:
  TableBuilder(Session& session, const CreateStmt* statement, const CreateForeignTableStmt* foreign)
      : session_(session), catalog_(session.catalog), statement_(statement), foreign_(foreign) {}

  void build(ObjectId schema) {
    Undo undo(session_);
    find_parents();
    make_table(schema);
    inherited_columns();
    own_columns();
    for (ObjectId parent : parents_) inherit_checks(session_, parent, table_);
    if (statement_->partspec) set_partition_key(session_, table_, statement_->partspec);
    for (const PendingColumn& column : columns_) finish_column(session_, column);
    const std::vector<PendingConstraint> keys = checks();
    // The parent's indexes come first: a key that says the same as one of them is another.
    if (statement_->partbound) complete_partition(session_, parents_[0], table_);
    if (!keys.empty()) add_keys(session_, table_, keys);
    for (const TableLikeClause* like : likes_) like_rest(session_, table_, like);
    foreign_keys();
    undo.keep();
  }

 private:
  void find_parents() {
    for (const RangeVar* name : items<RangeVar>(statement_->inhRelations)) {
      const ObjectId parent = table_named(session_, name);
      if (!parent) refuse_parent(name, "42809", "cannot inherit from system relation ");
      const bool partitioned = is_partitioned(catalog_, parent);
      if (statement_->partbound && !partitioned)
        session_.invalid(code::kWrongObjectType, "42P17", name->location,
                         quoted(text_of(name->relname)) + " is not partitioned");
      if (!statement_->partbound && partitioned) refuse_parent(name, "42809", "cannot inherit from partitioned table ");
      if (std::ranges::find(parents_, parent) != parents_.end())
        session_.invalid(code::kInvalidDefinition, "42P07", name->location,
                         "relation " + quoted(text_of(name->relname)) + " would be inherited from more than once");
      parents_.push_back(parent);
    }
  }

  [[noreturn]] void refuse_parent(const RangeVar* name, const char* sqlstate, const std::string& message) {
    session_.invalid(code::kWrongObjectType, sqlstate, name->location, message + quoted(text_of(name->relname)));
  }

  void make_table(ObjectId schema) {
    const RangeVar* name = statement_->relation;
    const ObjectId server = foreign_ ? server_named(foreign_->servername) : ObjectId{};
    const TypeRef of_type = statement_->ofTypename ? resolve_type(session_.scope(), statement_->ofTypename) : TypeRef{};
    table_ = session_.create<Table>(schema, symbol(name->relname), name->location);
    Table& table = catalog_.body<Table>(table_);
    table.persistence = name->relpersistence;
    table.options = merge_options({}, statement_->options, false);
    if (!foreign_) {
      const bool partitioned = statement_->partspec != nullptr;
      table.access_method = partitioned && !statement_->accessMethod
                                ? Symbol{}
                                : access_method_or_default(session_, statement_->accessMethod);
      table.tablespace = tablespace_or_default(session_, statement_->tablespacename);
    }
    table.of_type = of_type;
    table.parents = parents_;
    table.is_partition = statement_->partbound != nullptr;
    table.server = server;
    if (foreign_) table.foreign_options = def_options(foreign_->options);
    for (ObjectId parent : parents_) relation_index(session_).link(parent, table_);
    if (statement_->partbound) {
      const ExprId bound = partition_bound(session_, parents_[0], statement_->partbound);
      catalog_.body<Table>(table_).bound = bound;
    }
  }

  ObjectId server_named(const char* name) {
    const ObjectId server = catalog_.find(Kind::kServer, {}, symbol(name));
    if (!server)
      session_.not_found(NotFound::What::kOther, "42704", -1, "server " + quoted(text_of(name)) + " does not exist");
    return server;
  }

  void inherited_columns() {
    for (ObjectId parent : parents_) inherit_columns(session_, parent, table_);
    const ObjectId type = std::as_const(catalog_).body<Table>(table_).of_type.object;
    if (type) copy_type_columns(session_, type, table_);
  }

  void own_columns() {
    for (const Node* element : items(statement_->tableElts)) {
      switch (nodeTag(element)) {
        case T_ColumnDef: own_column(as<ColumnDef>(element)); break;
        case T_TableLikeClause:
          likes_.push_back(as<TableLikeClause>(element));
          like_columns(session_, table_, likes_.back());
          break;
        case T_Constraint: table_constraint(as<RawConstraint>(element)); break;
        default: break;
      }
    }
    for (const RawConstraint* constraint : items<RawConstraint>(statement_->constraints)) table_constraint(constraint);
    if (catalog_.at(table_).children.size() > kMaxColumns * 3 || next_position(catalog_, table_) > kMaxColumns + 1)
      session_.invalid(code::kInvalidDefinition, "54011", statement_->relation->location,
                       "tables can have at most 1600 columns");
  }

  void own_column(const ColumnDef* definition) {
    const ObjectId existing = catalog_.find_column(table_, symbol(definition->colname));
    if (!definition->typeName) {
      const ObjectId column = column_named(session_, table_, definition->colname, definition->location);
      columns_.push_back(refine_column(session_, column, definition, pending_));
    } else if (existing && std::as_const(catalog_).body<Column>(existing).inherited > 0) {
      columns_.push_back(merge_column(session_, existing, definition, pending_));
    } else {
      columns_.push_back(create_column(session_, table_, definition, pending_));
    }
  }

  // NOT NULL as a table constraint waits for the column, which may come later in the list.
  void table_constraint(const RawConstraint* constraint) {
    pending_.push_back(
        {.node = constraint, .deferrable = constraint->deferrable, .initially_deferred = constraint->initdeferred});
  }

  // Adds what holds row by row; gives back what needs an index.
  std::vector<PendingConstraint> checks() {
    std::vector<PendingConstraint> keys;
    for (PendingConstraint& pending : pending_) {
      pending.new_table = true;
      switch (pending.node->contype) {
        case CONSTR_CHECK: add_check(session_, table_, pending, false); break;
        case CONSTR_NOTNULL:
          for (ObjectId column : columns_named(session_, table_, pending.node->keys, pending.node->location))
            set_not_null(session_, column, pending.node);
          break;
        case CONSTR_FOREIGN: break;
        default: keys.push_back(pending); break;
      }
    }
    return keys;
  }

  // A foreign key may wait for the table that it points to.
  void foreign_keys() {
    int number = 0;
    for (const PendingConstraint& pending : pending_) {
      if (pending.node->contype != CONSTR_FOREIGN) continue;
      ++number;
      try {
        add_foreign_key(session_, table_, pending);
      } catch (NotFoundError& error) {
        session_.defer(number, std::move(error.what));
      }
    }
  }

  static constexpr uint16_t kMaxColumns = 1600;

  Session& session_;
  Catalog& catalog_;
  const CreateStmt* statement_;
  const CreateForeignTableStmt* foreign_;
  ObjectId table_;
  std::vector<ObjectId> parents_;
  std::vector<PendingColumn> columns_;
  std::vector<PendingConstraint> pending_;
  std::vector<const TableLikeClause*> likes_;
};

std::vector<PendingConstraint> foreign_keys_of(const Session& session, ObjectId table, const CreateStmt* statement) {
  std::vector<PendingConstraint> keys;
  for (const Node* element : items(statement->tableElts)) {
    if (is_node(element, T_Constraint) && as<RawConstraint>(element)->contype == CONSTR_FOREIGN)
      keys.push_back({.node = as<RawConstraint>(element), .new_table = true});
    if (!is_node(element, T_ColumnDef)) continue;
    const auto* definition = as<ColumnDef>(element);
    bool open = false;
    for (const RawConstraint* constraint : items<RawConstraint>(definition->constraints)) {
      if (constraint->contype == CONSTR_FOREIGN)
        keys.push_back({.node = constraint,
                        .column = column_named(session, table, definition->colname, definition->location),
                        .new_table = true});
      else if (open)
        take_attribute(keys.back(), constraint);
      open = constraint->contype == CONSTR_FOREIGN || (open && constraint->contype >= CONSTR_ATTR_DEFERRABLE);
    }
  }
  return keys;
}

void add_waiting_foreign_key(Session& session, const CreateStmt* statement) {
  const ObjectId table = table_named(session, statement->relation);
  const auto keys = foreign_keys_of(session, table, statement);
  const auto number = static_cast<size_t>(session.part);
  if (number <= keys.size()) add_foreign_key(session, table, keys[number - 1]);
}

}  // namespace

void create_table(Session& session, const Node* node) {
  const auto* foreign = is_node(node, T_CreateForeignTableStmt) ? as<CreateForeignTableStmt>(node) : nullptr;
  const CreateStmt* statement = foreign ? &foreign->base : as<CreateStmt>(node);
  if (session.part > 0) return add_waiting_foreign_key(session, statement);
  const ObjectId schema = session.creation_schema(statement->relation);
  const Symbol name = symbol(statement->relation->relname);
  if (statement->if_not_exists && session.catalog.find(NameSpace::kRelation, schema, name)) return;
  TableBuilder(session, statement, foreign).build(schema);
}

}  // namespace underpin::bind
