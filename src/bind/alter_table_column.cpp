// ALTER TABLE's commands about columns.
#include <algorithm>

#include "bind/lists.h"
#include "bind/objects.h"
#include "bind/relations.h"
#include "ir/print.h"

namespace underpin::bind {
namespace {

class ColumnCommand {
 public:
  ColumnCommand(Session& session, const TableCommand& what)
      : session_(session), catalog_(session.catalog), what_(what), command_(what.command), relation_(what.relation) {}

  void run() {
    if (command_->subtype == AT_AddColumn || command_->subtype == AT_AddColumnToView) return add();
    if (command_->subtype == AT_SetStatistics && catalog_.is(relation_, Kind::kIndex)) return index_statistics();
    if (command_->subtype == AT_DropColumn && command_->missing_ok &&
        !catalog_.find_column(relation_, symbol(command_->name)))
      return;
    column_ = column_named(session_, relation_, command_->name, location());
    switch (command_->subtype) {
      case AT_ColumnDefault: return set_default();
      case AT_DropNotNull: return drop_not_null();
      case AT_SetNotNull:
        return each([](Column& column) { column.not_null = column.not_null_valid = true; }, "not_null");
      case AT_SetExpression: return set_expression();
      case AT_DropExpression: return drop_expression();
      case AT_SetStatistics: return set_statistics();
      case AT_SetOptions: return set_options(false);
      case AT_ResetOptions: return set_options(true);
      case AT_SetStorage: return set_storage();
      case AT_SetCompression: return set_compression();
      case AT_DropColumn: return drop();
      case AT_AlterColumnType: return alter_type();
      case AT_AlterColumnGenericOptions: return foreign_options();
      case AT_AddIdentity: return add_identity();
      case AT_SetIdentity: return set_identity();
      case AT_DropIdentity: return drop_identity();
      default: return;
    }
  }

 private:
  int location() const { return what_.statement->relation->location; }
  const Catalog& catalog() const { return catalog_; }
  const Column& body() const { return catalog().body<Column>(column_); }
  std::string name() const { return quoted(catalog_.name(column_).text()); }
  std::string of_relation() const { return name() + " of relation " + quoted(catalog_.name(relation_).text()); }

  [[noreturn]] void fail(const char* sqlstate, std::string message, std::string detail = {},
                         std::string hint = {}) const {
    session_.invalid(code::kInvalidDefinition, sqlstate, location(), std::move(message), std::move(detail),
                     std::move(hint));
  }

  // The column and its copies in tables that inherit it.
  std::vector<ObjectId> family() {
    std::vector<ObjectId> columns;
    for (ObjectId relation : with_descendants(session_, relation_, what_.recurse))
      if (const ObjectId own = catalog_.find_column(relation, catalog_.name(column_))) columns.push_back(own);
    return columns;
  }

  template <class Change>
  void each(const Change& change, std::string_view attribute) {
    for (ObjectId column : family()) {
      change(catalog_.body<Column>(column));
      catalog_.set_place(column, attribute, session_.place(location()));
    }
  }

  // --- ADD COLUMN ---

  void add() {
    const auto* definition = as<ColumnDef>(command_->def);
    const int waiting = session_.part / kPartsPerStatement;
    if (waiting > 0) return add_waiting_key(definition, waiting);
    if (command_->missing_ok && catalog_.find_column(relation_, symbol(definition->colname))) return;
    if (catalog_.is(relation_, Kind::kTable)) check_may_add();
    Undo undo(session_);
    std::vector<PendingConstraint> pending;
    const PendingColumn added = create_column(session_, relation_, definition, pending);
    finish_column(session_, added);
    column_ = added.column;
    add_to_children(relation_);
    std::vector<PendingConstraint> keys;
    for (const PendingConstraint& one : pending) {
      if (one.node->contype == CONSTR_CHECK) add_check(session_, relation_, one);
      if (one.node->contype == CONSTR_PRIMARY || one.node->contype == CONSTR_UNIQUE) keys.push_back(one);
    }
    if (!keys.empty()) add_keys(session_, relation_, keys, !what_.recurse);
    foreign_keys(pending);
    undo.keep();
  }

