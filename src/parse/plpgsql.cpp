#include "parse/plpgsql.h"

#include <algorithm>
#include <array>
#include <utility>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "parse/depth.h"
#include "parse/lexer.h"
#include "parse/nodes.h"

namespace underpin {
namespace {

using Json = nlohmann::json;
using Kind = PlStatement::Kind;

// A dollar quote that the body does not hold.
std::string quote_for(std::string_view body) {
  for (unsigned i = 0;; ++i) {
    const std::string quote = "$underpin" + std::to_string(i) + "$";
    if (body.find(quote) == body.npos) return quote;
  }
}

// The reader of libpg_query takes variables of unknown types for records, but refuses types in a schema of the user's
// and arrays of unknown types. Which type it is does not matter here: qualifier and brackets are blanked; offsets stay.
class Declarations {
 public:
  explicit Declarations(std::string_view body) : body_(body), text_(body), lexer_(body) {}

  std::string simplified() {
    for (Token token = lexer_.next(); token.kind != TokenKind::kEnd; token = lexer_.next())
      if (token.kind != TokenKind::kLineComment && token.kind != TokenKind::kBlockComment) take(token);
    return std::move(text_);
  }

 private:
  // Where in "name [CONSTANT] schema.type[]" the last token stood.
  enum class State : uint8_t { kOutside, kName, kType, kTypeRead, kRest };

  void take(const Token& token) {
    const std::string_view word = body_.substr(token.begin, token.end - token.begin);
    if (token.kind == TokenKind::kWord && is_keyword(word, "declare"))
      state_ = State::kName;
    else if (token.kind == TokenKind::kWord && is_keyword(word, "begin"))
      state_ = State::kOutside;
    else if (state_ != State::kOutside)
      in_declaration(token, word);
  }

  void in_declaration(const Token& token, std::string_view word) {
    if (word == ";") {
      state_ = State::kName;
    } else if (state_ == State::kName) {
      state_ = State::kType;
    } else if (state_ == State::kType) {
      if (is_keyword(word, "constant")) return;
      type_begin_ = token.begin;
      state_ = State::kTypeRead;
    } else if (state_ == State::kTypeRead && word == ".") {
      blank(type_begin_, token.end);
      state_ = State::kType;
    } else if (state_ == State::kTypeRead && (word == "[" || word == "]" || token.kind == TokenKind::kNumber)) {
      blank(token.begin, token.end);
    } else {
      state_ = State::kRest;
    }
  }

  void blank(uint32_t begin, uint32_t end) { std::fill(text_.begin() + begin, text_.begin() + end, ' '); }

  std::string_view body_;
  std::string text_;
  Lexer lexer_;
  State state_ = State::kOutside;
  uint32_t type_begin_ = 0;
};

// What surrounds the statement that is being read.
struct Around {
  bool in_loop = false;
  bool in_handler = false;
  std::vector<PlCondition> conditions;
  std::vector<PlHandler> handlers;
};

class Reader {
 public:
  Reader(std::string_view body, std::vector<PlStatement>& out) : body_(body), out_(out) {}

  void function(const Json& function) { statement(function.at("action"), {}); }

 private:
  void list(const Json& parent, const char* key, const Around& around) {
    if (const auto found = parent.find(key); found != parent.end())
      for (const Json& node : *found) statement(node, around);
  }

  static std::string text_of(const Json& node, const char* key) {
    const auto found = node.find(key);
    if (found == node.end()) return {};
    const auto expression = found->find("PLpgSQL_expr");
    return expression == found->end() ? std::string{} : expression->value("query", std::string{});
  }

  // The text's offset in the body, at or after what came before.
  uint32_t offset_of(const std::string& sql) {
    const size_t at = sql.empty() ? body_.npos : body_.find(sql, at_);
    if (at == body_.npos) return PlStatement::npos;
    at_ = at;
    return static_cast<uint32_t>(at);
  }

