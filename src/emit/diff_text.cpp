// A diff as a tree of changes for a terminal.
#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "emit/change_tree.h"
#include "emit/formats.h"
#include "emit/line_diff.h"
#include "emit/words.h"

namespace underpin {
namespace {

using namespace emit;

constexpr size_t kShort = 100;      // characters of an old and a new value that stand on one line
constexpr size_t kShownLines = 40;  // of one changed text; the rest is counted

class Printer {
 public:
  explicit Printer(const Document& document) : diff_(document.plan->diff), paint_{document.color} {}

  std::string print() {
    const std::vector<ChangeGroup> groups = change_tree(diff_);
    for (const ChangeGroup& group : groups) {
      if (!out_.empty()) out_ += '\n';
      out_ += paint_(Color::kBold, group.schema.empty() ? "database" : "schema " + one_line(group.schema)) + "\n";
      for (const ChangeNode& node : group.nodes) this->node(node, 1);
    }
    summary(count_changes(groups));
    return std::move(out_);
  }

 private:
  void node(const ChangeNode& node, size_t depth) {
    const std::string indent(depth * 2, ' ');
    const std::string what = kind_words(*node.catalog, node.object);
    const std::string name = one_line(short_name(*node.catalog, node.object));
    if (node.change == nullptr) {
      out_ += fmt::format("{}  {} {}\n", indent, what, paint_(Color::kBold, name));
      for (const ChangeNode& child : node.children) this->node(child, depth + 1);
      return;
    }
    const Color color = color_of(node.change->type);
    out_ += fmt::format("{}{} {} {}", indent, paint_(color, std::string(1, sign(node.change->type))), what,
                        paint_(color, name));
    if (node.change->type == ChangeType::kAlter)
      altered(node, depth);
    else
      whole(node);
  }

  void whole(const ChangeNode& node) {
    if (const std::string line = headline(node); !line.empty()) out_ += "  " + one_line(line, kShort);
    if (!node.children.empty()) out_ += paint_(Color::kDim, "  (" + parts_summary(node) + ")");
    out_ += '\n';
  }

  void altered(const ChangeNode& node, size_t depth) {
    if (node.change->renamed) out_ += "  " + one_line(rename_note(diff_, *node.change));
    const std::vector<AttributeLine> lines = attribute_lines(diff_, *node.change);
    const bool inline_value = lines.size() == 1 && !node.change->renamed && is_short(lines[0]);
    out_ += inline_value ? "  " + value(lines[0]) + "\n" : "\n";
    const std::string indent((depth + 2) * 2, ' ');
    for (const AttributeLine& line : lines) {
      if (inline_value) break;
      if (is_short(line))
        out_ += indent + value(line) + "\n";
      else
        text(line, indent);
    }
    for (const ChangeNode& child : node.children) this->node(child, depth + 1);
  }

  static bool is_short(const AttributeLine& line) {
    return line.before.find('\n') == line.before.npos && line.after.find('\n') == line.after.npos &&
           count_code_points(line.before) + count_code_points(line.after) <= kShort;
  }

  std::string value(const AttributeLine& line) const {
    if (!line.note.empty()) return fmt::format("{} {}", paint_(Color::kDim, line.name + ":"), line.note);
    const auto shown = [&](Color color, const std::string& text) {
      return text.empty() ? paint_(Color::kDim, "(none)") : paint_(color, one_line(text));
    };
    return fmt::format("{} {} → {}", paint_(Color::kDim, line.name + ":"), shown(Color::kRed, line.before),
                       shown(Color::kGreen, line.after));
  }

  void text(const AttributeLine& line, const std::string& indent) {
    out_ += indent + paint_(Color::kDim, line.name + ":") + "\n";
    const std::vector<DiffLine> lines = diff_lines(printable_lines(line.before), printable_lines(line.after));
    for (size_t i = 0; i < std::min(lines.size(), kShownLines); ++i) {
      const auto& [sign, text] = lines[i];
      const Color color = sign == '+' ? Color::kGreen : sign == '-' ? Color::kRed : Color::kDim;
      if (sign == '@')
        out_ += indent + paint_(Color::kDim, "  ⋮") + "\n";
      else
        out_ += indent + paint_(color, text.empty() && sign == ' ' ? "" : fmt::format("{} {}", sign, text)) + "\n";
    }
    if (lines.size() > kShownLines)
      out_ +=
          indent + paint_(Color::kDim, fmt::format("… {}", counted(lines.size() - kShownLines, "more line"))) + "\n";
  }

  void summary(const ChangeCounts& counts) {
    if (diff_.empty()) {
      out_ += "no changes\n";
      return;
    }
    out_ += fmt::format("\n{} added, {} changed, {} removed\n", paint_(Color::kGreen, std::to_string(counts.created)),
                        paint_(Color::kYellow, std::to_string(counts.altered)),
                        paint_(Color::kRed, std::to_string(counts.dropped)));
  }

  const Diff& diff_;
  Paint paint_;
  std::string out_;
};

}  // namespace

std::string diff_text(const Document& document) { return Printer(document).print(); }

}  // namespace underpin
