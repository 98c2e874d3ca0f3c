#include "verify/fill_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "ir/print.h"
#include "parse/lexer.h"

namespace underpin {
namespace {

using Values = std::vector<std::string>;

// Of PostgreSQL's own types. {n} is the length that the type has, or a large one.
const std::map<std::string_view, Values>& built_in_values() {
  static const std::map<std::string_view, Values> kValues = {
      {"smallint", {"g % 30000", "g % 5 + 1", "0", "1"}},
      {"integer", {"g", "g % 5 + 1", "0", "1", "-g"}},
      {"bigint", {"g", "g % 5 + 1", "0", "1", "-g"}},
      {"numeric", {"g % 100", "0.5", "1", "0", "-1"}},
      {"real", {"g", "0.5", "0"}},
      {"double precision", {"g", "0.5", "0"}},
      {"money", {"g::numeric", "0::numeric"}},
      {"boolean", {"g % 2 = 0", "true", "false"}},
      {"text",
       {"'row ' || g", "'a' || g || '@example.org'", "chr((97 + g % 26)::integer)", "upper(md5(g::text))", "g::text"}},
      {"name", {"'row_' || g"}},
      {"uuid", {"md5(g::text)"}},
      {"date", {"date '2024-01-01' + g::integer", "date '2024-01-01'"}},
      {"timestamp without time zone", {"timestamp '2024-01-01' + g * interval '1 hour'"}},
      {"timestamp with time zone", {"timestamptz '2024-01-01 00:00+00' + g * interval '1 hour'"}},
      {"time without time zone", {"time '00:00' + g * interval '1 minute'"}},
      {"time with time zone", {"timetz '00:00+00' + g * interval '1 minute'"}},
      {"interval", {"g * interval '1 minute'"}},
      {"json", {"json_build_object('n', g)", "'[]'", "'{}'"}},
      {"jsonb", {"jsonb_build_object('n', g)", "'[]'", "'{}'"}},
      {"bytea", {"decode(md5(g::text), 'hex')"}},
      {"inet", {"inet '10.0.0.0' + g"}},
      {"cidr", {"format('10.%s.%s.0/24', g / 256 % 256, g % 256)"}},
      {"macaddr", {"left(md5(g::text), 12)"}},
      {"macaddr8", {"left(md5(g::text), 16)"}},
      {"oid", {"g"}},
      {"point", {"point(g, g)"}},
      {"box", {"box(point(g, g), point(g + 1, g + 1))"}},
      {"circle", {"circle(point(g, g), 1)"}},
      {"tsvector", {"to_tsvector('simple', 'row ' || g)"}},
      {"tsquery", {"to_tsquery('simple', 'r' || g)"}},
      {"xml", {"xmlparse(content '<r>' || g || '</r>')"}},
      {"int4range", {"int4range(g::integer, g::integer + 1)"}},
      {"int8range", {"int8range(g, g + 1)"}},
      {"numrange", {"numrange(g, g + 1)"}},
      {"daterange", {"daterange(date '2024-01-01' + g::integer, date '2024-01-02' + g::integer)"}},
      {"tsrange",
       {"tsrange(timestamp '2024-01-01' + g * interval '1 hour', timestamp '2024-01-01 01:00' + g * interval '1 "
        "hour')"}},
      {"tstzrange",
       {"tstzrange(timestamptz '2024-01-01 00:00+00' + g * interval '1 hour', timestamptz '2024-01-01 01:00+00' + g * "
        "interval '1 hour')"}},
  };
  return kValues;
}

int length_of(const TypeRef& type, int otherwise) {
  const std::string_view modifier = type.modifier.text();
  int length = otherwise;
  if (modifier.size() > 2) std::from_chars(modifier.data() + 1, modifier.data() + modifier.size(), length);
  return length;
}

bool is_text(const TypeRef& type) {
  const std::string_view name = type.name.text();
  return name == "text" || name == "character varying" || name == "character" || name == "citext" || name == "bpchar";
}

// The last characters tell rows apart: they stay.
Values short_texts(const TypeRef& type) {
  const int length = length_of(type, type.name.text() == "character" ? 1 : 1000);
  Values out;
  for (const std::string& value : built_in_values().at("text"))
    out.push_back(length < 40 ? fmt::format("right({}, {})", value, length) : value);
  if (length < 8) out.insert(out.begin(), fmt::format("lpad(upper(to_hex(g)), {}, 'A')", length));
  return out;
}

Values values_of_object(const Catalog& catalog, ObjectId id) {
  switch (catalog.kind(id)) {
    case Kind::kEnum: {
      const std::vector<Symbol>& labels = catalog.body<Enum>(id).labels;
      if (labels.empty()) return {"NULL"};
      std::string list;
      for (const Symbol label : labels) list += (list.empty() ? "" : ", ") + quote_literal(label.text());
      return {fmt::format("(ARRAY[{}])[(g % {} + 1)::integer]", list, labels.size())};
    }
    case Kind::kDomain: return made_up_values(catalog, catalog.body<Domain>(id).base);
    case Kind::kRange: return {"'empty'"};
    case Kind::kComposite: {
      std::string list;
      for (const ObjectId column : catalog.children(id, Kind::kColumn))
        list += (list.empty() ? "" : ", ") + made_up_values(catalog, catalog.body<Column>(column).type).front();
      return {"ROW(" + list + ")"};
    }
    default: return {"NULL"};
  }
}

Values plain_values(const Catalog& catalog, const TypeRef& type) {
  if (type.object) return values_of_object(catalog, type.object);
  if (is_text(type)) return short_texts(type);
  const std::string_view name = type.name.text();
  if (name == "bit" || name == "bit varying")
    return {fmt::format("lpad(ltrim(g::bit(31)::text, '0'), {}, '0')", length_of(type, 1))};
  const auto found = built_in_values().find(name);
  return found == built_in_values().end() ? Values{"g::text"} : found->second;
}

std::string cast(const Catalog& catalog, const TypeRef& type, const std::string& value) {
  return fmt::format("({})::{}", value, type_text(catalog, type));
}

}  // namespace

std::vector<std::string> made_up_values(const Catalog& catalog, const TypeRef& type) {
  Values out;
  TypeRef element = type;
  element.array = false;
  for (const std::string& value : plain_values(catalog, element)) {
    const std::string one = cast(catalog, element, value);
    out.push_back(type.array ? cast(catalog, type, "ARRAY[" + one + "]") : one);
  }
  return out;
}

bool is_same_sort(const TypeRef& a, const TypeRef& b) {
  static const std::set<std::string_view> kNumbers = {"smallint", "integer", "bigint", "numeric"};
  if (a.object || b.object || a.array || b.array || (a.name == b.name && a.modifier == b.modifier)) return false;
  return (is_text(a) && is_text(b)) || (kNumbers.contains(a.name.text()) && kNumbers.contains(b.name.text()));
}

void collect_constants(std::string_view sql, Constants& constants) {
  Lexer lexer(sql);
  for (Token token = lexer.next(); token.kind != TokenKind::kEnd; token = lexer.next()) {
    std::string text(sql.substr(token.begin, token.end - token.begin));
    if (text.starts_with('\''))
      constants.texts.push_back(std::move(text));
    else if (!text.empty() && text.front() >= '0' && text.front() <= '9')
      constants.numbers.push_back(std::move(text));
  }
}

std::vector<std::string> values_of_constants(const Catalog& catalog, const TypeRef& type, const Constants& constants) {
  constexpr int kLongest = 200;
  if (type.array || type.object) return {};
  Values out;
  const auto add_list = [&](const Values& values) {
    std::string list;
    for (const std::string& value : values) list += (list.empty() ? "" : ", ") + value;
    if (!values.empty())
      out.push_back(cast(catalog, type, fmt::format("(ARRAY[{}])[(g % {} + 1)::integer]", list, values.size())));
  };
  if (is_text(type) || constants.numbers.empty()) add_list(constants.texts);
  if (!is_text(type)) {
    add_list(constants.numbers);
  } else {
    for (const std::string& number : constants.numbers) {
      int length = 0;
      std::from_chars(number.data(), number.data() + number.size(), length);
      if (length > 0 && length < kLongest)
        out.push_back(cast(catalog, type, fmt::format("lpad(upper(to_hex(g)), {}, 'A')", length)));
    }
  }
  return out;
}

}  // namespace underpin
