#include <utility>

#include "bind/objects.h"
#include "ir/print.h"

namespace underpin::bind {
namespace {

// What it should be called now; empty where its name is its own.
Symbol derived_name(const Catalog& catalog, ObjectId id) {
  switch (catalog.kind(id)) {
    case Kind::kPublicationTable: return intern(qualified_name(catalog, catalog.body<PublicationTable>(id).relation));
    case Kind::kPublicationSchema: return catalog.name(catalog.body<PublicationSchema>(id).schema);
    case Kind::kDefaultPrivileges: {
      const DefaultPrivileges& body = catalog.body<DefaultPrivileges>(id);
      return default_privileges_name(body.role, body.schema ? catalog.name(body.schema) : Symbol{}, body.object_type);
    }
    default: return {};
  }
}

}  // namespace

void finish_objects(Session& s) {
  const Catalog& catalog = s.catalog;
  std::vector<std::pair<ObjectId, Symbol>> renamed;
  catalog.for_each([&](ObjectId id) {
    const Symbol name = derived_name(catalog, id);
    if (!name.empty() && name != catalog.name(id)) renamed.emplace_back(id, name);
  });
  for (const auto& [id, name] : renamed) s.catalog.rename(id, name);
  s.report_left_out();
}

}  // namespace underpin::bind
