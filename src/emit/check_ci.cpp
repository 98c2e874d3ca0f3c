// Findings in the words of services: GitHub's workflow commands, GitLab's code quality, JUnit.
#include <fmt/format.h>

#include <map>

#include "base/hash.h"
#include "emit/check.h"
#include "emit/json.h"

namespace underpin {
namespace {

using namespace emit;

std::string level_word(Level level) {
  return level == Level::kNote ? "notice" : level == Level::kWarning ? "warning" : "error";
}

// Percent signs and newlines, in properties also colons and commas.
std::string workflow_escaped(std::string_view text, bool property) {
  std::string out;
  for (const char c : text) {
    if (c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ',')))
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    else
      out += c;
  }
  return out;
}

std::string body_of(const Diagnostic& found) {
  std::string out = message_text(found);
  if (!found.detail.empty()) out += "\n" + found.detail;
  if (!found.hint.empty()) out += "\n" + found.hint;
  return out;
}

std::string xml_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\n': out += "&#10;"; break;
      default: out += static_cast<unsigned char>(c) < 0x20 && c != '\t' ? '?' : c;
    }
  return out;
}

}  // namespace

std::string check_github(const CheckDocument& document) {
  std::string out;
  for (const compat::Found& found : document.findings) {
    if (!found.suppressed.empty()) continue;
    const Diagnostic& diagnostic = found.diagnostic;
    out += "::" + level_word(diagnostic.level) + " ";
    if (const std::string file = tree_path(document, diagnostic.place.file); !file.empty()) {
      const LineColumn at = line_column(diagnostic.place);
      out += fmt::format("file={},line={},col={},", workflow_escaped(file, true), at.line, at.column);
    }
    out += fmt::format("title={}::{}\n",
                       workflow_escaped(fmt::format("{} {}", diagnostic.code->code, diagnostic.code->slug), true),
                       workflow_escaped(body_of(diagnostic), false));
  }
  return out;
}

std::string check_gitlab(const CheckDocument& document) {
  Json out = Json::array();
  std::map<std::string, int> seen;
  for (const compat::Found& found : document.findings) {
    if (!found.suppressed.empty()) continue;
    const Diagnostic& diagnostic = found.diagnostic;
    const std::string file = tree_path(document, diagnostic.place.file);
    std::string key = found.key() + " " + diagnostic.message;
    if (const int times = seen[key]++; times > 0) key += " " + std::to_string(times);
    const Hash128 hash = hash128(key);
    const LineColumn at = line_column(diagnostic.place);
    out.push_back({{"description", body_of(diagnostic)},
                   {"check_name", diagnostic.code->slug},
                   {"fingerprint", fmt::format("{:016x}{:016x}", hash.high, hash.low)},
                   {"severity", diagnostic.level == Level::kError     ? "major"
                                : diagnostic.level == Level::kWarning ? "minor"
                                                                      : "info"},
                   {"location", {{"path", file.empty() ? "underpin.toml" : file}, {"lines", {{"begin", at.line}}}}}});
  }
  return print(out);
}

std::string check_junit(const CheckDocument& document) {
  size_t failures = 0;
  std::string cases;
  for (const compat::Found& found : document.findings) {
    const Diagnostic& diagnostic = found.diagnostic;
    const std::string name = xml_escaped(found.subject + ": " + diagnostic.message);
    const std::string head = fmt::format("    <testcase classname=\"{} {}\" name=\"{}\"", diagnostic.code->code,
                                         diagnostic.code->slug, name);
    if (!found.suppressed.empty()) {
      cases += head + fmt::format(">\n      <skipped message=\"suppressed by {}\"/>\n    </testcase>\n",
                                  xml_escaped(found.suppressed));
    } else if (diagnostic.level >= document.threshold) {
      ++failures;
      cases += head + fmt::format(">\n      <failure message=\"{}\">{}</failure>\n    </testcase>\n",
                                  xml_escaped(message_text(diagnostic)),
                                  xml_escaped(place_text(diagnostic.place) + "\n" + body_of(diagnostic)));
    } else {
      cases += head +
               fmt::format(">\n      <system-out>{}</system-out>\n    </testcase>\n", xml_escaped(body_of(diagnostic)));
    }
  }
  size_t total = document.findings.size();
  if (total == 0) {
    cases = "    <testcase classname=\"underpin\" name=\"no findings\"/>\n";
    total = 1;
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"underpin\" tests=\"{0}\" failures=\"{1}\">\n"
      "  <testsuite name=\"{2} → {3}\" tests=\"{0}\" failures=\"{1}\">\n{4}  </testsuite>\n</testsuites>\n",
      total, failures, xml_escaped(document.from), xml_escaped(document.to), cases);
}

}  // namespace underpin
