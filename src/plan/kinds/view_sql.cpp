#include "plan/kinds/view_sql.h"

#include <algorithm>

#include "ir/print.h"

namespace underpin::plan {
namespace {

// Just enough of SQL's tokens to read the names in a select list.
struct Token {
  enum class Kind : uint8_t { kEnd, kWord, kOpen, kClose, kComma, kStar, kCast, kOther } kind = Kind::kEnd;
  std::string name;  // of a word: folded, or as quoted
  bool quoted = false;
};

class Tokens {
 public:
  explicit Tokens(std::string_view text) : text_(text) {}

  Token next() {
    skip_blanks();
    if (at_ >= text_.size()) return {};
    const char c = text_[at_];
    if (c == '"') return quoted();
    if (c == '\'') return skip_string();
    if (is_word(c)) return word();
    if (c == '$' && at_ + 1 < text_.size() && !is_digit(text_[at_ + 1])) return skip_dollar_string();
    ++at_;
    switch (c) {
      case '(':
      case '[': return {Token::Kind::kOpen, "", false};
      case ')':
      case ']': return {Token::Kind::kClose, "", false};
      case ',': return {Token::Kind::kComma, "", false};
      case '*': return {Token::Kind::kStar, "", false};
      case ':':
        if (at_ < text_.size() && text_[at_] == ':') {
          ++at_;
          return {Token::Kind::kCast, "", false};
        }
        break;
      default: break;
    }
    return {Token::Kind::kOther, "", false};
  }

 private:
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }
  static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_digit(c) ||
           static_cast<unsigned char>(c) >= 0x80;
  }

  void skip_blanks() {
    while (at_ < text_.size()) {
      if (text_[at_] == ' ' || (text_[at_] >= '\t' && text_[at_] <= '\r')) {
        ++at_;
      } else if (text_.substr(at_, 2) == "--") {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (text_.substr(at_, 2) == "/*") {
        const size_t end = text_.find("*/", at_ + 2);
        at_ = end == std::string_view::npos ? text_.size() : end + 2;
      } else {
        return;
      }
    }
  }

  Token quoted() {
    std::string name;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"') {
        if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
        ++at_;
      }
      name += text_[at_];
    }
    ++at_;
    return {Token::Kind::kWord, std::move(name), true};
  }

  Token skip_string() {
    const bool escapes = at_ > 0 && (text_[at_ - 1] == 'e' || text_[at_ - 1] == 'E');
    for (++at_; at_ < text_.size(); ++at_) {
      if (escapes && text_[at_] == '\\') {
        ++at_;
      } else if (text_[at_] == '\'') {
        if (at_ + 1 >= text_.size() || text_[at_ + 1] != '\'') break;
        ++at_;
      }
    }
    ++at_;
    return {Token::Kind::kOther, "", false};
  }

  Token skip_dollar_string() {
    const size_t tag_end = text_.find('$', at_ + 1);
    if (tag_end != std::string_view::npos) {
      const std::string_view tag = text_.substr(at_, tag_end - at_ + 1);
      const size_t end = text_.find(tag, tag_end + 1);
      at_ = end == std::string_view::npos ? text_.size() : end + tag.size();
    } else {
      ++at_;
    }
    return {Token::Kind::kOther, "", false};
  }

  Token word() {
    std::string name;
    for (; at_ < text_.size() && is_word(text_[at_]); ++at_)
      name += text_[at_] >= 'A' && text_[at_] <= 'Z' ? static_cast<char>(text_[at_] + 32) : text_[at_];
    return {Token::Kind::kWord, std::move(name), false};
  }

  std::string_view text_;
  size_t at_ = 0;
};

struct SelectList {
  std::vector<std::string> names;  // empty where it cannot be told
  bool star = false;
};

bool ends_list(const Token& token) {
  static constexpr std::string_view kWords[] = {"from",   "where", "group", "having", "window", "union", "intersect",
                                                "except", "order", "limit", "offset", "fetch",  "for",   "into"};
  if (token.kind != Token::Kind::kWord || token.quoted) return false;
  for (std::string_view word : kWords)
    if (token.name == word) return true;
  return false;
}

// The names that the first select list at the top gives its columns, as far as they stand there.
SelectList read_select_list(std::string_view query) {
  Tokens tokens(query);
  SelectList out;
  int depth = 0;
  bool inside = false, cast = false;
  std::string last;
  for (Token token = tokens.next();; token = tokens.next()) {
    const bool end = token.kind == Token::Kind::kEnd;
    if (!inside) {
      if (end) return out;
      if (token.kind == Token::Kind::kOpen) ++depth;
      if (token.kind == Token::Kind::kClose) --depth;
      inside = depth == 0 && token.kind == Token::Kind::kWord && token.name == "select" && !token.quoted;
      continue;
    }
    if (depth == 0 && (end || token.kind == Token::Kind::kComma || ends_list(token))) {
      out.names.push_back(last);
      if (token.kind != Token::Kind::kComma) return out;
      last.clear();
      continue;
    }
    if (end) return out;
    if (token.kind == Token::Kind::kOpen) ++depth;
    if (token.kind == Token::Kind::kClose) --depth;
    if (depth == 0) {
      out.star |= token.kind == Token::Kind::kStar && (last.empty() || last == "distinct" || last == "all");
      last = token.kind == Token::Kind::kWord && !cast ? token.name : "";
      cast = token.kind == Token::Kind::kCast;
    }
  }
}

}  // namespace

std::string view_columns(const Catalog& catalog, ExprId query, const std::vector<Symbol>& names) {
  if (names.empty()) return "";
  const SelectList list = read_select_list(expr_text(catalog, query));
  if (list.star) return "";
  bool same = list.names.size() == names.size();
  std::string out;
  for (size_t i = 0; i < names.size(); ++i) {
    same = same && list.names[i] == names[i].text();
    out += (i ? ", " : " (") + quote_identifier(names[i]);
  }
  return same ? "" : out + ")";
}

std::string query_text(const Catalog& catalog, ExprId query) {
  std::string text = expr_text(catalog, query);
  while (!text.empty() && (text.back() == ';' || text.back() == ' ' || text.back() == '\n')) text.pop_back();
  return text;
}

}  // namespace underpin::plan
