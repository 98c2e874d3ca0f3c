#include <algorithm>

#include "bind/lists.h"
#include "bind/objects.h"

namespace underpin::bind {

void security_label(Session& s, const Node* node) {
  const auto* stmt = as<SecLabelStmt>(node);
  if (stmt->objtype == OBJECT_ROLE || stmt->objtype == OBJECT_TABLESPACE || stmt->objtype == OBJECT_DATABASE)
    return s.left_out(code::kRoleLeftOut, std::string("SECURITY LABEL ON ") + object_type_word(stmt->objtype));
  if (stmt->objtype == OBJECT_LARGEOBJECT) return s.left_out(code::kDataStatement, "SECURITY LABEL ON LARGE OBJECT");
  const ObjectId id = s.object_address(stmt->objtype, stmt->object, -1);
  if (!id) return;
  const Symbol provider = stmt->provider ? intern(stmt->provider) : Symbol{};
  auto& labels = s.catalog.at(id).labels;
  std::erase_if(labels, [&](const SecurityLabel& label) { return label.provider == provider; });
  if (stmt->label) labels.push_back({provider, intern(stmt->label)});
  std::ranges::sort(labels, ByText{}, &SecurityLabel::provider);
  s.catalog.set_place(id, "labels", s.place(-1));
}

}  // namespace underpin::bind
