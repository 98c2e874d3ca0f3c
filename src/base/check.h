// A broken invariant is a bug: the program stops and says where. Bad input is never checked this way; it is a
// diagnostic.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace underpin {

[[noreturn]] inline void check_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "underpin: internal error: %s is false (%s:%d)\n", condition, file, line);
  std::abort();
}

}  // namespace underpin

#define UNDERPIN_CHECK(condition) \
  (static_cast<bool>(condition) ? void(0) : ::underpin::check_failed(#condition, __FILE__, __LINE__))
