#include "analyze/extensions.h"

#include <algorithm>

#include "analyze/type.h"

namespace underpin::analyze {
namespace {

constexpr ExtensionFacts kExtensions[] = {
#include "analyze/extensions.inc"
};

struct Category {
  std::string_view type;
  char category;
};
// Measured: typcategory of the types of the contrib extensions of PostgreSQL 18.
constexpr Category kCategories[] = {{"citext", 'S'}};

}  // namespace

bool lists(std::string_view words, std::string_view word) {
  for (size_t at = words.find(word); at != words.npos; at = words.find(word, at + 1)) {
    const size_t end = at + word.size();
    if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' ')) return true;
  }
  return false;
}

std::span<const ExtensionFacts> all_extension_facts() { return kExtensions; }

const ExtensionFacts* extension_facts(std::string_view extension) {
  const auto found = std::ranges::lower_bound(kExtensions, extension, {}, &ExtensionFacts::name);
  return found != std::end(kExtensions) && found->name == extension ? found : nullptr;
}

char extension_type_category(std::string_view type) {
  for (const Category& entry : kCategories)
    if (entry.type == type) return entry.category;
  return 'U';
}

const std::vector<ObjectId>& extensions(const Catalog& catalog) {
  const Catalog::Analysis& seen = catalog.analysis;
  if (!catalog.ever_had<Extension>()) return seen.extensions;
  for (; seen.scanned < catalog.size(); ++seen.scanned)
    if (catalog.is(ObjectId{seen.scanned}, Kind::kExtension)) seen.extensions.push_back(ObjectId{seen.scanned});
  std::erase_if(seen.extensions, [&](ObjectId id) { return catalog.at(id).removed; });
  return seen.extensions;
}

ObjectId extension_with_type(const Catalog& catalog, std::string_view name) {
  for (const ExtensionFacts& facts : kExtensions)
    if (lists(facts.types, name))
      if (const ObjectId extension = catalog.find(Kind::kExtension, ObjectId{}, intern(facts.name))) return extension;
  return {};
}

bool has_unknown_extension(const Catalog& catalog) {
  for (const ObjectId extension : extensions(catalog))
    if (extension_facts(catalog.name(extension).text()) == nullptr) return true;
  return false;
}

}  // namespace underpin::analyze
