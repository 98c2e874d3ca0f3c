#include "source/baseline.h"

#include <nlohmann/json.hpp>

#include "diag/codes.h"

namespace underpin {
namespace {

bool fail(const SourceFile& file, std::string message, Sink& sink) {
  sink.emit(code::kBadConfig, {file.id, 0}, "the baseline " + std::move(message)).hint =
      "`underpin check --write-baseline FILE` writes one.";
  return false;
}

std::string text_of(const nlohmann::json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

bool read_baseline(const SourceFile& file, std::vector<BaselineEntry>& entries, Sink& sink) {
  const auto whole = nlohmann::json::parse(file.text, nullptr, false);
  if (!whole.is_object() || text_of(whole, "format") != kBaselineFormat) return fail(file, "is no baseline", sink);
  const auto version = whole.find("version");
  if (version == whole.end() || *version != kBaselineVersion)
    return fail(file, "has a version that is not known", sink);
  const auto findings = whole.find("findings");
  if (findings == whole.end() || !findings->is_array()) return fail(file, "has no findings", sink);
  size_t at = 0;
  for (const auto& one : *findings) {
    if (!one.is_object()) return fail(file, "has a finding that is none", sink);
    BaselineEntry entry{.code = text_of(one, "code"), .subject = text_of(one, "subject")};
    if (entry.code.empty()) return fail(file, "has a finding without a code", sink);
    if (const size_t found = file.text.find("\"code\"", at); found != std::string::npos) at = found + 1;
    entry.place = {file.id, static_cast<uint32_t>(at == 0 ? 0 : at - 1)};
    entries.push_back(std::move(entry));
  }
  return true;
}

}  // namespace underpin
