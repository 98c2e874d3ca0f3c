// plan.json: the manifest of which every other format is a view. schemas/plan.schema.json describes it.
#include <algorithm>

#include "emit/formats.h"
#include "emit/json.h"
#include "emit/words.h"

namespace underpin {
namespace {

using namespace emit;

constexpr int kVersion = 1;

Json optional_text(const std::optional<std::string>& text) { return text ? Json(*text) : Json(nullptr); }

// The changes, each with the steps that realise it; strategy and reason are those of the first of them.
Json changes(const Plan& plan) {
  std::vector<std::vector<const Step*>> realised_by(plan.diff.changes.size());
  for (const Step& step : plan.steps)
    for (const uint32_t index : step.changes) realised_by[index].push_back(&step);
  Json out = Json::array();
  for (size_t i = 0; i < plan.diff.changes.size(); ++i) {
    Json json = change(plan.diff, plan.diff.changes[i]);
    Json steps = Json::array();
    for (const Step* step : realised_by[i]) steps.push_back(step->id);
    json["strategy"] = steps.empty() ? Json(nullptr) : Json(realised_by[i].front()->strategy);
    json["reason"] = steps.empty() ? Json(nullptr) : Json(realised_by[i].front()->reason);
    json["findings"] = Json::array();
    json["steps"] = std::move(steps);
    out.push_back(std::move(json));
  }
  return out;
}

Json step(const Plan& plan, const Step& step) {
  Json needs = Json::array();
  for (const Need& need : step.needs) needs.push_back({{"step", plan.steps[need.step].id}, {"reason", need.reason}});
  Json locks = Json::array();
  for (const RelationLock& lock : step.locks)
    locks.push_back({{"relation", lock.relation}, {"mode", lock.mode}, {"blocks", lock.blocks}});
  return {{"id", step.id},
          {"phase", phase_name(step.phase)},
          {"class", direction_word(step.direction)},
          {"kind", info(step.kind).slug},
          {"object", step.object},
          {"action", step.action},
          {"sql", step.sql},
          {"strategy", step.strategy},
          {"reason", step.reason},
          {"transactional", step.transactional},
          {"commit_before", step.commit_before},
          {"transaction", step.transaction == 0 ? Json(nullptr) : Json(step.transaction)},
          {"needs", std::move(needs)},
          {"changes", step.changes},
          {"locks", std::move(locks)},
          {"lasts", step.lasts.empty() ? Json(nullptr) : Json(step.lasts)},
          {"guard", optional_text(step.guard)},
          {"undo", optional_text(step.undo)},
          {"loses_data", step.loses_data}};
}

Json steps(const Plan& plan) {
  Json out = Json::array();
  for (const Step& s : plan.steps) out.push_back(step(plan, s));
  return out;
}

Json gates(const Plan& plan) {
  Json out = Json::array();
  for (const Gate& gate : plan.gates)
    out.push_back({{"before", plan.steps[gate.before].id}, {"waits_for", gate.waits_for}});
  return out;
}

Json claims(const std::vector<Claim>& claims) {
  Json out = Json::array();
  for (const Claim& claim : claims) out.push_back({{"what", claim.what}, {"how", claim.how}});
  return out;
}

Json stops(const Certificate& certificate) {
  if (certificate.stops == 0) return nullptr;
  return {{"count", certificate.stops}, {"all", certificate.all_stops}};
}

Json point_of_no_return(const Plan& plan) {
  const auto losing = std::ranges::find(plan.steps, true, &Step::loses_data);
  return losing == plan.steps.end() ? Json(nullptr) : Json(losing->id);
}

}  // namespace

std::string plan_json(const Document& document) {
  const Plan& plan = *document.plan;
  Json out = document_head("underpin/plan", kVersion);
  out["id"] = plan_id(document);
  out["from"] = side(document.from, plan.from_fingerprint);
  out["to"] = side(document.to, plan.to_fingerprint);
  out["targets"] = Json::array({{{"major", plan.target}}});
  out["changes"] = changes(plan);
  out["steps"] = steps(plan);
  out["gates"] = gates(plan);
  out["guarantees"] = Json::array();
  out["point_of_no_return"] = point_of_no_return(plan);
  out["findings"] = findings(document.findings);
  out["certificate"] = {{"proved", claims(document.certificate.proved)},
                        {"not_proved", claims(document.certificate.not_proved)},
                        {"stops", stops(document.certificate)}};
  return print(out);
}

}  // namespace underpin
