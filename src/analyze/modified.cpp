// What INSERT, UPDATE, DELETE and MERGE may be aimed at.
#include <algorithm>

#include "analyze/analyzer.h"
#include "analyze/tree.h"
#include "diag/codes.h"
#include "parse/statement.h"
#include "parse/walk.h"

namespace underpin::analyze {

namespace {

struct Event {
  char letter;              // as in Rule
  const char* verb;         // "cannot … view"
  const char* column_verb;  // "cannot … column"
  const char* statement;
};
constexpr Event kEvents[] = {{'i', "insert into", "insert into", "INSERT"},
                             {'u', "update", "update", "UPDATE"},
                             {'d', "delete from", "delete from", "DELETE"}};

const Event& event_of(char letter) { return letter == 'i' ? kEvents[0] : letter == 'u' ? kEvents[1] : kEvents[2]; }

bool fires(const Trigger& trigger, char event) {
  return trigger.timing == 'i' && (event == 'i'   ? trigger.on_insert
                                   : event == 'u' ? trigger.on_update
                                                  : trigger.on_delete);
}

bool mentions_returning(std::string_view definition) {
  std::string upper(definition);
  for (char& c : upper)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c & ~0x20);
  return upper.find("RETURNING") != upper.npos;
}

}  // namespace

// Does a view's target list hold a call that makes it more than a selection of rows?
bool Analyzer::gathers(const Node* node) const {
  if (node == nullptr || tag(node) == T_SubLink) return false;
  if (tag(node) == T_FuncCall) {
    const auto* call = as<FuncCall>(node);
    const std::string_view name = last_name(call->funcname);
    if (call->over != nullptr) return true;
    for (const builtin::FunctionInfo& info : builtin::functions(name))
      if (info.kind == 'a' || info.returns_set()) return true;
    for (const ObjectId schema : scope_.search_path)
      for (const ObjectId routine : catalog().routines(schema, intern(name)))
        if (catalog().is(routine, Kind::kAggregate) ||
            (catalog().is(routine, Kind::kFunction) && catalog().body<Function>(routine).returns_set))
          return true;
  }
  bool found = false;
  for_each_child(node, [&](const Node* child) { found |= gathers(child); });
  return found;
}

// May rows be written through a view? Its rules and INSTEAD OF triggers say how, or it is a plain selection of columns
// of one relation.
void Analyzer::check_view(const Entry* entry, char event, std::span<const Symbol> columns, bool returning) {
  if (!entry->relation) return;
  for (const ObjectId child : catalog().at(entry->relation).children) {
    if (catalog().is(child, Kind::kTrigger) && fires(catalog().body<Trigger>(child), event)) return;
    if (!catalog().is(child, Kind::kRule)) continue;
    const Rule& rule = catalog().body<Rule>(child);
    if (rule.event != event || !rule.instead) continue;
    const Event& words = event_of(event);
    if (returning && !mentions_returning(catalog().expr(rule.definition).text))
      invalid(
          code::kInvalidDefinition, "0A000", -1,
          std::string("cannot perform ") + words.statement + " RETURNING on relation \"" +
              std::string(catalog().name(entry->relation).text()) + "\"",
          std::string("You need an unconditional ON ") + words.statement + " DO INSTEAD rule with a RETURNING clause.");
    return;
  }
  if (catalog().is(entry->relation, Kind::kView)) check_view_query(entry->relation, columns, event);
}

namespace {

// What makes the query of a view more than a selection (view_query_is_auto_updatable); empty if nothing does.
std::string_view obstacle(const SelectStmt* select) {
  if (size(select->distinctClause) > 0) return "Views containing DISTINCT";
  if (size(select->groupClause) > 0) return "Views containing GROUP BY";
  if (select->havingClause != nullptr) return "Views containing HAVING";
  if (select->op != SETOP_NONE) return "Views containing UNION, INTERSECT, or EXCEPT";
  if (select->withClause != nullptr) return "Views containing WITH";
  if (select->limitCount != nullptr || select->limitOffset != nullptr) return "Views containing LIMIT or OFFSET";
  if (select->valuesLists != nullptr || size(select->fromClause) != 1 ||
      tag(node_at(select->fromClause, 0)) != T_RangeVar)
    return "Views that do not select from a single table or view";
  return {};
}

}  // namespace

