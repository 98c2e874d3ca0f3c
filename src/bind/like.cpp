// CREATE TABLE (LIKE other INCLUDING …).
#include <algorithm>

#include "bind/lists.h"
#include "bind/relations.h"

namespace underpin::bind {
namespace {

ObjectId like_source(const Session& session, const TableLikeClause* like) {
  const NameScope scope = session.scope();
  const Catalog& catalog = session.catalog;
  ObjectId found = find_relation(scope, like->relation);
  if (!found) {
    std::vector<ObjectId> path(scope.search_path.begin(), scope.search_path.end());
    if (like->relation->schemaname) path = {session.schema_named(like->relation->schemaname, like->relation->location)};
    for (ObjectId schema : path)
      if (const ObjectId type = catalog.find(NameSpace::kType, schema, symbol(like->relation->relname)); !found && type)
        if (catalog.is(type, Kind::kComposite)) found = type;
  }
  if (!found) found = resolve_relation(scope, like->relation);
  if (!found || catalog.is(found, Kind::kIndex) || catalog.is(found, Kind::kSequence))
    session.invalid(code::kWrongObjectType, "42809", like->relation->location,
                    "relation " + quoted(text_of(like->relation->relname)) + " is invalid in LIKE clause");
  return found;
}

class LikeCopier {
 public:
  LikeCopier(Session& session, ObjectId table, const TableLikeClause* like)
      : session_(session),
        catalog_(session.catalog),
        table_(table),
        source_(like_source(session, like)),
        options_(like->options) {}

  void columns() {
    for (ObjectId from : columns_of(catalog_, source_)) column(from);
  }

  void rest() {
    map_ = column_map(catalog_, source_, table_);
    for (const auto& [from, to] : ObjectMap(map_))
      if (catalog_.is(from, Kind::kColumn)) value(from, to);
    if (has(CREATE_TABLE_LIKE_CONSTRAINTS)) checks();
    if (has(CREATE_TABLE_LIKE_INDEXES)) indexes();
    if (has(CREATE_TABLE_LIKE_STATISTICS)) statistics();
  }

 private:
  bool has(bits32 option) const { return (options_ & option) != 0; }
  const Catalog& catalog() const { return catalog_; }

  void column(ObjectId from) {
    if (catalog_.find_column(table_, catalog_.name(from)))
      session_.invalid(code::kDuplicateObject, "42701", 0,
                       "column " + quoted(catalog_.name(from).text()) + " specified more than once");
    const Column source = catalog().body<Column>(from);
    Column copy;
    copy.type = source.type;
    copy.collation = source.collation;
    copy.not_null = source.not_null;
    copy.position = next_position(catalog_, table_);
    if (copy.not_null && session_.options.target >= 18)
      copy.not_null_name = source.not_null_name.empty() ? not_null_name(session_, from) : source.not_null_name;
    if (has(CREATE_TABLE_LIKE_STORAGE)) copy.storage = source.storage;
    if (has(CREATE_TABLE_LIKE_COMPRESSION)) copy.compression = source.compression;
    const ObjectId id = catalog_.add<Column>(table_, catalog_.name(from), catalog().at(table_).place);
    if (has(CREATE_TABLE_LIKE_COMMENTS)) catalog_.at(id).comment = catalog().at(from).comment;
    catalog_.body<Column>(id) = std::move(copy);
    if (!has(CREATE_TABLE_LIKE_IDENTITY) || source.identity == Identity::kNone) return;
    catalog_.body<Column>(id).identity = source.identity;
    if (const ObjectId sequence = identity_sequence(session_, from)) copy_identity_sequence(session_, sequence, id);
  }

  void value(ObjectId from, ObjectId to) {
    const Column source = catalog().body<Column>(from);
    const bool wanted =
        has(source.generated == Generated::kNone ? CREATE_TABLE_LIKE_DEFAULTS : CREATE_TABLE_LIKE_GENERATED);
    if (!source.default_value || !wanted) return;
    const ExprId copy = copy_expr(session_, source.default_value, map_);
    catalog_.body<Column>(to).default_value = copy;
    catalog_.body<Column>(to).generated = source.generated;
  }

  void checks() {
    for (ObjectId from : catalog_.children(source_, Kind::kConstraint)) {
      if (catalog().body<Constraint>(from).type != ConstraintType::kCheck) continue;
      const ObjectId id = session_.create<Constraint>(table_, catalog_.name(from), 0);
      Constraint copy = catalog().body<Constraint>(from);
      copy.expr = copy_expr(session_, copy.expr, map_);
      copy.is_local = true;
      copy.inherited = 0;
      copy.valid = copy.enforced;
      catalog_.body<Constraint>(id) = std::move(copy);
      if (has(CREATE_TABLE_LIKE_COMMENTS)) catalog_.at(id).comment = catalog().at(from).comment;
    }
  }

  void indexes() {
    for (ObjectId from : catalog_.children(source_, Kind::kIndex)) {
      const bool primary =
          catalog().body<Index>(from).constraint &&
          catalog().body<Constraint>(catalog().body<Index>(from).constraint).type == ConstraintType::kPrimary;
      if (primary && primary_key(catalog_, table_))
        session_.invalid(
            code::kInvalidDefinition, "42P16", 0,
            "multiple primary keys for table " + quoted(catalog_.name(table_).text()) + " are not allowed");
      const ObjectId id = copy_index(session_, from, table_, map_);
      if (!has(CREATE_TABLE_LIKE_COMMENTS)) continue;
      catalog_.at(id).comment = catalog().at(from).comment;
      const ObjectId constraint = catalog().body<Index>(from).constraint;
      if (constraint) catalog_.at(catalog().body<Index>(id).constraint).comment = catalog().at(constraint).comment;
    }
  }

  void statistics() {
    std::vector<ObjectId> sources;
    for (ObjectId id : catalog_.children(catalog().schema_of(source_), Kind::kStatistics))
      if (catalog().body<Statistics>(id).relation == source_) sources.push_back(id);
    for (ObjectId from : sources) {
      Statistics copy = catalog().body<Statistics>(from);
      copy.relation = table_;
      std::vector<Symbol> names;
      for (StatisticsElement& element : copy.elements) {
        element.column = mapped(map_, element.column);
        element.expr = copy_expr(session_, element.expr, map_);
        names.push_back(element.column ? catalog_.name(element.column) : intern("expr"));
      }
      const ObjectId id = session_.create<Statistics>(catalog().parent(table_), statistics_name(names), 0);
      catalog_.body<Statistics>(id) = std::move(copy);
      if (has(CREATE_TABLE_LIKE_COMMENTS)) catalog_.at(id).comment = catalog().at(from).comment;
    }
  }

  Symbol statistics_name(const std::vector<Symbol>& columns) const {
    for (int pass = 0;; ++pass) {
      const std::string label = pass == 0 ? "stat" : "stat" + std::to_string(pass);
      const Symbol name = intern(make_object_name(catalog_.name(table_).text(), join_names(columns), label));
      if (!catalog_.find(Kind::kStatistics, catalog_.parent(table_), name)) return name;
    }
  }

  Session& session_;
  Catalog& catalog_;
  ObjectId table_;
  ObjectId source_;
  bits32 options_;
  ObjectMap map_;
};

}  // namespace

void like_columns(Session& session, ObjectId table, const TableLikeClause* like) {
  LikeCopier(session, table, like).columns();
}

void like_rest(Session& session, ObjectId table, const TableLikeClause* like) {
  LikeCopier(session, table, like).rest();
}

}  // namespace underpin::bind
