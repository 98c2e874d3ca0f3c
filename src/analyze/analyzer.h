// One analysis of one expression or query: the class that the files of this folder share.
//
// names.cpp    relations, references and their places in the text        scope.cpp    columns
// from.cpp     FROM, joins                                               query.cpp    SELECT, WITH, set operations
// dml.cpp      INSERT, UPDATE, DELETE, MERGE                             expr.cpp     the switch over expression nodes
// operators.cpp, functions.cpp, special.cpp, sublink.cpp, window.cpp, json.cpp   expression nodes by family
// coerce.cpp   casts                                                     overload.cpp which operator, which function
// polymorphic.cpp  anyelement and its kin                                literal.cpp  constants as their type prints
// them outputs.cpp  names of result columns                                   canonical.cpp the canonical form
#pragma once

#include <span>
#include <string>
#include <vector>

#include "analyze/analyze.h"
#include "analyze/answer.h"
#include "analyze/scope.h"
#include "analyze/term.h"

struct A_ArrayExpr;
struct A_Const;
struct A_Expr;
struct A_Indirection;
struct BoolExpr;
struct A_Indices;
struct CaseExpr;
struct CollateClause;
struct ColumnRef;
struct CommonTableExpr;
struct CTECycleClause;
struct CTESearchClause;
struct DeleteStmt;
struct FuncCall;
struct InsertStmt;
struct JsonBehavior;
struct JsonFuncExpr;
struct JsonOutput;
struct JsonTable;
struct JsonValueExpr;
struct JsonTableColumn;
struct RangeTableFunc;
struct LockingClause;
struct JoinExpr;
struct MergeStmt;
struct MergeWhenClause;
struct MultiAssignRef;
struct InferClause;
struct OnConflictClause;
struct RangeFunction;
struct RangeSubselect;
struct ResTarget;
struct RuleStmt;
struct SelectStmt;
struct SortBy;
struct SQLValueFunction;
struct SubLink;
struct TypeCast;
struct UpdateStmt;
struct WindowDef;
struct WithClause;
struct XmlExpr;
struct Alias;

namespace underpin::analyze {

// What an analysis needs and the next one uses again.
struct Workspace {
  Pool pool;
  std::string buffer;
  std::vector<Reference> refs;
  std::vector<uint32_t> order;
};

enum class Coercion : uint8_t { kImplicit, kAssignment, kExplicit };

struct Query {
  Term* term = nullptr;
  std::span<OutColumn> columns;
  bool columns_known = true;
};

// A candidate in overload resolution; types in the pool.
struct Candidate {
  std::span<const Type> arguments;  // as many as the call has, defaults and VARIADIC applied
  Type result;
  ObjectId function, range;  // the catalog's; the range that brings it
  bool returns_set = false, variadic = false;
  uint32_t path = 0;  // place of its schema in the search path; lower wins among equals
  char kind = 'f';
  const builtin::FunctionInfo* builtin = nullptr;
};

bool is_polymorphic(Type type);  // polymorphic.cpp

class Analyzer {
 public:
  Analyzer(const NameScope& scope, const ExprContext& context);
  ~Analyzer();
  Analyzer(const Analyzer&) = delete;
  Analyzer& operator=(const Analyzer&) = delete;

  // --- entry points (analyze.cpp) ---
  Level* base_level();                 // what ExprContext makes visible
  Term* expression(const Node* node);  // in the base level
  Query query(const Node* statement, Level* parent, bool named);
  ExprId finish(Term* term, uint32_t begin, uint32_t end);
  Term* rule(const RuleStmt* statement);  // opaque.cpp
  void reference(const RangeVar* name, ObjectId relation) {
    add_ref(relation, relation_range(name), RefForm::kQualified);
  }
  Term* sql_body(const Node* body);  // body.cpp
  void collect(const Node* statement);
  void take_refs(std::vector<ObjectId>& out) const;
  Answer answer(const Node* statement, std::span<const TypeRef> declared);  // answer.cpp

  bool lenient = false;                 // never throws NotFoundError for columns and functions
  bool strict = false;                  // says whatever PostgreSQL would refuse (answer_query); else some of it
  bool positions = true;                // references have places in the text
  std::span<const Argument> arguments;  // of the routine whose body this is
  Symbol routine;                       // its name, which may qualify them

