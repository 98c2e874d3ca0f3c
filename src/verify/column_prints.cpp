#include "verify/column_prints.h"

#include <fmt/format.h>

#include <vector>

#include "ir/print.h"
#include "locks/locks.h"
#include "verify/names.h"
#include "verify/writes.h"

namespace underpin {
namespace {

std::vector<std::string> columns_of(live::Session& session, const std::string& table) {
  std::vector<std::string> out;
  for (const auto& row : session
                             .run(fmt::format("SELECT attname FROM pg_catalog.pg_attribute WHERE attrelid = "
                                              "pg_catalog.to_regclass({}) AND attnum > 0 AND NOT attisdropped",
                                              quote_literal(table)))
                             .rows)
    out.push_back(row[0]);
  return out;
}

// Has each row the value that follows from the others?
bool is_determined(const Catalog& before, ObjectId table, const Catalog& after, const std::string& column) {
  if (before.find_column(table, intern(column))) return true;
  const ObjectId next = find_qualified(after, NameSpace::kRelation, qualified_name(before, table));
  const ObjectId id = next ? after.find_column(next, intern(column)) : ObjectId{};
  if (!id) return false;
  const Column& body = after.body<Column>(id);
  return body.identity == Identity::kNone &&
         (!body.default_value || !calls_volatile_function(after, body.default_value));
}

void print_table(const Catalog& before, const Catalog& after, ObjectId table, live::Session& session,
                 ColumnPrints& out) {
  const std::string name = qualified_name(before, table);
  std::string key, query;
  for (ObjectId id : primary_key(before, table)) key += quote_identifier(before.name(id)) + ", ";
  const std::vector<std::string> columns = columns_of(session, name);
  for (const std::string& column : columns) {
    const std::string quoted = quote_identifier(column);
    query += query.empty() ? "SELECT " : ", ";
    if (is_determined(before, table, after, column))
      query += fmt::format("coalesce(sum(pg_catalog.hashtextextended(ROW({}{})::text, 0)::numeric), 0)", key, quoted);
    else
      query += fmt::format("count({})", quoted);
  }
  if (query.empty()) return;
  const live::Answer answer = session.run(query + " FROM ONLY " + name);
  for (size_t i = 0; answer.done && i < columns.size(); ++i)
    out[name + "." + quote_identifier(columns[i])] = answer.rows[0][i];
}

}  // namespace

ColumnPrints print_columns(const Catalog& before, const Catalog& after, live::Session& session) {
  ColumnPrints out;
  before.for_each([&](ObjectId id) {
    if (before.is(id, Kind::kTable) && !before.body<Table>(id).server) print_table(before, after, id, session, out);
  });
  return out;
}

}  // namespace underpin
