// Pieces of statements that are kept as text: rules (as the queries they are), and definitions that no one looks into
// (by token).
#include <algorithm>

#include "analyze/analyzer.h"
#include "analyze/extensions.h"
#include "analyze/tree.h"
#include "parse/lexer.h"

namespace underpin {
namespace analyze {
namespace {

// The canonical form of a definition without meaning: its tokens, one blank between, and references where names are the
// catalog's own.
class TokenForm {
 public:
  TokenForm(const NameScope& scope, uint32_t begin, uint32_t end)
      : scope_(scope), lexer_(scope.text.substr(0, end), begin), begin_(begin), end_(end) {}

  ExprId make() {
    for (next(); token_.kind != TokenKind::kEnd;) step();
    Expr expr;
    const std::string_view text = scope_.text.substr(begin_, end_ - begin_);
    expr.text = scope_.file ? text : scope_.catalog->keep(text);
    expr.refs = std::move(refs_);
    expr.canonical = scope_.catalog->keep(canonical_);
    expr.place = scope_.place(static_cast<int>(begin_));
    return scope_.catalog->add(std::move(expr));
  }

 private:
  void next() {
    do token_ = lexer_.next();
    while (token_.kind == TokenKind::kLineComment || token_.kind == TokenKind::kBlockComment);
  }
  std::string_view bytes() const { return scope_.text.substr(token_.begin, token_.end - token_.begin); }
  bool is(char c) const { return token_.kind == TokenKind::kPunctuation && scope_.text[token_.begin] == c; }

  void write(std::string_view text) {
    if (!canonical_.empty()) canonical_ += ' ';
    canonical_ += text;
  }

  std::string name() const {
    std::string out;
    const std::string_view text = bytes();
    if (token_.kind == TokenKind::kQuoted) {
      for (size_t i = 1; i + 1 < text.size(); ++i) {
        if (text[i] == '"') ++i;
        out += text[i];
      }
      return out;
    }
    for (const char c : text) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    return out;
  }

  void step() {
    if (token_.kind == TokenKind::kWord || token_.kind == TokenKind::kQuoted) return names();
    write(bytes());
    next();
  }

  // a, a.b: a reference where the catalog knows it.
  void names() {
    std::vector<std::string> parts;
    const uint32_t from = token_.begin;
    uint32_t to = token_.end;
    for (;;) {
      parts.push_back(name());
      to = token_.end;
      next();
      if (!is('.')) break;
      next();
      if (token_.kind != TokenKind::kWord && token_.kind != TokenKind::kQuoted) break;
    }
    const ObjectId found = parts.size() <= 2 ? find(parts, is('(')) : ObjectId{};
    if (found) {
      refs_.push_back({found, from - begin_, to - from, RefForm::kQualified});
      return write('\x01' + std::to_string(refs_.size() - 1) + '\x02');
    }
    if (parts.size() == 2 && parts[0] == "pg_catalog") parts.erase(parts.begin());
    std::string joined;
    for (const std::string& part : parts) joined += (joined.empty() ? "" : ".") + part;
    write(joined);
  }

  ObjectId find(const std::vector<std::string>& parts, bool call) const {
    const Symbol symbol = intern(parts.back());
    const Catalog& catalog = *scope_.catalog;
    const auto look = [&](ObjectId schema) {
      const auto routines = catalog.routines(schema, symbol);
      if (call && !routines.empty()) return routines.front();
      if (const ObjectId type = catalog.find(NameSpace::kType, schema, symbol)) return type;
      if (const ObjectId relation = catalog.find(NameSpace::kRelation, schema, symbol)) return relation;
      return routines.empty() ? ObjectId{} : routines.front();
    };
    if (parts.size() == 2) {
      const ObjectId schema = catalog.find_schema(intern(parts[0]));
      return schema ? look(schema) : ObjectId{};
    }
    if (builtin::find_type(parts[0]) != 0) return {};
    for (const ObjectId schema : scope_.search_path)
      if (const ObjectId found = look(schema)) return found;
    return {};
  }

  const NameScope& scope_;
  Lexer lexer_;
  Token token_;
  uint32_t begin_, end_;
  std::string canonical_;
  std::vector<Reference> refs_;
};

}  // namespace

// ON event TO relation WHERE … DO [INSTEAD] actions: OLD and NEW are rows of the relation.
Term* Analyzer::rule(const RuleStmt* statement) {
  Level* level = base_level();
  Terms terms(pool(), size(statement->actions) + 2);
  if (statement->whereClause != nullptr) terms.add(node("where", {condition(statement->whereClause, "WHERE")}));
  for (const ListCell& cell : cells(statement->actions)) terms.add(query(node_of(cell), level, true).term);
  return node(concat(statement->instead ? "instead " : "also ", std::to_string(statement->event)), terms.span());
}

}  // namespace analyze

ExprId make_opaque(const NameScope& scope, const Node* tree, uint32_t begin, uint32_t end) {
  if (analyze::tag(tree) != T_RuleStmt) return analyze::TokenForm(scope, begin, end).make();
  const auto* statement = analyze::as<RuleStmt>(tree);
  ExprContext context;
  context.relation = find_relation(scope, statement->relation);
  context.trigger_rows = true;
  analyze::Analyzer analyzer(scope, context);
  analyze::Term* term = analyzer.rule(statement);
  analyzer.reference(statement->relation, context.relation);
  return analyzer.finish(term, begin, end);
}

}  // namespace underpin
