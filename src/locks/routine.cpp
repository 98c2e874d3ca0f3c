// What routines do when they run, as far as their bodies can be read.
#include <algorithm>

#include "locks/lists.h"
#include "locks/work.h"
#include "parse/plpgsql.h"
#include "parse/walk.h"

namespace underpin::locks {

namespace {

constexpr int kMaxDepth = 8;  // routines that call routines

void run_text(Work& work, std::string_view text, bool executed) {
  ParseError error;
  parse_text(
      text, TextKind::kStatements,
      [&](const Node* node) {
        if (executed)
          dispatch(work, node);
        else
          read_query(work, node, false);
      },
      &error);
}

// What of a PL/pgSQL statement is SQL, as a statement; empty where nothing is.
std::string sql_of(const PlStatement& statement) {
  using enum PlStatement::Kind;
  switch (statement.kind) {
    case kSql:
    case kPerform:
    case kCall:
    case kQuery: return statement.sql;
    case kReturn: return statement.sql.empty() ? "" : "SELECT " + statement.sql;
    case kAssign: {
      const size_t at = statement.sql.find('=');
      return at == statement.sql.npos ? "" : "SELECT " + statement.sql.substr(at + 1);
    }
    case kExecute:
    case kRaise:
    case kCommit:
    case kTransaction:
    case kOther: return {};
  }
  return {};
}

void run_plpgsql(Work& work, std::string_view body) {
  std::vector<PlStatement> statements;
  if (!plpgsql_statements(body, statements, true)) return;
  for (const PlStatement& statement : statements)
    if (!statement.dynamic && !statement.in_handler) run_text(work, sql_of(statement), true);
}

// The static statements of a PL/pgSQL body; COMMIT and ROLLBACK among them.
template <class Visit>
void for_each_statement(std::string_view body, Visit visit) {
  std::vector<PlStatement> statements;
  if (!plpgsql_statements(body, statements, true)) return;
  for (const PlStatement& statement : statements) {
    ParseError error;
    const bool ends = statement.kind == PlStatement::Kind::kCommit || statement.kind == PlStatement::Kind::kTransaction;
    if (ends || statement.kind == PlStatement::Kind::kSql)
      parse_text(ends ? "COMMIT" : statement.sql, TextKind::kStatements, visit, &error);
  }
}

ObjectId find_routine(const Work& work, const List* names) {
  const auto parts = items(names);
  const Symbol name = intern(as<String>(parts.back())->sval);
  std::vector<ObjectId> schemas = work.search_path;
  if (parts.size() > 1) schemas = {work.before.find_schema(intern(as<String>(parts[0])->sval))};
  for (ObjectId schema : schemas)
    for (ObjectId routine : work.before.routines(schema, name))
      if (work.before.is(routine, Kind::kFunction)) return routine;
  return {};
}

void run_calls(Work& work, const Node* node) {
  if (is_node(node, T_FuncCall)) run_routine(work, find_routine(work, as<FuncCall>(node)->funcname), true);
  for_each_child(node, [&](const Node* child) { run_calls(work, child); });
}

std::string_view body_of(const DoStmt* block) {
  for (const DefElem* option : items<DefElem>(block->args))
    if (std::string_view(option->defname) == "as") return as<String>(option->arg)->sval;
  return {};
}

}  // namespace

void run_routine(Work& work, ObjectId routine, bool executed) {
  if (!work.before.is(routine, Kind::kFunction) || work.depth >= kMaxDepth) return;
  const Function& function = work.before.body<Function>(routine);
  if (!function.body) return;
  const std::string_view text = work.before.expr(function.body).text;
  ++work.depth;
  if (function.language.text() == "plpgsql" && executed) run_plpgsql(work, text);
  if (function.language.text() == "sql" && !function.sql_body) run_text(work, text, executed);
  if (function.sql_body) read_query(work, work.before, function.body, executed);
  --work.depth;
}

// Maintenance runs with a search_path of the system's alone from 17 on: what a function names without a schema is not
// found.
void read_index_functions(Work& work, const IndexStmt* statement) {
  std::vector<ObjectId> path = work.search_path;
  const auto run = [&](const Node* expression) {
    if (expression == nullptr) return;
    std::vector<ObjectId> routines;
    const auto collect = [&](const auto& self, const Node* node) -> void {
      if (is_node(node, T_FuncCall)) routines.push_back(find_routine(work, as<FuncCall>(node)->funcname));
      for_each_child(node, [&](const Node* child) { self(self, child); });
    };
    collect(collect, expression);
    if (work.target() >= 17) work.search_path.clear();
    for (ObjectId routine : routines) run_routine(work, routine, true);
    work.search_path = path;
  };
  for (const IndexElem* element : items<IndexElem>(statement->indexParams)) run(element->expr);
  run(statement->whereClause);
}

void run_called(Work& work, const FuncCall* call) { run_routine(work, find_routine(work, call->funcname), true); }

void call_statement(Work& work, const Node* node) {
  run_calls(work, reinterpret_cast<const Node*>(as<CallStmt>(node)->funccall));
}

void do_block(Work& work, const Node* node) {
  bool hopeless = false;  // what needs to be alone never is in a block of code
  for_each_statement(body_of(as<DoStmt>(node)),
                     [&](const Node* inner) { hopeless |= transactional(work, inner) == Transactional::kNo; });
  if (hopeless) return work.refuse("cannot be executed from a function");
  run_plpgsql(work, body_of(as<DoStmt>(node)));
}

bool body_needs_no_block(const Work& work, const Node* node) {
  std::string_view text;
  if (is_node(node, T_DoStmt)) {
    text = body_of(as<DoStmt>(node));
  } else {
    const ObjectId routine = find_routine(work, as<CallStmt>(node)->funccall->funcname);
    if (!routine || !work.before.body<Function>(routine).body) return false;
    text = work.before.expr(work.before.body<Function>(routine).body).text;
  }
  bool found = false;
  for_each_statement(text, [&](const Node* inner) {
    found |= transactional(work, inner) == Transactional::kNo || is_node(inner, T_TransactionStmt);
  });
  return found;
}

// The validator of SQL functions analyzes the body, that of others does not; types of arguments are looked up.
void create_function(Work& work, const Node* node) {
  const auto* statement = as<CreateFunctionStmt>(node);
  const auto lock_type = [&](const TypeName* type) {
    if (type == nullptr || type->pct_type) return;
    const ObjectId relation = work.find(type->names);
    work.lock(relation ? relation : work.find_type(type->names), LockMode::kAccessShare, true);
  };
  for (const FunctionParameter* parameter : items<FunctionParameter>(statement->parameters))
    lock_type(parameter->argType);
  if (statement->sql_body) return read_query(work, statement->sql_body, false);
  std::string_view language, body;
  for (const DefElem* option : items<DefElem>(statement->options)) {
    const std::string_view name = option->defname;
    if (name == "language") language = as<String>(option->arg)->sval;
    if (name == "as") body = as<String>(items(as<List>(option->arg))[0])->sval;
  }
  if (language == "sql") run_text(work, body, false);
  if (language == "plpgsql") lock_type(statement->returnType);
}

}  // namespace underpin::locks
