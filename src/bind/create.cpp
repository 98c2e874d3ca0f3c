// What every new object gets: a free name, an owner, the privileges that its role gives by default.
#include <algorithm>

#include "base/ascii.h"
#include "bind/objects.h"
#include "ir/privileges.h"

namespace underpin::bind {
namespace {

bool has_row_type(Kind kind) {
  return kind == Kind::kTable || kind == Kind::kView || kind == Kind::kMaterializedView || kind == Kind::kComposite;
}

[[noreturn]] void taken(const Session& s, const char* sqlstate, int location, std::string_view word, Symbol name,
                        std::string_view rest = " already exists") {
  s.invalid(code::kDuplicateObject, sqlstate, location,
            std::string(word) + " " + in_quotes(name.text()) + std::string(rest));
}

// Relations and types share one set of names where the relation has a row type.
void check_schema_name(const Session& s, Kind kind, ObjectId schema, Symbol name, int location) {
  const Catalog& catalog = s.catalog;
  const NameSpace names = info(kind).names;
  if (names == NameSpace::kRelation || kind == Kind::kComposite)
    if (catalog.find(NameSpace::kRelation, schema, name)) taken(s, "42P07", location, "relation", name);
  const ObjectId relation = catalog.find(NameSpace::kRelation, schema, name);
  if (names == NameSpace::kType && relation && has_row_type(catalog.kind(relation)))
    taken(s, "42710", location, "type", name);
  if ((names == NameSpace::kType || has_row_type(kind)) && catalog.find(NameSpace::kType, schema, name))
    taken(s, "42710", location, "type", name);
}

}  // namespace

std::string in_quotes(std::string_view name) { return "\"" + std::string(name) + "\""; }

void Session::check_free(Kind kind, ObjectId parent, Symbol name, int location) const {
  const KindInfo& k = info(kind);
  if (k.names == NameSpace::kRoutine) return;  // told apart by their arguments: the caller sees to that
  if (k.names == NameSpace::kRelation || k.names == NameSpace::kType) {
    const ObjectId schema = k.home == Home::kParent ? catalog.parent(parent) : parent;
    return check_schema_name(*this, kind, schema, name, location);
  }
  if (!catalog.find(kind, parent, name)) return;
  const std::string of = parent ? " " + in_quotes(catalog.name(parent).text()) + " already exists" : "";
  switch (kind) {
    case Kind::kSchema: taken(*this, "42P06", location, "schema", name);
    case Kind::kColumn: taken(*this, "42701", location, "column", name, " of relation" + of);
    case Kind::kPolicy: taken(*this, "42710", location, "policy", name, " for table" + of);
    case Kind::kConstraint:
    case Kind::kTrigger:
    case Kind::kRule: taken(*this, "42710", location, lower(k.sql), name, " for relation" + of);
    default: taken(*this, "42710", location, lower(k.sql), name);
  }
}

void Session::created(ObjectId id) {
  if (info(catalog.kind(id)).owned) catalog.at(id).owner = owner();
  apply_default_privileges(id);
}

Symbol default_privileges_name(Symbol role, Symbol schema, char object_type) {
  return intern(std::string(role.text()) + " " + std::string(schema.text()) + " " + object_type);
}

void Session::apply_default_privileges(ObjectId id) {
  if (!catalog.ever_had<DefaultPrivileges>()) return;
  const Kind kind = catalog.kind(id);
  const char type = default_acl_type(kind);
  if (type == 0) return;
  const ObjectId schema = kind == Kind::kSchema ? ObjectId{} : catalog.schema_of(id);
  const Symbol role = catalog.at(id).owner;
  // Where a state that names no role is gone on with by one, that role is meant.
  auto entry = [&](Symbol schema_name) {
    const auto of = [&](Symbol who) {
      return catalog.find(Kind::kDefaultPrivileges, {}, default_privileges_name(who, schema_name, type));
    };
    const ObjectId found = of(role);
    return found || role != catalog.default_owner ? found : of({});
  };
  const ObjectId everywhere = entry({});
  const ObjectId here = schema ? entry(catalog.name(schema)) : ObjectId{};
  if (!everywhere && !here) return;
  std::vector<Grant> acl = default_acl(kind, catalog.target);
  if (everywhere) acl = catalog.at(everywhere).acl.value_or(acl);
  if (here)
    for (const Grant& grant : catalog.at(here).acl.value_or(std::vector<Grant>{}))
      add_grant(acl, grant.grantee, grant.privileges, grant.grantable);
  set_acl(*this, id, std::move(acl));
}

}  // namespace underpin::bind
