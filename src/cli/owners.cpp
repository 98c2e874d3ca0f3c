#include "cli/owners.h"

#include <map>

namespace underpin::cli {
namespace {

struct Owners {
  std::map<std::string_view, size_t> stated;
  size_t unstated = 0;
};

Owners owners_of(const Catalog& catalog) {
  Owners owners;
  catalog.for_each([&](ObjectId id) {
    if (catalog.is(id, Kind::kDefaultPrivileges)) {
      if (const Symbol role = catalog.body<DefaultPrivileges>(id).role; !role.empty())
        ++owners.stated[role.text()];
      else
        ++owners.unstated;
      return;
    }
    if (!info(catalog.kind(id)).owned) return;
    const Object& object = catalog.at(id);
    if (object.owner.text().starts_with("pg_")) return;  // "public" belongs to pg_database_owner
    if (!object.owner.empty())
      ++owners.stated[object.owner.text()];
    else if (object.kind != Kind::kSchema && object.kind != Kind::kLanguage)  // "public" and plpgsql are there unasked
      ++owners.unstated;
  });
  return owners;
}

std::string_view most_frequent(const Owners& owners) {
  std::string_view best;
  size_t most = 0;
  for (const auto& [role, times] : owners.stated)
    if (times > most) best = role, most = times;
  return best;
}

}  // namespace

Symbol infer_owner(const Catalog& before, const Catalog& after) {
  const Owners old_owners = owners_of(before), new_owners = owners_of(after);
  for (const Owners* owners : {&old_owners, &new_owners})
    if (owners->stated.contains("postgres")) return intern("postgres");
  if (!old_owners.stated.empty() && !new_owners.stated.empty()) return {};  // both say for themselves
  for (const Owners* owners : {&old_owners, &new_owners})
    if (!owners->stated.empty() && owners->unstated == 0) return intern(most_frequent(*owners));
  return {};
}

}  // namespace underpin::cli
