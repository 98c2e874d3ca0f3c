#include "plan/kinds/index_sql.h"

#include "plan/kinds/table_sql.h"

namespace underpin::plan {
namespace {

std::string order_text(bool descending, bool nulls_first) {
  std::string out = descending ? " DESC" : "";
  if (nulls_first != descending) out += nulls_first ? " NULLS FIRST" : " NULLS LAST";
  return out;
}

}  // namespace

template <class Element>
std::string index_element(const Catalog& catalog, const Element& element) {
  std::string out = element.column ? bare(catalog, element.column) : "(" + expr_text(catalog, element.expr) + ")";
  if (!element.collation.empty()) out += " COLLATE " + std::string(element.collation.text());
  if (!element.opclass.empty()) out += " " + std::string(element.opclass.text());
  if (!element.opclass_options.empty()) out += " (" + storage_parameters(element.opclass_options) + ")";
  return out + order_text(element.descending, element.nulls_first);
}
template std::string index_element(const Catalog&, const IndexElement&);
template std::string index_element(const Catalog&, const ExcludeElement&);

std::string index_definition(const Catalog& catalog, ObjectId id, bool only, bool concurrently) {
  const Index& index = catalog.body<Index>(id);
  std::string out = index.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ";
  if (concurrently) out += "CONCURRENTLY ";
  out += bare(catalog, id) + " ON " + (only ? "ONLY " : "") + qualified_name(catalog, catalog.parent(id));
  out += " USING " + quote_identifier(index.method) + " (";
  for (size_t i = 0; i < index.elements.size(); ++i) out += (i ? ", " : "") + index_element(catalog, index.elements[i]);
  out += ")";
  if (!index.include.empty()) out += " INCLUDE (" + column_list(catalog, index.include) + ")";
  if (index.nulls_not_distinct) out += " NULLS NOT DISTINCT";
  if (!index.options.empty()) out += " WITH (" + storage_parameters(index.options) + ")";
  if (!index.tablespace.empty()) out += " TABLESPACE " + quote_identifier(index.tablespace);
  if (index.predicate) out += " WHERE " + expr_text(catalog, index.predicate);
  return out;
}

}  // namespace underpin::plan
