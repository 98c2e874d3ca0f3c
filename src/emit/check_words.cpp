// What the printers of a check share.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "emit/check.h"

namespace underpin {
namespace {

constexpr std::array kFormats = {
    CheckFormat{"text", ".txt", check_text},        CheckFormat{"json", ".json", check_json},
    CheckFormat{"markdown", ".md", check_markdown}, CheckFormat{"sarif", ".sarif", check_sarif},
    CheckFormat{"github", "", check_github},        CheckFormat{"gitlab", "", check_gitlab},
    CheckFormat{"junit", ".xml", check_junit},
};

}  // namespace

std::span<const CheckFormat> check_formats() { return kFormats; }

namespace emit {

std::string count_text(std::span<const compat::Found> findings) {
  std::array<size_t, 3> counts{};
  size_t suppressed = 0;
  for (const compat::Found& found : findings)
    found.suppressed.empty() ? ++counts[static_cast<size_t>(found.diagnostic.level)] : ++suppressed;
  const auto some = [](size_t count, std::string_view word) {
    return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
  };
  std::string out = some(counts[2], "error") + ", " + some(counts[1], "warning") + ", " + some(counts[0], "note");
  if (suppressed != 0) out += fmt::format("; {} suppressed", suppressed);
  return out;
}

std::string_view outcome_word(compat::Outcome outcome) {
  switch (outcome) {
    case compat::Outcome::kWorks: return "works";
    case compat::Outcome::kResultChanges: return "other result";
    case compat::Outcome::kMayBeRefused: return "may be refused";
    case compat::Outcome::kRequired:
    case compat::Outcome::kFails: break;
  }
  return "fails";
}

std::string message_text(const Diagnostic& found) {
  return found.sqlstate.empty() ? found.message : found.message + " (SQLSTATE " + found.sqlstate + ")";
}

std::string tree_path(const CheckDocument& document, FileId id) {
  const SourceFile* file = source_file(id);
  if (file == nullptr || file->path_at == std::string::npos) return {};
  const std::filesystem::path path = file->name.substr(file->path_at);
  if (file->path_at != 0) return path.string();
  const std::filesystem::path plain = path.lexically_normal();
  if (document.top.empty()) return plain.string();
  const std::filesystem::path inside =
      (document.work_folder / plain).lexically_normal().lexically_relative(document.top);
  return inside.empty() || *inside.begin() == ".." ? plain.string() : inside.string();
}

std::vector<const compat::Row*> rows_shown(const CheckDocument& document) {
  std::vector<const compat::Row*> out;
  if (document.matrix == nullptr) return out;
  for (const compat::Row& row : document.matrix->rows)
    if (document.all || row.cells.size() > 1 || row.never_works()) out.push_back(&row);
  return out;
}

}  // namespace emit
}  // namespace underpin