  void check_may_add() const {
    const Table& table = catalog().body<Table>(relation_);
    if (table.is_partition) fail("42809", "cannot add column to a partition");
    if (table.of_type.known()) fail("42809", "cannot add column to typed table");
    if (!what_.recurse && !relation_index(session_).children(catalog_, relation_).empty())
      fail("42P16", "column must be added to child tables too");
  }

  void add_to_children(ObjectId parent) {
    for (ObjectId child : relation_index(session_).children(catalog_, parent)) {
      const ObjectId own = catalog_.find_column(child, catalog_.name(column_));
      if (own) {
        if (catalog().body<Column>(own).type != body().type)
          fail("42804",
               "child table " + quoted(catalog_.name(child).text()) + " has different type for column " + name());
        ++catalog_.body<Column>(own).inherited;
        continue;
      }
      const ObjectId copy = catalog_.add<Column>(child, catalog_.name(column_), catalog().at(column_).place);
      Column column = body();
      column.position = next_position(catalog_, child);
      column.is_local = false;
      column.inherited = 1;
      column.identity = Identity::kNone;
      column.default_value = copy_expr(session_, column.default_value, column_map(catalog_, relation_, child));
      catalog_.body<Column>(copy) = std::move(column);
      add_to_children(child);
    }
  }

  void foreign_keys(const std::vector<PendingConstraint>& pending) {
    int number = 0;
    for (const PendingConstraint& one : pending) {
      if (one.node->contype != CONSTR_FOREIGN) continue;
      ++number;
      try {
        add_foreign_key(session_, relation_, one);
      } catch (NotFoundError& error) {
        session_.defer(what_.part + number * kPartsPerStatement, std::move(error.what));
      }
    }
  }

  void add_waiting_key(const ColumnDef* definition, int wanted) {
    const ObjectId column = column_named(session_, relation_, definition->colname, definition->location);
    int number = 0;
    PendingConstraint found;
    for (const RawConstraint* constraint : items<RawConstraint>(definition->constraints)) {
      if (constraint->contype == CONSTR_FOREIGN && ++number == wanted) found = {.node = constraint, .column = column};
      if (constraint->contype >= CONSTR_ATTR_DEFERRABLE && found.node && number == wanted)
        take_attribute(found, constraint);
    }
    if (found.node) add_foreign_key(session_, relation_, found);
  }

  // --- DEFAULT, NOT NULL, expressions ---

  ExprId new_expr(ExprContext context) {
    const NameScope scope = session_.scope();
    const ByteRange range = expression_range(scope.text, command_->def);
    return make_expression(scope, context, command_->def, range.begin, range.end);
  }

  void set_default() {
    if (body().identity != Identity::kNone)
      fail("42601", "column " + of_relation() + " is an identity column", {},
           command_->def ? "" : "Use ALTER TABLE ... ALTER COLUMN ... DROP IDENTITY instead.");
    if (body().generated != Generated::kNone) fail("42601", "column " + of_relation() + " is a generated column");
    ExprId expr;
    if (command_->def) expr = new_expr({.expected = body().type});
    if (command_->def && is_no_default(catalog(), column_, command_->def)) expr = {};
    bool first = true;
    each(
        [&](Column& column) {
          column.default_value = first ? expr : copy_expr(session_, expr, {});
          first = false;
        },
        "default");
  }

  void drop_not_null() {
    const ObjectId primary = primary_key(catalog(), relation_);
    if (primary) {
      const auto& columns = catalog().body<Constraint>(primary).columns;
      if (std::ranges::find(columns, column_) != columns.end())
        fail("42P16", "column " + name() + " is in a primary key");
    }
    if (body().identity != Identity::kNone) fail("42601", "column " + of_relation() + " is an identity column");
    for (ObjectId parent : parents())
      if (const ObjectId above = catalog_.find_column(parent, catalog_.name(column_)))
        if (catalog().body<Column>(above).not_null)
          fail("42P16", "column " + name() + " is marked NOT NULL in parent table");
    each(forget_not_null, "not_null");
  }

  std::vector<ObjectId> parents() const {
    return catalog_.is(relation_, Kind::kTable) ? catalog().body<Table>(relation_).parents : std::vector<ObjectId>{};
  }

  void set_expression() {
    if (body().generated == Generated::kNone) fail("55000", "column " + of_relation() + " is not a generated column");
    const ExprId expr = new_expr({.relation = relation_, .expected = body().type});
    for (ObjectId column : family()) {
      const ExprId own = column == column_
                             ? expr
                             : copy_expr(session_, expr, column_map(catalog_, relation_, catalog_.parent(column)));
      catalog_.body<Column>(column).default_value = own;
    }
  }

