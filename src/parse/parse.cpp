#include <algorithm>
#include <cstring>
#include <string>

#include "base/utf8.h"
#include "diag/codes.h"
#include "parse/depth.h"
#include "parse/lexer.h"
#include "parse/tree.h"

namespace underpin {
namespace {

// The text with the NUL behind it that libpg_query needs.
class CString {
 public:
  explicit CString(std::string_view text) {
    if (text.size() < sizeof small_) {
      std::copy(text.begin(), text.end(), small_);
      small_[text.size()] = '\0';
    } else {
      large_ = text;
    }
  }
  const char* get() const { return large_.empty() ? small_ : large_.c_str(); }

 private:
  char small_[2048];
  std::string large_;
};

int parser_mode(TextKind kind) {
  switch (kind) {
    case TextKind::kStatements: return PG_QUERY_PARSE_DEFAULT;
    case TextKind::kExpression: return PG_QUERY_PARSE_PLPGSQL_EXPR;
    case TextKind::kTypeName: return PG_QUERY_PARSE_TYPE_NAME;
  }
  return PG_QUERY_PARSE_DEFAULT;
}

// PLPGSQL_EXPR accepts all that may follow SELECT; an expression is one result column and nothing else.
const Node* sole_expression(const Node* tree) {
  if (tree == nullptr || !IsA(tree, SelectStmt)) return nullptr;
  const auto* select = reinterpret_cast<const SelectStmt*>(tree);
  const bool bare = select->fromClause == nullptr && select->whereClause == nullptr && select->groupClause == nullptr &&
                    select->havingClause == nullptr && select->windowClause == nullptr &&
                    select->sortClause == nullptr && select->limitCount == nullptr && select->limitOffset == nullptr &&
                    select->op == SETOP_NONE && select->lockingClause == nullptr && select->distinctClause == nullptr;
  if (!bare || list_length(select->targetList) != 1) return nullptr;
  const auto* target = static_cast<const ResTarget*>(linitial(select->targetList));
  return target->name == nullptr ? target->val : nullptr;
}

// psql replaces :name, :'name' and :"name" before it sends a statement.
bool is_psql_variable(std::string_view text, uint32_t offset) {
  if (offset >= text.size() || text[offset] != ':' || (offset > 0 && text[offset - 1] == ':')) return false;
  const char next = offset + 1 < text.size() ? text[offset + 1] : '\0';
  return next == '\'' || next == '"' || lexer_detail::class_of(next) == lexer_detail::kIdent;
}

}  // namespace

void report_failure(const StatementSpan& span, ParseFailure& failure, Sink& sink) {
  const std::string_view text = span.text();
  const Place place{.file = span.file, .offset = span.begin + failure.offset};
  Diagnostic& found =
      sink.emit(failure.too_deep ? code::kTooDeep : code::kSyntaxError, place, std::move(failure.message));
  found.sqlstate = failure.too_deep ? "54001" : "42601";
  if (failure.offset < text.size()) {
    const Token token = Lexer(text, failure.offset).next();
    found.length = std::min(token.end - failure.offset, 60u);
  }
  if (failure.too_deep)
    found.detail = "The limit is " + std::to_string(kMaxNesting) + " levels of brackets, operators and queries.";
  if (is_psql_variable(text, failure.offset))
    found.hint = "This looks like a psql variable; put its value in its place, Underpin reads SQL only.";
}

bool parse_tree(std::string_view text, TextKind kind, const List** tree, ParseFailure& failure) {
  if (const auto deep = find_too_deep(text)) {
    failure = {.message = "statement is nested too deeply", .offset = *deep, .too_deep = true};
    return false;
  }
  if (const size_t nul = text.find('\0'); nul != text.npos) {
    failure = {.message = "invalid byte sequence for encoding \"UTF8\": 0x00", .offset = static_cast<uint32_t>(nul)};
    return false;
  }
  const CString input(text);
  const PgQueryInternalParsetreeAndError result = pg_query_raw_parse(input.get(), parser_mode(kind));
  std::free(result.stderr_buffer);
  *tree = result.tree;
  if (result.error == nullptr) return true;
  const auto characters = static_cast<size_t>(std::max(result.error->cursorpos - 1, 0));
  failure.message = result.error->message;
  failure.offset = static_cast<uint32_t>(offset_of_code_point(text, characters));
  failure.too_deep = failure.message.starts_with("stack depth") || failure.message.starts_with("memory exhausted");
  pg_query_free_error(result.error);
  return false;
}

const Node* root_at(const List* tree, int i) {
  const auto* node = static_cast<const Node*>(list_nth(tree, i));
  return IsA(node, RawStmt) ? reinterpret_cast<const RawStmt*>(node)->stmt : node;
}

namespace {

template <class Visit>
bool parse(std::string_view text, TextKind kind, const Visit& visit, ParseFailure& failure) {
  const TreeMemory memory;
  const List* tree = nullptr;
  if (!parse_tree(text, kind, &tree, failure)) return false;
  for (int i = 0; i < list_length(tree); ++i) {
    const Node* node = root_at(tree, i);
    if (kind == TextKind::kExpression && (node = sole_expression(node)) == nullptr) {
      failure = {.message = "not an expression"};
      return false;
    }
    visit(node);
  }
  return true;
}

}  // namespace

bool parse_statement(const StatementSpan& span, Sink& sink, const std::function<void(const Node*)>& visit) {
  if (sink.full()) return false;
  ParseFailure failure;
  if (parse(span.text(), TextKind::kStatements, visit, failure)) return true;
  report_failure(span, failure, sink);
  return false;
}

bool parse_text(std::string_view text, TextKind kind, const std::function<void(const Node*)>& visit,
                ParseError* error) {
  ParseFailure failure;
  if (const size_t bad = find_invalid_utf8(text); bad != text.npos)
    failure = {.message = "invalid byte sequence for encoding \"UTF8\"", .offset = static_cast<uint32_t>(bad)};
  else if (parse(text, kind, visit, failure))
    return true;
  if (error != nullptr) *error = {.message = std::move(failure.message), .offset = failure.offset};
  return false;
}

std::string_view grammar_version() { return UNDERPIN_PG_QUERY_VERSION " (grammar of PostgreSQL " PG_MAJORVERSION ")"; }
int grammar_major() { return PG_VERSION_NUM / 10000; }

}  // namespace underpin
