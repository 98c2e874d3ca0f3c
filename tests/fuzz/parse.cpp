// Any bytes: every statement parses or is an error with a place; the checks behind the parser stand what it lets
// through.
#include <cstdint>

#include "base/check.h"
#include "parse/plpgsql.h"
#include "parse/statement.h"
#include "parse/target.h"

using namespace underpin;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  SourceSet set;
  Sink sink;
  set.add("fuzz.sql", text);
  for (const StatementSpan& span : split(*set.files()[0], sink).statements) {
    const size_t before = sink.errors();
    const bool ok =
        parse_statement(span, sink, [&](const Node* tree) { check_target(span, tree, kOldestTarget, sink); });
    UNDERPIN_CHECK(ok || sink.errors() > before || sink.full());
  }
  for (const Diagnostic& found : sink.all()) {
    UNDERPIN_CHECK(found.place.offset <= size);
    render_text(found, false);
  }
  ParseError error;
  for (const TextKind kind : {TextKind::kStatements, TextKind::kExpression, TextKind::kTypeName})
    if (!parse_text(
            text, kind, [](const Node*) {}, &error))
      UNDERPIN_CHECK(error.offset <= size);
  std::vector<PlStatement> statements;
  plpgsql_statements(text, statements);
  return 0;
}
