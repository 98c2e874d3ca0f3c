#include "verify/rows.h"

#include <fmt/format.h>

#include <map>

#include "ir/print.h"

namespace underpin {
namespace {

struct SeenColumn {
  std::string name, type;
};
struct SeenTable {
  std::string name;
  std::map<int, SeenColumn> columns;  // by attnum
};
using SeenTables = std::map<std::string, SeenTable>;  // by oid

// What is generated follows from the rest.
SeenTables see_tables(live::Session& session) {
  const live::Answer answer = session.run(
      "SELECT c.oid, format('%I.%I', n.nspname, c.relname), a.attnum, a.attname, pg_catalog.format_type(a.atttypid, "
      "a.atttypmod) || coalesce((SELECT string_agg(' ' || b.attname || ' ' || pg_catalog.format_type(b.atttypid, "
      "b.atttypmod), ',' ORDER BY b.attnum) FROM pg_catalog.pg_type t JOIN pg_catalog.pg_attribute b ON b.attrelid = "
      "t.typrelid WHERE t.oid = a.atttypid AND t.typrelid <> 0 AND NOT b.attisdropped), '') FROM pg_catalog.pg_class c "
      "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace LEFT JOIN "
      "pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' "
      "WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'");
  SeenTables out;
  for (const auto& row : answer.rows) {
    SeenTable& table = out[row[0]];
    table.name = row[1];
    if (!row[2].empty()) table.columns[std::stoi(row[2])] = {.name = row[3], .type = row[4]};
  }
  return out;
}

struct Print {
  std::string rows, hash;
};

Print print_of(live::Session& session, const std::string& table, const std::vector<std::string>& columns) {
  std::string list;
  for (const std::string& column : columns) list += (list.empty() ? "" : ", ") + quote_identifier(column);
  const live::Answer answer = session.run(
      fmt::format("SELECT count(*), coalesce(sum(pg_catalog.hashtextextended(ROW({})::text, 0)::numeric), 0) FROM ONLY "
                  "{}",
                  list, table));
  if (!answer.done) return {.rows = "an error: " + answer.message, .hash = {}};
  return {.rows = answer.rows[0][0], .hash = answer.rows[0][1]};
}

class Comparison {
 public:
  Comparison(live::Session& then, live::Session& now, bool with_successors, const RenamedColumns& renamed)
      : then_(then), now_(now), with_successors_(with_successors), renamed_(renamed), later_(see_tables(now)) {}

  RowComparison run() {
    for (const auto& [oid, table] : see_tables(then_)) {
      const Print count = print_of(then_, table.name, {});
      if (count.rows == "0") continue;
      const auto same = later_.find(oid);
      const auto next = same != later_.end() || !with_successors_ ? same : successor(table.name);
      if (next == later_.end())
        out_.gone.push_back(table.name);
      else
        compare(table, next->second, same != later_.end(), count);
    }
    return std::move(out_);
  }

 private:
  SeenTables::const_iterator successor(const std::string& name) const {
    return std::ranges::find_if(later_, [&](const auto& entry) { return entry.second.name == name; });
  }

  // The column itself, or the one that took its values over.
  const SeenColumn* again(const SeenTable& was, const SeenTable& is, int number, const SeenColumn& column,
                          bool by_number) const {
    if (const auto found = is.columns.find(number); by_number && found != is.columns.end()) return &found->second;
    if (by_number && !with_successors_) return nullptr;
    const auto renamed = renamed_.find(was.name + "." + column.name);
    const std::string& name = renamed == renamed_.end() ? column.name : renamed->second;
    const auto found = std::ranges::find_if(is.columns, [&](const auto& entry) { return entry.second.name == name; });
    return found == is.columns.end() ? nullptr : &found->second;
  }

  void compare(const SeenTable& was, const SeenTable& is, bool by_number, const Print& count) {
    std::vector<std::string> old_names, new_names;
    for (const auto& [number, column] : was.columns) {
      const SeenColumn* next = again(was, is, number, column, by_number);
      const std::string name = was.name + "." + quote_identifier(column.name);
      if (next == nullptr) {
        out_.gone.push_back(name);
      } else if (next->type != column.type) {
        out_.other_type.push_back(fmt::format("{} ({} → {})", name, column.type, next->type));
      } else {
        old_names.push_back(column.name);
        new_names.push_back(next->name);
      }
    }
    const Print old_print = print_of(then_, was.name, old_names), new_print = print_of(now_, is.name, new_names);
    ++out_.tables;
    out_.columns += old_names.size();
    out_.rows += std::stoll(count.rows);
    if (new_print.rows != old_print.rows)
      out_.differing.push_back(fmt::format("{}: {} rows, {} were there", is.name, new_print.rows, old_print.rows));
    else if (new_print.hash != old_print.hash)
      out_.differing.push_back(is.name + ": the rows hold other values");
  }

  live::Session& then_;
  live::Session& now_;
  const bool with_successors_;
  const RenamedColumns& renamed_;
  const SeenTables later_;
  RowComparison out_;
};

}  // namespace

RowComparison compare_table_rows(live::Session& then, live::Session& now, bool with_successors,
                                 const RenamedColumns& renamed) {
  return Comparison(then, now, with_successors, renamed).run();
}

}  // namespace underpin
