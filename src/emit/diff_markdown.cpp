// A diff as a document for review: a list per schema, texts as diff blocks.
#include <fmt/format.h>

#include "emit/change_tree.h"
#include "emit/formats.h"
#include "emit/line_diff.h"
#include "emit/markdown.h"
#include "emit/words.h"

namespace underpin {
namespace {

using namespace emit;

constexpr size_t kShort = 100;

std::string text_block(const AttributeLine& line, const std::string& indent) {
  std::string lines;
  for (const auto& [sign, text] : diff_lines(printable_lines(line.before), printable_lines(line.after)))
    lines += sign == '@' ? "  ⋮\n" : fmt::format("{} {}\n", sign, text);
  std::string out;
  const std::string block = fenced(lines, "diff");
  for (size_t at = 0; at < block.size();) {
    const size_t end = block.find('\n', at) + 1;
    out += indent + block.substr(at, end - at);
    at = end;
  }
  return out;
}

std::string attribute(const AttributeLine& line, const std::string& indent) {
  const bool is_long = line.before.find('\n') != line.before.npos || line.after.find('\n') != line.after.npos ||
                       line.before.size() + line.after.size() > kShort;
  if (is_long) return fmt::format("{}- {}:\n\n{}\n", indent, prose(line.name), text_block(line, indent + "  "));
  const auto value = [](const std::string& text) { return text.empty() ? std::string("none") : code(text); };
  if (!line.note.empty()) return fmt::format("{}- {}: {}\n", indent, prose(line.name), line.note);
  return fmt::format("{}- {}: {} → {}\n", indent, prose(line.name), value(line.before), value(line.after));
}

std::string node_lines(const Diff& diff, const ChangeNode& node, size_t depth) {
  const std::string indent(depth * 2, ' ');
  constexpr std::string_view kWords[] = {"added", "removed", "changed"};
  const std::string name = kind_words(*node.catalog, node.object) + " " + code(short_name(*node.catalog, node.object));
  if (node.change == nullptr || node.change->type == ChangeType::kAlter) {
    std::string out = fmt::format("{}- {}{}", indent, node.change == nullptr ? "" : "changed ", name);
    if (node.change != nullptr && node.change->renamed) out += " " + prose(rename_note(diff, *node.change));
    out += '\n';
    if (node.change != nullptr)
      for (const AttributeLine& line : attribute_lines(diff, *node.change)) out += attribute(line, indent + "  ");
    for (const ChangeNode& child : node.children) out += node_lines(diff, child, depth + 1);
    return out;
  }
  std::string out = fmt::format("{}- {} {}", indent, kWords[static_cast<size_t>(node.change->type)], name);
  if (const std::string line = headline(node); !line.empty()) out += " " + code(line);
  if (!node.children.empty()) out += " (" + parts_summary(node) + ")";
  return out + "\n";
}

}  // namespace

std::string diff_markdown(const Document& document) {
  const Diff& diff = document.plan->diff;
  std::string out = fmt::format("# Changes: {} → {}\n\n", prose(document.from), prose(document.to));
  const std::vector<ChangeGroup> groups = change_tree(diff);
  if (groups.empty()) return out + "No changes.\n";
  const ChangeCounts counts = count_changes(groups);
  out += fmt::format("{} added, {} changed, {} removed.\n", counts.created, counts.altered, counts.dropped);
  for (const ChangeGroup& group : groups) {
    out += fmt::format("\n## {}\n\n", group.schema.empty() ? "Database" : "Schema " + code(group.schema));
    for (const ChangeNode& node : group.nodes) out += node_lines(diff, node, 0);
  }
  return out;
}

}  // namespace underpin
