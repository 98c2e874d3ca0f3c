#include "ir/contents.h"

#include <algorithm>

#include "ir/attributes.h"
#include "ir/print.h"

namespace underpin {
namespace {

Hash128 hash_of(const Catalog& catalog, ObjectId id, std::string& buffer) {
  buffer.clear();
  append_content(catalog, id, buffer);
  return hash128(buffer);
}

bool same_target(const Reference& a, const Reference& b) { return a.target == b.target; }

// Content names what it refers to. Has none of the origin's objects got another name, in whatever form it is printed?
bool names_stay(const Catalog& clone, const Catalog& origin) {
  for (uint32_t i = 1; i < origin.size(); ++i) {
    const ObjectId id{i};
    if (shares_attributes(clone, origin, id)) continue;
    if (match_key(clone, id) != match_key(origin, id) || qualified_name(clone, id) != qualified_name(origin, id))
      return false;
    if (clone.is(id, Kind::kExtension) && clone.body<Extension>(id).schema != origin.body<Extension>(id).schema)
      return false;
  }
  return true;
}

bool expressions_stay(const Catalog& clone, const Catalog& origin) {
  for (uint32_t i = 1; i < origin.expressions(); ++i) {
    const ExprId id{i};
    if (clone.shares(origin, id)) continue;
    const Expr& now = clone.expr(id);
    const Expr& before = origin.expr(id);
    if (now.canonical != before.canonical || !std::ranges::equal(now.refs, before.refs, same_target)) return false;
  }
  return true;
}

}  // namespace

Contents::Contents(const Catalog& catalog) : hashes_(catalog.size()) {
  std::string buffer;
  catalog.for_each([&](ObjectId id) { hashes_[id.value] = hash_of(catalog, id, buffer); });
}

Contents::Contents(const Catalog& clone, const Catalog& origin, const Contents& of_origin)
    : hashes_(of_origin.hashes_) {
  const bool stay = names_stay(clone, origin) && expressions_stay(clone, origin);
  hashes_.resize(clone.size());
  std::string buffer;
  clone.for_each([&](ObjectId id) {
    if (!stay || id.value >= origin.size() || !shares_attributes(clone, origin, id))
      hashes_[id.value] = hash_of(clone, id, buffer);
  });
}

std::shared_ptr<const Contents> contents(const Catalog& catalog) {
  if (!catalog.contents()) catalog.remember(std::make_shared<const Contents>(catalog));
  return catalog.contents();
}

void follow_contents(const Catalog& clone, const Catalog& origin) {
  if (!clone.contents() && origin.contents())
    clone.remember(std::make_shared<const Contents>(clone, origin, *origin.contents()));
}

}  // namespace underpin
