#include "compat/rules/helpers.h"
#include "parse/lexer.h"

namespace underpin::compat::rules {
namespace {

std::string plain_name(std::string_view token) {
  std::string out;
  if (token.starts_with('"')) {
    for (size_t i = 1; i + 1 < token.size(); ++i) {
      out += token[i];
      if (token[i] == '"') ++i;
    }
    return out;
  }
  for (const char c : token) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return out;
}

// The names in the statement, folded.
std::vector<std::string> names_in(std::string_view sql) {
  std::vector<std::string> out;
  Lexer lexer(sql);
  for (Token token = lexer.next(); token.kind != TokenKind::kEnd; token = lexer.next())
    if (token.kind == TokenKind::kWord || token.kind == TokenKind::kQuoted)
      out.push_back(plain_name(sql.substr(token.begin, token.end - token.begin)));
  return out;
}

bool holds(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

// Is the table named, or one that it is a part of?
bool is_named(const Catalog& catalog, ObjectId table, const std::vector<std::string>& names) {
  if (holds(names, catalog.name(table).text())) return true;
  return std::ranges::any_of(catalog.body<Table>(table).parents,
                             [&](ObjectId parent) { return is_named(catalog, parent, names); });
}

void run(const RuleContext& context, Report& report) {
  for (const Moment& moment : context.course.moments) {
    const std::vector<std::string> names = names_in(moment.cost.sql);
    if (names.empty() || names.front() != "truncate" || !holds(names, "cascade")) continue;
    std::string others;
    for (const NamedLock& lock : moment.cost.locks) {
      const ObjectId table = relation_named(context.before(), lock.relation);
      if (context.before().is(table, Kind::kTable) && !is_named(context.before(), table, names))
        others += (others.empty() ? "" : ", ") + quoted(lock.relation);
    }
    if (!others.empty())
      report.add(moment, names[1], "TRUNCATE … CASCADE empties tables that it does not name: " + others);
  }
}

}  // namespace

extern const Rule truncate_cascade;
const Rule truncate_cascade = {
    .code = {"UP529", "truncate-cascade", Level::kWarning, "TRUNCATE … CASCADE empties tables that it does not name."},
    .concern = Concern::kAlways,
    .condition = "Other tables refer to the one that is truncated, and CASCADE takes them along.",
    .effect = "All rows of those tables are gone, too, and of those that refer to them.",
    .remedy = "Name each table that is to be emptied, without CASCADE: PostgreSQL refuses what was not thought of.",
    .bad = {R"(CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, buyer bigint REFERENCES users);)",
            R"(TRUNCATE users CASCADE;)"},
    .good = {R"(CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, buyer bigint REFERENCES users);)",
             R"(TRUNCATE users, orders;)"},
    .run = run,
};

}  // namespace underpin::compat::rules
