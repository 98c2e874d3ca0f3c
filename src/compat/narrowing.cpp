#include "compat/narrowing.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace underpin::compat {
namespace {

struct Shape {
  std::string_view name;        // without its modifier
  int first = -1, second = -1;  // of its modifier: length, precision, scale
};

Shape shape_of(std::string_view type) {
  Shape out{.name = type};
  const size_t open = type.find('('), close = type.find(')');
  if (open == type.npos || close == type.npos) return out;
  out.name = type.substr(0, open);
  const char* end = type.data() + close;
  const auto [rest, error] = std::from_chars(type.data() + open + 1, end, out.first);
  if (error == std::errc() && rest != end && *rest == ',') std::from_chars(rest + 1, end, out.second);
  return out;
}

int rank_of(std::string_view name) {
  constexpr std::array<std::string_view, 4> kNumbers = {"smallint", "integer", "bigint", "numeric"};
  const auto found = std::ranges::find(kNumbers, name);
  return found == kNumbers.end() ? -1 : static_cast<int>(found - kNumbers.begin());
}

bool is_text(std::string_view name) { return name == "text" || name == "character varying" || name == "character"; }

}  // namespace

bool narrows(std::string_view before, std::string_view after) {
  const Shape old = shape_of(before), now = shape_of(after);
  if (is_text(old.name) && is_text(now.name)) return now.first >= 0 && (old.first < 0 || now.first < old.first);
  if (const int was = rank_of(old.name), is = rank_of(now.name); was >= 0 && is >= 0) {
    if (is < was) return true;
    if (now.name != "numeric" || now.first < 0) return false;
    if (old.name != "numeric") return true;
    const int old_scale = std::max(old.second, 0), scale = std::max(now.second, 0);
    return old.first < 0 || now.first - scale < old.first - old_scale;
  }
  if (old.name == "real" && now.name == "double precision") return false;
  if (old.name == "json" && now.name == "text") return false;
  if (is_text(now.name) && now.first < 0) return false;
  return old.name != now.name || (now.first >= 0 && now.first < old.first);
}

}  // namespace underpin::compat