void Analyzer::check_view_query(ObjectId view_id, std::span<const Symbol> columns, char event) {
  const View& body = catalog().body<View>(view_id);
  const Expr& query = catalog().expr(body.query);
  const Event& words = event_of(event);
  const std::string name = "\"" + std::string(catalog().name(view_id).text()) + "\"";
  ObjectId below;
  std::vector<Symbol> mapped;
  std::string refusal;
  const auto look = [&](const Node* node) {
    const auto* select = as<SelectStmt>(node);
    std::string_view why = obstacle(select);
    if (why.empty() && gathers(to_node(select->targetList)))
      why = "Views that return aggregate functions, window functions or set-returning functions";
    if (!why.empty()) {
      refusal = why;
      return;
    }
    for (const Reference& ref : query.refs)
      if (ref.target && !catalog().is(ref.target, Kind::kColumn) &&
          catalog().name(ref.target).text() == as<RangeVar>(node_at(select->fromClause, 0))->relname)
        below = ref.target;
    for (const Symbol column : columns) {
      const auto at = static_cast<size_t>(std::ranges::find(body.column_names, column) - body.column_names.begin());
      if (at >= size(select->targetList)) continue;
      const Node* value = as<ResTarget>(node_at(select->targetList, at))->val;
      const Symbol target = tag(value) == T_ColumnRef ? intern(last_name(as<ColumnRef>(value)->fields)) : Symbol();
      if (target.empty() || (below && !catalog().find_column(below, target)))
        invalid(code::kInvalidDefinition, "0A000", -1,
                std::string("cannot ") + words.column_verb + " column \"" + std::string(column.text()) + "\" of view " +
                    name);
      mapped.push_back(target);
    }
  };
  if (!parse_text(query.text, TextKind::kStatements, look, nullptr)) return;
  if (!refusal.empty() || (below && catalog().is(below, Kind::kMaterializedView)))
    invalid(code::kInvalidDefinition, "55000", -1, std::string("cannot ") + words.verb + " view " + name,
            std::string("To enable it, provide an INSTEAD OF ") + words.statement + " trigger or an unconditional ON " +
                words.statement + " DO INSTEAD rule.");
  if (!catalog().is(below, Kind::kView)) return;
  Entry entry;
  entry.relation = below;
  check_view(&entry, event, mapped, false);
}

// Before 17 MERGE takes tables alone.
void Analyzer::check_merge_target(const Entry* entry, int location) const {
  const bool table = catalog().is(entry->relation, Kind::kTable);
  const bool view = catalog().is(entry->relation, Kind::kView) && catalog().target >= 17;
  if (entry->relation && !table && !view)
    invalid(code::kWrongObjectType, "0A000", location,
            "cannot execute MERGE on relation \"" + std::string(catalog().name(entry->relation).text()) + "\"");
}

// ON CONFLICT needs an index to watch. PostgreSQL looks for it when it plans, so the query as such is sound.
void Analyzer::check_arbiter(const InferClause* infer, Entry* entry) {
  if (!catalog().is(entry->relation, Kind::kTable)) return;
  if (infer->conname != nullptr) {
    if (!catalog().find(Kind::kConstraint, entry->relation, intern(infer->conname)))
      not_found(NotFound::What::kOther, "42704", -1,
                "constraint \"" + std::string(infer->conname) + "\" for table \"" +
                    std::string(catalog().name(entry->relation).text()) + "\" does not exist");
    return;
  }
  std::vector<Symbol> wanted;
  for (const ListCell& cell : cells(infer->indexElems)) {
    if (as<IndexElem>(node_of(cell))->name == nullptr) return;
    wanted.push_back(intern(as<IndexElem>(node_of(cell))->name));
  }
  std::ranges::sort(wanted, {}, &Symbol::value);
  for (const ObjectId child : catalog().at(entry->relation).children) {
    if (!catalog().is(child, Kind::kIndex)) continue;
    const Index& index = catalog().body<Index>(child);
    if (!index.unique || (index.predicate && infer->whereClause == nullptr)) continue;
    std::vector<Symbol> has;
    for (const IndexElement& element : index.elements)
      has.push_back(element.column ? catalog().name(element.column) : Symbol());
    std::ranges::sort(has, {}, &Symbol::value);
    if (has == wanted) return;
  }
  warn("there is no unique or exclusion constraint matching the ON CONFLICT specification (42P10 when it runs)");
}

}  // namespace underpin::analyze
