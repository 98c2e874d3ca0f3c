// DO blocks: the idioms that a schema file uses instead of IF NOT EXISTS are interpreted, what concerns roles and rows
// alone is left out with a note, all else is refused.
#include <algorithm>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "bind/lists.h"
#include "bind/objects.h"
#include "parse/lexer.h"
#include "parse/plpgsql.h"

namespace underpin::bind {
namespace {

constexpr std::string_view kHint =
    "Write what it does as plain DDL, or let a scratch PostgreSQL run it (--elaborate engine).";

// The names that PL/pgSQL has for what CREATE says of an object that is there already.
struct Condition {
  std::string_view name;
  std::string_view sqlstate;
};
constexpr Condition kDuplicates[] = {
    {"duplicate_object", "42710"}, {"duplicate_table", "42P07"},          {"duplicate_column", "42701"},
    {"duplicate_schema", "42P06"}, {"duplicate_function", "42723"},       {"duplicate_alias", "42712"},
    {"unique_violation", "23505"}, {"invalid_table_definition", "42P16"},
};

bool catches(const PlHandler& handler, std::string_view sqlstate) {
  if (!handler.does_nothing) return false;
  for (const std::string& name : handler.conditions) {
    if (name == "others" || lower(name) == "sqlstate " + lower(sqlstate)) return true;
    const auto row = std::ranges::find(kDuplicates, name, &Condition::name);
    if (row != std::end(kDuplicates) && row->sqlstate == sqlstate) return true;
  }
  return false;
}

// IF NOT EXISTS (SELECT … FROM pg_type …): what it guards is not there yet, or is a duplicate.
bool asks_the_catalog(const PlCondition& condition) {
  const std::string text = lower(condition.text);
  const bool catalog = text.find("pg_") != std::string::npos || text.find("information_schema") != std::string::npos;
  const size_t at = text.find_first_not_of(" \t\r\n(");
  if (at == std::string::npos) return false;
  const std::string_view rest = std::string_view(text).substr(at);
  const bool negated = rest.starts_with("not");
  const bool asks = rest.find("exists") != std::string_view::npos || rest.find("to_reg") != std::string_view::npos;
  const bool is_null = rest.starts_with("to_reg") && rest.ends_with("is null");
  return asks && ((catalog && negated == condition.holds) || (is_null && condition.holds));
}

bool is_role_statement(NodeTag tag) {
  switch (tag) {
    case T_CreateRoleStmt:
    case T_AlterRoleStmt:
    case T_AlterRoleSetStmt:
    case T_DropRoleStmt:
    case T_GrantRoleStmt:
    case T_CreatedbStmt:
    case T_AlterDatabaseStmt:
    case T_AlterDatabaseSetStmt:
    case T_DropdbStmt:
    case T_AlterSystemStmt: return true;
    default: return false;
  }
}

bool is_data_statement(NodeTag tag) {
  switch (tag) {
    case T_InsertStmt:
    case T_UpdateStmt:
    case T_DeleteStmt:
    case T_MergeStmt:
    case T_LockStmt:
    case T_NotifyStmt:
    case T_TruncateStmt:
    case T_RefreshMatViewStmt: return true;
    default: return false;
  }
}

// EXECUTE 'CREATE ROLE …', also through format() and ||.
bool executes_role_statement(std::string_view expression) {
  const std::string text = lower(expression);
  const size_t quote = text.find('\'');
  if (quote == std::string::npos) return false;
  const std::string_view sql = std::string_view(text).substr(quote + 1);
  for (std::string_view verb : {"create ", "alter ", "drop "})
    for (std::string_view noun : {"role ", "user ", "group ", "database "})
      if (sql.starts_with(verb) && sql.substr(verb.size()).starts_with(noun))
        return !sql.substr(verb.size()).starts_with("user mapping");
  return false;
}

class Block {
 public:
  Block(Session& s, std::string_view body, int offset) : s_(s), body_(body), offset_(offset) {}

  void run() {
    std::vector<PlStatement> statements;
    if (!plpgsql_statements(body_, statements)) refuse(0, "the body of the DO block cannot be read");
    for (const PlStatement& statement : statements) check(statement);
    for (const Accepted& accepted : accepted_) run(accepted);
  }

 private:
  struct Accepted {
    const PlStatement* statement;
    StatementSpan span;
    NodeTag tag;
  };

  [[noreturn]] void refuse(uint32_t offset, std::string message) const {
    const bool known = offset != PlStatement::npos && offset_ >= 0;
    s_.invalid(code::kDoBlock, "0A000", known ? offset_ + static_cast<int>(offset) : -1, std::move(message), {},
               std::string(kHint));
  }

  void check(const PlStatement& statement) {
    switch (statement.kind) {
      case PlStatement::Kind::kSql: return check_sql(statement);
      case PlStatement::Kind::kPerform:
      case PlStatement::Kind::kCall: return check_effect(statement);
      case PlStatement::Kind::kExecute:
        if (executes_role_statement(statement.sql)) return s_.left_out(code::kRoleLeftOut, "DO … EXECUTE role");
        refuse(statement.offset, "the DO block executes a statement that is known at run time only");
      case PlStatement::Kind::kRaise:
        if (statement.is_error && statement.conditions.empty() && !statement.in_handler)
          refuse(statement.offset, "the DO block always fails");
        return;
      case PlStatement::Kind::kCommit: return;  // what it did before stays done
      case PlStatement::Kind::kQuery:
      case PlStatement::Kind::kAssign: return;  // matters only to what depends on it, which is refused
      case PlStatement::Kind::kReturn: refuse(statement.offset, "the DO block leaves early");
      case PlStatement::Kind::kTransaction:
      case PlStatement::Kind::kOther:
        refuse(statement.offset, "the DO block does something that the model does not follow");
    }
  }

