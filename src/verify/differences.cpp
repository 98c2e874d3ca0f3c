#include "verify/differences.h"

#include <algorithm>

namespace underpin {
namespace {

bool follows_from_loss(const Change& change, std::span<const Catalog* const> lost) {
  if (change.type != ChangeType::kAlter || change.renamed) return false;
  const bool was_lost = std::ranges::any_of(
      lost, [&](const Catalog* state) { return change.after.value < state->size() && state->removed(change.after); });
  return was_lost && std::ranges::all_of(change.attributes, [](const AttributeChange& attribute) {
           return attribute.slug == "valid" || attribute.slug.starts_with("not_null");
         });
}

}  // namespace

std::string shortened(std::string text) {
  if (text.empty()) return "nothing";
  constexpr size_t kLimit = 200;
  if (text.size() > kLimit) text.replace(kLimit, text.npos, " …");
  return text;
}

std::vector<std::string> difference_lines(const Diff& rest) {
  std::vector<std::string> lines;
  for (const Change& change : rest.changes) {
    const std::string slug(info(change.kind).slug);
    if (change.type == ChangeType::kDrop)
      lines.push_back(slug + " " + identity(*rest.before, change.before) + " is left over");
    else if (change.type == ChangeType::kCreate)
      lines.push_back(slug + " " + identity(*rest.after, change.after) + " is missing");
    if (change.renamed)
      lines.push_back(slug + " " + identity(*rest.before, change.before) + " is not called " +
                      identity(*rest.after, change.after) + " yet");
    if (change.type == ChangeType::kAlter)
      for (const AttributeChange& attribute : change.attributes)
        lines.push_back(slug + " " + identity(*rest.after, change.after) + ": " + std::string(attribute.slug) + " is " +
                        shortened(attribute_text(*rest.before, change.before, attribute.attribute)) + " instead of " +
                        shortened(attribute_text(*rest.after, change.after, attribute.attribute)));
  }
  return lines;
}

std::vector<std::string> differences(const Catalog& is, const Catalog& ought) { return differences(is, ought, {}); }

std::vector<std::string> differences(const Catalog& is, const Catalog& ought, std::span<const Catalog* const> lost) {
  Catalog wanted = ought.clone();
  wanted.directives.clear();  // what was to be renamed is
  Sink quiet;
  Diff rest = diff(is, wanted, quiet);
  std::erase_if(rest.changes, [&](const Change& change) { return follows_from_loss(change, lost); });
  return difference_lines(rest);
}

}  // namespace underpin
