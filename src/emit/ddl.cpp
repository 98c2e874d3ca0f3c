#include "emit/ddl.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "emit/json.h"
#include "plan/script.h"
#include "source/snapshot.h"

namespace underpin {
namespace {

// The object that a step's file is named by: the outermost that lives in a schema or in the database.
ObjectId home_of(const Catalog& catalog, ObjectId id) {
  if (catalog.is(id, Kind::kSequence))
    if (const ObjectId column = catalog.body<Sequence>(id).owned_by) id = column;
  while (info(catalog.kind(id)).home == Home::kParent) id = catalog.parent(id);
  return id;
}

// Default privileges come last: what stands above them has its own and is to get no others.
std::vector<Step> in_reading_order(const Plan& plan) {
  std::vector<Step> out = plan.steps;
  std::stable_partition(out.begin(), out.end(), [](const Step& step) { return step.kind != Kind::kDefaultPrivileges; });
  return out;
}

// The objects that the steps are about, in order; where a step realises no change it goes with the one before.
std::vector<ObjectId> homes(const Plan& plan, const std::vector<Step>& steps) {
  std::vector<ObjectId> out;
  for (const Step& step : steps) {
    ObjectId home = out.empty() ? ObjectId{} : out.back();
    for (const uint32_t index : step.changes) {
      const ObjectId after = plan.diff.changes[index].after;
      if (after) home = home_of(*plan.diff.after, after);
      if (after && plan.diff.changes[index].kind == step.kind) break;
    }
    out.push_back(home);
  }
  return out;
}

// What may stand in a file's name anywhere; the rest as %XX.
std::string file_name(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

std::string folder_of(Kind kind) {
  const std::string slug(info(kind).slug);
  if (kind == Kind::kIndex || slug.ends_with('x')) return slug + "es";
  if (slug.ends_with('s')) return slug;
  return slug.ends_with('y') ? slug.substr(0, slug.size() - 1) + "ies" : slug + "s";
}

std::string path_of(const Catalog& catalog, ObjectId id) {
  if (!id) return "other.sql";
  const Kind kind = catalog.kind(id);
  const ObjectId schema = catalog.schema_of(id);
  if (kind == Kind::kSchema) return file_name(catalog.name(id).text()) + "/schema.sql";
  if (kind == Kind::kDefaultPrivileges) return "default_privileges.sql";
  const std::string base = schema ? file_name(catalog.name(schema).text()) + "/" : "";
  return base + folder_of(kind) + "/" + file_name(catalog.name(id).text()) + ".sql";
}

}  // namespace

std::string ddl_text(const Plan& plan) {
  std::string out = fmt::format("-- The schema of a database, for PostgreSQL {}. Fingerprint {}.\n", plan.target,
                                plan.to_fingerprint);
  out += "\nSET client_encoding = 'UTF8';\nSET check_function_bodies = off;\n";
  out += fmt::format("SET search_path = {};\n", script_search_path(*plan.diff.before, *plan.diff.after));
  const std::vector<Step> steps = in_reading_order(plan);
  const std::vector<ObjectId> about = homes(plan, steps);
  for (size_t i = 0; i < steps.size(); ++i) {
    const bool same = i > 0 && about[i] && about[i] == about[i - 1];
    if (!same || steps[i].sql.find('\n') != std::string::npos) out += '\n';
    out += steps[i].sql + ";\n";
  }
  return out;
}

std::vector<DdlFile> ddl_files(const Plan& plan) {
  std::map<std::string, std::string> texts;
  const std::vector<Step> steps = in_reading_order(plan);
  const std::vector<ObjectId> about = homes(plan, steps);
  for (size_t i = 0; i < steps.size(); ++i) {
    std::string& text = texts[path_of(*plan.diff.after, about[i])];
    if (!text.empty() && steps[i].sql.find('\n') != std::string::npos) text += '\n';
    text += steps[i].sql + ";\n";
  }
  std::vector<DdlFile> out;
  for (auto& [path, text] : texts) out.push_back({path, std::move(text)});
  return out;
}

std::string snapshot_json(const Plan& plan, const Environment& environment) {
  emit::Json json = emit::document_head(kSnapshotFormat, kSnapshotVersion);
  json["target"] = plan.target;
  json["fingerprint"] = plan.to_fingerprint;
  emit::Json relations = emit::Json::object();
  for (const auto& [relation, facts] : environment.relations)
    relations[relation] = {{"rows", facts.rows}, {"bytes", facts.bytes}, {"total_bytes", facts.total_bytes}};
  json["environment"] = {
      {"server_major", environment.server_major == 0 ? emit::Json(nullptr) : emit::Json(environment.server_major)},
      {"relations", std::move(relations)}};
  json["ddl"] = emit::Json::array();
  for (const Step& step : in_reading_order(plan)) json["ddl"].push_back(step.sql);
  return emit::print(json);
}

}  // namespace underpin
