#include "verify/guard_query.h"

#include <algorithm>
#include <variant>

#include "bind/lists.h"
#include "parse/statement.h"
#include "verify/names.h"

namespace underpin {
namespace {

using bind::as, bind::is_node, bind::items;

// NULL, a truth value, a text, an object (what an oid is in the model).
using Value = std::variant<std::monostate, bool, std::string, ObjectId>;

bool is_null(const Value& value) { return value.index() == 0; }
bool holds(const Value& value) { return std::holds_alternative<bool>(value) && std::get<bool>(value); }

// How the system catalogs show what the model holds: a row is an object.
enum class Shown : uint8_t { kItself, kParent, kName, kNever, kNotNull, kConstraintValid, kIndexValid };
struct ShownColumn {
  std::string_view table, column;
  Kind kind;
  Shown what;
};
constexpr ShownColumn kColumns[] = {
    {"pg_attribute", "attrelid", Kind::kColumn, Shown::kParent},
    {"pg_attribute", "attname", Kind::kColumn, Shown::kName},
    {"pg_attribute", "attisdropped", Kind::kColumn, Shown::kNever},
    {"pg_attribute", "attnotnull", Kind::kColumn, Shown::kNotNull},
    {"pg_constraint", "conrelid", Kind::kConstraint, Shown::kParent},
    {"pg_constraint", "conname", Kind::kConstraint, Shown::kName},
    {"pg_constraint", "convalidated", Kind::kConstraint, Shown::kConstraintValid},
    {"pg_trigger", "tgrelid", Kind::kTrigger, Shown::kParent},
    {"pg_trigger", "tgname", Kind::kTrigger, Shown::kName},
    {"pg_policy", "polrelid", Kind::kPolicy, Shown::kParent},
    {"pg_policy", "polname", Kind::kPolicy, Shown::kName},
    {"pg_rewrite", "ev_class", Kind::kRule, Shown::kParent},
    {"pg_rewrite", "rulename", Kind::kRule, Shown::kName},
    {"pg_index", "indexrelid", Kind::kIndex, Shown::kItself},
    {"pg_index", "indrelid", Kind::kIndex, Shown::kParent},
    {"pg_index", "indisvalid", Kind::kIndex, Shown::kIndexValid},
    {"pg_namespace", "nspname", Kind::kSchema, Shown::kName},
    {"pg_extension", "extname", Kind::kExtension, Shown::kName},
    {"pg_publication", "pubname", Kind::kPublication, Shown::kName},
    {"pg_event_trigger", "evtname", Kind::kEventTrigger, Shown::kName},
};

class Query {
 public:
  explicit Query(const Catalog& state) : state_(state) {}

  Value run(const Node* node) {
    if (!is_node(node, T_SelectStmt)) return unknown();
    return select(as<SelectStmt>(node), false);
  }
  bool is_known() const { return known_; }

 private:
  struct Source {
    std::string_view table;  // empty: no FROM, one row of nothing
    ObjectId row;
  };

  Value unknown() {
    known_ = false;
    return {};
  }

  // The first row's value; with `exists` whether there is a row.
  Value select(const SelectStmt* query, bool exists) {
    const auto tables = items(query->fromClause);
    const Source outer = source_;
    Value out = exists ? Value(false) : Value();
    const auto take = [&](ObjectId row) {
      source_.row = row;
      if (query->whereClause != nullptr && !holds(value(query->whereClause))) return false;
      out = exists ? Value(true) : target(query);
      return true;
    };
    if (tables.empty()) {
      source_ = {};
      take({});
    } else if (tables.size() > 1 || !is_node(tables[0], T_RangeVar)) {
      out = unknown();
    } else {
      source_.table = as<RangeVar>(tables[0])->relname;
      const std::vector<ObjectId> rows = rows_of(query->whereClause);
      static_cast<void>(std::ranges::find_if(rows, take));
    }
    source_ = outer;
    return out;
  }

  Value target(const SelectStmt* query) {
    const auto targets = items(query->targetList);
    if (targets.size() != 1 || !is_node(targets[0], T_ResTarget)) return unknown();
    return value(as<ResTarget>(targets[0])->val);
  }

  // Those that the WHERE's equations let through: one of them mostly names the parent, or the object itself.
  std::vector<ObjectId> rows_of(const Node* where) {
    const auto shown = std::ranges::find(kColumns, source_.table, &ShownColumn::table);
    if (shown == std::end(kColumns)) {
      unknown();
      return {};
    }
    for (const Node* part : conjuncts(where)) {
      const ShownColumn* column = equated_column(part);
      if (column == nullptr || (column->what != Shown::kParent && column->what != Shown::kItself)) continue;
      const Value sought = value(as<A_Expr>(part)->rexpr);
      const auto* id = std::get_if<ObjectId>(&sought);
      if (id == nullptr) return {};
      if (column->what == Shown::kParent) return state_.children(*id, shown->kind);
      return state_.is(*id, shown->kind) ? std::vector{*id} : std::vector<ObjectId>{};
    }
    std::vector<ObjectId> all;
    state_.for_each([&](ObjectId id) {
      if (state_.is(id, shown->kind)) all.push_back(id);
    });
    return all;
  }

  static std::vector<const Node*> conjuncts(const Node* where) {
    std::vector<const Node*> out;
    if (is_node(where, T_BoolExpr) && as<BoolExpr>(where)->boolop == AND_EXPR)
      for (const Node* part : items(as<BoolExpr>(where)->args)) out.push_back(part);
    else if (where != nullptr)
      out.push_back(where);
    return out;
  }

