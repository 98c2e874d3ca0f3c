// Privileges as PostgreSQL has them (acl.h), as a table.
#pragma once

#include <span>
#include <string>

#include "ir/catalog.h"

namespace underpin {

struct Privilege {
  char letter;            // as in aclitem text: r, a, w, d …
  std::string_view word;  // SELECT
  uint32_t bit;
};

std::span<const Privilege> all_privileges();
uint32_t privilege_bit(std::string_view word);  // 0 if there is none ("ALL" is not one); case-insensitive

Symbol kPublic();  // the grantee PUBLIC
Symbol kOwner();   // the grantee "the object's owner"

// The privileges that ALL means for an object (sequence, function, column … differ; MAINTAIN from 17 on).
uint32_t all_privileges_of(Kind kind, int target);
// What PostgreSQL gives when nothing was granted or revoked (acldefault): owner everything, PUBLIC what its kind has.
std::vector<Grant> default_acl(Kind kind, int target);
// As pg_default_acl.defaclobjtype has it; 0 where there are no default privileges for the kind.
char default_acl_type(Kind kind);
// Effective, sorted.
std::vector<Grant> effective_acl(const Catalog& catalog, ObjectId id);
// "SELECT, INSERT" in PostgreSQL's order; "ALL" when it is all of the kind's.
std::string privilege_words(uint32_t bits, Kind kind, int target);

}  // namespace underpin