  void check_sql(const PlStatement& statement) {
    const StatementSpan span = span_of(statement);
    NodeTag tag = T_Invalid;
    ParseError error;
    if (!parse_text(
            statement.sql, TextKind::kStatements, [&](const Node* node) { tag = nodeTag(node); }, &error))
      refuse(statement.offset, "a statement of the DO block cannot be read: " + error.message);
    if (tag == T_SelectStmt) return check_effect(statement);
    if (!is_role_statement(tag) && !is_data_statement(tag)) {
      check_position(statement);
      if (span.begin == 0 && span.end == 0)
        refuse(0, "the DO block's statements do not stand in the file word for word");
    }
    accepted_.push_back({&statement, span, tag});
  }

  void check_position(const PlStatement& statement) const {
    if (statement.in_loop) refuse(statement.offset, "the DO block runs DDL in a loop");
    if (statement.in_handler) refuse(statement.offset, "the DO block runs DDL in an exception handler");
    for (const PlCondition& condition : statement.conditions)
      if (!asks_the_catalog(condition))
        refuse(statement.offset, "the DO block runs DDL on a condition that the model cannot know");
  }

  // SELECT f(x): rows, or a call that is warned about.
  void check_effect(const PlStatement& statement) {
    const StatementSpan span = span_of(statement);
    ParseError error;
    const StatementSpan outer = s_.statement;
    if (span.end != 0) s_.statement = span;
    const bool read = parse_text(
        statement.sql, TextKind::kStatements, [&](const Node* node) { effect(node); }, &error);
    s_.statement = outer;
    if (!read) refuse(statement.offset, "a statement of the DO block cannot be read: " + error.message);
  }

  void effect(const Node* node) {
    if (is_node(node, T_SelectStmt)) return select_for_effect(s_, node);
    if (is_node(node, T_CallStmt)) return call_statement(s_, node);
    s_.invalid(code::kDoBlock, "0A000", -1, "the DO block runs another block", {}, std::string(kHint));
  }

  StatementSpan span_of(const PlStatement& statement) const {
    if (offset_ < 0 || statement.offset == PlStatement::npos) return {};
    const uint32_t begin = s_.statement.begin + static_cast<uint32_t>(offset_) + statement.offset;
    return {.file = s_.statement.file,
            .begin = begin,
            .end = begin + static_cast<uint32_t>(statement.sql.size()),
            .comment_begin = begin};
  }

  bool tolerates(const PlStatement& statement, std::string_view sqlstate) const {
    const bool duplicate = std::ranges::find(kDuplicates, sqlstate, &Condition::sqlstate) != std::end(kDuplicates);
    if (duplicate && !statement.conditions.empty()) return true;  // check_position knows what they ask
    return std::ranges::any_of(statement.handlers,
                               [&](const PlHandler& handler) { return catches(handler, sqlstate); });
  }

  void run(const Accepted& accepted) {
    if (is_role_statement(accepted.tag)) return s_.left_out(code::kRoleLeftOut, "role statement in a DO block");
    if (is_data_statement(accepted.tag)) return s_.left_out(code::kDataStatement, "data statement in a DO block");
    const StatementFunction function = function_for(accepted.tag);
    if (function == nullptr)
      refuse(accepted.statement->offset, "the DO block does something that the model does not follow");
    const StatementSpan outer = s_.statement;
    s_.statement = accepted.span;
    try {
      parse_statement(accepted.span, s_.sink, [&](const Node* node) { function(s_, node); });
    } catch (const NotFoundError& error) {
      s_.defer(0, error.what);  // from here on it waits by itself
    } catch (const InvalidError& error) {
      if (!tolerates(*accepted.statement, error.diagnostic.sqlstate)) {
        s_.statement = outer;
        throw;
      }
    }
    s_.statement = outer;
  }

  Session& s_;
  std::string_view body_;
  int offset_;  // of the body in the statement; -1 where it is written with escapes
  std::vector<Accepted> accepted_;
};

}  // namespace

void do_block(Session& s, const Node* node) {
  std::string_view body;
  std::string_view language = "plpgsql";
  int location = 0;
  for (const DefElem* option : items<DefElem>(as<DoStmt>(node)->args)) {
    if (option->defname == std::string_view("as")) {
      body = strval(option->arg);
      location = std::max(option->location, 0);
    } else {
      language = strval(option->arg);
    }
  }
  if (language != "plpgsql")
    s.invalid(code::kDoBlock, "0A000", -1, "the DO block is written in " + std::string(language), {},
              std::string(kHint));
  const size_t at = s.statement.text().find(body, static_cast<size_t>(location));
  Block(s, body, at == std::string_view::npos ? -1 : static_cast<int>(at)).run();
}

}  // namespace underpin::bind
