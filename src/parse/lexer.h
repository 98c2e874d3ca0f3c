// PostgreSQL's lexical structure, as far as one must know it to find where tokens end: scan.l without meanings.
// One pass, no copies, no allocation; every byte of the text is looked at once.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace underpin {

enum class TokenKind : uint8_t {
  kEnd,
  kWord,          // keyword, unquoted identifier
  kNumber,        // also parameters: $1
  kQuoted,        // "identifier"
  kString,        // '…', E'…', $tag$…$tag$
  kLineComment,   // -- … without the newline
  kBlockComment,  // /* … */, nested
  kOperator,      // a run of operator characters
  kPunctuation,   // one of ( ) [ ] , ; : . and everything else
  kUnterminated,  // runs to the end of the text; `closes` says what is missing
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  uint32_t begin = 0;
  uint32_t end = 0;
  TokenKind closes = TokenKind::kEnd;  // of kUnterminated: what it would have been
};

namespace lexer_detail {

enum Class : uint8_t { kOther, kBlank, kIdent, kDigit, kOper };

constexpr std::array<uint8_t, 256> make_classes() {
  std::array<uint8_t, 256> classes{};
  for (int c = 0; c < 256; ++c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    if (letter) classes[c] = kIdent;
    if (c >= '0' && c <= '9') classes[c] = kDigit;
  }
  for (const char c : {' ', '\t', '\n', '\r', '\f', '\v'}) classes[static_cast<unsigned char>(c)] = kBlank;
  for (const char c : std::string_view("+-*/<>=~!@#%^&|`?")) classes[static_cast<unsigned char>(c)] = kOper;
  return classes;
}

inline constexpr std::array<uint8_t, 256> kClasses = make_classes();

inline uint8_t class_of(char c) { return kClasses[static_cast<unsigned char>(c)]; }
inline bool is_word(char c) { return class_of(c) == kIdent || class_of(c) == kDigit || c == '$'; }

}  // namespace lexer_detail

class Lexer {
 public:
  explicit Lexer(std::string_view text, uint32_t from = 0) : text_(text), at_(from) {}

  uint32_t at() const { return at_; }
  void seek(uint32_t offset) { at_ = offset; }

  Token next() {
    using namespace lexer_detail;
    while (at_ < size() && class_of(text_[at_]) == kBlank) ++at_;
    if (at_ >= size()) return {.kind = TokenKind::kEnd, .begin = size(), .end = size()};
    const uint32_t begin = at_;
    switch (class_of(text_[at_])) {
      case kIdent: return word(begin);
      case kDigit: return number(begin);
      case kOper: return operator_or_comment(begin);
      default: break;
    }
    switch (text_[at_]) {
      case '\'': return string(begin, false);
      case '"': return quoted(begin);
      case '$': return dollar(begin);
      default: return make(TokenKind::kPunctuation, begin, begin + 1);
    }
  }

 private:
  uint32_t size() const { return static_cast<uint32_t>(text_.size()); }
  char peek(uint32_t i) const { return i < size() ? text_[i] : '\0'; }

  Token make(TokenKind kind, uint32_t begin, uint32_t end) {
    at_ = end;
    return {.kind = kind, .begin = begin, .end = end};
  }

  Token unterminated(TokenKind closes, uint32_t begin) {
    at_ = size();
    return {.kind = TokenKind::kUnterminated, .begin = begin, .end = size(), .closes = closes};
  }

  uint32_t find(char c, uint32_t from) const {
    if (from >= size()) return size();
    const void* found = std::memchr(text_.data() + from, c, size() - from);
    return found == nullptr ? size() : static_cast<uint32_t>(static_cast<const char*>(found) - text_.data());
  }

  Token word(uint32_t begin) {
    uint32_t i = begin + 1;
    while (i < size() && lexer_detail::is_word(text_[i])) ++i;
    if (i == begin + 1 && (text_[begin] | 0x20) == 'e' && peek(i) == '\'') {
      at_ = i;
      return string(begin, true);
    }
    return make(TokenKind::kWord, begin, i);
  }

