#include "live/queries.h"

#include <charconv>

#include "base/check.h"
#include "base/embedded.h"
#include "live/secret.h"

namespace underpin::live {
namespace {

struct Macro {
  std::string_view name;
  std::string_view text;  // $1 … are the arguments
};

constexpr Macro kMacros[] = {
    {"namespace", "($1.nspname !~ '^pg_' AND $1.nspname <> 'information_schema')"},
    {"user",
     "($2 >= 16384 AND $2 NOT IN (SELECT own.objid FROM pg_depend own WHERE own.classid = '$1'::regclass AND "
     "(own.deptype = 'e' OR own.deptype = 'i' AND own.classid IN ('pg_proc'::regclass, 'pg_cast'::regclass))))"},
    {"options",
     "(SELECT string_agg(format('%I = %L', split_part(o, '=', 1), substr(o, strpos(o, '=') + 1)), ', ') FROM "
     "unnest($1) o)"},
    {"fdw_options",
     "(SELECT string_agg(format('%I %L', o.option_name, CASE WHEN o.option_name ~* "
     "'passw|passphrase|secret|token|credential|api_?key|private_?key' AND o.option_name !~* 'required' THEN "
     "'{secret}' "
     "ELSE o.option_value END), ', ' ORDER BY o.option_name) FROM pg_options_to_table($1) o)"},
    {"sequence",
     "format('AS %s INCREMENT BY %s MINVALUE %s MAXVALUE %s START WITH %s CACHE %s%s', format_type($1.seqtypid, NULL), "
     "$1.seqincrement, $1.seqmin, $1.seqmax, $1.seqstart, $1.seqcache, CASE WHEN $1.seqcycle THEN ' CYCLE' ELSE '' "
     "END)"},
    {"grant_changes",
     "(WITH have AS (SELECT grantee, privilege_type, bool_or(is_grantable) AS grantable FROM aclexplode($1::aclitem[]) "
     "GROUP BY 1, 2), "
     "builtin AS (SELECT grantee, privilege_type, bool_or(is_grantable) AS grantable FROM aclexplode($2::aclitem[]) "
     "GROUP BY 1, 2), "
     "changed AS (SELECT x.grantee FROM (SELECT * FROM have EXCEPT SELECT * FROM builtin) x "
     "UNION SELECT y.grantee FROM (SELECT * FROM builtin EXCEPT SELECT * FROM have) y) "
     "SELECT c.grantee, false AS is_given, false AS grantable, '' AS privileges FROM changed c WHERE c.grantee IN "
     "(SELECT grantee FROM builtin) "
     "UNION ALL SELECT h.grantee, true, h.grantable, string_agg(h.privilege_type || $3, ', ' ORDER BY "
     "h.privilege_type) "
     "FROM have h JOIN changed c ON c.grantee = h.grantee GROUP BY h.grantee, h.grantable)"},
    {"object_word",
     "upper(CASE WHEN $1 IN ('table constraint', 'domain constraint') THEN 'constraint' WHEN $1 ~ 'column$' THEN "
     "'column' "
     "WHEN $1 = 'statistics object' THEN 'statistics' WHEN $1 = 'foreign-data wrapper' THEN 'foreign data wrapper' "
     "ELSE $1 END)"},
    {"object_identity",
     "CASE $1.type WHEN 'domain constraint' THEN regexp_replace($1.identity, ' on ', ' ON DOMAIN ') "
     "WHEN 'aggregate' THEN regexp_replace($1.identity, '\\(\\)$', '(*)') "
     "WHEN 'transform' THEN regexp_replace($1.identity, ' on language ', ' language ') ELSE $1.identity END"},
    {"secret", ""},
};

std::string with_arguments(std::string_view text, const std::vector<std::string>& arguments) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool placeholder = text[i] == '$' && i + 1 < text.size() && text[i + 1] >= '1' && text[i + 1] <= '9';
    if (!placeholder) {
      out += text[i];
      continue;
    }
    const auto index = static_cast<size_t>(text[++i] - '1');
    UNDERPIN_CHECK(index < arguments.size());
    out += arguments[index];
  }
  return out;
}

std::string expand(std::string_view text);

// `inner` is what stands between the braces. Empty where it calls no macro: then the braces are SQL's.
std::string call(std::string_view inner) {
  for (const Macro& macro : kMacros) {
    if (!inner.starts_with(macro.name)) continue;
    if (inner.size() > macro.name.size() && inner[macro.name.size()] != ':') continue;
    if (macro.name == "secret") return std::string(kSecret);
    std::vector<std::string> arguments;
    for (size_t at = macro.name.size(); at < inner.size();) {
      const size_t end = std::min(inner.find(':', at + 1), inner.size());
      arguments.push_back(expand(inner.substr(at + 1, end - at - 1)));
      at = end;
    }
    return expand(with_arguments(macro.text, arguments));
  }
  return {};
}

size_t closing_brace(std::string_view text, size_t open) {
  int depth = 0;
  for (size_t i = open; i < text.size(); ++i) {
    depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
    if (depth == 0) return i;
  }
  return std::string_view::npos;
}

std::string expand(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const size_t end = text[i] == '{' ? closing_brace(text, i) : text.npos;
    const std::string called = end == text.npos ? std::string() : call(text.substr(i + 1, end - i - 1));
    if (called.empty()) {
      out += text[i];
    } else {
      out += called;
      i = end;
    }
  }
  return out;
}

// "15+", "-14", "15-16"
bool holds_for(std::string_view range, int major) {
  const auto number = [](std::string_view digits, int otherwise) {
    std::from_chars(digits.data(), digits.data() + digits.size(), otherwise);
    return otherwise;
  };
  if (range.ends_with('+')) return major >= number(range, 0);
  const size_t dash = range.find('-');
  return major >= number(range.substr(0, dash), 0) && major <= number(range.substr(dash + 1), 999);
}

std::string for_major(std::string_view text, int major) {
  std::string out;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end);
    if (line.starts_with("/*")) {
      const size_t close = line.find("*/");
      if (!holds_for(line.substr(2, close - 2), major)) continue;
      line.remove_prefix(close + 2);
    }
    if (!line.starts_with("--")) out += line;
  }
  return out;
}

constexpr std::string_view kFolder = "src/live/queries/", kSuffix = ".sql";

std::string_view name_of(std::string_view path) {
  return path.substr(kFolder.size(), path.size() - kFolder.size() - kSuffix.size());
}

}  // namespace

std::vector<Query> state_queries(int major) {
  std::vector<Query> out;
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.path.starts_with(kFolder)) continue;
    const std::string_view name = name_of(file.path);
    if (name > "10" && name < "95") out.push_back({name, expand(for_major(file.text, major))});
  }
  return out;
}

Query query_named(std::string_view name, int major) {
  const std::string_view text = embedded(std::string(kFolder) + std::string(name) + std::string(kSuffix));
  UNDERPIN_CHECK(text.data() != nullptr);
  return {name, expand(for_major(text, major))};
}

}  // namespace underpin::live