 private:
  // A star that is replaced by what it stands for: `refs` are references whose begins count in `text`.
  struct Edit {
    uint32_t begin = 0, end = 0;
    std::string text;
    std::vector<uint32_t> refs;
  };

  // names.cpp
  uint32_t add_ref(ObjectId target, ByteRange range, RefForm form);
  uint32_t add_hidden(ObjectId target);
  ByteRange name_range(int location, const List* names, size_t first, size_t count) const;
  ByteRange relation_range(const RangeVar* name) const;
  ByteRange single_name_range(int location, Symbol name) const;
  ByteRange name_range_behind(int location, const List* names) const {
    return name_range(skip_blanks(location), names, 0, list_size(names));
  }
  int skip_blanks(int location) const;
  static size_t list_size(const List* list);
  ByteRange field_range(const A_Indirection* indirection, std::string_view field) const;
  ByteRange string_range(int location) const;
  uint32_t use_type(const TypeName* name);
  void use_types_of(Type type);
  [[noreturn]] void invalid(const CodeInfo& code, const char* sqlstate, int location, std::string message,
                            std::string hint = {}) const;
  [[noreturn]] void not_found(NotFound::What what, const char* sqlstate, int location, std::string message,
                              std::string hint = {}) const;

  // scope.cpp
  Level* new_level(Level* parent);
  Entry* make_entry();
  Entry* relation_entry(ObjectId relation, Symbol alias);
  void system_relation_columns(Entry* entry, const RangeVar* relation);
  std::span<OutColumn> all_columns(Entry* entry);
  bool find_column(Entry* entry, Symbol name, OutColumn* found);
  Term* column_term(Entry* entry, const OutColumn& column, ByteRange range);
  Term* unknown_column(Entry* entry, Symbol name);
  Term* whole_row(Entry* entry, ByteRange range);
  Entry* find_entry(Symbol schema, Symbol name, bool* by_name);
  uint32_t name_ref(const Entry* entry, ByteRange range);
  ObjectId entry_relation(const Entry* entry) const { return entry->alias ? ObjectId{} : entry->relation; }

  // columns.cpp
  Term* column_ref(const ColumnRef* ref);
  Term* unqualified(const ColumnRef* ref, Symbol name);
  Term* qualified(const ColumnRef* ref);
  Term* try_unqualified(Symbol name, ByteRange range, int location = -1);
  bool is_ambiguous(const Level& level, Symbol name, const Entry* found);
  Term* try_qualified(const List* fields, size_t qualifiers, int location);
  Term* argument_ref(Symbol name);
  Term* argument_number(int number, int location);
  Term* argument_term(const Argument& argument, size_t number);
  Term* field_of(Term* row, Symbol field, ByteRange range);
  // records.cpp
  Term* strict_field(Term* term, Term* row, Symbol field);
  Term* call_of(Symbol function, Term* argument);
  Term* star_row(const A_Indirection* star);
  bool add_star(const Node* item, Terms& terms);
  void check_row(const Term* row, Type to, int location);
  void record_fields(Term* call, Symbol name);
  const Entry* hidden_entry(Symbol name) const;
  void check_barred(const Entry* entry, int location) const;
  [[noreturn]] void missing_entry(const ColumnRef* ref);

