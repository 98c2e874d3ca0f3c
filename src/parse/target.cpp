#include "parse/target.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "diag/codes.h"
#include "parse/compat.h"
#include "parse/lexer.h"
#include "parse/walk.h"

namespace underpin {
namespace {

namespace syntax {
#define SYNTAX(symbol, since, what, words, source) constexpr SyntaxFact symbol{since, what, words, source};
#include "parse/target.def"
#undef SYNTAX
}  // namespace syntax

constexpr std::array kFacts = {
#define SYNTAX(symbol, since, what, words, source) syntax::symbol,
#include "parse/target.def"
#undef SYNTAX
};

template <class T>
const T* as(const Node* node) {
  return reinterpret_cast<const T*>(node);
}

template <class T, class Visit>
void for_each(const List* list, const Visit& visit) {
  for (int i = 0; i < list_length(list); ++i) visit(static_cast<const T*>(list_nth(list, i)));
}

// The offset at which the words follow each other in the text from `from` on, or npos.
size_t find_words(std::string_view text, std::string_view words, size_t from) {
  if (words.empty()) return text.npos;
  Lexer lexer(text, static_cast<uint32_t>(from));
  std::string_view rest = words;
  size_t begin = text.npos;
  for (Token token = lexer.next(); token.kind != TokenKind::kEnd; token = lexer.next()) {
    if (token.kind == TokenKind::kLineComment || token.kind == TokenKind::kBlockComment) continue;
    const std::string_view word = text.substr(token.begin, token.end - token.begin);
    const auto next = [&] { return rest.substr(0, rest.find(' ')); };
    if (token.kind != TokenKind::kWord || !is_keyword(word, next())) rest = words, begin = text.npos;
    if (token.kind != TokenKind::kWord || !is_keyword(word, next())) continue;
    if (begin == text.npos) begin = token.begin;
    if (next().size() == rest.size()) return begin;
    rest.remove_prefix(next().size() + 1);
  }
  return text.npos;
}

class TargetCheck {
 public:
  TargetCheck(const StatementSpan& span, int target, Sink& sink)
      : span_(span), text_(span.text()), target_(target), sink_(sink) {}

  void check(const Node* tree) {
    if (target_ < syntax::kNumericLiteral.since) numbers();
    visit(tree);
  }

 private:
  // Reports the fact if the target is too old for it. `location`: of a node at or before it, -1 if none is known.
  void needs(const SyntaxFact& fact, int location = -1) {
    if (target_ >= fact.since || sink_.full()) return;
    const size_t from = location < 0 ? 0 : std::min(static_cast<size_t>(location), text_.size());
    size_t at = find_words(text_, fact.words, from);
    const bool found_words = at != text_.npos;
    if (!found_words) at = from;
    const Place place{.file = span_.file, .offset = span_.begin + static_cast<uint32_t>(at)};
    if (std::exchange(last_, {&fact, at}) == std::pair{&fact, at}) return;
    Diagnostic& found = sink_.emit(code::kNewerSyntax, place,
                                   std::string(fact.what) + " needs PostgreSQL " + std::to_string(fact.since) +
                                       ", the target is " + std::to_string(target_));
    found.sqlstate = "42601";
    if (found_words) found.length = static_cast<uint32_t>(fact.words.size());
  }

  void visit_list(const List* list) {
    for_each<Node>(list, [&](const Node* node) { visit(node); });
  }
  void children(const Node* node) {
    for_each_child(node, [&](const Node* child) { visit(child); });
  }
  void visit(const List* list) { visit_list(list); }
  void visit(Node* node) { visit(static_cast<const Node*>(node)); }

  // Expressions and queries are walked whole; of DDL, the parts that hold some.
  void visit(const Node* node) {
    if (node == nullptr) return;
    if (IsA(node, List)) return visit_list(as<List>(node));
    if (has_children(node)) {
      query(node);
      return IsA(node, ColumnDef) ? column(as<ColumnDef>(node)) : children(node);
    }
    table_statement(node);
    other_statement(node);
  }

