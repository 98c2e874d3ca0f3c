#include <doctest/doctest.h>
#include <fmt/format.h>

#include <set>
#include <string>

#include "diag/codes.h"
#include "diag/diagnostic.h"

using namespace underpin;

namespace {

Diagnostic at(FileId file, uint32_t offset, uint32_t length) {
  return {.code = &code::kSyntaxError,
          .level = Level::kError,
          .place = {.file = file, .offset = offset},
          .length = length,
          .message = "message"};
}

}  // namespace

TEST_CASE("a finding shows its line and marks its place") {
  SourceSet set;
  const FileId file = set.add("new.sql", "CREATE TABLE t (\n  id int,\n\tgröße foo\n);\n");
  Diagnostic found = at(file, 36, 3);
  found.hint = "Write something else.";
  CHECK(render_text(found, false) ==
        "new.sql:3:8: error: message [UP101]\n"
        "3 |     größe foo\n"
        "  |           ^~~\n"
        "HINT: Write something else.\n");
}

TEST_CASE("a long line is clipped around the caret") {
  SourceSet set;
  const FileId file = set.add("long.sql", fmt::format("{:a<500} HERE {:b<500}", "", ""));
  const std::string text = render_text(at(file, 501, 4), false);
  CHECK(text.find("1 | ...") != text.npos);
  const size_t line = text.find('\n') + 1, mark = text.find('\n', line) + 1;
  CHECK(text.find("HERE", line) - line == text.find("^~~~", mark) - mark);
}

TEST_CASE("places at the end, outside or nowhere do no harm") {
  SourceSet set;
  const FileId file = set.add("x.sql", "a\xFF\x01");
  CHECK(render_text(at(file, 3, 9), false).find("x.sql:1:") == 0);
  CHECK(render_text(at(file, 999, 9), false).find("x.sql:1:") == 0);
  CHECK(render_text(at({}, 0, 0), false) == "error: message [UP101]\n");
  const FileId empty = set.add("empty.sql", "");
  CHECK(render_text(at(empty, 0, 1), false).find("empty.sql:1:1: error") == 0);
}

TEST_CASE("a place in a set that is gone is no place") {
  FileId gone;
  {
    SourceSet set;
    gone = set.add("gone.sql", "text");
    CHECK(place_text({.file = gone}) == "gone.sql:1:1");
  }
  CHECK(source_file(gone) == nullptr);
  CHECK(place_text({.file = gone}).empty());
}

TEST_CASE("codes are unique, ascending and documented") {
  std::set<std::string_view> slugs;
  std::string_view last;
  for (const CodeInfo* info : all_codes()) {
    CHECK(last < info->code);
    CHECK(slugs.insert(info->slug).second);
    CHECK(info->summary.ends_with('.'));
    CHECK(find_code(info->code) == info);
    CHECK(find_code(info->slug) == info);
    last = info->code;
  }
  CHECK(find_code("UP000") == nullptr);
}

TEST_CASE("the sink stops at so many errors, and says so once") {
  Sink sink;
  for (int i = 0; i < 5000; ++i) {
    sink.emit(code::kSyntaxError, {}, "e");
    sink.emit(code::kDataLeftOut, {}, "n");
  }
  CHECK(sink.failed());
  CHECK(sink.full());
  CHECK(sink.errors() == Sink::kMaxErrors + 1);
  size_t told = 0;
  for (const Diagnostic& found : sink.all()) told += found.code == &code::kTooManyErrors;
  CHECK(told == 1);
}

TEST_CASE("a level that is changed after the finding counts as changed") {
  Sink sink;
  sink.emit(code::kSyntaxError, {}, "e").level = Level::kWarning;
  CHECK_FALSE(sink.failed());
  sink.emit(code::kDataLeftOut, {}, "n").level = Level::kError;
  sink.emit(code::kDataLeftOut, {}, "n");
  CHECK(sink.errors() == 1);
}
