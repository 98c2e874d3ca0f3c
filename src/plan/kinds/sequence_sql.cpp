#include "plan/kinds/sequence_sql.h"

#include <cstdint>
#include <limits>

#include "ir/print.h"

namespace underpin::plan {
namespace {

struct Bounds {
  int64_t min, max, start;
};

int64_t type_max(const TypeRef& type) {
  if (type.name.text() == "smallint") return std::numeric_limits<int16_t>::max();
  if (type.name.text() == "integer") return std::numeric_limits<int32_t>::max();
  return std::numeric_limits<int64_t>::max();
}

// PostgreSQL's defaults for the type and the direction.
Bounds default_bounds(const Sequence& sequence) {
  const int64_t max = type_max(sequence.type);
  if (sequence.increment < 0) return {-max - 1, -1, sequence.max};
  return {1, max, sequence.min};
}

void append(std::string& out, std::string_view lead, const std::string& piece) {
  if (!out.empty()) out += ' ';
  out += lead;
  out += piece;
}

std::string bound(std::string_view word, int64_t value, int64_t default_value) {
  return value == default_value ? "NO " + std::string(word) : std::string(word) + " " + std::to_string(value);
}

}  // namespace

std::string sequence_options(const Sequence& sequence) {
  const Bounds bounds = default_bounds(sequence);
  std::string out;
  if (sequence.increment != 1) append(out, "", "INCREMENT BY " + std::to_string(sequence.increment));
  if (sequence.min != bounds.min) append(out, "", "MINVALUE " + std::to_string(sequence.min));
  if (sequence.max != bounds.max) append(out, "", "MAXVALUE " + std::to_string(sequence.max));
  if (sequence.start != bounds.start) append(out, "", "START WITH " + std::to_string(sequence.start));
  if (sequence.cache != 1) append(out, "", "CACHE " + std::to_string(sequence.cache));
  if (sequence.cycle) append(out, "", "CYCLE");
  return out;
}

std::string sequence_option_changes(const Sequence& before, const Sequence& after, std::string_view lead) {
  const Bounds old_bounds = default_bounds(before), bounds = default_bounds(after);
  const bool other_type = !(before.type == after.type);
  // A change of type moves bounds that were the old type's own along, whether they are to move or not.
  auto differs = [&](int64_t old_value, int64_t old_default, int64_t value, int64_t new_default) {
    return (other_type && old_value == old_default ? new_default : old_value) != value;
  };
  std::string out;
  if (before.increment != after.increment) append(out, lead, "INCREMENT BY " + std::to_string(after.increment));
  if (differs(before.min, old_bounds.min, after.min, bounds.min))
    append(out, lead, bound("MINVALUE", after.min, bounds.min));
  if (differs(before.max, old_bounds.max, after.max, bounds.max))
    append(out, lead, bound("MAXVALUE", after.max, bounds.max));
  if (before.start != after.start) append(out, lead, "START WITH " + std::to_string(after.start));
  if (before.cache != after.cache) append(out, lead, "CACHE " + std::to_string(after.cache));
  if (before.cycle != after.cycle) append(out, lead, after.cycle ? "CYCLE" : "NO CYCLE");
  return out;
}

std::string past_rows(const Catalog& catalog, ObjectId id, ObjectId column) {
  const Sequence& sequence = catalog.body<Sequence>(id);
  const bool up = sequence.increment > 0;
  const std::string name = quote_identifier(catalog.name(column)), start = std::to_string(sequence.start);
  const std::string last = (up ? "max(" : "min(") + name + ")" + (up ? " + " : " - ") +
                           (up ? std::to_string(sequence.increment) : std::to_string(-sequence.increment));
  return "SELECT pg_catalog.setval(" + quote_literal(qualified_name(catalog, id)) + ", " +
         (up ? "greatest(" : "least(") + last + ", " + start + "), false) FROM " +
         qualified_name(catalog, catalog.parent(column));
}

}  // namespace underpin::plan
