// Any bytes: the splitter must end, and what it hands out must lie in the text, in order.
#include <cstdint>

#include "base/check.h"
#include "parse/statement.h"

using namespace underpin;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  SourceSet set;
  Sink sink;
  set.add("fuzz.sql", std::string(reinterpret_cast<const char*>(data), size));
  const SplitResult result = split(*set.files()[0], sink);
  uint32_t last = 0;
  for (const StatementSpan& span : result.statements) {
    UNDERPIN_CHECK(last <= span.comment_begin && span.comment_begin <= span.begin);
    UNDERPIN_CHECK(span.begin < span.end && span.end <= size);
    last = span.end;
  }
  for (const Directive& directive : result.directives) {
    UNDERPIN_CHECK(directive.place.offset < size && directive.anchor <= size);
    UNDERPIN_CHECK(directive.statement < result.statements.size());
  }
  for (const Diagnostic& found : sink.all()) render_text(found, false);
  return 0;
}