  // from.cpp, join.cpp, from_function.cpp
  using Made = std::vector<Visible>;
  Term* from_clause(const List* from, Level& level);
  void add_items(Level& level, const Made& made) const;
  Term* from_item(const Node* item, Level& level, Made& made);
  // `common`: may it be a common table expression?
  Term* from_relation(const RangeVar* relation, Level& level, Made& made, bool common = true);
  Term* from_common_table(const CommonTable& table, const RangeVar* relation, Made& made);
  Term* from_subquery(const RangeSubselect* item, Level& level, Made& made);
  Term* from_function(const RangeFunction* item, Made& made);
  void check_from_call(const Term* call, const List* definitions) const;
  Term* from_table_function(const Node* item, Made& made);
  Term* xml_table(const RangeTableFunc* table, std::vector<OutColumn>& columns);
  Term* json_table(const JsonTable* table, std::vector<OutColumn>& columns);
  void json_columns(const List* list, Terms& terms, std::vector<OutColumn>& columns);
  Term* json_column(const JsonTableColumn* column, std::vector<OutColumn>& columns);
  Term* type_term(const TypeName* name, OutColumn* column);
  Term* from_join(const JoinExpr* join, Level& level, Made& made);
  Term* join_using(const JoinExpr* join, Made& left, Made& right, Entry** merged);
  void check_common_column(Symbol name, const Made& side, std::string_view which);
  Term* merged_column(const JoinExpr* join, Symbol name, Made& left, Made& right, const Node* written, OutColumn* out);
  void check_sample(std::string_view method, const Made& made, int location, int relation_location) const;
  Term* from_sample(const Node* item, Level& level, Made& made);
  void name_entry(Entry* entry, const ::Alias* alias, Symbol otherwise);
  void function_columns(Term* function, Symbol name, const List* definitions, std::vector<OutColumn>& out, bool* known);
  void definition_columns(const List* definitions, std::vector<OutColumn>& out);
  Term* entry_term(std::string_view head, Entry* entry, uint32_t ref, std::span<Term*> args = {});
  std::span<OutColumn> keep_columns(const std::vector<OutColumn>& columns);

  // query.cpp
  Query select(const SelectStmt* select, Level* parent, bool named);
  Query simple_select(const SelectStmt* select, Level* parent, bool named, bool keep_unknown);
  Query values(const SelectStmt* select, Level* parent);
  Query set_operation(const SelectStmt* select, Level* parent, bool named);
  Type match_arms(const OutColumn& left, const OutColumn& right, std::string_view construct, int left_location,
                  int right_location);
  void lock_terms(const LockingClause* lock, const Level& level, Terms& terms);
  void add_column(CommonTable& table, std::string_view name, Type type);
  Term* search_term(const CTESearchClause* clause, CommonTable& table);
  Term* cycle_term(const CTECycleClause* clause, CommonTable& table);
  Term* with_clause(const WithClause* with, Level& level);
  Term* common_table(const CommonTableExpr* cte, bool recursive, Level& level);
  // recursion.cpp
  std::vector<const CommonTableExpr*> in_order_of_use(const WithClause* with) const;
  void check_recursion(const CommonTableExpr* cte) const;
  void check_listed(const List* names, const CommonTable& table, std::string_view what, int location) const;
  void check_common_table(const CommonTableExpr* cte, const Level& level) const;
  void check_recursive_types(const CommonTableExpr* cte, std::span<const OutColumn> first,
                             std::span<const OutColumn> all) const;

  // targets.cpp, sort.cpp
  void target_list(const List* targets, std::vector<OutColumn>& out);
  void expand_star(const Node* target, const ColumnRef* star, std::vector<OutColumn>& out);
  void expand_row(const A_Indirection* star, const ResTarget* target, std::vector<OutColumn>& out);
  void star_column(Entry* entry, const OutColumn& column, bool qualify, Edit& edit, std::vector<OutColumn>& out);
  Term* targets_term(std::span<const OutColumn> columns, bool named);
  Term* sort_clause(const List* sorts, std::span<OutColumn> outputs, bool by_number = false);
  // `keys` gets every expression that is grouped by, `common` those that all grouping sets have.
  Term* group_clause(const List* groups, bool distinct, std::span<OutColumn> outputs, std::vector<Term*>* keys,
                     std::vector<Term*>* common);
  Term* group_item(const Node* item, std::span<OutColumn> outputs, std::vector<Term*>* keys);
  // `clause` as messages name it.
  Term* sort_key(const Node* node, std::span<OutColumn> outputs, std::string_view construct, Clause clause,
                 bool by_number = false);
  [[noreturn]] void refuse_set_order(const Node* key);
  void check_distinct(const SelectStmt* select, std::span<const OutColumn> outputs, const Term* sort,
                      std::span<Term* const> distinct);
  bool distinct_remains(std::span<Term* const> distinct, std::span<Term* const> keys) const;
  void check_locking(const SelectStmt* select, const LockingClause* lock, const Level& level) const;
  const Term* column_of(const Term* term, uint32_t depth) const;
  void check_ordering_operator(const SortBy* sort, Term* key);
  Term* sort_item(const SortBy* sort, std::span<OutColumn> outputs, bool by_number);
  Term* limit_clause(const Node* node, std::string_view what);
  void resolve_unknown_outputs(std::span<OutColumn> columns);

