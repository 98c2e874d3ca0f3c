#include "plan/strategies/backfill.h"

#include <fmt/format.h>

#include <algorithm>

#include "ir/print.h"

namespace underpin::plan {
namespace {

constexpr int kBatch = 1000;  // rows a transaction

// The columns (before) of the primary key that is there while the rows are filled. One that the plan adds is not: its
// columns may be the very ones that are still empty.
std::vector<ObjectId> present_key(const Planner& p, ObjectId table) {
  for (ObjectId id : p.before.children(table, Kind::kConstraint))
    if (const Constraint& constraint = p.before.body<Constraint>(id);
        constraint.type == ConstraintType::kPrimary && !p.dropped(id))
      return constraint.columns;
  return {};
}

struct Names {
  std::string table, column, value, where;  // where: "" or " AND …"
  std::string settings;                     // of each transaction
};

// Rows that get a value of ours have not been changed by anybody: what notes changes is not to note this one.
constexpr std::string_view kQuietly =
    "    BEGIN\n"
    "      PERFORM pg_catalog.set_config('session_replication_role', 'replica', true);\n"
    "    EXCEPTION WHEN insufficient_privilege THEN\n"
    "      NULL;\n"
    "    END;\n";

constexpr std::string_view kInUtc =
    "    PERFORM pg_catalog.set_config('TimeZone', 'UTC', true), pg_catalog.set_config('DateStyle', 'ISO, MDY', "
    "true),\n"
    "      pg_catalog.set_config('IntervalStyle', 'postgres', true);\n";

// Row after row along the key; the variables are called underpin_at_1, underpin_last_1 and so on.
std::string along_key(const Catalog& catalog, const Names& names, const std::vector<ObjectId>& key) {
  std::string columns, at, last, declared, descending;
  for (size_t i = 0; i < key.size(); ++i) {
    const std::string name = quote_identifier(catalog.name(key[i]));
    const std::string comma = i == 0 ? "" : ", ";
    columns += comma + name;
    descending += comma + name + " DESC";
    at += fmt::format("{}underpin_at_{}", comma, i + 1);
    last += fmt::format("{}underpin_last_{}", comma, i + 1);
    declared +=
        fmt::format("  underpin_at_{0} {1}.{2}%TYPE;\n  underpin_last_{0} {1}.{2}%TYPE;\n", i + 1, names.table, name);
  }
  return fmt::format(
      "DO $backfill$\n"
      "DECLARE\n{declared}"
      "BEGIN\n"
      "  SELECT {columns} INTO {at} FROM {table} ORDER BY {columns} LIMIT 1;\n"
      "  WHILE underpin_at_1 IS NOT NULL LOOP\n"
      "    SELECT {columns} INTO {last} FROM\n"
      "      (SELECT {columns} FROM {table} WHERE ({columns}) >= ({at}) ORDER BY {columns} LIMIT {batch}) AS batch\n"
      "      ORDER BY {descending} LIMIT 1;\n"
      "{settings}"
      "    UPDATE {table} SET {column} = {value}\n"
      "      WHERE ({columns}) >= ({at}) AND ({columns}) <= ({last}) AND {column} IS NULL{where};\n"
      "    COMMIT;\n"
      "    SELECT {columns} INTO {at} FROM {table} WHERE ({columns}) > ({last}) ORDER BY {columns} LIMIT 1;\n"
      "  END LOOP;\n"
      "END\n"
      "$backfill$",
      fmt::arg("declared", declared), fmt::arg("columns", columns), fmt::arg("at", at), fmt::arg("last", last),
      fmt::arg("descending", descending), fmt::arg("table", names.table), fmt::arg("column", names.column),
      fmt::arg("value", names.value), fmt::arg("where", names.where), fmt::arg("batch", kBatch),
      fmt::arg("settings", names.settings));
}

// Without a key a batch is whichever rows are found first; a row that the value leaves null is not looked at again.
std::string by_passes(const Names& names) {
  return fmt::format(
      "DO $backfill$\n"
      "DECLARE\n  more boolean := true;\n"
      "BEGIN\n"
      "  WHILE more LOOP\n"
      "{settings}"
      "    UPDATE {table} SET {column} = {value} WHERE {column} IS NULL AND ctid = ANY (ARRAY\n"
      "      (SELECT ctid FROM {table} WHERE {column} IS NULL{where} LIMIT {batch}));\n"
      "    more := FOUND;\n"
      "    COMMIT;\n"
      "  END LOOP;\n"
      "END\n"
      "$backfill$",
      fmt::arg("table", names.table), fmt::arg("column", names.column), fmt::arg("value", names.value),
      fmt::arg("where", names.where), fmt::arg("batch", kBatch), fmt::arg("settings", names.settings));
}

bool has_update_trigger(const Catalog& catalog, ObjectId table) {
  const auto triggers = catalog.children(table, Kind::kTrigger);
  return std::ranges::any_of(triggers, [&](ObjectId id) { return catalog.body<Trigger>(id).on_update; });
}

}  // namespace

std::string backfill_block(const Planner& p, const Backfill& backfill) {
  Names names{qualified_name(p.after, backfill.table),
              backfill.column,
              backfill.value,
              backfill.where.empty() ? "" : " AND " + backfill.where,
              {}};
  const ObjectId before = p.counterpart_before(backfill.table);
  if (backfill.quiet && (has_update_trigger(p.before, before) || has_update_trigger(p.after, backfill.table)))
    names.settings += kQuietly;
  if (backfill.in_utc) names.settings += kInUtc;
  const std::vector<ObjectId> key = present_key(p, before);
  if (key.empty() && backfill.gives_null) names.where += " AND (" + backfill.value + ") IS NOT NULL";
  return key.empty() ? by_passes(names) : along_key(p.before, names, key);
}

}  // namespace underpin::plan
