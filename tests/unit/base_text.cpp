#include <doctest/doctest.h>

#include <string>

#include "base/arena.h"
#include "base/hash.h"
#include "base/utf8.h"

using namespace underpin;

TEST_CASE("invalid UTF-8 is found at its first byte") {
  CHECK(find_invalid_utf8("plain ASCII that is long enough for words") == std::string_view::npos);
  CHECK(find_invalid_utf8("größe 表 😀") == std::string_view::npos);
  CHECK(find_invalid_utf8("12345678\xFF") == 8);
  CHECK(find_invalid_utf8("a\xC0\xAF") == 1);         // overlong
  CHECK(find_invalid_utf8("ab\xED\xA0\x80") == 2);    // a surrogate
  CHECK(find_invalid_utf8("\xF4\x90\x80\x80") == 0);  // beyond U+10FFFF
  CHECK(find_invalid_utf8("cut off \xE2\x82") == 8);
  CHECK(find_invalid_utf8(std::string("12345678\0", 9)) == 8);
  CHECK(find_invalid_utf8(std::string("1234\0"
                                      "567",
                                      8)) == 4);
}

TEST_CASE("code points are counted, not bytes") {
  CHECK(count_code_points("größe") == 5);
  CHECK(offset_of_code_point("größe", 3) == 4);
  CHECK(offset_of_code_point("größe", 99) == 7);
}

TEST_CASE("what an arena keeps stays") {
  Arena arena;
  const std::string_view first = arena.keep("first");
  for (int i = 0; i < 100000; ++i) arena.keep("something else");
  arena.keep(std::string(1 << 20, 'x'));
  CHECK(first == "first");
}

TEST_CASE("hashes do not change from release to release") {
  CHECK(hash64("underpin") == 8803409930383980007u);
  CHECK(hash128("underpin") == hash128("underpin"));
  CHECK(hash128("underpin") != hash128("underpim"));
}
