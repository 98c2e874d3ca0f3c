// What a server has seen: exports of pg_stat_statements and its log, as texts of queries.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/source.h"

namespace underpin {

struct RecordedQuery {
  std::string text;
  uint32_t offset = 0;  // where it begins in the file
  uint64_t calls = 0;   // 0: not said
};

struct Workload {
  std::vector<RecordedQuery> queries;  // each text once, in order
  std::string problem;                 // why the file cannot be read; empty if it can
};

// Of a file that ends in .csv or .json (rows with a column "query"), or .log; nothing for any other.
std::optional<Workload> read_workload(const SourceFile& file);

}  // namespace underpin