  void query(const Node* node) {
    switch (nodeTag(node)) {
      case T_MergeStmt: return merge(as<MergeStmt>(node));
      case T_InsertStmt: return returning(returning_names(as<InsertStmt>(node)));
      case T_UpdateStmt: return returning(returning_names(as<UpdateStmt>(node)));
      case T_DeleteStmt: return returning(returning_names(as<DeleteStmt>(node)));
      case T_MergeWhenClause:
        if (as<MergeWhenClause>(node)->matchKind == MERGE_WHEN_NOT_MATCHED_BY_SOURCE) needs(syntax::kMergeBySource);
        return;
      case T_RangeSubselect:
        if (as<RangeSubselect>(node)->alias == nullptr) needs(syntax::kUnnamedSubselect, location_below(node));
        return;
      case T_XmlSerialize:
        if (as<XmlSerialize>(node)->indent) needs(syntax::kXmlIndent, as<XmlSerialize>(node)->location);
        return;
      case T_FuncCall: return function_call(as<FuncCall>(node));
      default: return json(node);
    }
  }

  void json(const Node* node) {
    switch (nodeTag(node)) {
      case T_JsonObjectConstructor:
      case T_JsonArrayConstructor:
      case T_JsonArrayQueryConstructor:
      case T_JsonObjectAgg:
      case T_JsonArrayAgg: return needs(syntax::kJsonConstructor, location_of(node));
      case T_JsonIsPredicate: return needs(syntax::kIsJson, location_of(node));
      case T_JsonTable: return needs(syntax::kJsonTable, as<JsonTable>(node)->location);
      case T_JsonFuncExpr: return needs(syntax::kJsonQuery, as<JsonFuncExpr>(node)->location);
      case T_JsonParseExpr:
      case T_JsonScalarExpr:
      case T_JsonSerializeExpr: return needs(syntax::kJsonScalar, location_of(node));
      default: return;
    }
  }

  static int location_of(const Node* node) {
    switch (nodeTag(node)) {
      case T_JsonObjectConstructor: return as<JsonObjectConstructor>(node)->location;
      case T_JsonArrayConstructor: return as<JsonArrayConstructor>(node)->location;
      case T_JsonArrayQueryConstructor: return as<JsonArrayQueryConstructor>(node)->location;
      case T_JsonObjectAgg: return aggregate_location(as<JsonObjectAgg>(node)->constructor);
      case T_JsonArrayAgg: return aggregate_location(as<JsonArrayAgg>(node)->constructor);
      case T_JsonIsPredicate: return as<JsonIsPredicate>(node)->location;
      case T_JsonParseExpr: return as<JsonParseExpr>(node)->location;
      case T_JsonScalarExpr: return as<JsonScalarExpr>(node)->location;
      case T_JsonSerializeExpr: return as<JsonSerializeExpr>(node)->location;
      case T_ColumnRef: return as<ColumnRef>(node)->location;
      case T_RangeVar: return as<RangeVar>(node)->location;
      case T_A_Const: return as<A_Const>(node)->location;
      case T_ResTarget: return as<ResTarget>(node)->location;
      default: return -1;
    }
  }
  static int aggregate_location(const JsonAggConstructor* constructor) {
    return constructor == nullptr ? -1 : constructor->location;
  }

  // The first place that a node below has.
  static int location_below(const Node* node) {
    int found = -1;
    for_each_child(node, [&](const Node* child) {
      if (found < 0) found = location_of(child);
      if (found < 0) found = location_below(child);
    });
    return found;
  }

  void merge(const MergeStmt* statement) {
    needs(syntax::kMerge);
    if (returning_list(statement) != nullptr) needs(syntax::kMergeReturning);
    returning(returning_names(statement));
  }

  void returning(ReturningNames names) {
    if (names.old_name != nullptr || names.new_name != nullptr) needs(syntax::kReturningNames);
  }

  void function_call(const FuncCall* call) {
    if (call->funcformat != COERCE_SQL_SYNTAX || call->funcname == nullptr) return;
    const std::string_view name = strVal(llast(call->funcname));
    if (name == "timezone" && list_length(call->args) == 1) needs(syntax::kAtLocal);
    if (name == "system_user") needs(syntax::kSystemUser, call->location);
  }

