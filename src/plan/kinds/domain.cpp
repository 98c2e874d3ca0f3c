#include "plan/kinds/table_sql.h"
#include "plan/kinds/type_swap.h"

namespace underpin::plan {
namespace {

bool alterable(const Planner&, const Change& change) { return !change.touches("type") && !change.touches("collation"); }

void create(Planner& p, ObjectId id) {
  const Domain& domain = p.after.body<Domain>(id);
  std::string sql = "CREATE DOMAIN " + qualified_name(p.after, id) + " AS " + type_text(p.after, domain.base);
  if (!domain.collation.empty()) sql += " COLLATE " + std::string(domain.collation.text());
  if (domain.default_value) sql += " DEFAULT " + expr_text(p.after, domain.default_value);
  if (domain.not_null) sql += " NOT NULL";
  for (ObjectId child : p.after.children(id, Kind::kConstraint))
    if (p.folded_create(child))
      sql += " CONSTRAINT " + bare(p.after, child) + " CHECK (" +
             expr_text(p.after, p.after.body<Constraint>(child).expr) + ")";
  p.add(create_draft(p, id, std::move(sql),
                     described(p.after, id) + (p.counterpart_before(id) ? " is built anew" : " is new")));
}

void drop(Planner& p, ObjectId id) { drop_type(p, id, "DOMAIN"); }

void alter(Planner& p, const Change& change) {
  const Domain& domain = p.after.body<Domain>(change.after);
  const std::string head = "ALTER DOMAIN " + qualified_name(p.after, change.after);
  if (change.touches("default"))
    p.add(alter_draft(
        p, change.after, {"default"},
        head + (domain.default_value ? " SET DEFAULT " + expr_text(p.after, domain.default_value) : " DROP DEFAULT"),
        "its default differs"));
  if (change.touches("not_null"))
    p.add(alter_draft(p, change.after, {"not_null"}, head + (domain.not_null ? " SET NOT NULL" : " DROP NOT NULL"),
                      domain.not_null ? "it may not be null" : "it may be null", 1));
}

}  // namespace

constinit const KindRules kDomainRules = {
    .kind = Kind::kDomain, .alterable = alterable, .create = create, .drop = drop, .alter = alter};

}  // namespace underpin::plan
