// A diff as data. schemas/diff.schema.json describes it.
#include "emit/change_tree.h"
#include "emit/formats.h"
#include "emit/json.h"

namespace underpin {
namespace {

constexpr int kVersion = 1;

}  // namespace

std::string diff_json(const Document& document) {
  using namespace emit;
  const Plan& plan = *document.plan;
  const ChangeCounts counts = count_changes(change_tree(plan.diff));
  Json out = document_head("underpin/diff", kVersion);
  out["target"] = plan.target;
  out["from"] = side(document.from, plan.from_fingerprint);
  out["to"] = side(document.to, plan.to_fingerprint);
  out["same"] = plan.diff.empty();
  out["counts"] = {{"added", counts.created}, {"changed", counts.altered}, {"removed", counts.dropped}};
  Json changes = Json::array();
  for (const Change& c : plan.diff.changes) changes.push_back(change(plan.diff, c));
  out["changes"] = std::move(changes);
  out["findings"] = findings(document.findings);
  return print(out);
}

}  // namespace underpin
