// What PostgreSQL itself defines: types, functions, operators, casts and the columns of its catalogs. Data, in
// facts.inc, which extract.py writes from real servers; nothing is loaded, the tables are part of the program.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace underpin::builtin {

// A type is its place in types() from 1 on; with kArrayBit the array of it; 0 is no type.
#include "builtin/facts.inc"
inline constexpr uint16_t kArrayBit = 0x8000;

struct TypeInfo {
  const char* name;     // pg_type.typname
  const char* display;  // format_type: "character varying"
  char kind;            // b base, p pseudo, r range, m multirange
  char category;
  bool preferred;
  bool collatable;
  uint16_t element;     // of the subscriptable ones that are no arrays (point, name, oidvector …)
  uint16_t subtype;     // range: its element; multirange: its range
  uint16_t multirange;  // of a range
};

struct FunctionInfo {
  const char* name;
  uint16_t result;
  uint16_t argument_list;  // see type_list
  uint8_t defaults;        // how many of the last arguments may be left out
  char kind;               // f function, a aggregate, w window function, p procedure
  char volatility;         // i s v
  uint8_t flags;           // 1 variadic, 2 returns a set, 4 strict
  uint8_t since, until;    // majors
  uint16_t out_list;       // types of OUT arguments
  const char* out_names;   // their names, blanks between

  bool variadic() const { return flags & 1; }
  bool returns_set() const { return flags & 2; }
};

struct OperatorInfo {
  const char* name;
  uint16_t left, right, result;  // left 0 = prefix
  uint8_t since, until;
};

struct CastInfo {
  uint16_t source, target;
  char context;  // i implicit, a assignment, e explicit
  char method;   // f function, b binary-coercible, i through text
};

struct RelationInfo {
  const char* schema;
  const char* name;
  uint16_t first, count;  // in columns
};

struct ColumnInfo {
  const char* name;
  uint16_t type;
};

const TypeInfo& type(uint16_t code);  // of the element for an array
std::span<const TypeInfo> types();
// By pg_type.typname or any name that the grammar or format_type has for it; 0 if there is none. "_text" is text's
// array.
uint16_t find_type(std::string_view name);
// All overloads, in an order that means nothing.
std::span<const FunctionInfo> functions(std::string_view name);
std::span<const OperatorInfo> operators(std::string_view name);
const CastInfo* find_cast(uint16_t source, uint16_t target);  // nullptr if there is none
std::span<const uint16_t> type_list(uint16_t offset);
const RelationInfo* find_relation(std::string_view schema, std::string_view name);
std::span<const ColumnInfo> columns(const RelationInfo& relation);

}  // namespace underpin::builtin
