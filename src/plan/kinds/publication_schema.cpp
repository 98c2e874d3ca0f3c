// Memberships of schemas in publications.
#include "plan/kinds/table_sql.h"

namespace underpin::plan {
namespace {

std::string sql(const Catalog& catalog, ObjectId id, const std::string& verb) {
  return "ALTER PUBLICATION " + bare(catalog, catalog.parent(id)) + " " + verb + " TABLES IN SCHEMA " +
         bare(catalog, catalog.body<PublicationSchema>(id).schema);
}

void create(Planner& p, ObjectId id) {
  p.add(create_draft(p, id, sql(p.after, id, "ADD"), "the schema's tables belong to the publication"));
}

void drop(Planner& p, ObjectId id) {
  p.add(drop_draft(p, id, sql(p.before, id, "DROP"), "the schema's tables do not belong to the publication any more"));
}

}  // namespace

constinit const KindRules kPublicationSchemaRules = {
    .kind = Kind::kPublicationSchema,
    .created_with = [](const Planner&, ObjectId) { return false; },
    .dropped_with =
        [](const Planner& p, ObjectId id) {
          return p.dropped(p.before.parent(id)) || p.dropped(p.before.body<PublicationSchema>(id).schema);
        },
    .create = create,
    .drop = drop,
};

}  // namespace underpin::plan
