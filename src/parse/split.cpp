#include <algorithm>
#include <string>
#include <utility>

#include "base/utf8.h"
#include "diag/codes.h"
#include "parse/directives.h"
#include "parse/lexer.h"
#include "parse/statement.h"

namespace underpin {
namespace {

// What the words of a statement say about where it ends. PostgreSQL's psql follows the same rule.
class Words {
 public:
  void reset() { *this = {}; }

  // A word, at any depth of parentheses.
  void see(std::string_view word, bool in_parentheses) {
    if (count_ < kHead) see_head(word);
    if (copy_ && !in_parentheses) {
      from_stdin_ |= after_from_ && is_keyword(word, "stdin");
      after_from_ = is_keyword(word, "from");
    }
    if (!routine_ || in_parentheses) return;
    if (const bool label = std::exchange(after_as_, is_keyword(word, "as")); label) return;
    if (depth_ == 0) {
      if (std::exchange(after_begin_, is_keyword(word, "begin")) && is_keyword(word, "atomic")) depth_ = 1;
    } else if (is_keyword(word, "case")) {
      ++depth_;
    } else if (is_keyword(word, "end")) {
      --depth_;
    }
  }

  // Any other token.
  void see_other() { after_begin_ = after_as_ = after_from_ = false; }

  bool in_body() const { return depth_ > 0; }  // of BEGIN ATOMIC … END
  bool copies_from_stdin() const { return from_stdin_; }

 private:
  static constexpr uint32_t kHead = 4;

  // CREATE [OR REPLACE] {FUNCTION | PROCEDURE}, COPY
  void see_head(std::string_view word) {
    const uint32_t at = count_++;
    if (at == 0) {
      create_ = is_keyword(word, "create");
      copy_ = is_keyword(word, "copy");
    } else if (create_ && (at == 1 || at == 3)) {
      routine_ |= is_keyword(word, "function") || is_keyword(word, "procedure");
    }
  }

  uint32_t count_ = 0;
  uint32_t depth_ = 0;
  bool create_ = false, copy_ = false, routine_ = false;
  bool after_begin_ = false, after_as_ = false, after_from_ = false, from_stdin_ = false;
};

class Splitter {
 public:
  Splitter(const SourceFile& file, Sink& sink) : file_(file), sink_(sink), text_(file.text), lexer_(text_) {}

  SplitResult run() {
    if (!text_is_valid()) return {};
    result_.statements.reserve(text_.size() / 400);
    for (;;) {
      const Token token = lexer_.next();
      if (token.kind == TokenKind::kEnd) break;
      take(token);
    }
    finish_statement(static_cast<uint32_t>(text_.size()));
    if (copies_ > 0) report_copies();
    place_directives();
    return std::move(result_);
  }

 private:
  static constexpr uint32_t kNone = UINT32_MAX;

  bool in_statement() const { return begin_ != kNone; }
  Place place(uint32_t offset) const { return {.file = file_.id, .offset = offset}; }
  std::string_view text_of(const Token& token) const { return text_.substr(token.begin, token.end - token.begin); }

  bool text_is_valid() {
    const size_t bad = find_invalid_utf8(text_);
    if (bad == text_.npos) return true;
    static constexpr char kHex[] = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(text_[bad]);
    std::string message = "invalid byte sequence for encoding \"UTF8\": 0x";
    message += {kHex[byte >> 4], kHex[byte & 15]};
    Diagnostic& found = sink_.emit(code::kNotUtf8, place(static_cast<uint32_t>(bad)), std::move(message));
    found.sqlstate = "22021";
    found.hint = "Save the file as UTF-8.";
    return false;
  }

  void take(const Token& token) {
    switch (token.kind) {
      case TokenKind::kLineComment:
      case TokenKind::kBlockComment: return comment(token);
      case TokenKind::kUnterminated: return unterminated(token);
      case TokenKind::kPunctuation: return punctuation(token);
      case TokenKind::kWord: enter(token); return words_.see(text_of(token), depth_ > 0);
      default: enter(token); return words_.see_other();
    }
  }

  void enter(const Token& token) {
    if (!in_statement()) begin_ = token.begin;
    end_ = token.end;
  }

  void punctuation(const Token& token) {
    const char c = text_[token.begin];
    if (c == '\\') return meta_command(token);
    if (c == ';' && depth_ == 0 && !words_.in_body()) return semicolon(token);
    enter(token);
    words_.see_other();
    if (c == '(' || c == '[') ++depth_;
    if ((c == ')' || c == ']') && depth_ > 0) --depth_;
  }

