// One column or expression of an index: its operator class, collation and order, and the name that it lends to the
// index.
#include <algorithm>
#include <array>

#include "bind/lists.h"
#include "bind/objects.h"
#include "bind/relations.h"
#include "bind/tokens.h"
#include "ir/print.h"

namespace underpin::bind {
namespace {

struct OpclassInfo {
  std::string_view method, name;
  bool is_default;
};

// What PostgreSQL itself defines; of the types that have several, the one that need not be said.
constexpr OpclassInfo kOpclasses[] = {
#include "bind/opclasses.inc"
};

// Operator classes that well-known extensions bring.
struct ExtensionOpclass {
  std::string_view extension, opclass;
};
constexpr ExtensionOpclass kExtensionOpclasses[] = {
    {"pg_trgm", "gin_trgm_ops"},         {"pg_trgm", "gist_trgm_ops"},
    {"postgis", "gist_geometry_ops_nd"}, {"postgis", "gist_geometry_ops_2d"},
    {"postgis", "gist_geography_ops"},   {"postgis", "brin_geometry_inclusion_ops_2d"},
    {"vector", "vector_l2_ops"},         {"vector", "vector_ip_ops"},
    {"vector", "vector_cosine_ops"},     {"vector", "vector_l1_ops"},
    {"hstore", "gin_hstore_ops"},        {"hstore", "gist_hstore_ops"},
    {"ltree", "gist_ltree_ops"},         {"ltree", "gist__ltree_ops"},
    {"intarray", "gin__int_ops"},        {"intarray", "gist__int_ops"},
    {"intarray", "gist__intbig_ops"},    {"cube", "gist_cube_ops"},
};

const OpclassInfo* builtin_opclass(std::string_view method, std::string_view name) {
  const auto found = std::ranges::find_if(
      kOpclasses, [&](const OpclassInfo& info) { return info.method == method && info.name == name; });
  return found == std::end(kOpclasses) ? nullptr : found;
}

// The schema that an unqualified operator class of an extension is found in.
std::string opclass_schema(const Session& session, std::string_view name) {
  const Catalog& catalog = session.catalog;
  const auto known = std::ranges::find(kExtensionOpclasses, name, &ExtensionOpclass::opclass);
  if (known != std::end(kExtensionOpclasses))
    if (const ObjectId extension = catalog.find(Kind::kExtension, {}, intern(known->extension)))
      if (const Symbol schema = catalog.body<Extension>(extension).schema; !schema.empty())
        return std::string(schema.text());
  return "public";
}

}  // namespace

Symbol opclass_name(const Session& session, const List* names, std::string_view method, const TypeRef&) {
  const auto parts = items(names);
  if (parts.empty()) return {};
  const std::string_view name = strval(parts.back());
  const std::string_view schema = parts.size() > 1 ? strval(parts[parts.size() - 2]) : std::string_view();
  if (schema.empty() || schema == "pg_catalog")
    if (const OpclassInfo* known = builtin_opclass(method, name)) return known->is_default ? Symbol{} : intern(name);
  if (!schema.empty()) return printed_name(names);
  for (ObjectId candidate : session.search_path)
    for (ObjectId child : session.catalog.children(candidate, Kind::kOpaque))
      if (const Opaque& opaque = std::as_const(session.catalog).body<Opaque>(child);
          opaque.object_class.text() == "OPERATOR CLASS" &&
          opaque.signature.text().starts_with(quote_identifier(name) + " "))
        return intern(qualified_name(session.catalog, candidate) + "." + quote_identifier(name));
  return intern(quote_identifier(opclass_schema(session, name)) + "." + quote_identifier(name));
}

ObjectId index_column(const Session& session, ObjectId table, const char* name) {
  const ObjectId column = session.catalog.find_column(table, symbol(name));
  if (!column)
    session.not_found(NotFound::What::kColumn, "42703", -1, "column " + quoted(text_of(name)) + " does not exist");
  return column;
}

namespace {

// "(a)" is the column.
const char* plain_column(const Node* expr) {
  if (!is_node(expr, T_ColumnRef)) return nullptr;
  const auto fields = items(as<ColumnRef>(expr)->fields);
  return fields.size() == 1 && is_node(fields[0], T_String) ? as<String>(fields[0])->sval : nullptr;
}

}  // namespace

IndexElement index_element(Session& session, ObjectId table, const IndexElem* node, std::string_view method,
                           ByteRange text) {
  const Catalog& catalog = session.catalog;
  const NameScope scope = session.scope();
  IndexElement element;
  const char* column = node->name;
  if (!column && plain_column(node->expr) && catalog.find_column(table, symbol(plain_column(node->expr))))
    column = plain_column(node->expr);
  Symbol own_collation;
  if (column) {
    element.column = index_column(session, table, column);
    own_collation = catalog.body<Column>(element.column).collation;
  } else {
    const ByteRange range = element_expression(scope.text, text);
    element.expr = make_expression(scope, {.relation = table}, node->expr, range.begin, range.end);
  }
  element.collation = collation_name(session, node->collation, own_collation);
  element.opclass = opclass_name(session, node->opclass, method, {});
  element.opclass_options = def_options(node->opclassopts);
  element.descending = node->ordering == SORTBY_DESC;
  element.nulls_first =
      node->nulls_ordering == SORTBY_NULLS_DEFAULT ? element.descending : node->nulls_ordering == SORTBY_NULLS_FIRST;
  return element;
}

std::vector<Symbol> index_column_names(const Catalog& catalog, const Index& index,
                                       const std::vector<Symbol>& expressions) {
  std::vector<Symbol> names;
  size_t expression = 0;
  const auto append = [&](std::string_view wanted) {
    Symbol name = intern(wanted);
    for (int number = 1; std::ranges::find(names, name) != names.end(); ++number) {
      const std::string digits = std::to_string(number);
      name = intern(std::string(clip(wanted, kMaxIdentifier - digits.size())) + digits);
    }
    names.push_back(name);
  };
  for (const IndexElement& element : index.elements) {
    Symbol name = element.column ? catalog.name(element.column) : Symbol{};
    if (!element.column && expression < expressions.size()) name = expressions[expression++];
    append(name.empty() ? "expr" : name.text());
  }
  for (ObjectId column : index.include) append(catalog.name(column).text());
  return names;
}

}  // namespace underpin::bind
