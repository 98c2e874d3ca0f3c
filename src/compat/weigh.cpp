#include "compat/weigh.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "compat/suppress.h"
#include "diag/codes.h"

namespace underpin::compat {
namespace {

constexpr std::array<std::string_view, 4> kLevels = {"none", "read", "write", "result"};
constexpr std::array<std::string_view, 3> kSeverities = {"note", "warning", "error"};

const CodeSetting* setting_for(const Weights& weights, const CodeInfo& code) {
  for (const CodeSetting& one : weights.severity)
    if (one.code == code.code || one.code == code.slug) return &one;
  return nullptr;
}

auto key(const Found& found) {
  const SourceFile* file = source_file(found.diagnostic.place.file);
  return std::tuple(file == nullptr ? std::string_view() : std::string_view(file->name), found.diagnostic.place.offset,
                    found.diagnostic.code->code, std::string_view(found.diagnostic.message));
}

}  // namespace

std::optional<CompatLevel> level_named(std::string_view name) {
  const auto found = std::ranges::find(kLevels, name);
  if (found == kLevels.end()) return {};
  return static_cast<CompatLevel>(found - kLevels.begin());
}

std::string_view level_name(CompatLevel level) { return kLevels[static_cast<size_t>(level)]; }

std::optional<Level> severity_named(std::string_view name) {
  const auto found = std::ranges::find(kSeverities, name);
  if (found == kSeverities.end()) return {};
  return static_cast<Level>(found - kSeverities.begin());
}

std::vector<const Rule*> rules_that_run(const Weights& weights) {
  std::vector<const Rule*> out;
  for (const Rule* rule : all_rules()) {
    const CodeSetting* setting = setting_for(weights, rule->code);
    if (setting != nullptr ? setting->value != "off" : !rule->off) out.push_back(rule);
  }
  return out;
}

void weigh(std::vector<Found>& findings, const Weights& weights) {
  for (Found& found : findings)
    if (const CodeSetting* setting = setting_for(weights, *found.diagnostic.code))
      if (const auto level = severity_named(setting->value)) found.diagnostic.level = *level;
  std::erase_if(findings, [&](const Found& found) {
    const CodeSetting* setting = setting_for(weights, *found.diagnostic.code);
    return !covers(weights.level, found.concern) || (setting != nullptr && setting->value == "off");
  });
}

bool check_codes(const Weights& weights, Sink& sink) {
  const size_t errors = sink.errors();
  for (const CodeSetting& one : weights.severity) known_code(one.code, one.place, code::kBadConfig, sink);
  return sink.errors() == errors;
}

void sort_findings(std::vector<Found>& findings) {
  std::ranges::stable_sort(findings, [](const Found& a, const Found& b) { return key(a) < key(b); });
  const auto last = std::unique(findings.begin(), findings.end(), [](const Found& a, const Found& b) {
    return key(a) == key(b) && a.subject == b.subject;
  });
  findings.erase(last, findings.end());
}

bool fails(const std::vector<Found>& findings, Level threshold) {
  return std::ranges::any_of(
      findings, [&](const Found& found) { return found.suppressed.empty() && found.diagnostic.level >= threshold; });
}

}  // namespace underpin::compat
