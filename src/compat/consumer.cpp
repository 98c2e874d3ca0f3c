#include "compat/consumer.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <unordered_set>

#include "diag/codes.h"
#include "parse/lexer.h"
#include "source/git.h"
#include "source/pattern.h"
#include "source/workload.h"

namespace underpin::compat {
namespace {

std::string folded(std::string_view word) {
  std::string out(word);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return out;
}

std::vector<Symbol> words_of(std::string_view sql) {
  std::vector<Symbol> words;
  Lexer lexer(sql);
  for (Token token = lexer.next(); token.kind != TokenKind::kEnd; token = lexer.next()) {
    const std::string_view text = sql.substr(token.begin, token.end - token.begin);
    if (token.kind == TokenKind::kWord) words.push_back(intern(folded(text)));
    if (token.kind == TokenKind::kQuoted && text.size() > 2) words.push_back(intern(text.substr(1, text.size() - 2)));
  }
  std::ranges::sort(words, {}, [](Symbol symbol) { return symbol.value; });
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

std::string_view trim(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r\n");
  return begin == text.npos ? std::string_view() : text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

// sqlc's `-- name: GetUser :one` in the comments before a statement (also `/* name: … */`).
std::string annotated_name(std::string_view comments) {
  const size_t at = comments.rfind("name:");
  if (at == comments.npos) return {};
  std::string_view rest = trim(comments.substr(at + 5, comments.find('\n', at) - at - 5));
  return std::string(rest.substr(0, rest.find_first_of(" \t:*")));
}

// SET search_path TO a, b: the names; nothing where it is another statement.
bool read_search_path(std::string_view sql, std::vector<std::string>& path) {
  Lexer lexer(sql);
  const auto word = [&] {
    const Token token = lexer.next();
    return sql.substr(token.begin, token.end - token.begin);
  };
  if (!is_keyword(word(), "set")) return false;
  std::string_view name = word();
  if (is_keyword(name, "local") || is_keyword(name, "session")) name = word();
  if (!is_keyword(name, "search_path")) return false;
  word();  // TO or =
  path.clear();
  for (Token token = lexer.next(); token.kind != TokenKind::kEnd; token = lexer.next()) {
    const std::string_view text = sql.substr(token.begin, token.end - token.begin);
    if (token.kind == TokenKind::kWord) path.push_back(folded(text));
    if ((token.kind == TokenKind::kQuoted || token.kind == TokenKind::kString) && text.size() > 2)
      path.emplace_back(text.substr(1, text.size() - 2));
  }
  return true;
}

bool begins_a_query(std::string_view sql) {
  Lexer lexer(sql);
  Token token = lexer.next();
  while (token.kind == TokenKind::kPunctuation || token.kind == TokenKind::kLineComment ||
         token.kind == TokenKind::kBlockComment)
    token = lexer.next();
  const std::string_view word = sql.substr(token.begin, token.end - token.begin);
  for (const std::string_view one : {"select", "with", "insert", "update", "delete", "merge", "values", "table",
                                     "explain", "prepare", "declare", "copy"})
    if (is_keyword(word, one)) return true;
  return false;
}

class Reader {
 public:
  explicit Reader(Consumer& consumer) : consumer_(consumer) {}

  void read(const SourceFile& file, std::vector<std::string> search_path) {
    ++consumer_.files;
    if (const auto workload = read_workload(file)) {
      if (!workload->problem.empty())
        unread({file.id, 0}, "\"" + file.name + "\" is no export of queries: " + workload->problem, {});
      for (const RecordedQuery& query : workload->queries) recorded(file, query, search_path);
      return;
    }
    Sink problems;
    const SplitResult split = underpin::split(file, problems);
    for (const Diagnostic& found : problems.all())
      if (found.level == Level::kError) unread(found.place, found.message, found.hint);
    for (const StatementSpan& span : split.statements) {
      if (read_search_path(span.text(), search_path)) continue;
      const std::string_view comments =
          std::string_view(file.text).substr(span.comment_begin, span.begin - span.comment_begin);
      ConsumerQuery query{.name = annotated_name(comments), .place = {file.id, span.begin}, .sql = span.text()};
      query.prepared = {file.id, span.begin, span.end, span.begin};
      query.search_path = search_path;
      add(std::move(query));
    }
  }

  void take_texts() {
    if (texts_) consumer_.made.push_back(std::move(texts_));
  }

 private:
  void unread(Place place, std::string why, std::string hint) {
    Diagnostic found{.code = &code::kQueryNotRead, .level = code::kQueryNotRead.level, .place = place};
    found.message = std::move(why);
    found.hint = std::move(hint);
    consumer_.unread.push_back(std::move(found));
  }

  // An export quotes its texts: the query gets a text of its own.
  void recorded(const SourceFile& file, const RecordedQuery& query, const std::vector<std::string>& search_path) {
    if (!begins_a_query(query.text)) return void(++consumer_.others);
    const FileId id = texts().add(file.name, query.text);
    const std::string_view text = source_file(id)->text;
    ConsumerQuery out{.name = {}, .place = {}, .sql = trim(text)};
    if (out.sql.ends_with(';')) out.sql.remove_suffix(1);
    out.begin = static_cast<uint32_t>(out.sql.data() - text.data());
    out.place = {file.id, query.map.original(out.begin)};
    out.prepared = {id, out.begin, out.begin + static_cast<uint32_t>(out.sql.size()), out.begin};
    out.recorded = query.map;
    out.search_path = search_path;
    out.calls = query.calls;
    add(std::move(out));
  }

  void add(ConsumerQuery query) {
    if (!begins_a_query(query.sql)) return void(++consumer_.others);
    if (query.name.empty()) query.name = name_by_place(query.place);
    query.rewritten = rewrite_parameters(query.sql);
    if (query.rewritten.changed) {
      const FileId id = texts().add(query.name, query.rewritten.text);
      query.prepared = {id, 0, static_cast<uint32_t>(query.rewritten.text.size()), 0};
    }
    if (!parses(query)) return;
    query.words = words_of(query.prepared.text());
    if (!seen_.insert(query.name + "\n" + std::string(query.prepared.text())).second) return;
    consumer_.queries.push_back(std::move(query));
  }

  // "file:line"; of the second on a line and those after it "file:line:column".
  std::string name_by_place(Place place) {
    const LineColumn at = line_column(place);
    const std::string& file = source_file(place.file)->name;
    std::string name = file + ":" + std::to_string(at.line);
    const auto [known, is_new] = named_.try_emplace(name, at.column);
    return is_new || known->second == at.column ? name : name + ":" + std::to_string(at.column);
  }

  bool parses(const ConsumerQuery& query) {
    Sink problems;
    if (parse_statement(query.prepared, problems, [](const Node*) {})) return true;
    const Diagnostic& found = problems.all().front();
    unread(query.original(found.place), "query \"" + query.name + "\" could not be read: " + found.message, found.hint);
    return false;
  }

  SourceSet& texts() {
    if (!texts_) texts_ = std::make_shared<SourceSet>();
    return *texts_;
  }

  Consumer& consumer_;
  std::shared_ptr<SourceSet> texts_;
  std::unordered_set<std::string> seen_;
  std::unordered_map<std::string, uint32_t> named_;  // the column of the first query of a line
};

}  // namespace

Place ConsumerQuery::original(Place in_prepared) const {
  if (in_prepared.file != prepared.file) return in_prepared;
  const uint32_t offset = rewritten.changed ? rewritten.map.original(in_prepared.offset)  // of `sql`
                                            : in_prepared.offset - prepared.begin;
  return {place.file, recorded.pieces.empty() ? place.offset + offset : recorded.original(begin + offset)};
}

void add_queries(const std::shared_ptr<SourceSet>& texts, const std::vector<std::string>& search_path,
                 Consumer& consumer) {
  Reader reader(consumer);
  for (const auto& file : texts->files()) reader.read(*file, search_path);
  reader.take_texts();
  consumer.texts.push_back(texts);
}

namespace {

// The queries of the release that runs: those that are in the work tree, too, belong to both.
void add_deployed(const ConsumerConfig& config, const Config& paths, Consumer& consumer, Sink& sink) {
  for (ConsumerQuery& query : consumer.queries) query.release = Release::kToCome;
  auto texts = std::make_shared<SourceSet>();
  for (const std::string& pattern : config.queries)
    load_revision_pattern(config.deployed, paths.path(pattern), *texts, sink);
  sink.keep(texts);
  Consumer deployed{.name = consumer.name};
  add_queries(texts, config.search_path, deployed);
  std::unordered_map<std::string_view, ConsumerQuery*> known;
  for (ConsumerQuery& query : consumer.queries) known.emplace(query.sql, &query);
  std::vector<ConsumerQuery> gone;
  for (ConsumerQuery& query : deployed.queries) {
    if (const auto same = known.find(query.sql); same != known.end()) {
      same->second->release = Release::kBoth;
      continue;
    }
    query.release = Release::kDeployed;
    gone.push_back(std::move(query));
  }
  std::ranges::move(gone, std::back_inserter(consumer.queries));
  std::ranges::move(deployed.texts, std::back_inserter(consumer.texts));
  std::ranges::move(deployed.unread, std::back_inserter(consumer.unread));
  std::ranges::move(deployed.made, std::back_inserter(consumer.made));
}

}  // namespace

Consumer read_consumer(const ConsumerConfig& config, const Config& paths, Sink& sink) {
  Consumer consumer{.name = config.name, .owner = config.owner, .kind = config.kind};
  auto texts = std::make_shared<SourceSet>();
  for (size_t i = 0; i < config.queries.size(); ++i)
    if (load_pattern(paths.path(config.queries[i]), *texts, sink) == 0)
      sink.emit(code::kNoQueries, config.query_places[i],
                "pattern \"" + config.queries[i] + "\" of consumer \"" + config.name + "\" matches no file");
  sink.keep(texts);
  add_queries(texts, config.search_path, consumer);
  if (!config.deployed.empty()) add_deployed(config, paths, consumer, sink);
  for (const auto& kept : consumer.texts) sink.keep(kept);
  for (const auto& kept : consumer.made) sink.keep(kept);
  return consumer;
}

}  // namespace underpin::compat
