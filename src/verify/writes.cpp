#include "verify/writes.h"

#include <fmt/format.h>

#include <algorithm>

#include "ir/print.h"
#include "verify/names.h"

namespace underpin {
namespace {

std::string list(const std::vector<std::string>& names, std::string_view tail = {}) {
  std::string out;
  for (const std::string& name : names) out += fmt::format("{}{}{}", out.empty() ? "" : ", ", name, tail);
  return out;
}

bool is_integer(const std::string& type) { return type == "smallint" || type == "integer" || type == "bigint"; }

// Does a row keep its place among those sorted by the column?
bool sorts_alike(const Catalog& before, ObjectId was, const Catalog& after, ObjectId is) {
  const std::string old_type = type_text(before, before.body<Column>(was).type);
  const std::string new_type = type_text(after, after.body<Column>(is).type);
  return old_type == new_type || (is_integer(old_type) && is_integer(new_type));
}

class Writer {
 public:
  Writer(const Catalog& before, const Catalog& after, ObjectId table) : table_(table) {
    name_ = qualified_name(before, table);
    next_ = find_qualified(after, NameSpace::kRelation, name_);
    if (!after.is(next_, Kind::kTable)) return;
    find_key(before, after);
    for (ObjectId id : before.children(table, Kind::kColumn)) {
      const Column& column = before.body<Column>(id);
      const bool stays = static_cast<bool>(after.find_column(next_, before.name(id)));
      const bool is_generated = column.generated != Generated::kNone;
      has_places_ &= stays && !is_generated;
      if (is_generated || !stays) continue;
      all_.push_back(quote_identifier(before.name(id)));
      old_values_.push_back(all_.back() + "::" + type_text(before, column.type));
      if (!is_key(all_.back())) others_.push_back(all_.back());
    }
  }

  // The primary key; else what stays as it is: rows that are alike in all of it are written alike.
  void find_key(const Catalog& before, const Catalog& after) {
    std::vector<ObjectId> columns = primary_key(before, table_);
    const bool has_key = !columns.empty();
    counts_ =
        has_key && columns.size() == 1 && is_integer(type_text(before, before.body<Column>(columns.front()).type));
    if (!has_key) columns = before.children(table_, Kind::kColumn);
    for (ObjectId id : columns) {
      const ObjectId next = after.find_column(next_, before.name(id));
      if (next && sorts_alike(before, id, after, next)) {
        key_.push_back(quote_identifier(before.name(id)) + (has_key ? "" : "::text"));
      } else if (has_key) {
        key_.clear();
        return;
      }
    }
  }

  void add_to(std::vector<std::string>& out) const {
    if (key_.empty()) return;
    for (const std::string& column : others_)
      out.push_back(
          fmt::format("UPDATE {0} SET {1} = (SELECT {1} FROM {0} ORDER BY {2} LIMIT 1) WHERE ({3}) IN (SELECT "
                      "{3} FROM {0} ORDER BY {3} LIMIT 1)",
                      name_, column, list(key_, " DESC"), list(key_)));
    out.push_back(
        fmt::format("WITH gone AS (DELETE FROM {0} WHERE ({1}) IN (SELECT {1} FROM {0} ORDER BY {1} OFFSET 1 "
                    "LIMIT 1) RETURNING {2}) INSERT INTO {0} ({2}) OVERRIDING SYSTEM VALUE SELECT {2} FROM gone",
                    name_, list(key_), list(all_)));
    if (has_places_)  // values by their places, as who does not name columns writes them
      out.push_back(
          fmt::format("WITH gone AS (DELETE FROM {0} WHERE ({1}) IN (SELECT {1} FROM {0} ORDER BY {1} OFFSET 2 "
                      "LIMIT 1) RETURNING {2}) INSERT INTO {0} OVERRIDING SYSTEM VALUE SELECT {3} FROM gone",
                      name_, list(key_), list(all_), list(old_values_)));
    if (counts_)
      out.push_back(
          fmt::format("UPDATE {0} SET {1} = (SELECT max({1}) + 1 FROM {0}) WHERE {1} = (SELECT {1} FROM {0} "
                      "ORDER BY {1} OFFSET 3 LIMIT 1)",
                      name_, key_.front()));
  }

 private:
  bool is_key(const std::string& column) const { return std::ranges::find(key_, column) != key_.end(); }

  ObjectId table_, next_;
  std::string name_;
  std::vector<std::string> key_, all_, old_values_, others_;
  bool has_places_ = true;  // all columns stay, and take values
  bool counts_ = false;     // the key is one integer
};

}  // namespace

std::vector<ObjectId> primary_key(const Catalog& catalog, ObjectId table) {
  for (ObjectId id : catalog.children(table, Kind::kConstraint))
    if (catalog.body<Constraint>(id).type == ConstraintType::kPrimary) return catalog.body<Constraint>(id).columns;
  return {};
}

std::vector<std::string> writes_to(const Catalog& before, const Catalog& after) {
  std::vector<std::string> out;
  before.for_each([&](ObjectId id) {
    if (before.is(id, Kind::kTable) && !before.body<Table>(id).server) Writer(before, after, id).add_to(out);
  });
  return out;
}

}  // namespace underpin
