#include "parse/depth.h"

#include <algorithm>
#include <array>
#include <vector>

#include "parse/lexer.h"

namespace underpin {
namespace {

// Words that make an expression one level deeper, when they are repeated in a chain.
constexpr std::array<std::string_view, 9> kOperators = {"not", "is",      "isnull", "notnull", "collate",
                                                        "at",  "between", "like",   "ilike"};
// Words after which a chain of operators begins anew: what they separate are items of flat lists.
constexpr std::array<std::string_view, 12> kSeparators = {"and",  "or",   "select", "from",  "where", "values",
                                                          "then", "when", "else",   "union", "join",  "on"};
constexpr std::array<std::string_view, 3> kSetOperations = {"union", "intersect", "except"};

bool one_of(std::string_view word, const auto& list) {
  return std::ranges::any_of(list, [&](std::string_view keyword) { return is_keyword(word, keyword); });
}

class Nesting {
 public:
  uint32_t depth() const { return sum_; }

  void word(std::string_view word) {
    Level& top = levels_.back();
    if (is_keyword(word, "case")) return open(true);
    if (is_keyword(word, "end") && top.is_case) return close_one();
    if (one_of(word, kOperators)) return deepen(top.operators, 1);
    if (!one_of(word, kSeparators) && !one_of(word, kSetOperations)) return;
    clear(top.operators);
    if (is_keyword(word, "join")) deepen(top.joins, 1);
    if (is_keyword(word, "select")) clear(top.joins);
    if (one_of(word, kSetOperations)) deepen(top.set_operations, 1);
  }

  // A run of signs is as many operators.
  void oper(std::string_view run) {
    const auto signs = std::ranges::count_if(run, [](char c) { return c == '+' || c == '-'; });
    deepen(levels_.back().operators, std::max(1u, static_cast<uint32_t>(signs)));
  }

  void punctuation(char c) {
    Level& top = levels_.back();
    if (c == '(' || c == '[') return open(false);
    if (c == ')' || c == ']') return close_bracket();
    if (c == ':') return deepen(top.operators, 1);  // a cast
    if (c != ',' && c != ';') return;
    clear(top.operators);
    clear(top.joins);
    if (c == ';') clear(top.set_operations);
  }

 private:
  // What hangs on what at one level of brackets or CASE.
  struct Level {
    bool is_case = false;
    uint32_t operators = 0, joins = 0, set_operations = 0;
  };

  void deepen(uint32_t& chain, uint32_t by) { chain += by, sum_ += by; }
  void clear(uint32_t& chain) { sum_ -= chain, chain = 0; }
  void open(bool is_case) { ++sum_, levels_.push_back({.is_case = is_case}); }

  void close_one() {
    Level& top = levels_.back();
    sum_ -= 1 + top.operators + top.joins + top.set_operations;
    levels_.pop_back();
  }

  void close_bracket() {
    while (levels_.back().is_case) close_one();
    if (levels_.size() > 1) close_one();
  }

  uint32_t sum_ = 0;
  std::vector<Level> levels_{1};
};

}  // namespace

std::optional<uint32_t> find_too_deep(std::string_view text) {
  if (text.size() < kMaxNesting) return {};  // a level takes a byte
  Lexer lexer(text);
  Nesting nesting;
  for (;;) {
    const Token token = lexer.next();
    const std::string_view word = text.substr(token.begin, token.end - token.begin);
    switch (token.kind) {
      case TokenKind::kEnd: return {};
      case TokenKind::kOperator: nesting.oper(word); break;
      case TokenKind::kWord: nesting.word(word); break;
      case TokenKind::kPunctuation: nesting.punctuation(word.front()); break;
      default: break;
    }
    if (nesting.depth() > kMaxNesting) return token.begin;
  }
}

}  // namespace underpin