  // 0x1F and 1_000 were a number and an alias before.
  void numbers() {
    Lexer lexer(text_);
    for (Token token = lexer.next(); token.kind != TokenKind::kEnd; token = lexer.next()) {
      if (token.kind != TokenKind::kNumber || text_[token.begin] == '$') continue;
      const std::string_view number = text_.substr(token.begin, token.end - token.begin);
      const char base = number.size() > 2 && number[0] == '0' ? static_cast<char>(number[1] | 0x20) : '0';
      if (base == 'x' || base == 'o' || base == 'b' || number.find('_') != number.npos)
        needs(syntax::kNumericLiteral, static_cast<int>(token.begin));
    }
  }

  // --- tables ---

  void table_statement(const Node* node) {
    switch (nodeTag(node)) {
      case T_CreateStmt: return table(as<CreateStmt>(node));
      case T_CreateForeignTableStmt:
        for_each<Node>(as<CreateStmt>(node)->tableElts, [&](const Node* element) {
          if (IsA(element, TableLikeClause)) needs(syntax::kForeignTableLike);
        });
        return table(as<CreateStmt>(node));
      case T_Constraint: return constraint(as<Constraint>(node), true);
      case T_AlterTableStmt:
        return for_each<AlterTableCmd>(as<AlterTableStmt>(node)->cmds,
                                       [&](const AlterTableCmd* command) { alter_table(command); });
      case T_IndexStmt: return index(as<IndexStmt>(node));
      case T_PartitionBoundSpec:
        visit(as<PartitionBoundSpec>(node)->listdatums);
        visit(as<PartitionBoundSpec>(node)->lowerdatums);
        return visit(as<PartitionBoundSpec>(node)->upperdatums);
      case T_PartitionElem: return visit(as<PartitionElem>(node)->expr);
      case T_CreateSeqStmt:
        if (as<CreateSeqStmt>(node)->sequence->relpersistence == 'u') needs(syntax::kUnloggedSequence);
        return;
      default: return;
    }
  }

  void table(const CreateStmt* table) {
    partitioned_ = table->partspec != nullptr;
    if (partitioned_ && table->accessMethod != nullptr) needs(syntax::kPartitionedAccessMethod);
    visit(table->tableElts);
    visit(table->constraints);
    if (table->partbound != nullptr) visit(reinterpret_cast<const Node*>(table->partbound));
    if (table->partspec != nullptr) visit(table->partspec->partParams);
    partitioned_ = false;
  }

  void column(const ColumnDef* column) {
    if (column->storage_name != nullptr) needs(syntax::kStorage, column->location);
    visit(column->raw_default);
    for_each<Constraint>(column->constraints, [&](const Constraint* one) { constraint(one, false); });
  }

  void constraint(const Constraint* node, bool of_table) {
    const int at = node->location;
    if (node->nulls_not_distinct) needs(syntax::kNullsNotDistinct, at);
    if (without_overlaps(node)) needs(syntax::kWithoutOverlaps, at);
    if (fk_with_period(node) || pk_with_period(node)) needs(syntax::kPeriod, at);
    if (node->fk_del_set_cols != nullptr) needs(syntax::kSetNullColumns, at);
    if (node->contype == CONSTR_GENERATED && generated_kind(node) == 'v') needs(syntax::kVirtualColumn, at);
    const bool checked = node->contype == CONSTR_CHECK || node->contype == CONSTR_FOREIGN;
    if ((checked && !constraint_enforced(node)) || is_enforced_attribute(node->contype) ||
        is_not_enforced_attribute(node->contype))
      needs(syntax::kEnforced, at);
    if (node->contype == CONSTR_NOTNULL && of_table) needs(syntax::kTableNotNull, at);
    if (node->contype == CONSTR_NOTNULL && node->is_no_inherit) needs(syntax::kNotNullNoInherit, at);
    if (node->contype == CONSTR_EXCLUSION && partitioned_) needs(syntax::kPartitionedExclusion, at);
    visit(node->raw_expr);
    visit(node->where_clause);
  }

  void index(const IndexStmt* index) {
    if (index->nulls_not_distinct) needs(syntax::kNullsNotDistinct);
    visit(index->indexParams);
    visit(index->whereClause);
  }

