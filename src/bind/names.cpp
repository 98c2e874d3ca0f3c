// PostgreSQL's own choice of names (measured on 15 and 18; manual: none, it is what the server does).
#include "bind/names.h"

#include <string>

#include "base/utf8.h"
#include "bind/session.h"

namespace underpin::bind {
namespace {

constexpr size_t kNameBytes = 63;

// At most `size` bytes in whole characters.
std::string_view clip(std::string_view text, size_t size) {
  if (text.size() <= size) return text;
  while (size > 0 && is_utf8_continuation(text[size])) --size;
  return text.substr(0, size);
}

}  // namespace

std::string make_object_name(std::string_view name1, std::string_view name2, std::string_view label) {
  const size_t overhead = (name2.empty() ? 0 : 1) + (label.empty() ? 0 : label.size() + 1);
  const size_t room = kNameBytes > overhead ? kNameBytes - overhead : 0;
  size_t size1 = name1.size();
  size_t size2 = name2.size();
  while (size1 + size2 > room) --(size1 > size2 ? size1 : size2);  // the longer one gives way
  std::string out(clip(name1, size1));
  if (!name2.empty()) {
    out += '_';
    out += clip(name2, size2);
  }
  if (!label.empty()) {
    out += '_';
    out += label;
  }
  return out;
}

namespace {

template <class Taken>
Symbol first_free(std::string_view name1, std::string_view name2, std::string_view label, Taken taken) {
  std::string tried(label);
  for (int pass = 1;; ++pass) {
    const Symbol name = intern(make_object_name(name1, name2, tried));
    if (!taken(name)) return name;
    tried = std::string(label) + std::to_string(pass);
  }
}

}  // namespace

Symbol choose_relation_name(const Catalog& catalog, ObjectId schema, std::string_view name1, std::string_view name2,
                            std::string_view label) {
  return first_free(name1, name2, label,
                    [&](Symbol name) { return static_cast<bool>(catalog.find(NameSpace::kRelation, schema, name)); });
}

// Free in the whole schema: PostgreSQL does not give two tables' constraints the same name of its own choice.
Symbol choose_constraint_name(const Catalog& catalog, ObjectId relation, std::string_view name1, std::string_view name2,
                              std::string_view label) {
  const ObjectId schema = catalog.schema_of(relation);
  return first_free(name1, name2, label, [&](Symbol name) { return catalog.constraint_name_taken(schema, name); });
}

}  // namespace underpin::bind
