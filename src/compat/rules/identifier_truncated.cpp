#include "base/utf8.h"
#include "compat/rules/helpers.h"
#include "parse/lexer.h"

namespace underpin::compat::rules {
namespace {

constexpr size_t kMost = 63;  // NAMEDATALEN - 1

// The identifier at a token, without its quotes; empty where it is none or short enough.
std::string_view too_long(std::string_view sql, const Token& token) {
  std::string_view name = sql.substr(token.begin, token.end - token.begin);
  if (token.kind == TokenKind::kQuoted && name.size() > 2) name = name.substr(1, name.size() - 2);
  const bool identifier = token.kind == TokenKind::kQuoted || token.kind == TokenKind::kWord;
  return identifier && name.size() > kMost ? name : std::string_view();
}

std::string cut(std::string_view name) {
  size_t end = kMost;
  while (end > 0 && is_utf8_continuation(name[end])) --end;
  return std::string(name.substr(0, end));
}

std::string message(std::string_view name) {
  return "identifier " + quoted(name) + " is longer than 63 bytes, PostgreSQL takes it for " + quoted(cut(name));
}

void of_script(const RuleContext& context, Report& report) {
  for (const Moment& moment : context.course.moments) {
    std::vector<std::string_view> seen;
    Lexer lexer(moment.cost.sql);
    for (Token token = lexer.next(); token.kind != TokenKind::kEnd; token = lexer.next()) {
      const std::string_view name = too_long(moment.cost.sql, token);
      if (name.empty() || std::ranges::find(seen, name) != seen.end()) continue;
      seen.push_back(name);
      report.add(moment, std::string(name), message(name));
    }
  }
}

// What the new state's own text calls something that is new: the catalog knows what is left of it.
void of_state(const RuleContext& context, Report& report) {
  constexpr int kNear = 12;  // tokens: from CREATE to a name is not far
  constexpr size_t kShortest = kMost - 3;
  for (const Change& change : context.diff().changes) {
    if (change.type == ChangeType::kDrop || (change.type == ChangeType::kAlter && !change.renamed)) continue;
    const std::string_view kept = context.after().name(change.after).text();
    const Place place = context.after().at(change.after).place;
    const SourceFile* file = source_file(place.file);
    if (kept.size() < kShortest || file == nullptr) continue;
    Lexer lexer(file->text, place.offset);
    Token token = lexer.next();
    for (int i = 0; i < kNear && token.kind != TokenKind::kEnd; ++i, token = lexer.next())
      if (const std::string_view name = too_long(file->text, token); !name.empty() && cut(name).size() == kept.size()) {
        report.add(change, message(name));
        break;
      }
  }
}

void run(const RuleContext& context, Report& report) {
  if (context.course.planned)
    of_state(context, report);
  else
    of_script(context, report);
}

}  // namespace

extern const Rule identifier_truncated;
const Rule identifier_truncated = {
    .code = {"UP538", "identifier-truncated", Level::kWarning, "A name is longer than PostgreSQL keeps."},
    .concern = Concern::kAlways,
    .condition = "An identifier has more than 63 bytes.",
    .effect =
        "PostgreSQL cuts it off with a notice. Two names that differ only behind that are one: the second CREATE "
        "fails, "
        "or does nothing where it says IF NOT EXISTS; and who looks for the full name finds nothing.",
    .remedy = "Choose a shorter name.",
    .bad =
        {R"(CREATE TABLE users (id bigint PRIMARY KEY, email text);)",
         R"(CREATE INDEX CONCURRENTLY users_email_lower_for_the_search_in_the_pages_of_the_administration ON users (email);)"},
    .good = {R"(CREATE TABLE users (id bigint PRIMARY KEY, email text);)",
             R"(CREATE INDEX CONCURRENTLY users_email_lower_for_search ON users (email);)"},
    .run = run,
};

}  // namespace underpin::compat::rules
