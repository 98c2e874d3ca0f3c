// Relations by name, and references with their places in the text.
#include "analyze/analyzer.h"
#include "analyze/extensions.h"
#include "analyze/tree.h"
#include "parse/lexer.h"

namespace underpin {

namespace {

bool is_system_schema(std::string_view schema) {
  return schema == "pg_catalog" || schema == "information_schema" || schema == "pg_toast";
}

std::string relation_text(const RangeVar* name) {
  std::string out;
  if (name->schemaname != nullptr) out.append(name->schemaname).append(".");
  return out.append(name->relname);
}

// Relations that extensions bring under names of their own.
constexpr std::string_view kExtensionRelations =
    "pg_stat_statements pg_stat_statements_info spatial_ref_sys geometry_columns geography_columns raster_columns "
    "raster_overviews "
    "pg_buffercache pg_freespacemap pg_stat_kcache pg_qualstats hypopg_list_indexes tap_funky pg_all_foreign_keys";

bool is_extension_relation(const NameScope& scope, const RangeVar* name) {
  const Catalog& catalog = *scope.catalog;
  if (analyze::extensions(catalog).empty()) return false;
  if (analyze::lists(kExtensionRelations, name->relname)) return true;
  return name->schemaname != nullptr && !catalog.find_schema(intern(name->schemaname)) &&
         analyze::has_unknown_extension(catalog);
}

}  // namespace

bool is_system_relation(const NameScope& scope, const RangeVar* name) {
  if (name->schemaname != nullptr) return is_system_schema(name->schemaname);
  const std::string_view relation = name->relname;
  if (builtin::find_relation("pg_catalog", relation) == nullptr) return false;
  const Symbol symbol = intern(relation);
  if (relation.starts_with("pg_")) return true;
  for (const ObjectId schema : scope.search_path)
    if (scope.catalog->find(NameSpace::kRelation, schema, symbol)) return false;
  return true;
}

ObjectId find_relation(const NameScope& scope, const RangeVar* name) {
  const Symbol relation = intern(name->relname);
  if (name->schemaname != nullptr) {
    const ObjectId schema = scope.catalog->find_schema(intern(name->schemaname));
    return schema ? scope.catalog->find(NameSpace::kRelation, schema, relation) : ObjectId{};
  }
  for (const ObjectId schema : scope.search_path)
    if (const ObjectId found = scope.catalog->find(NameSpace::kRelation, schema, relation)) return found;
  return {};
}

ObjectId resolve_relation(const NameScope& scope, const RangeVar* name) {
  if (const ObjectId found = find_relation(scope, name)) return found;
  if (is_system_relation(scope, name) || is_extension_relation(scope, name)) return {};
  throw NotFoundError{{.what = NotFound::What::kRelation,
                       .message = "relation \"" + relation_text(name) + "\" does not exist",
                       .sqlstate = "42P01",
                       .place = scope.place(name->location),
                       .hint = {}}};
}

namespace analyze {

namespace {

// Is the token this name, as the lexer folds and unquotes it?
bool token_is(std::string_view text, const Token& token, std::string_view name) {
  const std::string_view bytes = text.substr(token.begin, token.end - token.begin);
  if (token.kind == TokenKind::kWord) {
    if (bytes.size() != name.size()) return bytes.size() > 63 && name.size() <= 63;
    for (size_t i = 0; i < bytes.size(); ++i) {
      const char c = bytes[i] >= 'A' && bytes[i] <= 'Z' ? static_cast<char>(bytes[i] | 0x20) : bytes[i];
      if (c != name[i]) return false;
    }
    return true;
  }
  if (token.kind != TokenKind::kQuoted) return false;
  size_t at = 0;
  for (size_t i = 1; i + 1 < bytes.size(); ++i) {
    if (bytes[i] == '"') ++i;
    if (at >= name.size()) return at >= 60;  // truncated
    if (bytes[i] != name[at++]) return false;
  }
  return at == name.size();
}

Token next_name(Lexer& lexer) {
  for (;;) {
    const Token token = lexer.next();
    if (token.kind != TokenKind::kLineComment && token.kind != TokenKind::kBlockComment) return token;
  }
}

}  // namespace

uint32_t Analyzer::add_ref(ObjectId target, ByteRange range, RefForm form) {
  Reference ref;
  ref.target = target;
  if (positions && range.end > range.begin && form != RefForm::kHidden) {
    ref.begin = range.begin;
    ref.length = range.end - range.begin;
    ref.form = form;
  }
  work_->refs.push_back(ref);
  return static_cast<uint32_t>(work_->refs.size());
}

uint32_t Analyzer::add_hidden(ObjectId target) { return add_ref(target, {}, RefForm::kHidden); }

// Where names[first .. first + count) stand, given where the qualified name begins; empty if it is not written so.
ByteRange Analyzer::name_range(int location, const List* names, size_t first, size_t count) const {
  if (location < 0 || !positions || static_cast<size_t>(location) >= scope_.text.size()) return {};
  Lexer lexer(scope_.text, static_cast<uint32_t>(location));
  ByteRange range;
  for (size_t i = 0; i < first + count; ++i) {
    if (i > 0) {
      const Token dot = next_name(lexer);
      if (dot.kind != TokenKind::kPunctuation || scope_.text[dot.begin] != '.') return {};
    }
    const Token token = next_name(lexer);
    if (!token_is(scope_.text, token, text_of(node_at(names, i)))) return {};
    if (i == first) range.begin = token.begin;
    range.end = token.end;
  }
  return range;
}

ByteRange Analyzer::single_name_range(int location, Symbol name) const {
  if (location < 0 || !positions || static_cast<size_t>(location) >= scope_.text.size()) return {};
  const Token token = Lexer(scope_.text, static_cast<uint32_t>(location)).next();
  return token_is(scope_.text, token, name.text()) ? ByteRange{token.begin, token.end} : ByteRange{};
}

ByteRange Analyzer::relation_range(const RangeVar* name) const {
  if (name->location < 0 || !positions || static_cast<size_t>(name->location) >= scope_.text.size()) return {};
  Lexer lexer(scope_.text, static_cast<uint32_t>(name->location));
  ByteRange range;
  const char* parts[] = {name->catalogname, name->schemaname, name->relname};
  for (const char* part : parts) {
    if (part == nullptr) continue;
    Token token = next_name(lexer);
    if (range.end != 0) token = next_name(lexer);  // behind the dot
    if (!token_is(scope_.text, token, part)) return {};
    if (range.end == 0) range.begin = token.begin;
    range.end = token.end;
  }
  return range;
}

// A string constant that begins at `location`.
ByteRange Analyzer::string_range(int location) const {
  if (location < 0 || !positions || static_cast<size_t>(location) >= scope_.text.size()) return {};
  const Token token = Lexer(scope_.text, static_cast<uint32_t>(location)).next();
  return token.kind == TokenKind::kString ? ByteRange{token.begin, token.end} : ByteRange{};
}

size_t Analyzer::list_size(const List* list) { return size(list); }

int Analyzer::skip_blanks(int location) const {
  if (location < 0 || !positions || static_cast<size_t>(location) >= scope_.text.size()) return -1;
  Lexer lexer(scope_.text, static_cast<uint32_t>(location));
  return static_cast<int>(next_name(lexer).begin);
}

// The field of (row).field: the tree has no place for it. Found where only one such name follows a closing bracket and
// a dot.
ByteRange Analyzer::field_range(const A_Indirection* indirection, std::string_view field) const {
  const int from = exprLocation(indirection->arg);
  if (from < 0 || !positions || static_cast<size_t>(from) >= scope_.text.size()) return {};
  Lexer lexer(scope_.text, static_cast<uint32_t>(from));
  bool closed = false, dotted = false;
  for (Token token = lexer.next(); token.kind != TokenKind::kEnd && token.kind != TokenKind::kUnterminated;
       token = lexer.next()) {
    if (dotted && token_is(scope_.text, token, field)) return {token.begin, token.end};
    const char c = token.kind == TokenKind::kPunctuation ? scope_.text[token.begin] : '\0';
    dotted = closed && c == '.';
    closed = c == ')' || c == ']';
    if (c == ';') break;
  }
  return {};
}

TypeRef Analyzer::resolve_type_of(const TypeName* name) const {
  if (strict && size(name->names) > 1) {
    const std::string_view schema = text_of(node_at(name->names, size(name->names) - 2));
    if (!is_system_schema(schema) && !name->pct_type && !catalog().find_schema(intern(schema)))
      not_found(NotFound::What::kSchema, "3F000", name->location,
                "schema \"" + std::string(schema) + "\" does not exist");
  }
  if (!lenient) return resolve_type(scope_, name);
  try {
    return resolve_type(scope_, name);
  } catch (const NotFoundError&) {
    return {};
  }
}

// A type's name in the text: its reference where it is the catalog's own.
uint32_t Analyzer::use_type(const TypeName* name) {
  if (name->pct_type || size(name->names) == 0) return 0;
  const TypeRef ref = resolve_type_of(name);
  if (!ref.object) {
    if (ref.extension) add_hidden(ref.extension);
    return 0;
  }
  return add_ref(ref.object, name_range(name->location, name->names, 0, size(name->names)),
                 ref.name.empty() ? RefForm::kQualified : RefForm::kMultirange);
}

void Analyzer::invalid(const CodeInfo& code, const char* sqlstate, int location, std::string message,
                       std::string hint) const {
  throw InvalidError{{.code = &code,
                      .level = ::underpin::Level::kError,
                      .place = scope_.place(location),
                      .message = std::move(message),
                      .sqlstate = sqlstate,
                      .detail = {},
                      .hint = std::move(hint)}};
}

void Analyzer::not_found(NotFound::What what, const char* sqlstate, int location, std::string message,
                         std::string hint) const {
  throw NotFoundError{{.what = what,
                       .message = std::move(message),
                       .sqlstate = sqlstate,
                       .place = scope_.place(location),
                       .hint = std::move(hint)}};
}

}  // namespace analyze
}  // namespace underpin
