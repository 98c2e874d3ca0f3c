// Text to statements. The only folder that calls libpg_query; the others see its nodes through
// parse/nodes.h. Trees live in a memory context of their own and die when the visitor returns: copy
// what you keep.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "diag/diagnostic.h"

struct Node;  // libpg_query's node, see parse/nodes.h

namespace underpin {

// One statement's bytes in its file, without the closing semicolon, leading blanks or comments.
struct StatementSpan {
  FileId file;
  uint32_t begin = 0;          // byte offset of the first token
  uint32_t end = 0;            // one past the last token
  uint32_t comment_begin = 0;  // where the comments that stand directly before it begin (== begin if none)
  std::string_view text() const;
};

// A directive in a comment: `-- underpin: <name> <arguments>`; grammar/directives.txt.
struct Directive {
  Place place;
  std::string_view name;       // "renamed from"
  std::string_view arguments;  // rest of the line, trimmed
  uint32_t statement = 0;  // index in SplitResult::statements of the statement that it is in or before; npos if none
  // The byte in the file that it speaks about: the first token on its own line if one stands before the comment,
  // else the next token. At or before the statement's begin, or behind its end: the whole statement; inside: the
  // item (column, constraint, label) that starts there, or the last one that starts before it.
  uint32_t anchor = 0;

  static constexpr uint32_t npos = UINT32_MAX;
  bool on_statement(const StatementSpan& span) const { return anchor <= span.begin || anchor >= span.end; }
};

struct SplitResult {
  std::vector<StatementSpan> statements;
  std::vector<Directive> directives;
};

// Cuts a file into statements: strings, dollar quotes, comments, BEGIN ATOMIC bodies, COPY … FROM stdin data
// (left out with a note), pg_dump's \restrict/\unrestrict (skipped), other psql meta-commands (error).
// Bytes that are not UTF-8, NUL bytes, unterminated quotes: an error with place.
SplitResult split(const SourceFile& file, Sink& sink);

// Parses `text` (a statement) and calls `visit` with its raw tree (RawStmt's stmt). Node locations are byte
// offsets into `text`. Returns false and emits the syntax error where it does not parse.
// Depth of nesting is guarded before libpg_query sees the text.
bool parse_statement(const StatementSpan& span, Sink& sink, const std::function<void(const Node*)>& visit);

// Same for text that has no file (a function body, an expression); errors are returned, not emitted.
// kind: 0 = statements (visit once for each), 1 = one expression (visit gets the expression's node).
struct ParseError {
  std::string message;
  uint32_t offset = 0;  // bytes
};
enum class TextKind : uint8_t { kStatements, kExpression, kTypeName };
bool parse_text(std::string_view text, TextKind kind, const std::function<void(const Node*)>& visit, ParseError* error);

// "18.1 (grammar of PostgreSQL 18)".
std::string_view grammar_version();
int grammar_major();

}  // namespace underpin
