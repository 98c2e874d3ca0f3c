// The names that PostgreSQL chooses for constraints and indexes of a relation.
#include "base/utf8.h"
#include "bind/relations.h"

namespace underpin::bind {

std::string_view clip(std::string_view text, size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && is_utf8_continuation(text[bytes])) --bytes;
  return text.substr(0, bytes);
}

Symbol choose_constraint_name(const Session& session, ObjectId relation, std::string_view name2,
                              std::string_view label) {
  const Catalog& catalog = session.catalog;
  return choose_constraint_name(catalog, relation, catalog.name(relation).text(), name2, label);
}

Symbol choose_key_name(const Session& session, ObjectId relation, std::string_view name2, std::string_view label) {
  const Catalog& catalog = session.catalog;
  const ObjectId schema = catalog.parent(relation);
  std::string numbered(label);
  for (int pass = 1;; ++pass) {
    const Symbol name = intern(make_object_name(catalog.name(relation).text(), name2, numbered));
    if (!catalog.find(NameSpace::kRelation, schema, name) && !catalog.constraint_name_taken(schema, name)) return name;
    numbered = std::string(label) + std::to_string(pass);
  }
}

std::string join_names(const std::vector<Symbol>& names) {
  std::string joined;
  for (Symbol name : names) {
    if (!joined.empty()) joined += '_';
    joined += name.text();
    if (joined.size() > kMaxIdentifier) break;
  }
  return joined;
}

}  // namespace underpin::bind
