#include "compat/parameters.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>

#include "parse/lexer.h"

namespace underpin::compat {
namespace {

// Words behind which an operand stands; behind any other word an operator does.
constexpr std::array<std::string_view, 41> kBeforeOperand = {
    "select", "where", "and",  "or",    "not",      "limit",   "offset", "in",   "between",   "like",     "ilike",
    "values", "then",  "else", "when",  "case",     "on",      "having", "by",   "from",      "distinct", "all",
    "any",    "some",  "is",   "using", "to",       "for",     "as",     "set",  "returning", "similar",  "escape",
    "fetch",  "first", "next", "array", "interval", "default", "over",   "union"};

// Types whose literals pg_stat_statements writes as `interval $1`, which no parser takes.
constexpr std::array<std::string_view, 6> kTyped = {"interval", "date", "timestamp", "timestamptz", "time", "timetz"};

template <size_t N>
bool one_of(std::string_view word, const std::array<std::string_view, N>& list) {
  return std::ranges::any_of(list, [&](std::string_view one) { return is_keyword(word, one); });
}

class Rewriter {
 public:
  explicit Rewriter(std::string_view sql) : sql_(sql), lexer_(sql) {}

  Rewritten run() {
    highest_ = highest_number();
    for (Token token = next(); token.kind != TokenKind::kEnd; token = next()) {
      if (token.kind == TokenKind::kUnterminated) break;
      if (!parameter(token)) operand_ = leads_to_operand(token);
      word_ = token.kind == TokenKind::kWord && token.end == lexer_.at() ? token : Token{};
    }
    copy_to(sql_.size());
    out_.changed = out_.text != sql_;
    return std::move(out_);
  }

 private:
  std::string_view bytes(const Token& token) const { return sql_.substr(token.begin, token.end - token.begin); }
  char at(size_t i) const { return i < sql_.size() ? sql_[i] : '\0'; }

  Token next() {
    Token token = lexer_.next();
    while (token.kind == TokenKind::kLineComment || token.kind == TokenKind::kBlockComment) token = lexer_.next();
    return token;
  }

  int highest_number() const {
    int highest = 0;
    Lexer lexer(sql_);
    for (Token token = lexer.next(); token.kind != TokenKind::kEnd; token = lexer.next())
      if (token.kind == TokenKind::kNumber && sql_[token.begin] == '$') {
        int number = 0;
        std::from_chars(sql_.data() + token.begin + 1, sql_.data() + token.end, number);
        highest = std::max(highest, number);
      }
    return highest;
  }

  bool leads_to_operand(const Token& token) const {
    const std::string_view text = bytes(token);
    switch (token.kind) {
      case TokenKind::kOperator: return true;
      case TokenKind::kPunctuation: return text == "(" || text == "," || text == "[";
      case TokenKind::kWord: return one_of(text, kBeforeOperand);
      default: return false;
    }
  }

  void copy_to(size_t end) {
    if (end <= copied_) return;
    out_.map.add(out_.text.size(), copied_);
    out_.text += sql_.substr(copied_, end - copied_);
    copied_ = end;
  }

  // Puts `text` in the place of the bytes.
  bool replace(size_t begin, size_t end, std::string_view text) {
    copy_to(begin);
    out_.map.add(out_.text.size(), begin);
    out_.text += text;
    copied_ = end;
    lexer_.seek(static_cast<uint32_t>(end));
    operand_ = false;
    return true;
  }

  std::string numbered(std::string_view name) {
    int& number = numbers_[std::string(name)];
    if (number == 0) number = ++highest_;
    return "$" + std::to_string(number);
  }
  std::string another() { return "$" + std::to_string(++highest_); }

  size_t word_end(size_t begin) const {
    size_t end = begin;
    while (end < sql_.size() && lexer_detail::is_word(sql_[end])) ++end;
    return end;
  }

  bool parameter(const Token& token) {
    switch (token.kind) {
      case TokenKind::kPunctuation: return bytes(token) == ":" && named(token);
      case TokenKind::kOperator: return by_operator(token);
      case TokenKind::kWord: return is_keyword(bytes(token), "sqlc") && sqlc(token);
      case TokenKind::kNumber: return sql_[token.begin] == '$' && typed(token);
      default: return false;
    }
  }