  void drop_expression() {
    if (body().generated == Generated::kNone) {
      if (command_->missing_ok) return;
      fail("55000", "column " + of_relation() + " is not a generated column");
    }
    each(
        [](Column& column) {
          column.generated = Generated::kNone;
          column.default_value = {};
        },
        "generated");
  }

  // --- storage and statistics ---

  int64_t statistics_target() const { return command_->def ? as<Integer>(command_->def)->ival : -1; }

  void set_statistics() {
    const int64_t target = statistics_target();
    each([&](Column& column) { column.statistics = target; }, "statistics");
  }

  void index_statistics() {
    Index& index = catalog_.body<Index>(relation_);
    const Symbol number = intern(std::to_string(command_->num));
    std::erase_if(index.statistics, [&](const Option& option) { return option.name == number; });
    if (statistics_target() >= 0) index.statistics.push_back({number, intern(std::to_string(statistics_target()))});
    std::ranges::sort(index.statistics, ByText{}, &Option::name);
  }

  void set_options(bool reset) {
    Column& column = catalog_.body<Column>(column_);
    column.options = merge_options(std::move(column.options), as<List>(command_->def), reset);
  }

  void set_storage() {
    const char letter = storage_letter(catalog_, body().type, strval(command_->def));
    each([&](Column& column) { column.storage = letter; }, "storage");
  }

  void set_compression() {
    const Symbol method = intern(strval(command_->def));
    each([&](Column& column) { column.compression = method.text() == "default" ? Symbol{} : method; }, "compression");
  }

  void foreign_options() {
    Options options = alter_options(session_, body().foreign_options, as<List>(command_->def));
    catalog_.body<Column>(column_).foreign_options = std::move(options);
  }

  // --- DROP COLUMN ---

  bool in_partition_key() const {
    if (!is_partitioned(catalog_, relation_)) return false;
    const auto& key = catalog().body<Table>(relation_).partition_key;
    return std::ranges::any_of(key, [&](const PartitionKeyItem& item) {
      if (item.column == column_) return true;
      if (!item.expr) return false;
      const auto& refs = catalog().expr(item.expr).refs;
      return std::ranges::any_of(refs, [&](const Reference& reference) { return reference.target == column_; });
    });
  }

  void drop() {
    if (body().inherited > 0) fail("42P16", "cannot drop inherited column " + name());
    if (in_partition_key())
      fail("42P16", "cannot drop column " + name() + " because it is part of the partition key of relation " +
                        quoted(catalog_.name(relation_).text()));
    if (is_partitioned(catalog_, relation_) && !what_.recurse &&
        !relation_index(session_).children(catalog_, relation_).empty())
      fail("42P16", "cannot drop column from only the partitioned table when partitions exist", {},
           "Do not specify the ONLY keyword.");
    std::vector<ObjectId> gone{column_};
    std::vector<ObjectId> kept;
    collect(relation_, gone, kept);
    session_.drop(gone, command_->behavior == DROP_CASCADE, location());
    for (ObjectId id : kept) {
      Column& column = catalog_.body<Column>(id);
      --column.inherited;
      if (!what_.recurse) column.is_local = true;
    }
  }

  void collect(ObjectId parent, std::vector<ObjectId>& gone, std::vector<ObjectId>& kept) {
    for (ObjectId child : relation_index(session_).children(catalog_, parent)) {
      const ObjectId own = catalog_.find_column(child, catalog_.name(column_));
      if (!own || catalog().body<Column>(own).inherited == 0) continue;
      const Column& column = catalog().body<Column>(own);
      if (what_.recurse && column.inherited == 1 && !column.is_local) {
        gone.push_back(own);
        collect(child, gone, kept);
      } else {
        kept.push_back(own);
      }
    }
  }

  // --- TYPE ---

