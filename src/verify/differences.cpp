#include "verify/differences.h"

namespace underpin {

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

std::vector<std::string> differences(const Catalog& is, const Catalog& ought) {
  Catalog wanted = ought.clone();
  wanted.directives.clear();  // what was to be renamed is
  Sink quiet;
  return difference_lines(diff(is, wanted, quiet));
}

}  // namespace underpin
