#include "parse/ahead.h"

#include <doctest/doctest.h>

#include "parse/nodes.h"

using namespace underpin;

namespace {

// As many statements as are worth a thread; every tenth is wrong.
std::string script(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += i % 10 == 9 ? "SELECT FROM FROM;\n" : "SELECT " + std::to_string(i) + ";\n";
  return text;
}

std::vector<StatementSpan> statements_of(const SourceSet& set, Sink& sink) {
  return split(*set.files()[0], sink).statements;
}

}  // namespace

TEST_CASE("statements are handed out in their order, with the errors of those that do not parse") {
  SourceSet set;
  Sink sink;
  set.add("t.sql", script(3000));
  ParseAhead parser(statements_of(set, sink));
  int parsed = 0;
  for (int i = 0; i < 3000; ++i) {
    const size_t errors = sink.errors();
    const bool ok = parser.next(sink, [&](const Node* node) {
      REQUIRE(IsA(node, SelectStmt));
      const auto* target =
          static_cast<const ResTarget*>(linitial(reinterpret_cast<const SelectStmt*>(node)->targetList));
      CHECK(reinterpret_cast<const A_Const*>(target->val)->val.ival.ival == i);
      ++parsed;
    });
    CHECK(ok == (i % 10 != 9));
    CHECK(sink.errors() == errors + (ok ? 0 : 1));
  }
  CHECK(parsed == 2700);
}

TEST_CASE("a parser that is not asked for all of its statements goes away") {
  SourceSet set;
  Sink sink;
  set.add("t.sql", script(3000));
  ParseAhead parser(statements_of(set, sink));
  for (int i = 0; i < 100; ++i) parser.next(sink, [](const Node*) {});
}
