// Lists of privileges: what GRANT and ALTER DEFAULT PRIVILEGES share. See also objects.h.
#pragma once

#include <utility>

#include "bind/session.h"

struct GrantStmt;
struct RoleSpec;

namespace underpin::bind {

void take_grant(std::vector<Grant>& acl, Symbol grantee, uint32_t privileges, bool option_only);
std::vector<Grant> normal_acl(std::vector<Grant> acl);  // sorted, without what is empty

// What a GRANT or REVOKE does to one list: to `all` = what ALL PRIVILEGES means for it.
struct GrantChange {
  bool grants = true;
  bool option = false;      // WITH GRANT OPTION, GRANT OPTION FOR
  uint32_t privileges = 0;  // 0 = ALL
  std::vector<Symbol> grantees;

  void apply(std::vector<Grant>& acl, Symbol owner, uint32_t all) const;
};

}  // namespace underpin::bind
