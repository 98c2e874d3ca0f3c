// The rows of two databases, one of which was the other: hashes over all columns that both have.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "live/session.h"

namespace underpin {

struct RowComparison {
  size_t tables = 0, columns = 0;       // compared
  int64_t rows = 0;                     // in the tables that were compared
  std::vector<std::string> differing;   // "public.users: 20 rows, 10 were there"
  std::vector<std::string> gone;        // tables and columns: "public.users.name"
  std::vector<std::string> other_type;  // columns that were not compared
};

// Tables with rows only. A table or a column is found again by its oid or number; where `with_successors`, what is gone
// by what has its name.
// `renamed`: columns whose values went over to another column, "public.t.c" → its name; both names as in pg_attribute,
// the table's quoted where it has to be.
using RenamedColumns = std::map<std::string, std::string>;
RowComparison compare_table_rows(live::Session& then, live::Session& now, bool with_successors = true,
                                 const RenamedColumns& renamed = {});

}  // namespace underpin