  bool named(const Token& token) {
    if (at(token.end) == ':') {
      lexer_.seek(token.end + 1);  // a cast
      return false;
    }
    if (!operand_) return false;
    if (at(token.end) == '\'' || at(token.end) == '"') {  // psql's :'name'
      const size_t end = sql_.find(at(token.end), token.end + 1);
      return end != sql_.npos &&
             replace(token.begin, end + 1, numbered(sql_.substr(token.end + 1, end - token.end - 1)));
    }
    if (token.begin > 0 && sql_[token.begin - 1] == '[') return false;  // a slice
    const size_t end = word_end(token.end);
    return end > token.end && replace(token.begin, end, numbered(sql_.substr(token.end, end - token.end)));
  }

  // The parameter's mark is the whole operator in an operand's place, or the last character of `=?`.
  bool by_operator(const Token& token) {
    const std::string_view op = bytes(token);
    if (op == "??") return replace(token.begin, token.end, "?") && (operand_ = true);
    if (op == "%%") return replace(token.begin, token.end, "%") && (operand_ = true);
    const std::string_view before = op.substr(0, op.size() - 1);
    const bool placed = before.empty()
                            ? operand_
                            : before == "=" || before == "<>" || before == "!=" || before == ">=" || before == "<=" ||
                                  before == "<" || before == ">" || before == "||" || before == "+" || before == "-";
    if (!placed) return false;
    const size_t mark = token.end - 1;
    if (op.back() == '?') return replace(mark, token.end, another());
    if (op == "<@" || op == "?@") return false;
    if (op.back() == '@' && lexer_detail::class_of(at(token.end)) == lexer_detail::kIdent) {
      const size_t end = word_end(token.end);
      return replace(mark, end, numbered(sql_.substr(token.end, end - token.end)));
    }
    return op.back() == '%' && percent(mark, token.end);
  }

  bool percent(size_t mark, size_t behind) {
    if (at(behind) == 's' && word_end(behind) == behind + 1) return replace(mark, behind + 1, another());
    if (at(behind) != '(') return false;
    const size_t close = sql_.find(')', behind);
    if (close == sql_.npos || at(close + 1) != 's' || word_end(close + 1) != close + 2) return false;
    return replace(mark, close + 2, numbered(sql_.substr(behind + 1, close - behind - 1)));
  }

  // sqlc.arg(name), sqlc.narg('name'), sqlc.slice(name); sqlc.embed(table) stands for its columns.
  bool sqlc(const Token& token) {
    const size_t end = word_end(token.end + 1);
    if (at(token.end) != '.' || at(end) != '(') return false;
    const size_t close = sql_.find(')', end);
    if (close == sql_.npos) return false;
    std::string_view name = sql_.substr(end + 1, close - end - 1);
    const std::string_view function = sql_.substr(token.end + 1, end - token.end - 1);
    if (function == "embed") return replace(token.begin, close + 1, std::string(name) + ".*");
    if (name.size() > 1 && (name.front() == '\'' || name.front() == '"')) name = name.substr(1, name.size() - 2);
    if (function != "arg" && function != "narg" && function != "slice") return false;
    return replace(token.begin, close + 1, numbered(name));
  }

  bool typed(const Token& token) {
    if (word_.end == 0 || !one_of(bytes(word_), kTyped)) return false;
    const std::string type(bytes(word_)), number(bytes(token));
    if (copied_ > word_.begin) return false;
    return replace(word_.begin, token.end, "CAST(" + number + " AS " + type + ")");
  }

  std::string_view sql_;
  Lexer lexer_;
  Rewritten out_;
  size_t copied_ = 0;
  bool operand_ = true;
  Token word_;  // the token before, where it is a word
  int highest_ = 0;
  std::map<std::string, int> numbers_;
};

}  // namespace

Rewritten rewrite_parameters(std::string_view sql) { return Rewriter(sql).run(); }

}  // namespace underpin::compat
