#include "bind/lists.h"
#include "bind/objects.h"

namespace underpin::bind {

namespace {

bool is_clusters(ObjectType type) {
  return type == OBJECT_ROLE || type == OBJECT_TABLESPACE || type == OBJECT_DATABASE;
}

}  // namespace

void comment(Session& s, const Node* node) {
  const auto* stmt = as<CommentStmt>(node);
  if (is_clusters(stmt->objtype))
    return s.left_out(code::kRoleLeftOut, std::string("COMMENT ON ") + object_type_word(stmt->objtype));
  if (stmt->objtype == OBJECT_LARGEOBJECT) return s.left_out(code::kDataStatement, "COMMENT ON LARGE OBJECT");
  const ObjectId id = s.object_address(stmt->objtype, stmt->object, -1);
  if (!id) return;  // the system's or an extension's own
  // A table's row type is a type of its own to COMMENT ON TYPE; what is said of it is not the table's.
  if (stmt->objtype == OBJECT_TYPE && info(s.catalog.kind(id)).names == NameSpace::kRelation)
    return s.left_out(code::kDataStatement, "COMMENT ON TYPE of a table's row type");
  s.catalog.at(id).comment = stmt->comment ? intern(stmt->comment) : Symbol{};
  s.catalog.set_place(id, "comment", s.place(-1));
}

}  // namespace underpin::bind
