// The least GRANT and REVOKE that lead from the privileges an object has to those it is to have.
#include <algorithm>
#include <set>

#include "plan/decide.h"

namespace underpin::plan {
namespace {

// All on one relation follow one another: a REVOKE on a table takes its columns' privileges along.
enum Rank : int { kRevokeRank = 20, kGrantRank = 21, kColumnRevokeRank = 22, kColumnGrantRank = 23 };

void merge(std::vector<Grant>& acl, const std::vector<Grant>& more) {
  for (const Grant& grant : more) {
    const auto there = std::ranges::find(acl, grant.grantee, &Grant::grantee);
    if (there == acl.end()) {
      acl.push_back(grant);
    } else {
      there->privileges |= grant.privileges;
      there->grantable |= grant.grantable;
    }
  }
}

// What ALTER DEFAULT PRIVILEGES of the old state gives to an object that the session creates: those of the new state
// run last.
std::vector<Grant> initial_acl(const Planner& p, ObjectId after) {
  const Kind kind = p.after.kind(after);
  std::vector<Grant> acl = default_acl(kind, p.after.target);
  const char type = default_acl_type(kind);
  if (!type) return acl;
  const ObjectId schema = p.after.schema_of(p.after.parent(after));
  std::vector<Grant> in_schema;
  for (ObjectId id : p.default_privileges()) {
    const DefaultPrivileges& given = p.before.body<DefaultPrivileges>(id);
    if (given.object_type != type || !(given.role.empty() || given.role == p.before.default_owner)) continue;
    const Acl& stated = p.before.at(id).acl;
    if (!stated) continue;
    if (!given.schema)
      acl = *stated;
    else if (schema && p.counterpart(given.schema) == schema)
      in_schema = *stated;
  }
  merge(acl, in_schema);
  return acl;
}

std::string object_phrase(const Planner& p, ObjectId after) {
  const ObjectId of = p.after.is(after, Kind::kColumn) ? p.after.parent(after) : after;
  std::string word;
  switch (p.after.kind(of)) {
    case Kind::kTable:
    case Kind::kView:
    case Kind::kMaterializedView: word = "TABLE"; break;
    case Kind::kAggregate:
      return " ON FUNCTION " + qualified_name(p.after, of) + "(" + input_type_list(p.after, of) + ")";
    case Kind::kServer: word = "FOREIGN SERVER"; break;
    default: word = object_word(p.after, of);
  }
  return " ON " + word + " " + object_name(p.after, of);
}

// "SELECT, UPDATE", of a column "SELECT (c), UPDATE (c)".
std::string words(const Planner& p, ObjectId after, uint32_t bits) {
  const Kind kind = p.after.kind(after);
  if (kind != Kind::kColumn) return privilege_words(bits, kind, p.after.target);
  std::string out;
  for (const Privilege& privilege : all_privileges()) {
    if (!(bits & privilege.bit)) continue;
    if (!out.empty()) out += ", ";
    out += std::string(privilege.word) + " (" + quote_identifier(p.after.name(after)) + ")";
  }
  return out;
}

std::string grantee_name(const Planner& p, ObjectId after, Symbol grantee) {
  if (grantee == kPublic()) return "PUBLIC";
  if (grantee != kOwner()) return quote_identifier(grantee);
  const ObjectId of = p.after.is(after, Kind::kColumn) ? p.after.parent(after) : after;
  Symbol owner = p.after.at(of).owner;
  if (owner.empty()) owner = p.after.default_owner;
  const ObjectId old = p.counterpart_before(of);
  if (owner.empty() && old) owner = p.before.at(old).owner;
  if (owner.empty()) owner = p.before.default_owner;
  return owner.empty() ? "CURRENT_USER" : quote_identifier(owner);
}

class Drafter {
 public:
  Drafter(Planner& planner, ObjectId after)
      : p_(planner), after_(after), column_(planner.after.is(after, Kind::kColumn)) {}

