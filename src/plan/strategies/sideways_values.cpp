#include "plan/strategies/sideways_values.h"

#include <algorithm>
#include <charconv>

namespace underpin::plan {
namespace {

// Pairs of built-in types of which the second holds every value of the first; numeric and strings without a modifier.
struct Widening {
  std::string_view from, to;
};
constexpr Widening kWidenings[] = {
    {"smallint", "integer"},
    {"smallint", "bigint"},
    {"smallint", "numeric"},
    {"smallint", "real"},
    {"smallint", "double precision"},
    {"integer", "bigint"},
    {"integer", "numeric"},
    {"integer", "real"},
    {"integer", "double precision"},
    {"bigint", "numeric"},
    {"bigint", "real"},
    {"bigint", "double precision"},
    {"real", "double precision"},
    {"character varying", "text"},
    {"character", "text"},
    {"text", "character varying"},
    {"character", "character varying"},
    {"name", "text"},
    {"name", "character varying"},
    {"jsonb", "json"},
    {"cidr", "inet"},
    {"macaddr", "macaddr8"},
};

bool is_builtin(const TypeRef& type) { return !type.object && !type.extension && type.schema.empty(); }

bool holds_every(std::string_view from, std::string_view to) {
  if (from == to) return true;
  return std::ranges::any_of(kWidenings, [&](const Widening& w) { return w.from == from && w.to == to; });
}

// "(20)" → 20; 0 where it is not one number.
int length(std::string_view modifier) {
  int value = 0;
  if (modifier.size() < 3) return 0;
  const auto [end, error] = std::from_chars(modifier.data() + 1, modifier.data() + modifier.size(), value);
  return error == std::errc() && *end == ')' ? value : 0;
}

}  // namespace

bool conversion_may_fail(const TypeRef& from, const TypeRef& to) {
  if (is_builtin(from) && from.name == to.name && from.array == to.array && from.name.text() == "character varying" &&
      length(from.modifier.text()) > 0 && length(from.modifier.text()) <= length(to.modifier.text()))
    return false;
  if (!is_builtin(to) || !to.modifier.empty()) return true;
  const std::string_view name = to.name.text();
  // Everything has a text.
  if (!to.array && (name == "text" || name == "character varying")) return false;
  if (!is_builtin(from) || from.array != to.array) return true;
  return !holds_every(from.name.text(), name);
}

bool has_equality(const TypeRef& type) {
  static constexpr std::string_view kWithout[] = {"json", "xml", "point",  "polygon",
                                                  "path", "box", "circle", "jsonpath"};
  return is_builtin(type) && std::ranges::find(kWithout, type.name.text()) == std::end(kWithout);
}

bool conversion_depends_on_session(const TypeRef& from, const TypeRef& to) {
  static constexpr std::string_view kTimes[] = {"date",
                                                "interval",
                                                "time with time zone",
                                                "time without time zone",
                                                "timestamp with time zone",
                                                "timestamp without time zone"};
  if (from.name == to.name) return false;
  return std::ranges::any_of(kTimes,
                             [&](std::string_view time) { return time == from.name.text() || time == to.name.text(); });
}

}  // namespace underpin::plan
