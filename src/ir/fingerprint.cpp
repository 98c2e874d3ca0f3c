#include <algorithm>
#include <cstdio>
#include <vector>

#include "base/hash.h"
#include "ir/attributes.h"

namespace underpin {
namespace {

std::string hex(const Hash128& hash) {
  char out[33];
  std::snprintf(out, sizeof out, "%016llx%016llx", static_cast<unsigned long long>(hash.high),
                static_cast<unsigned long long>(hash.low));
  return out;
}

}  // namespace

std::string fingerprint(const Catalog& catalog) {
  // Each object's hash by its key, then one hash over the sorted list: order of creation does not matter.
  std::vector<std::string> lines;
  std::string content;
  catalog.for_each([&](ObjectId id) {
    content = match_key(catalog, id);
    content += '\0';
    append_content(catalog, id, content);
    lines.push_back(hex(hash128(content)));
  });
  std::ranges::sort(lines);
  std::string all;
  for (const std::string& line : lines) all += line;
  return hex(hash128(all));
}

}  // namespace underpin
