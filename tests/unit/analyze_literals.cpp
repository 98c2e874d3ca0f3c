// What a literal's type prints for it. Every line was measured on PostgreSQL 15 to 18.
#include "analyze/literals.h"

#include <doctest/doctest.h>

#include "builtin/builtin.h"

using namespace underpin;

namespace {

std::string printed(std::string_view type, std::string_view text, std::string_view modifier = {}) {
  std::string out;
  return analyze::normalize_literal(text, builtin::find_type(type), modifier, out) ? out : "(left)";
}

struct Line {
  std::string_view type, text, wanted;
};

void check(std::initializer_list<Line> lines) {
  for (const Line& line : lines) {
    INFO(line.type, " ", line.text);
    CHECK(printed(line.type, line.text) == line.wanted);
  }
}

}  // namespace

TEST_CASE("intervals come out as IntervalStyle postgres writes them") {
  check({
      {"interval", "24 hours", "24:00:00"},
      {"interval", "1 day 2 hours", "1 day 02:00:00"},
      {"interval", "1-2", "1 year 2 mons"},
      {"interval", "-1-2", "-1 years -2 mons"},
      {"interval", "1 2:03:04", "1 day 02:03:04"},
      {"interval", "P1Y2M3DT4H5M6S", "1 year 2 mons 3 days 04:05:06"},
      {"interval", "PT36H", "36:00:00"},
      {"interval", "1.5 days", "1 day 12:00:00"},
      {"interval", "0.5 months", "15 days"},
      {"interval", "1.5 years", "1 year 6 mons"},
      {"interval", "1 day ago", "-1 days"},
      {"interval", "-1 day +02:00", "-1 days +02:00:00"},
      {"interval", "1 day -2 hours", "1 day -02:00:00"},
      {"interval", "2:03.5", "00:02:03.5"},
      {"interval", "5", "00:00:05"},
      {"interval", "0", "00:00:00"},
      {"interval", "@ 1 minute", "00:01:00"},
      {"interval", "3 fortnights", "(left)"},
      {"interval", "", "(left)"},
  });
}

TEST_CASE("an interval's modifier says what a bare number counts, and what is cut off") {
  CHECK(printed("interval", "1", " year") == "1 year");
  CHECK(printed("interval", "90", " minute") == "01:30:00");
  CHECK(printed("interval", "1-2", " year to month") == "1 year 2 mons");
  CHECK(printed("interval", "1 2:03:04", " day to minute") == "1 day 02:03:00");
  CHECK(printed("interval", "2:03", " minute to second") == "00:02:03");
  CHECK(printed("interval", "1.23456", "(2)") == "00:00:01.23");
  CHECK(printed("interval", "1 day 5 hours", " day") == "1 day");
}

TEST_CASE("dates and times come out in ISO form") {
  check({
      {"date", "Jan 8, 1999", "1999-01-08"},
      {"date", "8 January 1999", "1999-01-08"},
      {"date", "19990108", "1999-01-08"},
      {"date", "13/01/1999", "1999-01-13"},
      {"date", "0044-03-15 BC", "0044-03-15 BC"},
      {"date", "infinity", "infinity"},
      {"date", "epoch", "1970-01-01"},
      {"date", "2020-02-29 10:00", "2020-02-29"},
      {"timestamp", "2020-01-01T10:20:30.50", "2020-01-01 10:20:30.5"},
      {"timestamp", "2020-01-01 24:00:00", "2020-01-02 00:00:00"},
      {"timestamp", "2020-01-01 10:00+05", "2020-01-01 10:00:00"},
      {"timestamp", "2020-01-01 10:00 PM", "2020-01-01 22:00:00"},
      {"timestamptz", "2020-01-01 00:00:00+01", "2019-12-31 23:00:00+00"},
      {"timestamptz", "2020-01-01T00:00:00Z", "2020-01-01 00:00:00+00"},
      {"timestamptz", "2020-01-01", "2020-01-01 00:00:00+00"},
      {"time", "040506", "04:05:06"},
      {"time", "24:00:00", "24:00:00"},
      {"timetz", "10:00-05:30", "10:00:00-05:30"},
  });
}

