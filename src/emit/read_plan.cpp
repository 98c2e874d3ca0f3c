#include "emit/read_plan.h"

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "diag/codes.h"

namespace underpin {
namespace {

using Json = nlohmann::json;

constexpr int kVersion = 1;  // plan_json.cpp's

bool refuse(const std::string& name, std::string why, Sink& sink) {
  sink.emit(code::kBadPlan, {}, "plan \"" + name + "\" cannot be read").detail = std::move(why);
  return false;
}

std::string text(const Json& json, const char* field) { return json.at(field).get<std::string>(); }

std::optional<std::string> optional_text(const Json& json) {
  return json.is_null() ? std::nullopt : std::optional(json.get<std::string>());
}

Phase phase_named(const std::string& name) {
  for (const Phase phase : {Phase::kExpand, Phase::kMigrate, Phase::kSwitch})
    if (name == phase_name(phase)) return phase;
  return Phase::kContract;
}

class Reader {
 public:
  explicit Reader(StoredPlan& stored) : stored_(stored) {}

  void read(const Json& json) {
    stored_.id = text(json, "id");
    stored_.from = text(json.at("from"), "source");
    stored_.to = text(json.at("to"), "source");
    Plan& plan = stored_.plan;
    plan.from_fingerprint = text(json.at("from"), "fingerprint");
    plan.to_fingerprint = text(json.at("to"), "fingerprint");
    plan.target = json.at("targets").at(0).at("major").get<int>();
    for (const Json& step : json.at("steps")) places_.emplace(text(step, "id"), places_.size());
    for (const Json& step : json.at("steps")) plan.steps.push_back(read_step(step));
    for (const Json& gate : json.at("gates"))
      plan.gates.push_back({.before = place(text(gate, "before")), .waits_for = text(gate, "waits_for")});
    stored_.edited = plan_id({.plan = &plan}) != stored_.id || places_.size() != plan.steps.size();
  }

 private:
  // A step that is not there: one past the last.
  uint32_t place(const std::string& id) const {
    const auto found = places_.find(id);
    return static_cast<uint32_t>(found == places_.end() ? places_.size() : found->second);
  }

  Step read_step(const Json& json) const {
    Step step{.id = text(json, "id"),
              .phase = phase_named(text(json, "phase")),
              .kind = kind_from_slug(text(json, "kind")),
              .object = text(json, "object"),
              .action = text(json, "action"),
              .sql = text(json, "sql"),
              .strategy = text(json, "strategy"),
              .reason = text(json, "reason"),
              .transactional = json.at("transactional").get<bool>(),
              .commit_before = json.at("commit_before").get<bool>(),
              .transaction = json.at("transaction").is_null() ? 0 : json.at("transaction").get<uint32_t>(),
              .lasts = json.at("lasts").is_null() ? "" : text(json, "lasts"),
              .guard = optional_text(json.at("guard")),
              .undo = optional_text(json.at("undo")),
              .loses_data = json.at("loses_data").get<bool>()};
    for (const Json& need : json.at("needs"))
      step.needs.push_back({.step = place(text(need, "step")), .reason = text(need, "reason")});
    for (const Json& lock : json.at("locks"))
      step.locks.push_back(
          {.relation = text(lock, "relation"), .mode = text(lock, "mode"), .blocks = text(lock, "blocks")});
    return step;
  }

  StoredPlan& stored_;
  std::map<std::string, size_t> places_;
};

}  // namespace

bool read_plan(const std::string& name, const std::string& text, StoredPlan& stored, Sink& sink) {
  try {
    const Json json = Json::parse(text);
    if (json.at("format").get<std::string>() != "underpin/plan") return refuse(name, "it is another document", sink);
    const int version = json.at("version").get<int>();
    if (version != kVersion) return refuse(name, "its version is " + std::to_string(version) + ", known is 1", sink);
    Reader(stored).read(json);
    return true;
  } catch (const Json::exception& error) {
    return refuse(name, error.what(), sink);
  }
}

}  // namespace underpin
