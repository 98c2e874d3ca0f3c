#include <algorithm>

#include "bind/lists.h"
#include "bind/objects.h"
#include "bind/relations.h"

namespace underpin::bind {
namespace {

constexpr std::string_view kKinds[] = {"dependencies", "mcv", "ndistinct"};
constexpr std::string_view kFrom[] = {"from"};

// A column in brackets is a column.
const char* column_name(const StatsElem* element) {
  if (element->name) return element->name;
  if (!is_node(element->expr, T_ColumnRef)) return nullptr;
  const auto fields = items(as<ColumnRef>(element->expr)->fields);
  return fields.size() == 1 && is_node(fields[0], T_String) ? as<String>(fields[0])->sval : nullptr;
}

StatisticsElement read_element(Session& s, ObjectId relation, const StatsElem* element) {
  if (const char* name = column_name(element)) return {.column = column_named(s, relation, name, -1), .expr = {}};
  const ByteRange range = expression_range(s.statement.text(), element->expr, kFrom);
  ExprContext context;
  context.relation = relation;
  return {.column = {}, .expr = make_expression(s.scope(), context, element->expr, range.begin, range.end)};
}

// As PostgreSQL keeps them: columns by position, then expressions in their order.
std::vector<StatisticsElement> read_elements(Session& s, ObjectId relation, const List* list) {
  std::vector<StatisticsElement> out;
  for (const StatsElem* element : items<StatsElem>(list)) out.push_back(read_element(s, relation, element));
  const Catalog& catalog = s.catalog;
  std::ranges::stable_sort(out, {}, [&](const StatisticsElement& element) {
    return element.column ? int{catalog.body<Column>(element.column).position} : int{UINT16_MAX} + 1;
  });
  for (size_t i = 1; i < out.size(); ++i)
    if (out[i].column && out[i].column == out[i - 1].column)
      s.invalid(code::kInvalidDefinition, "42701", -1, "duplicate column name in statistics definition");
  return out;
}

std::vector<Symbol> read_kinds(const Session& s, const CreateStatsStmt* stmt) {
  const bool one_expression = items(stmt->exprs).size() == 1;
  std::vector<Symbol> out;
  for (const Node* kind : items(stmt->stat_types)) {
    if (std::ranges::find(kKinds, strval(kind)) == std::end(kKinds))
      s.invalid(code::kInvalidDefinition, "42601", -1, "unrecognized statistics kind " + in_quotes(strval(kind)));
    out.push_back(intern(strval(kind)));
  }
  if (out.empty() && !one_expression)
    for (std::string_view kind : kKinds) out.push_back(intern(kind));
  std::ranges::sort(out, ByText{});
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// t_a_b_stat: the columns' names, "expr" for an expression.
Symbol choose_name(const Session& s, ObjectId relation, const List* elements) {
  std::string columns;
  for (const StatsElem* element : items<StatsElem>(elements)) {
    if (!columns.empty()) columns += '_';
    columns += element->name ? element->name : "expr";
    if (columns.size() >= kMaxIdentifier) break;
  }
  columns = clip(columns, kMaxIdentifier);
  const ObjectId schema = s.catalog.schema_of(relation);
  std::string label = "stat";
  for (int pass = 1;; ++pass) {
    const Symbol name = intern(make_object_name(s.catalog.name(relation).text(), columns, label));
    if (!s.catalog.find(Kind::kStatistics, schema, name)) return name;
    label = "stat" + std::to_string(pass);
  }
}

}  // namespace

void create_statistics(Session& s, const Node* node) {
  const auto* stmt = as<CreateStatsStmt>(node);
  const auto relations = items(stmt->relations);
  if (relations.size() != 1 || !is_node(relations[0], T_RangeVar))
    s.invalid(code::kInvalidDefinition, "0A000", -1, "only a single relation is allowed in CREATE STATISTICS");
  const auto* target = as<RangeVar>(relations[0]);
  const ObjectId relation = resolve_relation(s.scope(), target);
  if (!s.catalog.is(relation, Kind::kTable) && !s.catalog.is(relation, Kind::kMaterializedView))
    s.invalid(code::kWrongObjectType, "42809", target->location,
              "cannot define statistics for relation " + in_quotes(target->relname));
  const ObjectId schema = stmt->defnames ? s.creation_schema(stmt->defnames, -1) : s.catalog.schema_of(relation);
  const Symbol name =
      stmt->defnames ? symbol(name_parts(s, stmt->defnames).name) : choose_name(s, relation, stmt->exprs);
  if (stmt->if_not_exists && s.catalog.find(Kind::kStatistics, schema, name)) return;
  Statistics statistics;
  statistics.relation = relation;
  statistics.kinds = read_kinds(s, stmt);
  statistics.elements = read_elements(s, relation, stmt->exprs);
  const ObjectId id = s.create<Statistics>(schema, name, -1);
  s.catalog.body<Statistics>(id) = std::move(statistics);
}

void alter_statistics(Session& s, const Node* node) {
  const auto* stmt = as<AlterStatsStmt>(node);
  const ObjectId id = find_in_path(s, Kind::kStatistics, stmt->defnames);
  if (!id && stmt->missing_ok) return;
  if (!id)
    s.not_found(NotFound::What::kOther, "42704", -1,
                "statistics object " + in_quotes(printed_name(stmt->defnames).text()) + " does not exist");
  s.catalog.body<Statistics>(id).target = stmt->stxstattarget ? as<Integer>(stmt->stxstattarget)->ival : -1;
  s.catalog.set_place(id, "target", s.place(-1));
}

}  // namespace underpin::bind
