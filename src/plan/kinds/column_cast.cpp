// Which changes of type PostgreSQL does by itself (an implicit or assignment cast, pg_cast of PostgreSQL 15), and what
// to write after USING for the others.
#include <algorithm>
#include <array>

#include "plan/kinds/column_sql.h"

namespace underpin::plan {
namespace {

enum class Family : uint8_t { kOther, kNumber, kString, kDateTime, kMoney, kNetwork, kMac, kBits, kJson };

struct FamilyOfType {
  std::string_view name;
  Family family;
};
constexpr FamilyOfType kFamilies[] = {
    {"smallint", Family::kNumber},
    {"integer", Family::kNumber},
    {"bigint", Family::kNumber},
    {"numeric", Family::kNumber},
    {"real", Family::kNumber},
    {"double precision", Family::kNumber},
    {"text", Family::kString},
    {"character varying", Family::kString},
    {"character", Family::kString},
    {"name", Family::kString},
    {"date", Family::kDateTime},
    {"time without time zone", Family::kDateTime},
    {"time with time zone", Family::kDateTime},
    {"timestamp without time zone", Family::kDateTime},
    {"timestamp with time zone", Family::kDateTime},
    {"money", Family::kMoney},
    {"inet", Family::kNetwork},
    {"cidr", Family::kNetwork},
    {"macaddr", Family::kMac},
    {"macaddr8", Family::kMac},
    {"bit", Family::kBits},
    {"bit varying", Family::kBits},
    {"json", Family::kJson},
    {"jsonb", Family::kJson},
};

// Pairs within the date and time types that have no assignment cast.
bool is_time(std::string_view name) { return name.starts_with("time "); }
bool castable_datetime(std::string_view from, std::string_view to) {
  if (is_time(from)) return is_time(to);
  if (from == "date") return !is_time(to);
  if (from == "timestamp without time zone") return to != "time with time zone";
  return true;
}

bool is_builtin(const TypeRef& type) { return !type.object && !type.extension && type.schema.empty(); }

Family family(const TypeRef& type) {
  if (!is_builtin(type)) return Family::kOther;
  const auto* row = std::ranges::find(kFamilies, type.name.text(), &FamilyOfType::name);
  return row == std::end(kFamilies) ? Family::kOther : row->family;
}

TypeRef base_of(const Catalog& catalog, TypeRef type) {
  while (type.object && catalog.is(type.object, Kind::kDomain) && !type.array)
    type = catalog.body<Domain>(type.object).base;
  return type;
}

bool assignable(const TypeRef& from, const TypeRef& to) {
  // Any type casts to a string by assignment, arrays of anything to arrays of strings too.
  if (family(to) == Family::kString && to.name.text() != "name") return from.array == to.array || !to.array;
  if (from.array != to.array) return false;
  const Family family_from = family(from), family_to = family(to);
  if (family_from == Family::kNumber && family_to == Family::kMoney)
    return !from.name.text().ends_with("n") && from.name.text() != "real";
  if (family_from == Family::kMoney) return to.name.text() == "numeric" || to.name.text() == "money";
  if (family_from != family_to || family_from == Family::kOther) return false;
  return family_from != Family::kDateTime || castable_datetime(from.name.text(), to.name.text());
}

// Explicit casts between built-in types, where going through text would fail or lose.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kExplicit{
    {{"boolean", "integer"},
     {"integer", "boolean"},
     {"integer", "bit"},
     {"bigint", "bit"},
     {"bit", "integer"},
     {"bit", "bigint"},
     {"interval", "time without time zone"},
     {"time without time zone", "interval"}}};

bool has_explicit_cast(const TypeRef& from, const TypeRef& to) {
  if (family(from) == Family::kString) return true;
  if (from.array != to.array || !is_builtin(from) || !is_builtin(to)) return false;
  return std::ranges::find(kExplicit, std::pair(from.name.text(), to.name.text())) != kExplicit.end();
}

}  // namespace

bool same_base_type(const Catalog& before, const TypeRef& old_type, const Catalog& after, const TypeRef& new_type) {
  TypeRef old_base = old_type, new_base = new_type;
  old_base.modifier = new_base.modifier = {};
  return type_text(before, old_base) == type_text(after, new_base);
}

std::string using_expression(const Catalog& before, const TypeRef& old_type, const Catalog& after,
                             const TypeRef& new_type, const std::string& column) {
  if (same_base_type(before, old_type, after, new_type)) return "";
  const TypeRef from = base_of(before, old_type), to = base_of(after, new_type);
  if (same_base_type(before, from, after, to) || assignable(from, to)) return "";
  if (has_explicit_cast(from, to)) return column + "::" + type_text(after, new_type);
  return column + (from.array && to.array ? "::text[]::" : "::text::") + type_text(after, new_type);
}

bool comparable_types(const TypeRef& old_type, const TypeRef& new_type) {
  // The families whose operators an index of the one type has for the other.
  auto group = [](const TypeRef& type) {
    const std::string_view name = type.name.text();
    if (type.array || !is_builtin(type)) return 0;
    if (name == "smallint" || name == "integer" || name == "bigint") return 1;
    return name == "text" || name == "character varying" ? 2 : 0;
  };
  return group(old_type) != 0 && group(old_type) == group(new_type);
}

}  // namespace underpin::plan