  void revoke(Symbol grantee, uint32_t bits, bool option_only) {
    if (!bits) return;
    add("revoke", column_ ? kColumnRevokeRank : kRevokeRank,
        std::string(option_only ? "REVOKE GRANT OPTION FOR " : "REVOKE ") + words(p_, after_, bits) +
            object_phrase(p_, after_) + " FROM " + grantee_name(p_, after_, grantee),
        grantee);
  }

  void grant(Symbol grantee, uint32_t bits, bool with_option) {
    if (!bits) return;
    add("grant", column_ ? kColumnGrantRank : kGrantRank,
        "GRANT " + words(p_, after_, bits) + object_phrase(p_, after_) + " TO " + grantee_name(p_, after_, grantee) +
            (with_option ? " WITH GRANT OPTION" : ""),
        grantee);
  }

 private:
  void add(std::string action, int rank, std::string sql, Symbol grantee) {
    Draft draft;
    draft.kind = p_.after.kind(after_);
    draft.action = std::move(action);
    draft.object = identity(p_.after, after_);
    draft.sql = std::move(sql);
    draft.rank = rank;
    draft.needs = {after_};
    if (column_) draft.needs.insert(draft.needs.begin(), p_.after.parent(after_));
    draft.reason = "the privileges of " +
                   (grantee == kPublic()  ? "PUBLIC"
                    : grantee == kOwner() ? "the owner"
                                          : std::string(grantee.text())) +
                   " on " + described(p_.after, after_) + " differ";
    p_.add(std::move(draft));
  }

  Planner& p_;
  ObjectId after_;
  bool column_;
};

Grant of_grantee(const std::vector<Grant>& acl, Symbol grantee) {
  const auto found = std::ranges::find(acl, grantee, &Grant::grantee);
  return found == acl.end() ? Grant{grantee} : *found;
}

// A table's REVOKE has taken the same privileges on its columns along: those that stay are given again.
void regrant_columns(Planner& p, ObjectId relation, Symbol grantee, uint32_t lost) {
  for (ObjectId column : p.after.at(relation).children) {
    if (!p.after.is(column, Kind::kColumn) || !p.after.at(column).acl || p.created(column)) continue;
    const ObjectId old = p.counterpart_before(column);
    if (!old || !p.before.at(old).acl) continue;
    const uint32_t had = of_grantee(*p.before.at(old).acl, grantee).privileges;
    Grant kept = of_grantee(*p.after.at(column).acl, grantee);
    kept.privileges &= had;
    kept.grantable &= had;
    Drafter drafter(p, column);
    drafter.grant(grantee, kept.privileges & lost & ~kept.grantable, false);
    drafter.grant(grantee, kept.grantable & lost, true);
  }
}

}  // namespace

void draft_privileges(Planner& p, ObjectId before, ObjectId after) {
  if (!info(p.after.kind(after)).granted) return;
  const bool stated = p.after.at(after).acl || (before && p.before.at(before).acl);
  if (!stated && (before || p.default_privileges().empty())) return;
  std::vector<Grant> have = before ? effective_acl(p.before, before) : initial_acl(p, after);
  const std::vector<Grant> want = effective_acl(p.after, after);
  std::set<Symbol, ByText> grantees;
  for (const Grant& grant : have) grantees.insert(grant.grantee);
  for (const Grant& grant : want) grantees.insert(grant.grantee);
  Drafter drafter(p, after);
  for (Symbol grantee : grantees) {
    Grant a = of_grantee(have, grantee);
    Grant b = of_grantee(want, grantee);
    if (grantee == kOwner()) a.grantable = b.grantable = 0;  // an owner may grant whatever he has
    const uint32_t lost = a.privileges & ~b.privileges;
    drafter.revoke(grantee, lost, false);
    if (lost && !p.after.is(after, Kind::kColumn)) regrant_columns(p, after, grantee, lost);
    drafter.revoke(grantee, a.grantable & ~b.grantable & b.privileges, true);
    drafter.grant(grantee, b.privileges & ~a.privileges & ~b.grantable, false);
    drafter.grant(grantee, b.grantable & ~a.grantable, true);
  }
}

}  // namespace underpin::plan