  PlStatement& add(Kind kind, std::string sql, const Around& around, bool dynamic = false) {
    const uint32_t offset = offset_of(sql);
    return out_.emplace_back(PlStatement{.kind = kind,
                                         .sql = std::move(sql),
                                         .offset = offset,
                                         .dynamic = dynamic,
                                         .in_loop = around.in_loop,
                                         .in_handler = around.in_handler,
                                         .conditions = around.conditions,
                                         .handlers = around.handlers});
  }

  // A node is an object with one key, its type's name.
  void statement(const Json& tagged, const Around& around) {
    if (!tagged.is_object() || tagged.empty()) return;
    const std::string& tag = tagged.begin().key();
    const Json& node = tagged.begin().value();
    if (tag == "PLpgSQL_stmt_block") return block(node, around);
    if (tag == "PLpgSQL_stmt_if") return if_statement(node, around);
    if (tag == "PLpgSQL_stmt_case") return case_statement(node, around);
    if (tag == "PLpgSQL_stmt_raise") return raise(node, around);
    if (loop(tag, node, around)) return;
    simple(tag, node, around);
  }

  void simple(const std::string& tag, const Json& node, const Around& around) {
    if (tag == "PLpgSQL_stmt_execsql")
      add(Kind::kSql, text_of(node, "sqlstmt"), around);
    else if (tag == "PLpgSQL_stmt_perform")
      add(Kind::kPerform, text_of(node, "expr"), around);
    else if (tag == "PLpgSQL_stmt_call")
      add(Kind::kCall, text_of(node, "expr"), around);
    else if (tag == "PLpgSQL_stmt_assign")
      add(Kind::kAssign, text_of(node, "expr"), around);
    else if (tag == "PLpgSQL_stmt_dynexecute")
      add(Kind::kExecute, text_of(node, "query"), around, true);
    else if (tag == "PLpgSQL_stmt_commit")
      add(Kind::kCommit, {}, around);
    else if (tag == "PLpgSQL_stmt_rollback")
      add(Kind::kTransaction, {}, around);
    else if (tag == "PLpgSQL_stmt_return_query" || tag == "PLpgSQL_stmt_open")
      query(node, around);
    else if (tag != "PLpgSQL_stmt_return")
      add(Kind::kOther, {}, around);
    else if (node.contains("lineno"))
      add(Kind::kReturn, text_of(node, "expr"), around);  // the implicit one has no line
  }

  void query(const Json& node, const Around& around) {
    if (node.contains("dynquery"))
      add(Kind::kQuery, text_of(node, "dynquery"), around, true);
    else
      add(Kind::kQuery, text_of(node, "query"), around);
  }

  void block(const Json& node, const Around& around) {
    const auto exceptions = node.find("exceptions");
    if (exceptions == node.end()) return list(node, "body", around);
    const Json& caught = exceptions->at("PLpgSQL_exception_block");
    Around inside = around;
    const auto clauses = caught.find("exc_list");
    if (clauses != caught.end())
      for (auto clause = clauses->rbegin(); clause != clauses->rend(); ++clause)
        inside.handlers.insert(inside.handlers.begin(), handler(clause->at("PLpgSQL_exception")));
    list(node, "body", inside);
    Around after = around;
    after.in_handler = true;
    if (clauses != caught.end())
      for (const Json& clause : *clauses) list(clause.at("PLpgSQL_exception"), "action", after);
  }

  static PlHandler handler(const Json& clause) {
    PlHandler handler{.does_nothing = !clause.contains("action")};
    if (const auto conditions = clause.find("conditions"); conditions != clause.end())
      for (const Json& condition : *conditions)
        handler.conditions.push_back(condition.at("PLpgSQL_condition").value("condname", std::string{}));
    return handler;
  }

  void branch(std::string condition, const Json& parent, const char* key, Around& around, uint32_t id) {
    around.conditions.push_back({.branching = id, .text = std::move(condition)});
    list(parent, key, around);
    around.conditions.back().holds = false;
  }

