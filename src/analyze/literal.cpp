// Constants as their type's output function writes them.
#include <charconv>

#include "analyze/analyzer.h"
#include "analyze/literals.h"
#include "parse/lexer.h"

namespace underpin::analyze {

using namespace builtin;

std::string_view Analyzer::literal_text(std::string_view text, Type type, Symbol modifier) {
  scratch_.clear();
  const uint16_t code = type.code();
  // Of the modifiers only an interval's is part of reading it.
  const std::string_view reading = type.element() == Type(kTypeInterval) ? modifier.text() : std::string_view();
  if (code == 0 || !normalize_literal(text, code, reading, scratch_)) return text;
  return scratch_ == text ? text : pool().keep(scratch_);
}

// 10 is an integer, 3000000000 a bigint, anything else numeric.
std::string_view Analyzer::numeral_text(std::string_view text, Type* type) {
  scratch_.clear();
  for (const char c : text)
    if (c != '_') scratch_ += c;
  if (const auto integer = parse_integer(scratch_)) {
    *type = *integer >= INT32_MIN && *integer <= INT32_MAX ? kTypeInt4 : kTypeInt8;
    return pool().keep(std::to_string(*integer));
  }
  *type = kTypeNumeric;
  std::string out;
  return normalize_literal(scratch_, kTypeNumeric, {}, out) ? pool().keep(out) : pool().keep(scratch_);
}

// 'public.s'::regclass: the relation that it names.
uint32_t Analyzer::regclass_ref(const Term* literal) {
  int location = -1;
  for (const Located& located : locations_)
    if (located.literal == literal) location = located.location;
  std::vector<std::string> parts;
  Lexer lexer(literal->text);
  for (Token token = lexer.next(); token.kind != TokenKind::kEnd; token = lexer.next()) {
    const std::string_view bytes = literal->text.substr(token.begin, token.end - token.begin);
    if (token.kind == TokenKind::kWord) {
      std::string& part = parts.emplace_back(bytes);
      for (char& c : part)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    } else if (token.kind == TokenKind::kQuoted) {
      std::string& part = parts.emplace_back();
      for (size_t i = 1; i + 1 < bytes.size(); ++i) {
        if (bytes[i] == '"') ++i;
        part += bytes[i];
      }
    } else if (bytes != ".") {
      return 0;
    }
  }
  if (parts.empty() || parts.size() > 2) return 0;
  const Symbol name = intern(parts.back());
  ObjectId found;
  if (parts.size() == 2) {
    const ObjectId schema = catalog().find_schema(intern(parts[0]));
    if (schema) found = catalog().find(NameSpace::kRelation, schema, name);
  } else {
    for (const ObjectId schema : scope_.search_path)
      if (!found) found = catalog().find(NameSpace::kRelation, schema, name);
  }
  if (found) return add_ref(found, string_range(location), RefForm::kLiteral);
  if (!lenient && !(parts.size() == 2 ? parts[0] == "pg_catalog" : find_relation("pg_catalog", name.text()) != nullptr))
    not_found(NotFound::What::kRelation, "42P01", location,
              "relation \"" + std::string(literal->text) + "\" does not exist");
  return 0;
}

}  // namespace underpin::analyze
