#include "diff/stages.h"

namespace underpin::diffing {
namespace {

// An owner that neither the state nor its session names is unknown, and unknown is not different.
bool same_owner(const Catalog& before, ObjectId a, const Catalog& after, ObjectId b) {
  if (!info(before.kind(a)).owned) return true;
  const Symbol x = before.at(a).owner.empty() ? before.default_owner : before.at(a).owner;
  const Symbol y = after.at(b).owner.empty() ? after.default_owner : after.at(b).owner;
  return x == y || x.empty() || y.empty();
}

// Attributes by which objects are matched, so that they are the same even where one side leaves one out.
bool is_identity(Kind kind, std::string_view slug) { return kind == Kind::kDefaultPrivileges && slug != "privileges"; }

// An extension has a comment from its control file; dumps state it, people do not.
bool brings_its_own(Kind kind, std::string_view slug) { return kind == Kind::kExtension && slug == "comment"; }

}  // namespace

Comparison::Comparison(const Catalog& before, const Catalog& after)
    : before_(before), after_(after), contents_before_(contents(before)), contents_after_(contents(after)) {}

bool Comparison::same(ObjectId a, ObjectId b) const {
  return contents_before_->of(a) == contents_after_->of(b) && same_owner(before_, a, after_, b);
}

std::vector<AttributeChange> changed_attributes(const Catalog& before, ObjectId a, const Catalog& after, ObjectId b) {
  std::vector<AttributeChange> out;
  const auto infos = attributes(before.kind(a));
  for (size_t i = 0; i < infos.size(); ++i) {
    if (infos[i].use != AttributeUse::kContent && infos[i].use != AttributeUse::kIfStated) continue;
    if (i == 0) {
      if (!same_owner(before, a, after, b)) out.push_back({0, infos[0].slug});
      continue;
    }
    if (is_identity(before.kind(a), infos[i].slug)) continue;
    const std::string x = attribute_text(before, a, i);
    const std::string y = attribute_text(after, b, i);
    if (x == y) continue;
    if (y.empty() && brings_its_own(before.kind(a), infos[i].slug)) continue;
    if (infos[i].use == AttributeUse::kIfStated && (x.empty() || y.empty())) continue;
    out.push_back({static_cast<uint16_t>(i), infos[i].slug});
  }
  return out;
}

}  // namespace underpin::diffing
