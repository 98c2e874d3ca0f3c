#include "emit/drift.h"

#include <fmt/format.h>

#include <algorithm>

#include "emit/json.h"
#include "emit/words.h"

namespace underpin {
namespace {

// Groups of rows in the order of their first one: as expected, then by what is there, then what could not be read.
std::vector<std::vector<const DriftRow*>> groups(const std::vector<DriftRow>& rows) {
  std::vector<std::vector<const DriftRow*>> out;
  for (const DriftRow& row : rows) {
    const auto same = [&](const auto& group) {
      return group.front()->failed == row.failed && !row.failed && group.front()->fingerprint == row.fingerprint &&
             group.front()->tree == row.tree;
    };
    const auto found = std::ranges::find_if(out, same);
    if (found == out.end())
      out.push_back({&row});
    else
      found->push_back(&row);
  }
  std::ranges::stable_sort(out, {}, [](const auto& group) {
    return group.front()->failed ? 2 : group.front()->changes > 0 ? 1 : 0;
  });
  return out;
}

std::string verdict(const DriftRow& row) {
  if (row.failed) return "could not be read";
  return row.changes == 0 ? "as expected" : emit::counted(row.changes, "difference");
}

}  // namespace

std::string drift_text(const std::vector<DriftRow>& rows) {
  std::string out;
  for (const auto& group : groups(rows)) {
    if (!out.empty()) out += '\n';
    for (const DriftRow* row : group) out += emit::one_line(row->source) + ": " + verdict(*row) + "\n";
    out += group.front()->tree;
  }
  return out;
}

std::string drift_json(const std::vector<DriftRow>& rows) {
  emit::Json json = emit::document_head("underpin/drift", 1);
  json["same"] = std::ranges::all_of(rows, [](const DriftRow& row) { return !row.failed && row.changes == 0; });
  json["databases"] = emit::Json::array();
  for (const DriftRow& row : rows)
    json["databases"].push_back(
        {{"source", row.source},
         {"state", row.failed         ? "unreadable"
                   : row.changes == 0 ? "same"
                                      : "differs"},
         {"fingerprint", row.fingerprint.empty() ? emit::Json(nullptr) : emit::Json(row.fingerprint)},
         {"differences", row.changes},
         {"findings", emit::findings(row.findings)}});
  return emit::print(json);
}

}  // namespace underpin