TEST_CASE("what only the server can know is left") {
  check({
      {"date", "today", "(left)"},
      {"date", "01/02/2020", "(left)"},
      {"date", "2021-02-29", "(left)"},
      {"timestamp", "now", "(left)"},
      {"timestamptz", "2020-01-01 10:00 Europe/Paris", "(left)"},
      {"money", "1", "(left)"},
  });
}

TEST_CASE("jsonb orders its keys by length, keeps the last of equal ones, and writes strings its own way") {
  check({
      {"jsonb", R"({"b":1, "a":2,"aa" : [1,2 , {"x":null}]})", R"({"a": 2, "b": 1, "aa": [1, 2, {"x": null}]})"},
      {"jsonb", R"({"a":1,"a":2})", R"({"a": 2})"},
      {"jsonb", R"([1.0, 1e2, -0, "\u00e9\n\/"])", "[1.0, 100, 0, \"é\\n/\"]"},
      {"jsonb", R"("\ud83d\ude00")", "\"😀\""},
      {"jsonb", "{a:1}", "(left)"},
      {"jsonb", "[1,]", "(left)"},
      {"json", R"({"a":1})", "(left)"},
  });
}

TEST_CASE("arrays and ranges: their punctuation and their elements") {
  check({
      {"_int4", "{1, 2,+3}", "{1,2,3}"},
      {"_text", R"({a, "b c", NULL, "null", ""})", R"({a,"b c",NULL,"null",""})"},
      {"_text", "{{a},{b}}", "{{a},{b}}"},
      {"_date", "{\"Jan 2, 2020\"}", "{2020-01-02}"},
      {"_text", "{a", "(left)"},
      {"int4range", "[1,5]", "[1,6)"},
      {"int4range", "(1,5]", "[2,6)"},
      {"int4range", "(1,2)", "empty"},
      {"daterange", "[2020-12-31,]", "[2020-12-31,)"},
      {"numrange", "[1.5,2.5]", "[1.5,2.5]"},
      {"tsrange", "[2020-01-01,)", "[\"2020-01-01 00:00:00\",)"},
      {"int4multirange", "{[1,5]}", "{[1,6)}"},
  });
}

TEST_CASE("numbers, addresses and bytes") {
  check({
      {"numeric", "1e3", "1000"},
      {"numeric", "-0.50", "-0.50"},
      {"numeric", "inf", "Infinity"},
      {"int4", "007", "7"},
      {"bool", "off", "false"},
      {"bool", "o", "(left)"},
      {"inet", "192.168.0.1/32", "192.168.0.1"},
      {"cidr", "10.0.0.1", "10.0.0.1/32"},
      {"inet", "2001:DB8::0:1/64", "2001:db8::1/64"},
      {"macaddr", "08002b:010203", "08:00:2b:01:02:03"},
      {"macaddr8", "08:00:2b:01:02:03", "08:00:2b:ff:fe:01:02:03"},
      {"bytea", "a\\001\\\\", "\\x61015c"},
      {"uuid", "{A0EEBC999C0B4EF8BB6D6BB9BD380A11}", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"},
      {"box", "((0,0),(1,1))", "(1,1),(0,0)"},
      {"tsvector", "b a b", "'a' 'b'"},
      {"tsquery", "a&b", "'a' & 'b'"},
      {"regtype", "int4", "integer"},
  });
}

TEST_CASE("one jsonpath is written in many ways") {
  const auto same = [](std::string_view a, std::string_view b) {
    INFO(a, " ", b);
    CHECK(printed("jsonpath", a) == printed("jsonpath", b));
    CHECK(printed("jsonpath", a) != "(left)");
  };
  same("$.a", "$.\"a\"");
  same("$.a > 1", "($.\"a\" > 1)");
  same("$.items[*] ? (@.n >= 2 && @.s == \"x\")", "$.\"items\"[*]?(@.\"n\" >= 2 && @.\"s\" == \"x\")");
  same("lax $.a", "$.\"a\"");
  same("$.a + 2 * 3", "($.\"a\" + 2 * 3)");
  same("$.a.size()", "$.\"a\".size()");
  CHECK(printed("jsonpath", "$.a") != printed("jsonpath", "strict $.a"));
  CHECK(printed("jsonpath", "($.a + 2) * 3") != printed("jsonpath", "$.a + 2 * 3"));
  CHECK(printed("jsonpath", "$.a[") == "(left)");
}
