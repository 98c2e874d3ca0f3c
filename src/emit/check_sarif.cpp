// Findings as SARIF 2.1.0.
#include <algorithm>

#include "compat/rule.h"
#include "emit/check.h"
#include "emit/json.h"

namespace underpin {
namespace {

using namespace emit;

std::string_view level_word(Level level) {
  return level == Level::kNote ? "note" : level == Level::kWarning ? "warning" : "error";
}

// A path as a relative URI.
std::string uri(const std::string& path) {
  std::string out;
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~/").find(c) != std::string_view::npos;
    constexpr std::string_view kHex = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    out += plain ? std::string{c} : std::string{'%', kHex[byte >> 4], kHex[byte & 15]};
  }
  return out;
}

Json rule_json(const CodeInfo& code) {
  Json out = {{"id", code.code},
              {"name", code.slug},
              {"shortDescription", {{"text", code.summary}}},
              {"defaultConfiguration", {{"level", level_word(code.level)}}}};
  // GitHub's code scanning asks for both of every rule.
  const compat::Rule* rule = compat::find_rule(code.code);
  const std::string more = "`underpin explain " + std::string(code.code) + "` says more.";
  out["fullDescription"] = {
      {"text", rule ? std::string(rule->condition) + " " + std::string(rule->effect) : std::string(code.summary)}};
  out["help"] = {{"text", rule ? std::string(rule->remedy) + " " + more : more}};
  return out;
}

Json location(const CheckDocument& document, const Diagnostic& found) {
  const std::string file = tree_path(document, found.place.file);
  if (file.empty()) return Json::array();
  const LineColumn at = line_column(found.place);
  return Json::array({{{"physicalLocation",
                        {{"artifactLocation", {{"uri", uri(file)}}},
                         {"region", {{"startLine", at.line}, {"startColumn", at.column}}}}}}});
}

Json result(const CheckDocument& document, const compat::Found& found, size_t rule) {
  const Diagnostic& diagnostic = found.diagnostic;
  std::string text = message_text(diagnostic);
  if (!diagnostic.detail.empty()) text += "\n" + diagnostic.detail;
  if (!diagnostic.hint.empty()) text += "\n" + diagnostic.hint;
  Json out = {{"ruleId", diagnostic.code->code},
              {"ruleIndex", rule},
              {"level", level_word(diagnostic.level)},
              {"message", {{"text", text}}},
              {"locations", location(document, diagnostic)},
              {"partialFingerprints", {{"underpin/v1", found.key()}}}};
  if (!found.suppressed.empty())
    out["suppressions"] = Json::array({{{"kind", found.suppressed == "a directive" ? "inSource" : "external"}}});
  return out;
}

}  // namespace

std::string check_sarif(const CheckDocument& document) {
  std::vector<const CodeInfo*> codes;
  for (const compat::Found& found : document.findings)
    if (std::ranges::find(codes, found.diagnostic.code) == codes.end()) codes.push_back(found.diagnostic.code);
  std::ranges::sort(codes, {}, [](const CodeInfo* code) { return code->code; });
  Json rules = Json::array(), results = Json::array();
  for (const CodeInfo* code : codes) rules.push_back(rule_json(*code));
  for (const compat::Found& found : document.findings)
    results.push_back(
        result(document, found, static_cast<size_t>(std::ranges::find(codes, found.diagnostic.code) - codes.begin())));
  const Json driver = {{"name", "underpin"}, {"version", UNDERPIN_VERSION}, {"rules", std::move(rules)}};
  return print({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                {"version", "2.1.0"},
                {"runs", Json::array({{{"tool", {{"driver", driver}}},
                                       {"columnKind", "unicodeCodePoints"},
                                       {"results", std::move(results)}}})}});
}

}  // namespace underpin
