// Lists of privileges.
#include <algorithm>

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
