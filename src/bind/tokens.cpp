#include "bind/tokens.h"

#include <algorithm>
#include <array>

#include "parse/lexer.h"

namespace underpin::bind {
namespace {

// Tokens that are no comments, with the depth of brackets at which they stand.
class Walk {
 public:
  Walk(std::string_view text, ByteRange range) : text_(text.substr(0, range.end)), lexer_(text_, range.begin) {}

  bool next() {
    do token_ = lexer_.next();
    while (token_.kind == TokenKind::kLineComment || token_.kind == TokenKind::kBlockComment);
    if (token_.kind == TokenKind::kEnd || token_.kind == TokenKind::kUnterminated) return false;
    depth_ = next_depth_;
    if (opens()) ++next_depth_;
    if (closes()) depth_ = --next_depth_;
    return true;
  }

  bool word(std::string_view keyword) const { return token_.kind == TokenKind::kWord && is_keyword(bytes(), keyword); }
  bool opens() const { return is('(') || is('['); }
  bool closes() const { return is(')') || is(']'); }
  bool is(char c) const { return token_.kind == TokenKind::kPunctuation && text_[token_.begin] == c; }
  bool is_word() const { return token_.kind == TokenKind::kWord; }
  const Token& token() const { return token_; }
  std::string_view bytes() const { return text_.substr(token_.begin, token_.end - token_.begin); }
  int depth() const { return depth_; }

 private:
  std::string_view text_;
  Lexer lexer_;
  Token token_;
  int depth_ = 0, next_depth_ = 0;
};

ByteRange whole(std::string_view text, uint32_t from) { return {from, static_cast<uint32_t>(text.size())}; }

bool ends_default(const Walk& walk) {
  static constexpr std::array<std::string_view, 15> kStops = {
      "not",     "null",    "check",      "primary",   "unique",      "references", "constraint", "generated",
      "collate", "storage", "deferrable", "initially", "compression", "enforced",   "options"};
  return walk.is_word() && std::ranges::any_of(kStops, [&](std::string_view stop) { return walk.word(stop); });
}

}  // namespace

uint32_t after_keyword(std::string_view text, uint32_t from, std::string_view keyword) {
  Walk walk(text, whole(text, from));
  while (walk.next())
    if (walk.depth() == 0 && walk.word(keyword)) return walk.token().end;
  return kNoOffset;
}

uint32_t before_last_keyword(std::string_view text, uint32_t from, std::string_view keyword) {
  Walk walk(text, whole(text, from));
  uint32_t found = kNoOffset;
  while (walk.next())
    if (walk.depth() == 0 && walk.word(keyword)) found = walk.token().begin;
  return found;
}

ByteRange parenthesised(std::string_view text, uint32_t from) {
  Walk walk(text, whole(text, from));
  while (walk.next() && !walk.is('(')) continue;
  const uint32_t begin = walk.token().end;
  const int depth = walk.depth();
  while (walk.next())
    if (walk.is(')') && walk.depth() == depth) return trimmed(text, {begin, walk.token().begin});
  return {begin, begin};
}

std::vector<ByteRange> split_at_commas(std::string_view text, ByteRange range) {
  std::vector<ByteRange> items;
  uint32_t begin = range.begin;
  Walk walk(text, range);
  while (walk.next()) {
    if (walk.depth() != 0 || !walk.is(',')) continue;
    items.push_back(trimmed(text, {begin, walk.token().begin}));
    begin = walk.token().end;
  }
  items.push_back(trimmed(text, {begin, range.end}));
  return items;
}

ByteRange element_expression(std::string_view text, ByteRange element) {
  Walk walk(text, element);
  if (!walk.next()) return element;
  const uint32_t begin = walk.token().begin;
  const bool parentheses = walk.is('(');
  uint32_t end = walk.token().end;
  if (!parentheses)
    while (walk.next() && !walk.is('(')) continue;
  while (walk.next())
    if (walk.is(')') && walk.depth() == 0) {
      end = walk.token().end;
      break;
    }
  return parentheses ? trimmed(text, {begin + 1, end - 1}) : ByteRange{begin, end};
}

ByteRange default_expression(std::string_view text, uint32_t from) {
  Walk walk(text, whole(text, from));
  ByteRange found{from, from};
  bool first = true;
  while (walk.next()) {
    if (first) found.begin = walk.token().begin;
    if (walk.depth() < 0 || (walk.depth() == 0 && (walk.is(',') || walk.is(';')))) break;
    if (!first && walk.depth() == 0 && ends_default(walk)) break;
    found.end = walk.token().end;
    first = false;
  }
  return found;
}

ByteRange trimmed(std::string_view text, ByteRange range) {
  Walk walk(text, range);
  ByteRange found{range.end, range.end};
  while (walk.next()) {
    if (found.begin == range.end) found.begin = walk.token().begin;
    found.end = walk.token().end;
  }
  return found;
}

}  // namespace underpin::bind
