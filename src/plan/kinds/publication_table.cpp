// Memberships of tables in publications.
#include "plan/kinds/table_sql.h"

namespace underpin::plan {
namespace {

std::string head(const Catalog& catalog, ObjectId id) {
  return "ALTER PUBLICATION " + bare(catalog, catalog.parent(id));
}

void create(Planner& p, ObjectId id) {
  const PublicationTable& member = p.after.body<PublicationTable>(id);
  std::string sql =
      head(p.after, id) + " ADD TABLE " + (member.only ? "ONLY " : "") + qualified_name(p.after, member.relation);
  if (!member.columns.empty()) sql += " (" + column_list(p.after, member.columns) + ")";
  if (member.where) sql += " WHERE (" + expr_text(p.after, member.where) + ")";
  p.add(create_draft(p, id, std::move(sql), described(p.after, member.relation) + " belongs to the publication"));
}

void drop(Planner& p, ObjectId id) {
  const PublicationTable& member = p.before.body<PublicationTable>(id);
  p.add(drop_draft(
      p, id,
      head(p.before, id) + " DROP TABLE " + (member.only ? "ONLY " : "") + qualified_name(p.before, member.relation),
      described(p.before, member.relation) +
          (p.counterpart(id) ? " is a member in another way" : " does not belong to the publication any more")));
}

}  // namespace

constinit const KindRules kPublicationTableRules = {
    .kind = Kind::kPublicationTable,
    .created_with = [](const Planner&, ObjectId) { return false; },
    .dropped_with =
        [](const Planner& p, ObjectId id) {
          return p.dropped(p.before.parent(id)) || p.dropped(p.before.body<PublicationTable>(id).relation);
        },
    .create = create,
    .drop = drop,
};

}  // namespace underpin::plan
