// The costs of statements as data. schemas/locks.schema.json describes it.
#include "emit/json.h"
#include "emit/locks.h"

namespace underpin {
namespace {

using emit::Json;

std::string_view transactional_word(Transactional value) {
  switch (value) {
    case Transactional::kYes: return "yes";
    case Transactional::kNo: return "no";
    case Transactional::kRequired: return "required";
  }
  return {};
}

Json lock_json(const NamedLock& lock) {
  Json blocks = Json::array();
  if (blocks_reads(lock.mode)) blocks.push_back("reads");
  if (blocks_writes(lock.mode)) blocks.push_back("writes");
  return {{"relation", lock.relation}, {"kind", lock.kind},       {"mode", lock_name(lock.mode)},
          {"brief", lock.brief},       {"if_free", lock.if_free}, {"blocks", std::move(blocks)}};
}

// How long it takes: as long as the biggest of these.
std::string_view duration_word(const Prediction& prediction) {
  if (!prediction.rewrites.empty()) return "rewrite";
  if (!prediction.index_builds.empty()) return "index build";
  return prediction.scans.empty() ? "catalog" : "scan";
}

Json statement_json(const Prediction& prediction) {
  const LineColumn at = line_column(prediction.place);
  Json locks = Json::array();
  for (const NamedLock& lock : prediction.locks) locks.push_back(lock_json(lock));
  return {{"line", at.line},
          {"sql", prediction.sql},
          {"transactional", transactional_word(prediction.transactional)},
          {"locks", std::move(locks)},
          {"rewrites", prediction.rewrites},
          {"index_builds", prediction.index_builds},
          {"scans", prediction.scans},
          {"duration", duration_word(prediction)},
          {"refused", prediction.refused.empty() ? Json(nullptr) : Json(prediction.refused)}};
}

}  // namespace

std::string locks_json(std::span<const Prediction> predictions) {
  Json out = Json::array();
  for (const Prediction& prediction : predictions) out.push_back(statement_json(prediction));
  return emit::print(out);
}

}  // namespace underpin