  void alter_table(const AlterTableCmd* command) {
    switch (command->subtype) {
      case AT_SetAccessMethod:
        return needs(command->name == nullptr ? syntax::kDefaultAccessMethod : syntax::kSetAccessMethod);
      case AT_SetExpression: needs(syntax::kSetExpression); break;
      case AT_SetStatistics:
        if (command->def == nullptr) needs(syntax::kStatisticsDefault);
        break;
      case AT_SetStorage:
        if (command->def != nullptr && IsA(command->def, String) && is_keyword(strVal(command->def), "default"))
          needs(syntax::kStorageDefault);
        break;
      case AT_AlterConstraint: {
        const AlterConstraint alter = alter_constraint(command);
        if (alter.alters_enforced) needs(syntax::kEnforced);
        if (alter.alters_inheritability) needs(syntax::kAlterInherit);
        return;
      }
      case AT_SetRelOptions: return options(as<List>(command->def));
      default: break;
    }
    visit(command->def);
  }

  // --- everything else ---

  void other_statement(const Node* node) {
    switch (nodeTag(node)) {
      case T_ViewStmt: options(as<ViewStmt>(node)->options); return visit(as<ViewStmt>(node)->query);
      case T_CreateTableAsStmt: return visit(as<CreateTableAsStmt>(node)->query);
      case T_CreatePolicyStmt:
        visit(as<CreatePolicyStmt>(node)->qual);
        return visit(as<CreatePolicyStmt>(node)->with_check);
      case T_AlterPolicyStmt:
        visit(as<AlterPolicyStmt>(node)->qual);
        return visit(as<AlterPolicyStmt>(node)->with_check);
      case T_RuleStmt: visit(as<RuleStmt>(node)->whereClause); return visit(as<RuleStmt>(node)->actions);
      case T_CreateTrigStmt: return visit(as<CreateTrigStmt>(node)->whenClause);
      case T_CreateFunctionStmt:
        visit(as<CreateFunctionStmt>(node)->parameters);
        return visit(as<CreateFunctionStmt>(node)->sql_body);
      case T_FunctionParameter: return visit(as<FunctionParameter>(node)->defexpr);
      case T_CreateSchemaStmt: return visit(as<CreateSchemaStmt>(node)->schemaElts);
      case T_CreateDomainStmt:
        return for_each<Constraint>(as<CreateDomainStmt>(node)->constraints,
                                    [&](const Constraint* one) { constraint(one, false); });
      case T_AlterDomainStmt: return domain(as<AlterDomainStmt>(node));
      case T_CreateStatsStmt:
        if (as<CreateStatsStmt>(node)->defnames == nullptr) needs(syntax::kUnnamedStatistics);
        return visit(as<CreateStatsStmt>(node)->exprs);
      case T_StatsElem: return visit(as<StatsElem>(node)->expr);
      case T_AlterStatsStmt:
        if (as<AlterStatsStmt>(node)->stxstattarget == nullptr) needs(syntax::kStatisticsDefault);
        return;
      case T_VacuumStmt:
        return for_each<VacuumRelation>(as<VacuumStmt>(node)->rels, [&](const VacuumRelation* one) {
          if (one->relation != nullptr && !one->relation->inh) needs(syntax::kMaintenanceOnly);
        });
      default: return access_statement(node);
    }
  }

  void access_statement(const Node* node) {
    switch (nodeTag(node)) {
      case T_GrantStmt: return grant(as<GrantStmt>(node));
      case T_AlterDefaultPrivilegesStmt: return default_privileges(as<AlterDefaultPrivilegesStmt>(node)->action);
      case T_GrantRoleStmt:
        return for_each<DefElem>(as<GrantRoleStmt>(node)->opt, [&](const DefElem* option) { membership(option); });
      case T_CreatePublicationStmt:
        options(as<CreatePublicationStmt>(node)->options);
        return publication(as<CreatePublicationStmt>(node)->pubobjects);
      case T_AlterPublicationStmt:
        options(as<AlterPublicationStmt>(node)->options);
        return publication(as<AlterPublicationStmt>(node)->pubobjects);
      case T_CreateSubscriptionStmt: return options(as<CreateSubscriptionStmt>(node)->options);
      case T_AlterSubscriptionStmt:
        if (as<AlterSubscriptionStmt>(node)->kind == ALTER_SUBSCRIPTION_SKIP) return needs(syntax::kSkipTransaction);
        return options(as<AlterSubscriptionStmt>(node)->options);
      case T_CreateEventTrigStmt:
        if (std::string_view(as<CreateEventTrigStmt>(node)->eventname) == "login") needs(syntax::kLoginEvent);
        return;
      case T_AlterOperatorStmt:
        return for_each<DefElem>(as<AlterOperatorStmt>(node)->options, [&](const DefElem* option) {
          const std::string_view name = option->defname;
          if (name != "restrict" && name != "join") needs(syntax::kOperatorOptions);
        });
      case T_DefineStmt:
        if (as<DefineStmt>(node)->kind == OBJECT_COLLATION) collation(as<DefineStmt>(node)->definition);
        return;
      default: return;
    }
  }