  // dml.cpp
  Query insert(const InsertStmt* statement, Level* parent);
  Query update(const UpdateStmt* statement, Level* parent);
  Query delete_from(const DeleteStmt* statement, Level* parent);
  Query merge(const MergeStmt* statement, Level* parent);
  Entry* target_relation(const RangeVar* relation, Level& level, Terms& terms);
  // assignments.cpp
  void assignments(const List* targets, Entry* entry, Terms& terms);
  Term* assigned_value(const Node* value, Clause clause);
  Term* multi_assign(const MultiAssignRef* multi, std::vector<OutColumn>& row);
  Term* assign_to(const ResTarget* target, const Term* column, Term* value);
  Type part_type(Type type, const Node* step, const ResTarget* target);
  void check_assigned(const ResTarget* target, Entry* entry, const Term* value,
                      std::vector<std::pair<Symbol, bool>>& assigned);
  void check_inserted(const OutColumn& column, int overriding) const;
  // modified.cpp
  void check_view(const Entry* entry, char event, std::span<const Symbol> columns, bool returning);
  void check_view_query(ObjectId view, std::span<const Symbol> columns, char event);
  bool gathers(const Node* node) const;
  void check_merge_target(const Entry* entry, int location) const;
  void check_arbiter(const InferClause* infer, Entry* entry);
  Term* assigned_column(const ResTarget* target, Entry* entry, bool inserting = false);
  void name_rows(const Entry* entry, const char* old_name, const char* new_name, Level& level);
  std::vector<OutColumn> insert_columns(const List* names, Entry* entry, Terms& columns);
  void check_insert_width(std::span<Term* const> values, size_t wanted, const List* named) const;
  Term* insert_row(const List* row, std::span<const OutColumn> wanted, const List* named, Clause clause,
                   std::vector<bool>& given);
  Term* insert_source(const SelectStmt* source, Level* parent, std::span<const OutColumn> wanted, const List* named);
  Term* merge_action(const MergeWhenClause* when, Entry* entry);
  Term* on_conflict(const OnConflictClause* clause, Entry* entry, Level& level);
  void returning(const List* targets, Level& level, Terms& terms, Query& query);

  // expr.cpp
  Term* expr(const Node* node);
  Term* expr_node(const Node* node);
  Term* expr_in(Clause clause, const Node* node);  // of the current level
  Term* condition(const Node* node, std::string_view construct, Clause clause = Clause::kNone);
  Term* constant(const A_Const* node);
  Term* type_cast(const TypeCast* cast);
  Term* collate(const CollateClause* clause);
  Term* indirection(const A_Indirection* indirection);
  Term* subscript(Term* container, const A_Indices* indices);
  TypeRef resolve_type_of(const TypeName* name) const;  // lenient where the analysis is
  Term* array_expr(const A_ArrayExpr* array, Type wanted);
  Term* generic(std::string_view head, const Node* node);

  // operators.cpp
  Term* a_expr(const A_Expr* expression);
  Term* in_list(const A_Expr* expression);
  Term* between(const A_Expr* expression);
  Term* strict_between(const A_Expr* expression, Term* value, Term* low);
  bool takes_all(Type type, std::span<Term* const> terms) const;
  Term* row_of_subquery(std::string_view name, const A_Expr* expression);
  Term* bool_expr(const BoolExpr* expression);
  Term* op(std::string_view name, Symbol schema, Term* left, Term* right);
  Term* array_op(std::string_view name, Symbol schema, bool any, Term* left, Term* array);
  Term* row_compare(std::string_view name, Symbol schema, Term* left, Term* right);
  bool has_column(const Term* term) const;
  ObjectId user_operator(std::string_view name, Symbol schema) const;
  ObjectId own_operator(std::string_view name, Symbol schema, Type left, Type right) const;
  Type guess_result(std::string_view name, Type left, Type right) const;

