#include <algorithm>
#include <utility>

#include "bind/lists.h"
#include "bind/objects.h"
#include "ir/privileges.h"

namespace underpin::bind {
namespace {

void set_owner(Session& s, ObjectId id, Symbol role, Place place) {
  Object& object = s.catalog.at(id);
  object.owner = role;
  s.catalog.set_place(id, "owner", place);
  if (!object.acl) return;
  // What the new owner had as a grantee becomes part of what an owner has.
  std::vector<Grant> acl = *object.acl;
  const auto own = std::ranges::find(acl, role, &Grant::grantee);
  if (role.empty() || own == acl.end()) return;
  const Grant granted = *own;
  acl.erase(own);
  add_grant(acl, kOwner(), granted.privileges, 0);
  set_acl(s, id, std::move(acl));
}

}  // namespace

void change_owner(Session& s, ObjectId id, Symbol role, Place place) {
  set_owner(s, id, role, place);
  if (!s.catalog.is(id, Kind::kTable)) return;
  const Catalog& catalog = s.catalog;
  for (ObjectId column : catalog.children(id, Kind::kColumn))
    for (ObjectId dependent : s.dependents(column))
      if (catalog.is(dependent, Kind::kSequence) && catalog.body<Sequence>(dependent).owned_by == column)
        set_owner(s, dependent, role, place);
}

void alter_owner(Session& s, const Node* node) {
  const auto* stmt = as<AlterOwnerStmt>(node);
  switch (stmt->objectType) {
    case OBJECT_DATABASE:
    case OBJECT_TABLESPACE:
      return s.left_out(code::kRoleLeftOut, std::string("ALTER ") + object_type_word(stmt->objectType) + " OWNER");
    case OBJECT_LARGEOBJECT: return s.left_out(code::kDataStatement, "ALTER LARGE OBJECT");
    default: break;
  }
  const ObjectId id = s.object_address(stmt->objectType, stmt->object, -1);
  if (id) change_owner(s, id, s.role_name(stmt->newowner), s.place(-1));
}

void reassign_owned(Session& s, const Node*) {
  s.invalid(code::kUnsupported, "0A000", -1, "REASSIGN OWNED is not supported",
            "It changes whatever a role owns, in all databases.", "Write ALTER … OWNER TO for each object.");
}

}  // namespace underpin::bind
