#include "emit/formats.h"

#include <array>

namespace underpin {
namespace {

constexpr std::array<Format, 5> kPlanFormats{{
    {"text", ".txt", plan_text},
    {"sql", ".sql", plan_sql},
    {"json", ".json", plan_json},
    {"dot", ".dot", plan_dot},
    {"md", ".md", plan_markdown},
}};

constexpr std::array<Format, 3> kDiffFormats{{
    {"text", ".txt", diff_text},
    {"json", ".json", diff_json},
    {"md", ".md", diff_markdown},
}};

}  // namespace

std::span<const Format> plan_formats() { return kPlanFormats; }
std::span<const Format> diff_formats() { return kDiffFormats; }

const Format* format_named(std::span<const Format> formats, std::string_view name) {
  for (const Format& format : formats)
    if (format.name == name) return &format;
  return nullptr;
}

const Format* format_of_file(std::span<const Format> formats, std::string_view file) {
  for (const Format& format : formats)
    if (file.ends_with(format.extension)) return &format;
  return nullptr;
}

}  // namespace underpin