  // functions.cpp
  Term* call(const FuncCall* node);
  Term* decorate(const FuncCall* call, Term* result);
  Term* function(Symbol schema, std::string_view name, Terms& arguments, const FuncCall* call,
                 std::span<const Symbol> names);
  Term* function_style_cast(Symbol schema, std::string_view name, Term* argument, ByteRange range);
  int only_candidate(std::span<const Type> actual, std::span<const Candidate> candidates) const;
  Term* resolved_call(const Candidate& candidate, std::string_view name, Terms& arguments, ByteRange range);
  Term* unresolved_call(Symbol schema, std::string_view name, Terms& arguments, ByteRange range, bool exists,
                        std::span<const Candidate> candidates, const FuncCall* call);
  Term* named_call(Symbol schema, std::string_view name, Terms& arguments, ByteRange range,
                   std::span<const Candidate> candidates, bool exists, std::span<const Symbol> names);
  ObjectId any_routine(Symbol schema, std::string_view name) const;
  void missing_function(Symbol schema, std::string_view name, std::span<Term* const> arguments,
                        const FuncCall* call) const;
  void no_such_call(std::string_view name, std::span<Term* const> arguments, std::span<const Candidate> candidates,
                    const FuncCall* call) const;
  void no_such_operator(std::string_view name, const Term* left, const Term* right) const;
  void missing_operator(std::string_view name, Symbol schema, const Term* left, const Term* right) const;
  bool only_builtin_casts() const;
  std::string type_text(Type type) const;
  bool signature(std::span<Term* const> arguments, std::string* out, std::span<const Symbol> names = {}) const;
  Term* window(const WindowDef* definition);
  // windows.cpp
  void check_window(const WindowDef* definition);
  Term* frame_offset(const WindowDef* definition, Term* value, const Term* order);
  const WindowDef* named_window(const char* name) const;

  // special.cpp
  Term* case_expr(const CaseExpr* node);
  Term* sql_value(const SQLValueFunction* node);
  Term* row_expr(const List* args);
  Term* xml_expr(const Node* node);
  Term* json_expr(const Node* node);
  Term* json_value(const JsonValueExpr* value);
  Term* json_argument(const Node* argument);
  Term* json_behavior(std::string_view when, const JsonBehavior* behavior, int usual, Type type);
  Term* json_shape(int wrapper, int quotes);
  Term* json_returning(const JsonOutput* output, Type usual, Type* result);
  Term* json_function(const JsonFuncExpr* function);
  void json_arguments(const Node* expression, Terms& terms);
  Term* json_constructor(const Node* expression);
  Symbol common_modifier(std::span<Term* const> terms, Type type) const;
  Term* common_type_node(std::string_view head, std::string_view construct, const List* args);
  Term* sublink(const SubLink* node);
  void check_sublink(const SubLink* link, const Query& inner) const;
  void check_sublink_width(const SubLink* link, const Term* left, const Query& inner) const;
  void refuse_sets(std::span<Term* const> terms, std::string_view construct) const;

  // coerce.cpp
  bool can_coerce(Type from, Type to, Coercion context) const;
  Term* coerce(Term* term, Type to, Symbol modifier, Coercion context);
  Term* coerce_literal(Term* term, Type to, Symbol modifier);
  Term* row_distinct(Term* left, Term* right);
  Term* coerce_array(Term* array, Type to, Coercion context);
  void coerce_row(Term* row, Type to);
  Term* cast_node(Term* term, Type to, Symbol modifier, Coercion context);
  Type common_type(std::span<const Type> types) const;
  Type common_type(std::span<Term* const> terms) const;
  Term* loose(Term* term);  // without the casts that PostgreSQL may have added
  Term* to_text_if_unknown(Term* term);

  // overload.cpp
  bool accepts(const Candidate& candidate, std::span<const Type> actual) const;
  int best_candidate(std::span<const Type> actual, std::span<const Candidate> candidates) const;
  int best_for_unknowns(std::span<const Type> base, std::span<const Candidate> candidates, std::vector<uint32_t>& left,
                        size_t unknowns) const;
  char unknown_slot_category(std::span<const uint32_t> left, std::span<const Candidate> candidates, size_t slot,
                             bool* wants_preferred) const;
  // `accepted`: how many take the operands, where it is not clear which is meant.
  bool find_operator(std::string_view name, bool prefix, Type left, Type right, Candidate* found,
                     size_t* accepted = nullptr);
  void function_candidates(Symbol schema, std::string_view name, size_t count, bool spread, std::vector<Candidate>& out,
                           bool* exists);
  void add_candidate(const builtin::FunctionInfo& function, size_t count, bool spread, std::vector<Candidate>& out);
  void add_candidate(ObjectId function, uint32_t path, size_t count, bool spread, std::vector<Candidate>& out);
  bool range_candidates(ObjectId in, Symbol name, uint32_t path, size_t count, bool spread, std::vector<Candidate>&);
  bool fit(std::span<const Type> declared, size_t defaults, bool variadic, bool spread, size_t count,
           Candidate& candidate);
  static Type variadic_element(Type array);