  void alter_type() {
    const auto* definition = as<ColumnDef>(command_->def);
    const TypeRef type = resolve_type(session_.scope(), definition->typeName);
    const Symbol collation =
        definition->collClause ? collation_name(session_, definition->collClause->collname) : Symbol{};
    if (body().inherited > 0) fail("42P16", "cannot alter inherited column " + name());
    if (catalog_.is(relation_, Kind::kTable) && catalog().body<Table>(relation_).of_type.known())
      fail("42809", "cannot alter column type of typed table");
    if (in_partition_key())
      fail("42P16", "cannot alter column " + name() + " because it is part of the partition key of relation " +
                        quoted(catalog_.name(relation_).text()));
    const std::vector<ObjectId> columns = family();
    if (type != body().type)
      for (ObjectId column : columns) check_dependents(column);
    for (ObjectId id : columns) {
      Column& column = catalog_.body<Column>(id);
      if (column.type != type) column.storage = 0;
      column.type = type;
      column.collation = collation;
      catalog_.set_place(id, "type", session_.place(location()));
      if (column.identity == Identity::kNone) continue;
      if (const ObjectId sequence = identity_sequence(session_, id)) set_sequence_type(session_, sequence, type);
    }
  }

  void check_dependents(ObjectId column) const {
    for (ObjectId dependent : session_.dependents(column)) {
      const std::string detail = std::string(object_word(catalog_, dependent)) + " " +
                                 object_name(catalog_, dependent) + " depends on column " + name();
      switch (catalog_.kind(dependent)) {
        case Kind::kView:
        case Kind::kMaterializedView:
        case Kind::kRule: fail("0A000", "cannot alter type of a column used by a view or rule", detail);
        case Kind::kFunction: fail("0A000", "cannot alter type of a column used by a function or procedure", detail);
        case Kind::kPolicy: fail("0A000", "cannot alter type of a column used in a policy definition", detail);
        case Kind::kTrigger:
          if (when_mentions(dependent, column))
            fail("0A000", "cannot alter type of a column used in a trigger definition", detail);
          break;
        case Kind::kColumn:
          if (catalog().body<Column>(dependent).generated != Generated::kNone)
            fail("0A000", "cannot alter type of a column used by a generated column", detail);
          break;
        default: break;
      }
    }
  }

  bool when_mentions(ObjectId trigger, ObjectId column) const {
    const ExprId when = catalog().body<Trigger>(trigger).when;
    const auto& updated = catalog().body<Trigger>(trigger).update_columns;
    if (std::ranges::find(updated, column) != updated.end()) return true;
    if (!when) return false;
    const auto& refs = catalog().expr(when).refs;
    return std::ranges::any_of(refs, [&](const Reference& reference) { return reference.target == column; });
  }

  // --- identity ---

  void add_identity() {
    const auto* constraint = as<RawConstraint>(command_->def);
    if (!body().not_null)
      fail("55000", "column " + of_relation() + " must be declared NOT NULL before identity can be added");
    if (body().identity != Identity::kNone) fail("55000", "column " + of_relation() + " is already an identity column");
    if (body().default_value) fail("55000", "column " + of_relation() + " already has a default value");
    create_identity_sequence(session_, column_, constraint->options, location());
    catalog_.body<Column>(column_).identity =
        constraint->generated_when == 'a' ? Identity::kAlways : Identity::kByDefault;
    catalog_.set_place(column_, "identity", session_.place(location()));
  }

  void set_identity() {
    if (body().identity == Identity::kNone) fail("55000", "column " + of_relation() + " is not an identity column");
    const auto* options = as<List>(command_->def);
    if (const ObjectId sequence = identity_sequence(session_, column_))
      alter_sequence_options(session_, sequence, options, false);
    for (const DefElem* option : items<DefElem>(options))
      if (text_of(option->defname) == "generated")
        catalog_.body<Column>(column_).identity =
            as<Integer>(option->arg)->ival == 'a' ? Identity::kAlways : Identity::kByDefault;
  }

  void drop_identity() {
    if (body().identity == Identity::kNone) {
      if (command_->missing_ok) return;
      fail("55000", "column " + of_relation() + " is not an identity column");
    }
    if (const ObjectId sequence = identity_sequence(session_, column_)) catalog_.remove(sequence);
    catalog_.body<Column>(column_).identity = Identity::kNone;
  }

  Session& session_;
  Catalog& catalog_;
  const TableCommand& what_;
  const AlterTableCmd* command_;
  ObjectId relation_;
  ObjectId column_;
};

}  // namespace

void alter_columns(Session& session, const TableCommand& command) { ColumnCommand(session, command).run(); }

}  // namespace underpin::bind
