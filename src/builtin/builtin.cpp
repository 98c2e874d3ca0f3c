#include "builtin/builtin.h"

#include <algorithm>
#include <unordered_map>

#include "base/check.h"

namespace underpin::builtin {
namespace {

namespace facts {
#define UNDERPIN_BUILTIN_FACTS
#include "builtin/facts.inc"
#undef UNDERPIN_BUILTIN_FACTS
}  // namespace facts

using facts::kCasts;
using facts::kColumns;
using facts::kFunctions;
using facts::kOperators;
using facts::kRelations;
using facts::kTypeLists;
using facts::kTypes;

// Names that a type has besides its own: the grammar's, and format_type's.
struct Alias {
  std::string_view name, type;
};
constexpr Alias kAliases[] = {
    {"bigint", "int8"},
    {"bit varying", "varbit"},
    {"boolean", "bool"},
    {"character", "bpchar"},
    {"character varying", "varchar"},
    {"dec", "numeric"},
    {"decimal", "numeric"},
    {"double precision", "float8"},
    {"int", "int4"},
    {"integer", "int4"},
    {"real", "float4"},
    {"smallint", "int2"},
    {"time with time zone", "timetz"},
    {"time without time zone", "time"},
    {"timestamp with time zone", "timestamptz"},
    {"timestamp without time zone", "timestamp"},
};

// The rows of each name, which stand together.
template <class Row>
class ByName {
 public:
  explicit ByName(std::span<const Row> rows) {
    for (size_t begin = 0; begin < rows.size();) {
      const std::string_view name = rows[begin].name;
      size_t end = begin + 1;
      while (end < rows.size() && name == rows[end].name) ++end;
      rows_.emplace(name, rows.subspan(begin, end - begin));
      begin = end;
    }
  }

  std::span<const Row> find(std::string_view name) const {
    const auto found = rows_.find(name);
    return found == rows_.end() ? std::span<const Row>{} : found->second;
  }

 private:
  std::unordered_map<std::string_view, std::span<const Row>> rows_;
};

}  // namespace

std::span<const TypeInfo> types() { return kTypes; }

const TypeInfo& type(uint16_t code) {
  const uint16_t index = code & ~kArrayBit;
  UNDERPIN_CHECK(index > 0 && index <= std::size(kTypes));
  return kTypes[index - 1];
}

uint16_t find_type(std::string_view name) {
  static const ByName<TypeInfo> by_name(kTypes);
  const auto alias = std::ranges::lower_bound(kAliases, name, {}, &Alias::name);
  if (alias != std::end(kAliases) && alias->name == name) name = alias->type;
  const auto found = by_name.find(name);
  if (!found.empty()) return static_cast<uint16_t>(&found.front() - kTypes + 1);
  if (name == "\"char\"") return kTypeChar;
  if (name.size() < 2 || name.front() != '_') return 0;
  const uint16_t element = find_type(name.substr(1));
  return element && !(element & kArrayBit) ? element | kArrayBit : 0;
}

std::span<const FunctionInfo> functions(std::string_view name) {
  static const ByName<FunctionInfo> by_name(kFunctions);
  return by_name.find(name);
}

std::span<const OperatorInfo> operators(std::string_view name) {
  static const ByName<OperatorInfo> by_name(kOperators);
  return by_name.find(name);
}

const CastInfo* find_cast(uint16_t source, uint16_t target) {
  const auto key = [](const CastInfo& cast) { return uint32_t{cast.source} << 16 | cast.target; };
  const uint32_t wanted = uint32_t{source} << 16 | target;
  const auto found = std::ranges::lower_bound(kCasts, wanted, {}, key);
  return found != std::end(kCasts) && key(*found) == wanted ? &*found : nullptr;
}

std::span<const uint16_t> type_list(uint16_t offset) { return {kTypeLists + offset + 1, kTypeLists[offset]}; }

const RelationInfo* find_relation(std::string_view schema, std::string_view name) {
  for (const RelationInfo& relation : kRelations)
    if (name == relation.name && schema == relation.schema) return &relation;
  return nullptr;
}

std::span<const ColumnInfo> columns(const RelationInfo& relation) {
  return {kColumns + relation.first, relation.count};
}

}  // namespace underpin::builtin