  // polymorphic.cpp: binds the declared polymorphic types to the actual ones; false if that cannot be.
  void check_polymorphic(const Candidate& candidate, std::span<Term* const> arguments) const;
  bool consistent(std::span<const Type> declared, std::span<const Type> actual) const;
  bool resolve_polymorphic(std::span<Type> declared, std::span<Term* const> terms, Type* result) const;

  // literal.cpp
  std::string_view literal_text(std::string_view text, Type type, Symbol modifier);
  std::string_view numeral_text(std::string_view text, Type* type);
  uint32_t regclass_ref(const Term* literal);

  // outputs.cpp
  Symbol output_name(const Node* node);

  // canonical.cpp
  void print(const Term* term);
  void print_type(Type type, Symbol modifier);
  void print_ref(uint32_t ref);
  void print_args(std::span<Term* const> args, char separator);
  void print_quoted(std::string_view text);

  // analyze.cpp, pending.cpp
  void order_refs(std::vector<Reference>& out);
  std::string_view edited_text(uint32_t begin, uint32_t end);
  void remember_pending(ExprId id);

#include "analyze/analyzer_checks.inc"

  // making terms
  Term* node(std::string_view head, std::initializer_list<Term*> args = {}, Type type = {}) {
    return node(head, Terms(pool(), args).span(), type);
  }
  Term* node(std::string_view head, std::span<Term*> args, Type type = {}) {
    Term* term = pool().make<Term>();
    term->text = head;
    term->args = args;
    term->type = type;
    return term;
  }
  Term* const_term(std::string_view text, Type type) {
    Term* term = pool().make<Term>();
    term->kind = TermKind::kConst;
    term->text = text;
    term->type = type;
    return term;
  }
  Pool& pool() const { return work_->pool; }
  const Catalog& catalog() const { return *scope_.catalog; }
  std::string_view concat(std::string_view a, std::string_view b) {
    std::string& out = scratch_;
    out.assign(a);
    out.append(b);
    return pool().keep(out);
  }

  struct Pending {
    uint32_t ref;
    Symbol schema, name;
  };

  const NameScope& scope_;
  const ExprContext& context_;
  std::unique_ptr<Workspace> work_;
  Level* level_ = nullptr;
  Level base_;
  std::vector<Edit> edits_;
  std::vector<Pending> pending_;
  struct Located {
    const Term* literal;
    int location;
  };
  std::vector<Located> locations_;  // of string literals
  std::string scratch_;
  Clause sorted_ = Clause::kOrder;  // what the next ORDER BY belongs to
  int operator_location_ = -1;      // of the operator that is being resolved
  int insert_overriding_ = 0;
  size_t insert_width_ = 0;    // columns that the last insert_source gave
  bool keep_unknown_ = false;  // the next SELECT is an arm of a set operation, which types its literals
  uint32_t entries_ = 0;
  int star_location_ = -1;    // of the star that is expanded
  int lookup_location_ = -1;  // of the name that is looked up
  std::vector<const Entry*> entries_made_;
  uint32_t nesting_ = 0;  // queries within queries
  uint32_t printed_refs_ = 0;
  std::vector<std::unique_ptr<Level>> levels_;

  // Of answer_query alone.
  std::vector<Type> parameters_;  // by number - 1; kTypeUnknown: no use has told it yet; unknown: cannot be told
  std::vector<Term*> parameter_terms_;
  std::vector<bool> parameter_unsure_;  // by number: used where nothing is known
  std::vector<std::string> unsure_, warnings_;
  Candidate called_;              // what the last call was resolved to
  bool resolved_ = false;         // was it?
  std::vector<uint32_t> writes_;  // references that are written
};

}  // namespace underpin::analyze
