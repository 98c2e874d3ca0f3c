// Where an expression stands in the text.
#include <algorithm>

#include "analyze/analyze.h"
#include "analyze/tree.h"
#include "parse/lexer.h"
#include "parse/walk.h"

namespace underpin {
namespace {

using namespace analyze;

// Places that nodes of expressions have of their own.
int own_location(const Node* node) {
  switch (tag(node)) {
    case T_ColumnRef: return as<ColumnRef>(node)->location;
    case T_A_Const: return as<A_Const>(node)->location;
    case T_ParamRef: return as<ParamRef>(node)->location;
    case T_FuncCall: return as<FuncCall>(node)->location;
    case T_TypeCast: return as<TypeCast>(node)->location;
    case T_TypeName: return as<TypeName>(node)->location;
    case T_A_Expr: return as<A_Expr>(node)->location;
    case T_A_ArrayExpr: return as<A_ArrayExpr>(node)->location;
    case T_CollateClause: return as<CollateClause>(node)->location;
    case T_SubLink: return as<SubLink>(node)->location;
    case T_BoolExpr: return as<BoolExpr>(node)->location;
    case T_NullTest: return as<NullTest>(node)->location;
    case T_BooleanTest: return as<BooleanTest>(node)->location;
    case T_RowExpr: return as<RowExpr>(node)->location;
    case T_CaseExpr: return as<CaseExpr>(node)->location;
    default: return exprLocation(node);
  }
}

// The places of the first and the last token that some node of the tree stands for.
struct Extent {
  int first = -1, last = -1;
};

void extend(const Node* node, Extent& extent) {
  if (tag(node) != T_List && (walker_knows(tag(node)) || tag(node) == T_TypeName)) {
    const int here = own_location(node);
    if (here >= 0 && (extent.first < 0 || here < extent.first)) extent.first = here;
    extent.last = std::max(extent.last, here);
  }
  for_each_child(node, [&](const Node* child) { extend(child, extent); });
}

// The bracket that directly precedes `at`, or npos.
size_t bracket_before(std::string_view text, size_t at) {
  const size_t found = at == 0 ? text.npos : text.find_last_not_of(" \t\n\r\f\v", at - 1);
  return found != text.npos && text[found] == '(' ? found : text.npos;
}

// Does the bracket belong to an expression whose last token begins at `last`? The tree does not show brackets.
bool encloses_part(std::string_view text, size_t bracket, uint32_t last) {
  Lexer lexer(text, static_cast<uint32_t>(bracket));
  int depth = 0;
  for (Token token = lexer.next(); token.kind != TokenKind::kEnd && token.kind != TokenKind::kUnterminated;
       token = lexer.next()) {
    if (token.kind != TokenKind::kPunctuation) continue;
    depth += (text[token.begin] == '(') - (text[token.begin] == ')');
    if (depth > 0) continue;
    if (last > token.begin) return true;
    const Token next = lexer.next();
    return next.kind == TokenKind::kPunctuation && (text[next.begin] == '.' || text[next.begin] == '[');
  }
  return false;
}

bool is_stop(std::string_view word, std::span<const std::string_view> stop) {
  return std::ranges::any_of(stop, [&](std::string_view keyword) { return is_keyword(word, keyword); });
}

// From the first token on, to the end of the last one before what cannot be part of the expression.
uint32_t end_of(std::string_view text, uint32_t begin, std::span<const std::string_view> stop) {
  Lexer lexer(text, begin);
  uint32_t end = begin;
  int depth = 0;
  for (Token token = lexer.next(); token.kind != TokenKind::kEnd && token.kind != TokenKind::kUnterminated;
       token = lexer.next()) {
    if (token.kind == TokenKind::kLineComment || token.kind == TokenKind::kBlockComment) continue;
    if (token.kind == TokenKind::kPunctuation) {
      const char c = text[token.begin];
      if (c == '(' || c == '[') ++depth;
      if (c == ')' || c == ']') --depth;
      if (depth < 0 || (depth == 0 && (c == ',' || c == ';'))) break;
    }
    if (depth == 0 && token.kind == TokenKind::kWord && token.begin != begin &&
        is_stop(text.substr(token.begin, token.end - token.begin), stop))
      break;
    end = token.end;
  }
  return end;
}

}  // namespace

ByteRange expression_range(std::string_view text, const Node* expr, std::span<const std::string_view> stop) {
  Extent extent;
  extend(expr, extent);
  if (extent.first < 0 || static_cast<size_t>(extent.first) >= text.size()) return {};
  uint32_t begin = static_cast<uint32_t>(extent.first);
  for (size_t bracket = bracket_before(text, begin); bracket != text.npos; bracket = bracket_before(text, bracket))
    if (encloses_part(text, bracket, static_cast<uint32_t>(extent.last))) begin = static_cast<uint32_t>(bracket);
  return {begin, end_of(text, begin, stop)};
}

}  // namespace underpin