  // column = …
  const ShownColumn* equated_column(const Node* node) const {
    if (!is_node(node, T_A_Expr) || !is_node(as<A_Expr>(node)->lexpr, T_ColumnRef)) return nullptr;
    return column_of(as<ColumnRef>(as<A_Expr>(node)->lexpr));
  }

  const ShownColumn* column_of(const ColumnRef* reference) const {
    const Node* last = items(reference->fields).back();
    if (!is_node(last, T_String)) return nullptr;
    const std::string_view name = as<String>(last)->sval;
    const auto found = std::ranges::find_if(
        kColumns, [&](const ShownColumn& c) { return c.table == source_.table && c.column == name; });
    return found == std::end(kColumns) ? nullptr : found;
  }

  Value column(const ColumnRef* reference) {
    const ShownColumn* shown = column_of(reference);
    if (shown == nullptr) return unknown();
    switch (shown->what) {
      case Shown::kItself: return source_.row;
      case Shown::kParent: return state_.parent(source_.row);
      case Shown::kName: return std::string(state_.name(source_.row).text());
      case Shown::kNever: return false;
      case Shown::kNotNull: return state_.body<Column>(source_.row).not_null;
      case Shown::kConstraintValid: return state_.body<Constraint>(source_.row).valid;
      case Shown::kIndexValid: return state_.body<Index>(source_.row).valid;
    }
    return unknown();
  }

  Value value(const Node* node) {
    if (node == nullptr) return {};
    switch (nodeTag(node)) {
      case T_A_Const: return constant(as<A_Const>(node));
      case T_TypeCast: return value(as<TypeCast>(node)->arg);
      case T_ColumnRef: return column(as<ColumnRef>(node));
      case T_FuncCall: return call(as<FuncCall>(node));
      case T_A_Expr: return comparison(as<A_Expr>(node));
      case T_BoolExpr: return logic(as<BoolExpr>(node));
      case T_NullTest: {
        const auto* test = as<NullTest>(node);
        return is_null(value(reinterpret_cast<const Node*>(test->arg))) == (test->nulltesttype == IS_NULL);
      }
      case T_CaseExpr: return choice(as<CaseExpr>(node));
      case T_CoalesceExpr:
        for (const Node* argument : items(as<CoalesceExpr>(node)->args))
          if (Value found = value(argument); !is_null(found)) return found;
        return {};
      case T_SubLink: return sub_query(as<SubLink>(node));
      default: return unknown();
    }
  }

  Value constant(const A_Const* constant) {
    if (constant->isnull) return {};
    if (nodeTag(&constant->val) == T_Boolean) return constant->val.boolval.boolval;
    if (nodeTag(&constant->val) == T_String) return std::string(constant->val.sval.sval);
    return unknown();
  }

  Value call(const FuncCall* call) {
    const std::string_view name = as<String>(items(call->funcname).back())->sval;
    const auto arguments = items(call->args);
    const Value argument = arguments.size() == 1 ? value(arguments[0]) : Value();
    const auto* text = std::get_if<std::string>(&argument);
    if (text == nullptr || (name != "to_regclass" && name != "to_regtype")) return unknown();
    const ObjectId type = find_qualified(state_, NameSpace::kType, *text);
    if (name == "to_regtype") return type ? Value(type) : Value();
    const ObjectId relation = find_qualified(state_, NameSpace::kRelation, *text);
    if (relation) return relation;
    return state_.is(type, Kind::kComposite) ? Value(type) : Value();
  }

  Value comparison(const A_Expr* expression) {
    const std::string_view op = as<String>(items(expression->name).back())->sval;
    if (op != "=" || expression->kind != AEXPR_OP) return unknown();
    const Value left = value(expression->lexpr), right = value(expression->rexpr);
    return is_null(left) || is_null(right) ? Value() : Value(left == right);
  }

  Value logic(const BoolExpr* expression) {
    const auto arguments = items(expression->args);
    if (expression->boolop == NOT_EXPR) {
      const Value argument = value(arguments[0]);
      return is_null(argument) ? Value() : Value(!holds(argument));
    }
    const bool decides = expression->boolop == OR_EXPR;
    for (const Node* argument : arguments)
      if (holds(value(argument)) == decides) return decides;
    return !decides;
  }

  Value choice(const CaseExpr* expression) {
    if (expression->arg != nullptr) return unknown();
    for (const Node* arm : items(expression->args)) {
      const auto* when = as<CaseWhen>(arm);
      if (holds(value(reinterpret_cast<const Node*>(when->expr))))
        return value(reinterpret_cast<const Node*>(when->result));
    }
    return value(reinterpret_cast<const Node*>(expression->defresult));
  }

  Value sub_query(const SubLink* link) {
    if (link->subLinkType != EXISTS_SUBLINK && link->subLinkType != EXPR_SUBLINK) return unknown();
    if (!is_node(link->subselect, T_SelectStmt)) return unknown();
    return select(as<SelectStmt>(link->subselect), link->subLinkType == EXISTS_SUBLINK);
  }

  const Catalog& state_;
  Source source_;
  bool known_ = true;
};

}  // namespace

std::optional<std::string> ask_model(const Catalog& state, const std::string& query) {
  Query asked(state);
  Value answer;
  size_t statements = 0;
  ParseError error;
  const bool parsed = parse_text(
      query, TextKind::kStatements,
      [&](const Node* node) {
        ++statements;
        answer = asked.run(node);
      },
      &error);
  if (!parsed || statements != 1 || !asked.is_known()) return std::nullopt;
  if (const auto* text = std::get_if<std::string>(&answer)) return *text;
  return is_null(answer) ? std::optional(std::string()) : std::nullopt;
}

}  // namespace underpin