  void semicolon(const Token& token) {
    const bool copy = words_.copies_from_stdin();
    const uint32_t begin = begin_;
    const bool real = in_statement();
    if (copy) begin_ = kNone;  // the statement goes with its data
    finish_statement(token.end);
    if (copy && real) copy_data(begin, token.end);
  }

  void finish_statement(uint32_t end) {
    if (in_statement() && !broken_)
      result_.statements.push_back(
          {.file = file_.id, .begin = begin_, .end = end_, .comment_begin = std::min(comment_begin(), begin_)});
    begin_ = kNone;
    last_end_ = end;
    comments_ = kNone;
    depth_ = 0;
    broken_ = false;
    words_.reset();
  }

  // --- comments ---

  void comment(const Token& token) {
    if (!in_statement()) note_gap_comment(token);
    const std::string_view text = text_of(token);
    if (text.find(':') == text.npos) return;
    Directive directive;
    if (!read_directive(text, place(token.begin), sink_, directive)) return;
    directive.statement = static_cast<uint32_t>(result_.statements.size());
    directive.anchor = item_before_on_line(token.begin);
    if (directive.anchor != kNone && !in_statement()) directive.statement -= directive.statement > 0 ? 1 : 0;
    result_.directives.push_back(directive);
  }

  // Comments that stand directly before a statement: no blank line between, not on the line of the one before.
  void note_gap_comment(const Token& token) {
    const uint32_t from = std::max(last_end_, comments_end_);
    const auto newlines = std::count(text_.begin() + from, text_.begin() + token.begin, '\n');
    if (comments_ == kNone ? newlines > 0 || last_end_ == 0 : newlines > 1) comments_ = token.begin;
    comments_end_ = token.end;
  }

  uint32_t comment_begin() const {
    if (comments_ == kNone || comments_end_ > begin_) return begin_;
    return std::count(text_.begin() + comments_end_, text_.begin() + begin_, '\n') > 1 ? begin_ : comments_;
  }

  // kNone where only blanks stand before on the line.
  uint32_t first_token_before_on_line(uint32_t offset) const {
    const size_t newline = offset == 0 ? text_.npos : text_.rfind('\n', offset - 1);
    const size_t line = newline == text_.npos ? 0 : newline + 1;
    const size_t first = text_.find_first_not_of(" \t\r\f\v", line);
    return first < offset ? static_cast<uint32_t>(first) : kNone;
  }

  // Where the item (column, constraint, label) begins that ends on the line before `offset`; kNone as above.
  uint32_t item_before_on_line(uint32_t offset) const {
    const uint32_t first = first_token_before_on_line(offset);
    if (first == kNone) return kNone;
    struct List {
      uint32_t item = kNone, before = kNone;  // the item that has begun; the one that a comma closed
    };
    std::vector<List> open{{first, kNone}};
    Lexer lexer(text_.substr(0, offset), first);
    for (Token token = lexer.next(); token.kind != TokenKind::kEnd; token = lexer.next()) {
      if (token.kind == TokenKind::kLineComment || token.kind == TokenKind::kBlockComment) continue;
      const char c = token.kind == TokenKind::kPunctuation ? text_[token.begin] : '\0';
      if (c == '(') {
        if (open.back().item == kNone) open.back().item = token.begin;
        open.push_back({});
      } else if (c == ')') {
        if (open.size() > 1) open.pop_back();
      } else if (c == ',') {
        open.back() = {kNone, open.back().item};
      } else if (open.back().item == kNone) {
        open.back().item = token.begin;
      }
    }
    while (open.size() > 1 && open.back().item == kNone && open.back().before == kNone) open.pop_back();
    return open.back().item != kNone ? open.back().item : open.back().before != kNone ? open.back().before : first;
  }

  void place_directives() {
    for (Directive& directive : result_.directives) {
      if (directive.anchor == kNone) directive.anchor = next_token(directive.place.offset);
      if (directive.statement >= result_.statements.size()) directive.statement = Directive::npos;
    }
    std::erase_if(result_.directives,
                  [&](const Directive& d) { return !check_directive_place(d, result_.statements, sink_); });
  }

  uint32_t next_token(uint32_t offset) const {
    Lexer lexer(text_, offset);
    Token token = lexer.next();
    while (token.kind == TokenKind::kLineComment || token.kind == TokenKind::kBlockComment) token = lexer.next();
    return token.begin;
  }

