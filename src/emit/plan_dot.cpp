// The graph of a plan's steps for Graphviz: an edge goes from what is needed to what needs it and says why.
#include <fmt/format.h>

#include "emit/formats.h"
#include "emit/words.h"

namespace underpin {
namespace {

using namespace emit;

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : one_line(text, 120)) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string_view fill(const Step& step) {
  if (step.loses_data) return "#f4b6b0";
  if (step.action == "drop") return "#fbe3e0";
  return step.action == "create" ? "#e2f3e4" : "#fdf3d6";
}

}  // namespace

std::string plan_dot(const Document& document) {
  const Plan& plan = *document.plan;
  std::string out =
      "digraph plan {\n  rankdir = LR;\n  node [shape = box, style = \"filled,rounded\", fontname = Helvetica];\n"
      "  edge [fontname = Helvetica, fontsize = 9, color = gray40];\n";
  for (const Phase phase : {Phase::kExpand, Phase::kMigrate, Phase::kSwitch, Phase::kContract}) {
    std::string nodes;
    for (size_t i = 0; i < plan.steps.size(); ++i) {
      const Step& step = plan.steps[i];
      if (step.phase != phase) continue;
      nodes += fmt::format("    s{} [label = {}, fillcolor = \"{}\", tooltip = {}];\n", i + 1,
                           quoted(fmt::format("{}. {} {} {}", i + 1, step.action, kind_words(step.kind), step.object)),
                           fill(step), quoted(step.reason));
    }
    if (!nodes.empty())
      out += fmt::format("  subgraph cluster_{0} {{\n    label = {0};\n{1}  }}\n", phase_name(phase), nodes);
  }
  for (size_t i = 0; i < plan.steps.size(); ++i)
    for (const Need& need : plan.steps[i].needs)
      out += fmt::format("  s{} -> s{} [label = {}];\n", need.step + 1, i + 1, quoted(need.reason));
  return out + "}\n";
}

}  // namespace underpin
