#include "bind/queries.h"

#include <algorithm>

#include "bind/lists.h"
#include "bind/not_found.h"
#include "bind/objects.h"
#include "bind/relations.h"
#include "diag/codes.h"
#include "parse/lexer.h"
#include "parse/target.h"

namespace underpin {
namespace bind {
namespace {

// The query inside a statement that carries one; nullptr if it is none.
const Node* query_of(const Node* node) {
  switch (nodeTag(node)) {
    case T_SelectStmt: return as<SelectStmt>(node)->intoClause == nullptr ? node : nullptr;
    case T_InsertStmt:
    case T_UpdateStmt:
    case T_DeleteStmt:
    case T_MergeStmt: return node;
    case T_ExplainStmt: return query_of(as<ExplainStmt>(node)->query);
    case T_PrepareStmt: return query_of(as<PrepareStmt>(node)->query);
    case T_DeclareCursorStmt: return query_of(as<DeclareCursorStmt>(node)->query);
    case T_CopyStmt: return as<CopyStmt>(node)->query == nullptr ? nullptr : query_of(as<CopyStmt>(node)->query);
    default: return nullptr;
  }
}

// The first words of a statement, as it would be called: "create table", "set".
std::string title(std::string_view sql) {
  std::string out;
  size_t words = 0;
  bool alters = false;
  for (size_t at = 0; at < sql.size() && words < (alters ? 2u : 1u);) {
    size_t end = at;
    while (end < sql.size() && ((sql[end] | 0x20) >= 'a') && ((sql[end] | 0x20) <= 'z')) ++end;
    if (end == at) break;
    std::string word(sql.substr(at, end - at));
    for (char& c : word) c = static_cast<char>(c | 0x20);
    alters |= word == "create" || word == "alter" || word == "drop";
    out += (out.empty() ? "" : " ") + word;
    ++words;
    at = end;
    while (at < sql.size() && (sql[at] == ' ' || sql[at] == '\n' || sql[at] == '\t' || sql[at] == '\r')) ++at;
  }
  return out.empty() ? "statement" : out;
}

// Newer syntax that older servers take for a call of a function that is not there: JSON_SCALAR(5).
bool is_plain_call(const StatementSpan& span, const Diagnostic& found) {
  if (found.code != &code::kNewerSyntax || found.message.find("JSON") == found.message.npos) return false;
  const std::string_view text = span.text();
  Lexer lexer(text, found.place.offset - span.begin);
  if (lexer.next().kind != TokenKind::kWord) return false;
  int depth = 0;
  for (Token token = lexer.next(); token.kind != TokenKind::kEnd; token = lexer.next()) {
    const std::string_view bytes = text.substr(token.begin, token.end - token.begin);
    depth += bytes == "(";
    depth -= bytes == ")";
    if (depth <= 0) return bytes == ")";
    for (const std::string_view word : {"returning", "format", "passing", "on", "absent", "value", "with", "without",
                                        "columns", "error", "empty", "wrapper", "quotes"})
      if (is_keyword(bytes, word)) return false;
    if (bytes == ":") return false;
  }
  return false;
}

class Answers {
 public:
  Answers(Catalog& state, const QueryOptions& options, Sink& sink)
      : options_(options), sink_(sink), session_{.catalog = state, .sink = ignored_, .options = options_.bind} {
    begin_file();
  }

  void run(const SourceSet& queries, std::vector<AnsweredStatement>& out) {
    for (const auto& file : queries.files()) {
      begin_file();
      for (const StatementSpan& span : split(*file, sink_).statements) out.push_back(answer(span));
    }
  }

  AnsweredStatement answer(const StatementSpan& span) {
    AnsweredStatement out;
    out.place = {span.file, span.begin};
    out.sql = span.text();
    out.answer.statement = title(out.sql);
    session_.statement = span;
    session_.part = 0;
    Sink errors;
    parse_statement(span, errors, [&](const Node* node) {
      check_target(span, node, options_.bind.target, errors);
      if (errors.failed()) return;
      const Node* query = query_of(node);
      out.utility = query == nullptr;
      if (query != nullptr)
        ask(node, query, out);
      else
        apply(node, out);
    });
    take_error(span, errors, out);
    return out;
  }

 private:
  void begin_file() {
    std::vector<Symbol> path;
    for (const std::string& name : options_.search_path) path.push_back(intern(name));
    if (path.empty()) path = {intern("$user"), intern("public")};
    session_.role = {};
    session_.settings.clear();
    session_.set_search_path(std::move(path));
  }

  static void take_error(const StatementSpan& span, const Sink& errors, AnsweredStatement& out) {
    // An error of syntax comes before that of a call, wherever it stands.
    for (const Diagnostic& found : errors.all()) {
      if (found.level != Level::kError) continue;
      const bool call = is_plain_call(span, found);
      if (out.error && (call || out.error->sqlstate != "42883")) continue;
      out.error = found;
      if (call) out.error->sqlstate = "42883";
      if (out.error->sqlstate.empty()) out.error->sqlstate = "42601";
    }
  }

  void ask(const Node* node, const Node* query, AnsweredStatement& out) {
    guarded(out, [&] {
      std::vector<TypeRef> declared;
      if (is_node(node, T_PrepareStmt))
        for (const Node* type : items(as<PrepareStmt>(node)->argtypes))
          declared.push_back(resolve_type(session_.scope(), as<TypeName>(type)));
      Answer answer = answer_query(session_.scope(), query, declared);
      if (node != query) answer.statement = out.answer.statement + " " + answer.statement;
      out.answer = std::move(answer);
    });
  }

  void apply(const Node* node, AnsweredStatement& out) {
    out.note = "passed over";
    const StatementFunction function = function_for(nodeTag(node));
    if (function == nullptr) return;
    const size_t left_out = session_.left_outs.size();
    guarded(out, [&] { function(session_, node); });
    if (out.error) {
      session_.creating_schema = {};
      return;
    }
    resolve_pending(session_.catalog);
    if (session_.left_outs.size() == left_out) out.note = "done to the state";
    session_.left_outs.clear();
  }

  template <class Run>
  void guarded(AnsweredStatement& out, Run&& run) {
    try {
      run();
    } catch (NotFoundError& error) {
      out.error = diagnostic_of(error.what);
    } catch (InvalidError& error) {
      out.error = std::move(error.diagnostic);
    }
  }

  QueryOptions options_;
  Sink& sink_;
  Sink ignored_;
  Session session_;
};

}  // namespace
}  // namespace bind

std::vector<AnsweredStatement> answer_queries(Catalog& state, std::shared_ptr<const SourceSet> queries,
                                              const QueryOptions& options, Sink& sink) {
  QueryOptions in_order = options;
  in_order.bind.any_order = false;
  std::vector<AnsweredStatement> out;
  const SourceSet& texts = *queries;
  state.keep(std::move(queries));
  bind::Answers(state, in_order, sink).run(texts, out);
  return out;
}

AnsweredStatement answer_statement(Catalog& state, const StatementSpan& query, const QueryOptions& options) {
  QueryOptions in_order = options;
  in_order.bind.any_order = false;
  Sink ignored;
  return bind::Answers(state, in_order, ignored).answer(query);
}

}  // namespace underpin