  void domain(const AlterDomainStmt* statement) {
    if (statement->def == nullptr) return;
    if (!IsA(statement->def, Constraint)) return visit(statement->def);
    const auto* added = as<Constraint>(statement->def);
    if (added->contype == CONSTR_NOTNULL) needs(syntax::kAddDomainNotNull);
    constraint(added, false);
  }

  void grant(const GrantStmt* statement) {
    if (statement->objtype == OBJECT_PARAMETER_ACL) needs(syntax::kGrantParameter);
    for_each<AccessPriv>(statement->privileges, [&](const AccessPriv* privilege) {
      if (privilege->priv_name != nullptr && std::string_view(privilege->priv_name) == "maintain")
        needs(syntax::kMaintain);
    });
  }

  void default_privileges(const GrantStmt* statement) {
    if (statement->objtype == OBJECT_LARGEOBJECT) needs(syntax::kLargeObjectDefaults);
    grant(statement);
  }

  void membership(const DefElem* option) {
    const std::string_view name = option->defname;
    const bool set_to_false = option->arg != nullptr && IsA(option->arg, Boolean) && !boolVal(option->arg);
    if (name == "inherit" || name == "set" || (name == "admin" && set_to_false)) needs(syntax::kGrantOptions);
  }

  void publication(const List* objects) {
    for_each<PublicationObjSpec>(objects, [&](const PublicationObjSpec* object) {
      if (object->pubobjtype == PUBLICATIONOBJ_TABLES_IN_SCHEMA ||
          object->pubobjtype == PUBLICATIONOBJ_TABLES_IN_CUR_SCHEMA)
        needs(syntax::kTablesInSchema);
      if (object->pubtable == nullptr) return;
      const int at = object->pubtable->relation == nullptr ? object->location : object->pubtable->relation->location;
      if (object->pubtable->columns != nullptr) needs(syntax::kPublicationColumns, at);
      if (object->pubtable->whereClause != nullptr) needs(syntax::kPublicationRows, at);
      visit(object->pubtable->whereClause);
    });
  }

  void options(const List* list) {
    static constexpr std::array kOptions = {
        std::pair{"security_invoker", &syntax::kSecurityInvoker},
        std::pair{"two_phase", &syntax::kTwoPhase},
        std::pair{"disable_on_error", &syntax::kDisableOnError},
        std::pair{"password_required", &syntax::kPasswordRequired},
        std::pair{"run_as_owner", &syntax::kRunAsOwner},
        std::pair{"origin", &syntax::kOrigin},
        std::pair{"failover", &syntax::kFailover},
        std::pair{"publish_generated_columns", &syntax::kPublishGenerated},
    };
    for_each<DefElem>(list, [&](const DefElem* option) {
      for (const auto& [name, fact] : kOptions)
        if (is_keyword(option->defname, name)) needs(*fact, option->location);
    });
  }

  void collation(const List* definition) {
    for_each<DefElem>(definition, [&](const DefElem* option) {
      const std::string_view name = option->defname;
      if (name == "rules") needs(syntax::kCollationRules, option->location);
      if (name == "provider" && option->arg != nullptr && IsA(option->arg, TypeName) &&
          std::string_view(strVal(llast(as<TypeName>(option->arg)->names))) == "builtin")
        needs(syntax::kBuiltinProvider, option->location);
    });
  }

  const StatementSpan& span_;
  std::string_view text_;
  int target_;
  Sink& sink_;
  bool partitioned_ = false;  // inside CREATE TABLE … PARTITION BY
  std::pair<const SyntaxFact*, size_t> last_{};
};

}  // namespace

std::span<const SyntaxFact> syntax_facts() { return kFacts; }

void check_target(const StatementSpan& span, const Node* tree, int target, Sink& sink) {
  if (target >= kNewestTarget) return;
  TargetCheck(span, target, sink).check(tree);
}

}  // namespace underpin
