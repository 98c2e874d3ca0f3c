// CREATE TABLE AS, SELECT INTO, CREATE MATERIALIZED VIEW.
#include <algorithm>

#include "bind/lists.h"
#include "bind/relations.h"
#include "bind/tokens.h"

namespace underpin::bind {
namespace {

ByteRange query_text(const NameScope& scope, const IntoClause* into, bool materialized_view) {
  const auto size = static_cast<uint32_t>(scope.text.size());
  const uint32_t begin = after_keyword(scope.text, static_cast<uint32_t>(std::max(into->rel->location, 0)), "as");
  if (begin == kNoOffset) return {0, size};
  // WITH [NO] DATA, where it is written: a query can end in no other DATA behind a WITH at this level.
  uint32_t end = size;
  const uint32_t with = before_last_keyword(scope.text, begin, "with");
  if (with != kNoOffset && after_keyword(scope.text, with, "data") == size && size - with < 40) end = with;
  if (!materialized_view && into->skipData && with != kNoOffset) end = with;
  return trimmed(scope.text, {begin, end});
}

std::vector<Symbol> column_names(const Session& session, const QueryResult& query, const List* given) {
  std::vector<Symbol> names;
  for (const OutputColumn& column : query.columns) names.push_back(column.name);
  size_t number = 0;
  for (const Node* name : items(given)) {
    if (query.columns_known && number >= names.size())
      session.invalid(code::kInvalidDefinition, "42601", 0, "too many column names were specified");
    if (number >= names.size()) names.emplace_back();
    names[number++] = symbol(as<String>(name)->sval);
  }
  return names;
}

void create_materialized_view(Session& session, const CreateTableAsStmt* statement, ObjectId schema) {
  Catalog& catalog = session.catalog;
  const IntoClause* into = statement->into;
  const NameScope scope = session.scope();
  const ByteRange text = query_text(scope, into, true);
  const QueryResult query = make_query(scope, statement->query, text.begin, text.end);
  const std::vector<Symbol> names = column_names(session, query, into->colNames);
  const ObjectId id = session.create<MaterializedView>(schema, symbol(into->rel->relname), into->rel->location);
  MaterializedView& view = catalog.body<MaterializedView>(id);
  view.query = query.expr;
  view.column_names = names;
  view.columns_known = query.columns_known;
  view.options = def_options(into->options);
  view.access_method = access_method_or_default(session, into->accessMethod);
  view.tablespace = tablespace_or_default(session, into->tableSpaceName);
  view.populated = !into->skipData;
  set_view_columns(session, id, query, names);
}

[[noreturn]] void unknown_shape(const Session& session, const IntoClause* into) {
  session.invalid(
      code::kNotModelled, "", into->rel->location,
      "the columns of table " + quoted(text_of(into->rel->relname)) + " depend on what the model does not know", {},
      "Write the table's columns out with CREATE TABLE.");
}

void create_table_of_query(Session& session, const Node* query_node, const IntoClause* into, ByteRange text) {
  Catalog& catalog = session.catalog;
  const ObjectId schema = session.creation_schema(into->rel);
  const QueryResult query = make_query(session.scope(), query_node, text.begin, text.end);
  const std::vector<Symbol> names = column_names(session, query, into->colNames);
  const bool known = query.columns_known && std::ranges::all_of(query.columns, [](const OutputColumn& column) {
                       return column.type.known() && !column.name.empty();
                     });
  if (!known) unknown_shape(session, into);
  const ObjectId id = session.create<Table>(schema, symbol(into->rel->relname), into->rel->location);
  Table& table = catalog.body<Table>(id);
  table.persistence = into->rel->relpersistence;
  table.options = merge_options({}, into->options, false);
  table.access_method = access_method_or_default(session, into->accessMethod);
  table.tablespace = tablespace_or_default(session, into->tableSpaceName);
  set_view_columns(session, id, query, names);
}

}  // namespace

void create_table_as(Session& session, const Node* node) {
  const auto* statement = as<CreateTableAsStmt>(node);
  const IntoClause* into = statement->into;
  const ObjectId schema = session.creation_schema(into->rel);
  if (statement->if_not_exists && session.catalog.find(NameSpace::kRelation, schema, symbol(into->rel->relname)))
    return;
  Undo undo(session);
  if (statement->objtype == OBJECT_MATVIEW) {
    create_materialized_view(session, statement, schema);
  } else {
    if (!is_node(statement->query, T_SelectStmt)) unknown_shape(session, into);
    create_table_of_query(session, statement->query, into, query_text(session.scope(), into, false));
  }
  undo.keep();
}

void select_into(Session& session, const SelectStmt* statement) {
  Undo undo(session);
  create_table_of_query(session, reinterpret_cast<const Node*>(statement), statement->intoClause,
                        {0, static_cast<uint32_t>(session.scope().text.size())});
  undo.keep();
}

}  // namespace underpin::bind
