// Lists of privileges.
#include <algorithm>
#include <utility>

#include "bind/bind.h"
#include "bind/objects.h"
#include "ir/privileges.h"

namespace underpin::bind {

void add_grant(std::vector<Grant>& acl, Symbol grantee, uint32_t privileges, uint32_t grantable) {
  const auto at = std::ranges::find(acl, grantee, &Grant::grantee);
  if (at == acl.end()) {
    acl.push_back({grantee, privileges, grantable & privileges});
  } else {
    at->privileges |= privileges;
    at->grantable |= grantable & privileges;
  }
}

void take_grant(std::vector<Grant>& acl, Symbol grantee, uint32_t privileges, bool option_only) {
  const auto at = std::ranges::find(acl, grantee, &Grant::grantee);
  if (at == acl.end()) return;
  at->grantable &= ~privileges;
  if (!option_only) at->privileges &= ~privileges;
}

std::vector<Grant> normal_acl(std::vector<Grant> acl) {
  std::erase_if(acl, [](const Grant& grant) { return grant.privileges == 0; });
  std::ranges::sort(acl, ByText{}, &Grant::grantee);
  return acl;
}

void set_acl(Session& s, ObjectId id, std::vector<Grant> acl, const std::vector<Grant>& builtin) {
  acl = normal_acl(std::move(acl));
  s.catalog.at(id).acl = acl == normal_acl(builtin) ? Acl{} : Acl{std::move(acl)};
}

void set_acl(Session& s, ObjectId id, std::vector<Grant> acl) {
  set_acl(s, id, std::move(acl), default_acl(s.catalog.kind(id), s.catalog.target));
}

}  // namespace underpin::bind

namespace underpin {

void settle_owner(Catalog& catalog, Symbol owner) {
  catalog.default_owner = owner;
  if (owner.empty()) return;
  std::vector<ObjectId> found;
  std::as_const(catalog).for_each([&](ObjectId id) {
    const Object& object = std::as_const(catalog).at(id);
    if (info(object.kind).owned && object.owner.empty() && object.acl &&
        std::ranges::find(*object.acl, owner, &Grant::grantee) != object.acl->end())
      found.push_back(id);
  });
  for (const ObjectId id : found) {
    Object& object = catalog.at(id);
    std::vector<Grant> acl = *object.acl;
    const auto own = std::ranges::find(acl, owner, &Grant::grantee);
    const uint32_t privileges = own->privileges;
    acl.erase(own);
    bind::add_grant(acl, kOwner(), privileges, 0);
    acl = bind::normal_acl(std::move(acl));
    object.acl = acl == bind::normal_acl(default_acl(object.kind, catalog.target)) ? Acl{} : Acl{std::move(acl)};
  }
}

}  // namespace underpin
