#include "source/snapshot.h"

#include <nlohmann/json.hpp>

#include "diag/codes.h"

namespace underpin {
namespace {

using Json = nlohmann::json;

bool refuse(const std::string& name, std::string why, Sink& sink) {
  sink.emit(code::kBadSnapshot, {}, "snapshot \"" + name + "\" cannot be read").detail = std::move(why);
  return false;
}

void read_environment(const Json& json, Environment& environment) {
  if (!json.at("server_major").is_null()) environment.server_major = json.at("server_major").get<int>();
  for (const auto& [relation, facts] : json.at("relations").items())
    environment.relations[relation] = {.rows = facts.at("rows").get<int64_t>(),
                                       .bytes = facts.at("bytes").get<int64_t>(),
                                       .total_bytes = facts.at("total_bytes").get<int64_t>()};
}

}  // namespace

bool looks_like_snapshot(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r\n");
  return begin != text.npos && text[begin] == '{' && text.substr(0, 1000).find(kSnapshotFormat) != text.npos;
}

bool read_snapshot(const std::string& name, std::string_view text, Snapshot& snapshot, Sink& sink) {
  try {
    const Json json = Json::parse(text);
    if (json.at("format").get<std::string>() != kSnapshotFormat) return refuse(name, "it is another document", sink);
    const int version = json.at("version").get<int>();
    if (version != kSnapshotVersion)
      return refuse(name, "its version is " + std::to_string(version) + ", known is 1", sink);
    snapshot.target = json.at("target").get<int>();
    snapshot.fingerprint = json.at("fingerprint").get<std::string>();
    for (const Json& statement : json.at("ddl")) snapshot.ddl += statement.get<std::string>() + ";\n";
    read_environment(json.at("environment"), snapshot.environment);
    return true;
  } catch (const Json::exception& error) {
    return refuse(name, error.what(), sink);
  }
}

}  // namespace underpin
