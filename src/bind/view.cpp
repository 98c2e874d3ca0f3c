// CREATE [OR REPLACE] [RECURSIVE] VIEW, and the columns of views.
#include <algorithm>

#include "bind/lists.h"
#include "bind/relations.h"
#include "bind/tokens.h"
#include "ir/print.h"
#include "parse/lexer.h"

namespace underpin::bind {
namespace {

// The query's bytes: behind AS, before WITH … CHECK OPTION.
ByteRange query_text(const NameScope& scope, const ViewStmt* statement) {
  const auto size = static_cast<uint32_t>(scope.text.size());
  const uint32_t name = static_cast<uint32_t>(std::max(statement->view->location, 0));
  const uint32_t begin = after_keyword(scope.text, name, "as");
  if (begin == kNoOffset) return {0, size};
  const uint32_t end =
      statement->withCheckOption == NO_CHECK_OPTION ? size : before_last_keyword(scope.text, begin, "with");
  return trimmed(scope.text, {begin, end == kNoOffset ? size : end});
}

Options view_options(const ViewStmt* statement) {
  Options options = def_options(statement->options);
  if (statement->withCheckOption != NO_CHECK_OPTION)
    options.push_back(
        {intern("check_option"), intern(statement->withCheckOption == LOCAL_CHECK_OPTION ? "local" : "cascaded")});
  std::ranges::stable_sort(options, {}, [](const Option& option) { return option.name.text(); });
  return options;
}

// CREATE OR REPLACE VIEW may only add columns at the end.
void check_replacement(const Session& session, const View& view, const QueryResult& query,
                       const std::vector<Symbol>& names, const std::vector<ObjectId>& columns) {
  if (!query.columns_known || !view.columns_known) return;
  const auto fail = [&](const std::string& message) { session.invalid(code::kInvalidDefinition, "42P16", 0, message); };
  if (names.size() < view.column_names.size()) fail("cannot drop columns from view");
  for (size_t i = 0; i < view.column_names.size(); ++i) {
    if (names[i] != view.column_names[i])
      fail("cannot change name of view column " + quoted(view.column_names[i].text()) + " to " +
           quoted(names[i].text()));
    if (i >= columns.size() || i >= query.columns.size()) continue;
    const TypeRef& before = session.catalog.body<Column>(columns[i]).type;
    const TypeRef& now = query.columns[i].type;
    if (before.known() && now.known() && before != now)
      fail("cannot change data type of view column " + quoted(names[i].text()) + " from " +
           type_text(session.catalog, before) + " to " + type_text(session.catalog, now));
  }
}

std::vector<Symbol> output_names(const QueryResult& query, const List* aliases) {
  std::vector<Symbol> names;
  for (const OutputColumn& column : query.columns) names.push_back(column.name);
  size_t number = 0;
  for (const Node* alias : items(aliases)) {
    if (number >= names.size()) names.emplace_back();
    names[number++] = symbol(as<String>(alias)->sval);
  }
  return names;
}

void check_names(const Session& session, const QueryResult& query, const std::vector<Symbol>& names,
                 const List* aliases) {
  if (!query.columns_known) return;
  if (items(aliases).size() > static_cast<int>(query.columns.size()))
    session.invalid(code::kInvalidDefinition, "42601", 0, "CREATE VIEW specifies more column names than columns");
  std::vector<Symbol> sorted = names;
  std::ranges::sort(sorted);
  const auto twice = std::ranges::adjacent_find(sorted);
  if (twice != sorted.end() && !twice->empty())
    session.invalid(code::kDuplicateObject, "42701", 0,
                    "column " + quoted(twice->text()) + " specified more than once");
}

}  // namespace

void set_view_columns(Session& session, ObjectId view, const QueryResult& query, const std::vector<Symbol>& names) {
  Catalog& catalog = session.catalog;
  for (size_t i = 0; i < names.size(); ++i) {
    if (names[i].empty()) continue;
    ObjectId id = catalog.find_column(view, names[i]);
    if (!id) id = catalog.add<Column>(view, names[i], catalog.at(view).place);
    Column& column = catalog.body<Column>(id);
    column.position = static_cast<uint16_t>(i + 1);
    if (i < query.columns.size()) column.type = query.columns[i].type;
  }
}

namespace {

bool is_recursive(std::string_view text) {
  Lexer lexer(text);
  for (int words = 0; words < 6; ++words) {
    const Token token = lexer.next();
    const std::string_view word = text.substr(token.begin, token.end - token.begin);
    if (is_keyword(word, "recursive")) return true;
    if (is_keyword(word, "view")) return false;
  }
  return false;
}

// CREATE RECURSIVE VIEW v (a) AS q: the parser has made WITH RECURSIVE v (a) AS (q) SELECT a FROM v of it; so do we
// with the text.
QueryResult recursive_query(Session& session, const ViewStmt* statement, ByteRange inner) {
  std::string columns;
  for (const Node* alias : items(statement->aliases))
    columns += (columns.empty() ? "" : ", ") + quote_identifier(strval(alias));
  const std::string name = quote_identifier(text_of(statement->view->relname));
  const std::string query = "WITH RECURSIVE " + name + "(" + columns + ") AS (" +
                            std::string(session.scope().text.substr(inner.begin, inner.end - inner.begin)) +
                            ") SELECT " + columns + " FROM " + name;
  NameScope scope = session.scope();
  scope.text = session.catalog.keep(query);
  scope.file = {};
  QueryResult result;
  parse_text(
      scope.text, TextKind::kStatements,
      [&](const Node* node) { result = make_query(scope, node, 0, static_cast<uint32_t>(scope.text.size())); },
      nullptr);
  return result;
}

}  // namespace

void create_view(Session& session, const Node* node) {
  const auto* statement = as<ViewStmt>(node);
  Catalog& catalog = session.catalog;
  const ObjectId schema = session.creation_schema(statement->view);
  const Symbol name = symbol(statement->view->relname);
  const NameScope scope = session.scope();
  const ByteRange text = query_text(scope, statement);
  const ObjectId existing = statement->replace ? catalog.find(NameSpace::kRelation, schema, name) : ObjectId{};
  if (existing && !catalog.is(existing, Kind::kView))
    session.invalid(code::kWrongObjectType, "42809", statement->view->location, quoted(name.text()) + " is not a view");
  const QueryResult query = is_recursive(scope.text) ? recursive_query(session, statement, text)
                                                     : make_query(scope, statement->query, text.begin, text.end);
  const std::vector<Symbol> names = output_names(query, statement->aliases);
  check_names(session, query, names, statement->aliases);
  if (existing)
    check_replacement(session, std::as_const(catalog).body<View>(existing), query, names,
                      columns_of(catalog, existing));
  const ObjectId id = existing ? existing : session.create<View>(schema, name, statement->view->location);
  if (existing) catalog.at(id).place = session.place(statement->view->location);
  View& view = catalog.body<View>(id);
  view.query = query.expr;
  view.column_names = names;
  view.columns_known = query.columns_known;
  view.options = view_options(statement);
  set_view_columns(session, id, query, names);
}

}  // namespace underpin::bind
