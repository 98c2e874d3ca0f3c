// Composite types; a change of their attributes is a change of columns (column.cpp).
#include "plan/kinds/column_sql.h"
#include "plan/kinds/table_sql.h"
#include "plan/kinds/type_swap.h"

namespace underpin::plan {
namespace {

void create(Planner& p, ObjectId id) {
  std::string attributes;
  for (ObjectId child : p.after.children(id, Kind::kColumn))
    attributes += (attributes.empty() ? "" : ", ") + column_definition(p.after, child, p.options.target);
  p.add(create_draft(p, id, "CREATE TYPE " + qualified_name(p.after, id) + " AS (" + attributes + ")",
                     described(p.after, id) + (p.counterpart_before(id) ? " is built anew" : " is new")));
}

void drop(Planner& p, ObjectId id) { drop_type(p, id, "TYPE"); }

}  // namespace

constinit const KindRules kCompositeRules = {.kind = Kind::kComposite, .create = create, .drop = drop};

}  // namespace underpin::plan
