#include "verify/names.h"

#include <string>
#include <vector>

namespace underpin {
namespace {

// "a"."b.c" → a, b.c
std::vector<std::string> parts_of(std::string_view qualified) {
  std::vector<std::string> parts(1);
  bool quoted = false;
  for (size_t i = 0; i < qualified.size(); ++i) {
    const char c = qualified[i];
    if (c == '"' && quoted && i + 1 < qualified.size() && qualified[i + 1] == '"') {
      parts.back() += c;
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == '.' && !quoted) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

}  // namespace

ObjectId find_qualified(const Catalog& catalog, NameSpace names, std::string_view qualified) {
  const std::vector<std::string> parts = parts_of(qualified);
  if (parts.size() != 2) return {};
  const ObjectId schema = catalog.find_schema(intern(parts[0]));
  return schema ? catalog.find(names, schema, intern(parts[1])) : ObjectId{};
}

}  // namespace underpin