  Token number(uint32_t begin) {
    uint32_t i = begin + 1;
    while (i < size() && (lexer_detail::is_word(text_[i]) || text_[i] == '.') && text_[i] != '$') ++i;
    return make(TokenKind::kNumber, begin, i);
  }

  Token operator_or_comment(uint32_t begin) {
    if (starts_line_comment(begin)) return make(TokenKind::kLineComment, begin, find('\n', begin));
    if (starts_block_comment(begin)) return block_comment(begin);
    uint32_t i = begin + 1;
    while (i < size() && lexer_detail::class_of(text_[i]) == lexer_detail::kOper && !starts_line_comment(i) &&
           !starts_block_comment(i))
      ++i;
    return make(TokenKind::kOperator, begin, i);
  }

  bool starts_line_comment(uint32_t i) const { return text_[i] == '-' && peek(i + 1) == '-'; }
  bool starts_block_comment(uint32_t i) const { return text_[i] == '/' && peek(i + 1) == '*'; }

  Token block_comment(uint32_t begin) {
    uint32_t depth = 1;
    for (uint32_t i = begin + 2; i < size();) {
      if (text_[i] == '*' && peek(i + 1) == '/') {
        i += 2;
        if (--depth == 0) return make(TokenKind::kBlockComment, begin, i);
      } else if (starts_block_comment(i)) {
        ++depth;
        i += 2;
      } else {
        ++i;
      }
    }
    return unterminated(TokenKind::kBlockComment, begin);
  }

  // at_ is at the opening quote. An escape string goes on in a quote on a later line: E'a' ⏎ 'b\'c'.
  Token string(uint32_t begin, bool escapes) {
    for (uint32_t i = at_ + 1; i < size();) {
      if (escapes && text_[i] == '\\') {
        i += 2;
      } else if (text_[i] != '\'') {
        i = escapes ? i + 1 : find('\'', i);
      } else if (peek(i + 1) == '\'') {
        i += 2;
      } else if (const uint32_t next = escapes ? continuation(i + 1) : 0) {
        i = next + 1;
      } else {
        return make(TokenKind::kString, begin, i + 1);
      }
    }
    return unterminated(TokenKind::kString, begin);
  }

  // The quote that continues a string which closed before i, or 0: a newline, blanks and -- comments between.
  uint32_t continuation(uint32_t i) const {
    bool newline = false;
    for (; i < size(); ++i) {
      if (text_[i] == '\'') return newline ? i : 0;
      if (text_[i] == '-' && peek(i + 1) == '-') i = find('\n', i);
      if (i >= size() || lexer_detail::class_of(text_[i]) != lexer_detail::kBlank) return 0;
      newline |= text_[i] == '\n' || text_[i] == '\r';
    }
    return 0;
  }

  Token quoted(uint32_t begin) {
    for (uint32_t i = begin + 1; (i = find('"', i)) < size(); i += 2)
      if (peek(i + 1) != '"') return make(TokenKind::kQuoted, begin, i + 1);
    return unterminated(TokenKind::kQuoted, begin);
  }

  Token dollar(uint32_t begin) {
    using namespace lexer_detail;
    uint32_t i = begin + 1;
    if (class_of(peek(i)) == kDigit) return number(begin);
    while (i < size() && is_word(text_[i]) && text_[i] != '$') ++i;
    if (peek(i) != '$') return make(TokenKind::kPunctuation, begin, begin + 1);
    const std::string_view tag = text_.substr(begin, i + 1 - begin);  // with both dollars
    for (uint32_t at = i + 1; (at = find('$', at)) < size(); ++at)
      if (text_.substr(at, tag.size()) == tag)
        return make(TokenKind::kString, begin, at + static_cast<uint32_t>(tag.size()));
    return unterminated(TokenKind::kString, begin);
  }

  std::string_view text_;
  uint32_t at_;
};

// Is the word this keyword? `keyword` is lower case.
inline bool is_keyword(std::string_view word, std::string_view keyword) {
  if (word.size() != keyword.size()) return false;
  for (size_t i = 0; i < word.size(); ++i)
    if ((word[i] >= 'A' && word[i] <= 'Z' ? word[i] | 0x20 : word[i]) != keyword[i]) return false;
  return true;
}

}  // namespace underpin
