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

namespace {

const Catalog::Analysis& scanned(const Catalog& catalog) {
  const Catalog::Analysis& seen = catalog.analysis;
  if (!catalog.ever_had<Extension>() && !catalog.ever_had<Range>()) return seen;
  for (; seen.scanned < catalog.size(); ++seen.scanned) {
    const ObjectId id{seen.scanned};
    if (catalog.is(id, Kind::kExtension)) seen.extensions.push_back(id);
    if (catalog.is(id, Kind::kRange)) seen.ranges.push_back(id);
  }
  const auto is_removed = [&](ObjectId id) { return catalog.removed(id); };
  std::erase_if(seen.extensions, is_removed);
  std::erase_if(seen.ranges, is_removed);
  return seen;
}

}  // namespace

const std::vector<ObjectId>& extensions(const Catalog& catalog) { return scanned(catalog).extensions; }
const std::vector<ObjectId>& ranges(const Catalog& catalog) { return scanned(catalog).ranges; }

ObjectId find_range_of_multirange(const Catalog& catalog, ObjectId schema, Symbol name) {
  for (const ObjectId range : ranges(catalog))
    if (catalog.body<Range>(range).multirange == name && catalog.parent(range) == schema) return range;
  return {};
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
