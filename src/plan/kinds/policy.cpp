#include "plan/kinds/table_sql.h"

namespace underpin::plan {
namespace {

std::string roles(const Policy& policy) {
  if (policy.roles.empty()) return "PUBLIC";
  std::string out;
  for (Symbol role : policy.roles)
    out += (out.empty() ? "" : ", ") + (role == kOwner() ? "CURRENT_USER" : quote_identifier(role));
  return out;
}

std::string_view command(char letter) {
  switch (letter) {
    case 'r': return "SELECT";
    case 'a': return "INSERT";
    case 'w': return "UPDATE";
    case 'd': return "DELETE";
    default: return "ALL";
  }
}

std::string conditions(const Catalog& catalog, ExprId using_expr, ExprId check_expr) {
  std::string out;
  if (using_expr) out += "\nUSING (" + expr_text(catalog, using_expr) + ")";
  if (check_expr) out += "\nWITH CHECK (" + expr_text(catalog, check_expr) + ")";
  return out;
}

// ALTER POLICY changes roles and conditions, and takes no condition away.
bool alterable(const Planner& p, const Change& change) {
  const Policy& before = p.before.body<Policy>(change.before);
  const Policy& after = p.after.body<Policy>(change.after);
  if (change.touches("permissive") || change.touches("command")) return false;
  return !(before.using_expr && !after.using_expr) && !(before.check_expr && !after.check_expr);
}

void create(Planner& p, ObjectId id) {
  const Policy& policy = p.after.body<Policy>(id);
  std::string sql = "CREATE POLICY " + object_name(p.after, id);
  if (!policy.permissive) sql += " AS RESTRICTIVE";
  if (policy.command != '*') sql += " FOR " + std::string(command(policy.command));
  sql += " TO " + roles(policy) + conditions(p.after, policy.using_expr, policy.check_expr);
  p.add(create_draft(p, id, std::move(sql),
                     described(p.after, id) + (p.counterpart_before(id) ? " is built anew" : " is new")));
}

void drop(Planner& p, ObjectId id) {
  p.add(drop_draft(p, id, "DROP POLICY " + object_name(p.before, id),
                   described(p.before, id) + (p.counterpart(id) ? " is built anew" : " is not in the new state")));
}

void alter(Planner& p, const Change& change) {
  const Policy& policy = p.after.body<Policy>(change.after);
  std::string sql = "ALTER POLICY " + object_name(p.after, change.after);
  if (change.touches("roles")) sql += " TO " + roles(policy);
  sql += conditions(p.after, change.touches("using") ? policy.using_expr : ExprId{},
                    change.touches("check") ? policy.check_expr : ExprId{});
  Draft draft =
      alter_draft(p, change.after, {"using", "check"}, std::move(sql), described(p.after, change.after) + " differs");
  p.add(std::move(draft));
}

}  // namespace

constinit const KindRules kPolicyRules = {
    .kind = Kind::kPolicy,
    .alterable = alterable,
    .created_with = [](const Planner&, ObjectId) { return false; },
    .create = create,
    .drop = drop,
    .alter = alter,
};

}  // namespace underpin::plan