  // --- what is not SQL ---

  void unterminated(const Token& token) {
    const bool quoted = token.closes == TokenKind::kQuoted;
    const bool dollar = text_[token.begin] == '$';
    const std::string what = token.closes == TokenKind::kBlockComment ? "/* comment"
                             : quoted                                 ? "quoted identifier"
                             : dollar                                 ? "dollar-quoted string"
                                                                      : "quoted string";
    Diagnostic& found = sink_.emit(code::kUnterminated, place(token.begin), "unterminated " + what);
    found.length = 1;
    found.sqlstate = "42601";
    broken_ = true;
  }

  void meta_command(const Token& token) {
    const uint32_t end = end_of_line(token.end);
    lexer_.seek(end);
    const std::string_view line = text_.substr(token.begin, end - token.begin);
    const std::string_view name = line.substr(0, std::min(line.find_first_of(" \t\r;'\"\\", 1), line.size()));
    if (!in_statement() && (name == "\\restrict" || name == "\\unrestrict")) return;  // pg_dump's own
    Diagnostic& found = sink_.emit(code::kMetaCommand, place(token.begin),
                                   "psql meta-command \"" + std::string(name.substr(0, 40)) + "\" is not SQL");
    found.length = static_cast<uint32_t>(std::min<size_t>(name.size(), 40));
    found.sqlstate = "42601";
    found.hint = hint_for(name);
    if (!in_statement()) return;
    broken_ = true;
    if (name.starts_with("\\g")) finish_statement(end);
  }

  static std::string hint_for(std::string_view name) {
    if (name == "\\i" || name == "\\ir" || name == "\\include" || name == "\\include_relative")
      return "Give Underpin the folder that holds the included files; it reads every .sql file below.";
    if (name == "\\c" || name == "\\connect") return "Give each database's statements as a source of their own.";
    if (name == "\\.") return "The COPY statement that the data belongs to is missing.";
    return "Remove it; Underpin reads SQL only.";
  }

  uint32_t end_of_line(uint32_t from) const {
    return static_cast<uint32_t>(std::min(text_.find('\n', from), text_.size()));
  }

  void copy_data(uint32_t statement, uint32_t from) {
    if (copies_++ == 0) first_copy_ = statement;
    for (uint32_t at = end_of_line(from); at < text_.size();) {
      const uint32_t end = end_of_line(at + 1);
      std::string_view line = text_.substr(at + 1, end - at - 1);
      if (line.ends_with('\r')) line.remove_suffix(1);
      at = end;
      if (line == "\\.") {
        lexer_.seek(end);
        last_end_ = end;
        return;
      }
      if (end < text_.size() || !line.empty()) ++copied_rows_;
    }
    lexer_.seek(static_cast<uint32_t>(text_.size()));
    Diagnostic& found = sink_.emit(code::kUnterminated, place(statement), "COPY data is not closed by \"\\.\"");
    found.sqlstate = "08P01";
    found.hint = "The file may have been cut off.";
  }

  void report_copies() {
    const std::string rows = std::to_string(copied_rows_) + (copied_rows_ == 1 ? " row" : " rows");
    const std::string count = std::to_string(copies_) + (copies_ == 1 ? " COPY statement" : " COPY statements");
    sink_.emit(code::kDataLeftOut, place(first_copy_), rows + " of data in " + count + " left out");
  }

  const SourceFile& file_;
  Sink& sink_;
  std::string_view text_;
  Lexer lexer_;
  SplitResult result_;
  Words words_;
  uint32_t begin_ = kNone;  // of the statement that is open
  uint32_t end_ = 0;        // of its last token
  uint32_t depth_ = 0;      // of ( and [
  bool broken_ = false;     // an error was reported in it
  uint32_t last_end_ = 0;   // behind the semicolon of the statement before
  uint32_t comments_ = kNone, comments_end_ = 0;
  uint32_t copies_ = 0, first_copy_ = 0;
  uint64_t copied_rows_ = 0;
};

}  // namespace

std::string_view StatementSpan::text() const {
  const SourceFile* source = source_file(file);
  return source == nullptr ? std::string_view{} : std::string_view(source->text).substr(begin, end - begin);
}

SplitResult split(const SourceFile& file, Sink& sink) { return Splitter(file, sink).run(); }

}  // namespace underpin
