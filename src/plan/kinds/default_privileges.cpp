// ALTER DEFAULT PRIVILEGES: an entry is its privileges, so making, changing and dropping it are the same statements.
#include <algorithm>
#include <set>

#include "plan/kinds/default_privileges.h"
#include "plan/kinds/table_sql.h"

namespace underpin::plan {
namespace {

struct ObjectType {
  char letter;
  Kind kind;  // whose privileges they are
  std::string_view words;
};
constexpr ObjectType kTypes[] = {
    {'r', Kind::kTable, "TABLES"}, {'S', Kind::kSequence, "SEQUENCES"}, {'f', Kind::kFunction, "FUNCTIONS"},
    {'T', Kind::kEnum, "TYPES"},   {'n', Kind::kSchema, "SCHEMAS"},     {'L', Kind::kNone, "LARGE OBJECTS"},
};

const ObjectType& type_of(const DefaultPrivileges& entry) {
  return *std::ranges::find(kTypes, entry.object_type, &ObjectType::letter);
}

// An entry for all schemas stands in place of the built-in privileges; one for a schema adds to them.
std::vector<Grant> built_in(const DefaultPrivileges& entry, int target) {
  if (entry.schema) return {};
  return default_acl(type_of(entry).kind, target);
}

Grant of_grantee(const std::vector<Grant>& acl, Symbol grantee) {
  const auto found = std::ranges::find(acl, grantee, &Grant::grantee);
  return found == acl.end() ? Grant{grantee} : *found;
}

struct Entry {
  const Catalog& catalog;
  ObjectId id;

  const DefaultPrivileges& body() const { return catalog.body<DefaultPrivileges>(id); }
  std::vector<Grant> acl() const { return catalog.at(id).acl ? *catalog.at(id).acl : built_in(body(), catalog.target); }

  std::string head() const {
    std::string sql = "ALTER DEFAULT PRIVILEGES";
    if (!body().role.empty()) sql += " FOR ROLE " + quote_identifier(body().role);
    if (body().schema) sql += " IN SCHEMA " + bare(catalog, body().schema);
    return sql;
  }

  std::string grantee(Symbol name) const {
    if (name == kPublic()) return "PUBLIC";
    if (name != kOwner()) return quote_identifier(name);
    return body().role.empty() ? "CURRENT_USER" : quote_identifier(body().role);
  }

  std::string words(uint32_t bits) const {
    return privilege_words(bits, type_of(body()).kind, catalog.target) + " ON " + std::string(type_of(body()).words);
  }
};

class Drafter {
 public:
  Drafter(Planner& planner, const Entry& entry, ObjectId before, ObjectId after)
      : p_(planner), entry_(entry), before_(before), after_(after) {}

  void run(const std::vector<Grant>& have, const std::vector<Grant>& want) {
    std::set<Symbol, ByText> grantees;
    for (const Grant& grant : have) grantees.insert(grant.grantee);
    for (const Grant& grant : want) grantees.insert(grant.grantee);
    for (Symbol grantee : grantees) {
      Grant a = of_grantee(have, grantee), b = of_grantee(want, grantee);
      if (grantee == kOwner()) a.grantable = b.grantable = 0;
      if (const uint32_t lost = a.privileges & ~b.privileges)
        add("REVOKE " + entry_.words(lost) + " FROM ", grantee, "", 1);
      if (const uint32_t lost = a.grantable & ~b.grantable & b.privileges)
        add("REVOKE GRANT OPTION FOR " + entry_.words(lost) + " FROM ", grantee, "", 1);
      if (const uint32_t gained = b.privileges & ~a.privileges & ~b.grantable)
        add("GRANT " + entry_.words(gained) + " TO ", grantee, "", 2);
      if (const uint32_t gained = b.grantable & ~a.grantable)
        add("GRANT " + entry_.words(gained) + " TO ", grantee, " WITH GRANT OPTION", 2);
    }
  }

 private:
  void add(const std::string& action, Symbol grantee, const char* tail, int rank) {
    Draft draft = draft_on(entry_.catalog, entry_.id, action.starts_with("GRANT") ? "grant" : "revoke",
                           entry_.head() + " " + action + entry_.grantee(grantee) + tail,
                           "privileges of what is created later differ", rank);
    if (const ObjectId schema = entry_.body().schema; schema && after_) draft.needs.push_back(schema);
    if (before_ && !after_) draft.drops = {before_};
    if (after_) draft.alters = {after_};
    p_.add(std::move(draft));
  }

  Planner& p_;
  const Entry& entry_;
  ObjectId before_, after_;
};

}  // namespace

void draft_default_privileges(Planner& p, ObjectId before, ObjectId after) {
  const Entry entry = after ? Entry{p.after, after} : Entry{p.before, before};
  const std::vector<Grant> none = built_in(entry.body(), entry.catalog.target);
  Drafter(p, entry, before, after)
      .run(before ? Entry{p.before, before}.acl() : none, after ? Entry{p.after, after}.acl() : none);
}

constinit const KindRules kDefaultPrivilegesRules = {
    .kind = Kind::kDefaultPrivileges,
    .alterable = [](const Planner&, const Change&) { return true; },
    // With its schema it goes by itself.
    .dropped_with =
        [](const Planner& p, ObjectId id) {
          const ObjectId schema = p.before.body<DefaultPrivileges>(id).schema;
          return schema && p.dropped(schema);
        },
    .drop = [](Planner& p, ObjectId id) { draft_default_privileges(p, id, {}); },
};

}  // namespace underpin::plan
