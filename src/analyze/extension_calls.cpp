// Functions and operators of common contrib modules that take and give PostgreSQL's own types (the manual's pages on
// each; measured on PostgreSQL 15).
#include <algorithm>

#include "analyze/analyzer.h"

namespace underpin::analyze {

using namespace builtin;

namespace {

struct ExtensionCall {
  std::string_view extension, name, arguments, result;
};
constexpr ExtensionCall kCalls[] = {
    {"uuid-ossp", "uuid_generate_v1", "", "uuid"},
    {"uuid-ossp", "uuid_generate_v1mc", "", "uuid"},
    {"uuid-ossp", "uuid_generate_v3", "uuid text", "uuid"},
    {"uuid-ossp", "uuid_generate_v4", "", "uuid"},
    {"uuid-ossp", "uuid_generate_v5", "uuid text", "uuid"},
    {"uuid-ossp", "uuid_nil", "", "uuid"},
    {"uuid-ossp", "uuid_ns_dns", "", "uuid"},
    {"uuid-ossp", "uuid_ns_url", "", "uuid"},
    {"pgcrypto", "crypt", "text text", "text"},
    {"pgcrypto", "digest", "text text", "bytea"},
    {"pgcrypto", "digest", "bytea text", "bytea"},
    {"pgcrypto", "hmac", "text text text", "bytea"},
    {"pgcrypto", "hmac", "bytea bytea text", "bytea"},
    {"pgcrypto", "gen_salt", "text", "text"},
    {"pgcrypto", "gen_salt", "text int4", "text"},
    {"pgcrypto", "gen_random_bytes", "int4", "bytea"},
    {"pgcrypto", "gen_random_uuid", "", "uuid"},
    {"pgcrypto", "encrypt", "bytea bytea text", "bytea"},
    {"pgcrypto", "decrypt", "bytea bytea text", "bytea"},
    {"pgcrypto", "pgp_sym_encrypt", "text text", "bytea"},
    {"pgcrypto", "pgp_sym_encrypt", "text text text", "bytea"},
    {"pgcrypto", "pgp_sym_decrypt", "bytea text", "text"},
    {"pgcrypto", "pgp_sym_decrypt", "bytea text text", "text"},
    {"pgcrypto", "armor", "bytea", "text"},
    {"pgcrypto", "dearmor", "text", "bytea"},
    {"pg_trgm", "similarity", "text text", "float4"},
    {"pg_trgm", "word_similarity", "text text", "float4"},
    {"pg_trgm", "strict_word_similarity", "text text", "float4"},
    {"pg_trgm", "show_trgm", "text", "_text"},
    {"pg_trgm", "set_limit", "float4", "float4"},
    {"pg_trgm", "show_limit", "", "float4"},
    {"unaccent", "unaccent", "text", "text"},
    {"unaccent", "unaccent", "regdictionary text", "text"},
    {"fuzzystrmatch", "levenshtein", "text text", "int4"},
    {"fuzzystrmatch", "levenshtein", "text text int4 int4 int4", "int4"},
    {"fuzzystrmatch", "soundex", "text", "text"},
    {"fuzzystrmatch", "difference", "text text", "int4"},
    {"fuzzystrmatch", "metaphone", "text int4", "text"},
    {"fuzzystrmatch", "dmetaphone", "text", "text"},
    {"intarray", "icount", "_int4", "int4"},
    {"intarray", "sort", "_int4", "_int4"},
    {"intarray", "sort", "_int4 text", "_int4"},
    {"intarray", "uniq", "_int4", "_int4"},
    {"intarray", "idx", "_int4 int4", "int4"},
    {"intarray", "subarray", "_int4 int4", "_int4"},
    {"intarray", "subarray", "_int4 int4 int4", "_int4"},
};

bool is_here(const Catalog& catalog, std::string_view name) {
  return std::ranges::any_of(extensions(catalog), [&](ObjectId id) { return catalog.name(id).text() == name; });
}

// pg_trgm's operators on text: name and result.
constexpr std::pair<std::string_view, uint16_t> kTrigram[] = {
    {"%", kTypeBool},     {"<%", kTypeBool},     {"%>", kTypeBool},     {"<<%", kTypeBool},     {"%>>", kTypeBool},
    {"<->", kTypeFloat4}, {"<<->", kTypeFloat4}, {"<->>", kTypeFloat4}, {"<<<->", kTypeFloat4}, {"<->>>", kTypeFloat4}};

// citext's operators on itself; all give a boolean.
constexpr std::string_view kCitext[] = {"=",  "<>", "<",   "<=", ">",   ">=",  "~",
                                        "~*", "!~", "!~*", "~~", "~~*", "!~~", "!~~*"};

}  // namespace

// The calls of `name` with so many arguments that the extensions here have. True where there is any.
bool Analyzer::extension_candidates(std::string_view name, size_t count, std::vector<Candidate>& out) {
  bool any = false;
  for (const ExtensionCall& call : kCalls) {
    if (call.name != name || !is_here(catalog(), call.extension)) continue;
    any = true;
    std::vector<Type> types;
    for (std::string_view rest = call.arguments; !rest.empty();) {
      const size_t end = std::min(rest.find(' '), rest.size());
      types.push_back(find_type(rest.substr(0, end)));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (types.size() != count) continue;
    Candidate candidate;
    const std::span<Type> kept = pool().array<Type>(types.size());
    std::ranges::copy(types, kept.begin());
    candidate.arguments = kept;
    candidate.result = find_type(call.result);
    candidate.kind = 'f';
    const auto same = [&](const Candidate& other) { return std::ranges::equal(other.arguments, candidate.arguments); };
    if (std::ranges::none_of(out, same)) out.push_back(candidate);
  }
  return any;
}

// An operator of an extension whose result is known; nullptr for all others.
Term* Analyzer::extension_operator(std::string_view name, Term* left, Term* right) {
  static const Symbol kCitextName = intern("citext");
  const Type citext = Type::extension(kCitextName);
  const auto is_citext = [&](const Term* term) { return term->type == citext; };
  if ((is_citext(left) && (is_citext(right) || untyped(right))) || (is_citext(right) && untyped(left))) {
    if (std::ranges::find(kCitext, name) == std::end(kCitext)) return nullptr;
    return node(name, {coerce(left, citext, {}, Coercion::kImplicit), coerce(right, citext, {}, Coercion::kImplicit)},
                kTypeBool);
  }
  const auto found = std::ranges::find(kTrigram, name, [](const auto& entry) { return entry.first; });
  if (found == std::end(kTrigram) || !is_here(catalog(), "pg_trgm")) return nullptr;
  bool preferred = false;
  for (const Term* term : {left, right})
    if (!untyped(term) && category(catalog(), term->type, &preferred) != 'S') return nullptr;
  return node(name,
              {coerce(left, kTypeText, {}, Coercion::kImplicit), coerce(right, kTypeText, {}, Coercion::kImplicit)},
              found->second);
}

}  // namespace underpin::analyze