  void if_statement(const Json& node, Around around) {
    const uint32_t id = ++branchings_;
    branch(text_of(node, "cond"), node, "then_body", around, id);
    if (const auto elsifs = node.find("elsif_list"); elsifs != node.end())
      for (const Json& tagged : *elsifs) {
        const Json& elsif = tagged.at("PLpgSQL_if_elsif");
        branch(text_of(elsif, "cond"), elsif, "stmts", around, id);
      }
    list(node, "else_body", around);
  }

  void case_statement(const Json& node, Around around) {
    const uint32_t id = ++branchings_;
    const bool simple_case = node.contains("t_expr");
    if (const auto whens = node.find("case_when_list"); whens != node.end())
      for (const Json& tagged : *whens) {
        const Json& when = tagged.at("PLpgSQL_case_when");
        branch(simple_case ? std::string{} : text_of(when, "expr"), when, "stmts", around, id);
      }
    list(node, "else_stmts", around);
  }

  void raise(const Json& node, const Around& around) {
    constexpr int kErrorLevel = 21;  // ERROR in elog.h since 14
    const std::string message = node.value("message", node.value("condname", std::string{}));
    add(Kind::kRaise, message, around).is_error = node.value("elog_level", kErrorLevel) >= kErrorLevel;
  }

  bool loop(const std::string& tag, const Json& node, const Around& around) {
    static constexpr std::array<std::string_view, 7> kLoops = {
        "PLpgSQL_stmt_fors",      "PLpgSQL_stmt_dynfors", "PLpgSQL_stmt_forc", "PLpgSQL_stmt_fori",
        "PLpgSQL_stmt_foreach_a", "PLpgSQL_stmt_while",   "PLpgSQL_stmt_loop"};
    if (std::ranges::find(kLoops, tag) == kLoops.end()) return false;
    if (node.contains("query")) add(Kind::kQuery, text_of(node, "query"), around, tag == "PLpgSQL_stmt_dynfors");
    Around inside = around;
    inside.in_loop = true;
    list(node, "body", inside);
    return true;
  }

  std::string_view body_;
  std::vector<PlStatement>& out_;
  size_t at_ = 0;
  uint32_t branchings_ = 0;
};

bool read(std::string_view body, std::string_view readable, std::string_view result_type,
          std::vector<PlStatement>& statements) {
  const std::string quote = quote_for(readable);
  const std::string source = "CREATE FUNCTION f() RETURNS " + std::string(result_type) + " LANGUAGE plpgsql AS " +
                             quote + std::string(readable) + quote;
  const PgQueryPlpgsqlParseResult result = pg_query_parse_plpgsql(source.c_str());
  bool ok = result.error == nullptr && result.plpgsql_funcs != nullptr;
  if (ok) {
    const Json functions = Json::parse(result.plpgsql_funcs, nullptr, false);
    ok = functions.is_array() && functions.size() == 1 && functions[0].contains("PLpgSQL_function");
    try {
      if (ok) Reader(body, statements).function(functions[0].at("PLpgSQL_function"));
    } catch (const Json::exception&) {  // a tree of another shape: not understood
      ok = false;
    }
  }
  pg_query_free_plpgsql_parse_result(result);
  return ok;
}

}  // namespace

bool plpgsql_statements(std::string_view body, std::vector<PlStatement>& statements, bool of_function) {
  statements.clear();
  if (body.size() > 0x7FFFFFFF || find_invalid_utf8(body) != body.npos || find_too_deep(body)) return false;
  const std::string simplified = Declarations(body).simplified();
  for (std::string_view result_type : {"void", "trigger", "integer", "SETOF integer"}) {
    if (!of_function && result_type != "void") break;
    for (std::string_view text : {body, std::string_view(simplified)}) {
      if (text.data() != body.data() && text == body) continue;
      if (read(body, text, result_type, statements)) return true;
      statements.clear();
    }
  }
  return false;
}

}  // namespace underpin
