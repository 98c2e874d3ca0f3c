// What a server has seen: exports of pg_stat_statements and its log, as texts of queries.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "base/text_map.h"

namespace underpin {

struct RecordedQuery {
  std::string text;    // without the file's quotes and escapes
  TextMap map;         // to the bytes of the file
  uint64_t calls = 0;  // 0: not said
};

struct Workload {
  std::vector<RecordedQuery> queries;  // each text once, in order
  std::string problem;                 // why the file cannot be read; empty if it can
};

// The queries of an array of rows, or of a row a line; false where it is no JSON.
bool read_json_rows(std::string_view text, const std::function<void(RecordedQuery)>& take);

// Of a file that ends in .csv or .json (rows with a column "query"), or .log; nothing for any other.
std::optional<Workload> read_workload(const SourceFile& file);

}  // namespace underpin
