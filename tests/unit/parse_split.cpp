#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "diag/codes.h"
#include "parse/directives.h"
#include "parse/statement.h"

using namespace underpin;

namespace {

struct Split {
  explicit Split(std::string text) {
    set.add("t.sql", std::move(text));
    result = split(*set.files()[0], sink);
  }
  std::vector<std::string> texts() const {
    std::vector<std::string> all;
    for (const StatementSpan& span : result.statements) all.emplace_back(span.text());
    return all;
  }
  std::string codes() const {
    std::string all;
    for (const Diagnostic& found : sink.all())
      all += std::string(found.code->slug) + "@" + place_text(found.place) + " ";
    return all;
  }
  SourceSet set;
  Sink sink;
  SplitResult result;
};

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("semicolons end statements, and only there") {
  CHECK(Split("a; b ;;\n c").texts() == Texts{"a", "b", "c"});
  CHECK(Split("").texts().empty());
  CHECK(Split(" ; -- nothing\n /* at all */ ").texts().empty());
  CHECK(Split("SELECT 'a;''b'; x").texts() == Texts{"SELECT 'a;''b'", "x"});
  CHECK(Split(R"(SELECT E'a\';b'; x)").texts() == Texts{R"(SELECT E'a\';b')", "x"});
  CHECK(Split("SELECT E'a'\n  'b\\';c'; x").texts() == Texts{"SELECT E'a'\n  'b\\';c'", "x"});
  CHECK(Split(R"(SELECT 'a\'; x)").texts() == Texts{R"(SELECT 'a\')", "x"});
  CHECK(Split(R"(SELECT U&'\0061;', "a;""b" ; x)").texts() == Texts{R"(SELECT U&'\0061;', "a;""b")", "x"});
  CHECK(Split("SELECT 1 -- ;\n ; x").texts() == Texts{"SELECT 1", "x"});
  CHECK(Split("SELECT /* ; /* ; */ ; */ 1; x").texts() == Texts{"SELECT /* ; /* ; */ ; */ 1", "x"});
  CHECK(Split("SELECT $$;$$, $a$;$b$;$a$, a$b$c; x").texts() == Texts{"SELECT $$;$$, $a$;$b$;$a$, a$b$c", "x"});
  CHECK(Split("SELECT $1; SELECT $12").texts() == Texts{"SELECT $1", "SELECT $12"});
  CHECK(Split("CREATE RULE r AS ON INSERT TO a DO (x; y); z").texts() ==
        Texts{"CREATE RULE r AS ON INSERT TO a DO (x; y)", "z"});
}

TEST_CASE("a body between BEGIN ATOMIC and END is one statement") {
  const std::string body =
      "CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 1 AS end; END";
  CHECK(Split(body + "; SELECT 1").texts() == Texts{body, "SELECT 1"});
  CHECK(Split("BEGIN; SELECT 1; END").texts() == Texts{"BEGIN", "SELECT 1", "END"});
  CHECK(Split("CREATE TABLE function (begin int, atomic int); x").texts().size() == 2);
}

TEST_CASE("COPY data is left out with one note") {
  const Split split("COPY a (x) FROM stdin;\n1;\\N\n'\n\\.\nCOPY b FROM STDIN WITH (FORMAT csv);\n2\n\\.\nSELECT 1;");
  CHECK(split.texts() == Texts{"SELECT 1"});
  CHECK(split.codes() == "data-left-out@t.sql:1:1 ");
  CHECK(split.sink.all()[0].message == "3 rows of data in 2 COPY statements left out");
  CHECK(Split("COPY a FROM stdin;\n1\n2").codes().find("unterminated@t.sql:1:1") == 0);
  CHECK(Split("COPY a FROM '/tmp/x'; COPY (SELECT 1 FROM stdin) TO '/x'; x").texts().size() == 3);
}

TEST_CASE("meta-commands are an error, but for those of pg_dump") {
  CHECK(Split("\\restrict abc\nSELECT 1;\n\\unrestrict abc\n").codes().empty());
  const Split connect("\\connect foo\nSELECT 1;");
  CHECK(connect.codes() == "meta-command@t.sql:1:1 ");
  CHECK(connect.texts() == Texts{"SELECT 1"});
  const Split gexec("SELECT 'x' \\gexec\nSELECT 2;");
  CHECK(gexec.codes() == "meta-command@t.sql:1:12 ");
  CHECK(gexec.texts() == Texts{"SELECT 2"});
  CHECK(Split("\\i other.sql").sink.all()[0].hint.find("folder") != std::string::npos);
}

TEST_CASE("what is not closed is an error at its start, and the statement is left out") {
  for (const std::string open : {"'a", "E'a\\'", "\"a", "$x$ a $$", "/* a /* */"}) {
    const Split split("x; SELECT " + open);
    CAPTURE(open);
    CHECK(split.texts() == Texts{"x"});
    CHECK(split.codes() == "unterminated@t.sql:1:11 ");
  }
}

TEST_CASE("bytes that are not UTF-8 are an error with their place") {
  const Split split("SELECT 1;\nSELECT '\xE4';");
  CHECK(split.texts().empty());
  CHECK(split.codes() == "not-utf8@t.sql:2:9 ");
}

TEST_CASE("comments directly before a statement are known") {
  const Split split("-- header\n\n-- one\n-- two\na; -- behind a\n/* b */ b;\n-- far\n\n\nc");
  const auto comment = [&](size_t i) {
    const StatementSpan& span = split.result.statements[i];
    return split.set.files()[0]->text.substr(span.comment_begin, span.begin - span.comment_begin);
  };
  CHECK(comment(0) == "-- one\n-- two\n");
  CHECK(comment(1) == "/* b */ ");
  CHECK(comment(2).empty());
}

TEST_CASE("directives know their statement and what they speak about") {
  const std::string text =
      "CREATE TABLE a (x int); -- underpin: renamed from z\n"
      "-- underpin: renamed from old_b\n"
      "CREATE TABLE b (\n"
      "  -- Underpin:   RENAMED  from   q \n"
      "  id int,\n"
      "  name text, -- underpin: renamed from \"the title\"\n"
      "  e text\n"
      ");";
  const Split split(text);
  CHECK(split.codes().empty());
  const auto& found = split.result.directives;
  REQUIRE(found.size() == 4);
  CHECK(found[0].statement == 0);
  CHECK(found[0].on_statement(split.result.statements[0]));
  CHECK(found[1].statement == 1);
  CHECK(found[1].on_statement(split.result.statements[1]));
  CHECK(found[2].name == "renamed from");
  CHECK(found[2].arguments == "q");
  CHECK(found[2].anchor == text.find("id int"));
  CHECK_FALSE(found[2].on_statement(split.result.statements[1]));
  CHECK(found[3].arguments == "\"the title\"");
  CHECK(found[3].anchor == text.find("name text"));
}

TEST_CASE("a directive that breaks its grammar is an error") {
  CHECK(Split("-- underpin: rename from x\nSELECT 1").sink.all()[0].hint == "Perhaps you meant \"renamed from\".");
  CHECK(Split("-- underpin: do something\nSELECT 1").codes() == "bad-directive@t.sql:1:14 ");
  CHECK(Split("-- underpin: renamed from\nSELECT 1").codes() == "bad-directive@t.sql:1:14 ");
  CHECK(Split("-- underpin:\nSELECT 1").codes() == "bad-directive@t.sql:1:13 ");
  CHECK(Split("SELECT 1;\n-- underpin: renamed from x\n").codes() == "bad-directive@t.sql:2:1 ");
  CHECK(Split("/* underpin: renamed from x */ SELECT 1").codes() == "bad-directive@t.sql:1:1 ");
  CHECK(Split("-- underpinned: no\n-- about underpin: no\nSELECT 1").codes().empty());
}
