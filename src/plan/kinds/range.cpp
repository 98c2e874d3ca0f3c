#include "plan/kinds/table_sql.h"
#include "plan/kinds/type_swap.h"

namespace underpin::plan {
namespace {

void create(Planner& p, ObjectId id) {
  const Range& range = p.after.body<Range>(id);
  std::string list = "SUBTYPE = " + type_text(p.after, range.subtype);
  auto add = [&](std::string_view key, std::string value) {
    if (!value.empty()) list += ", " + std::string(key) + " = " + value;
  };
  add("SUBTYPE_OPCLASS", std::string(range.subtype_opclass.text()));
  add("COLLATION", std::string(range.collation.text()));
  add("CANONICAL", std::string(range.canonical.text()));
  add("SUBTYPE_DIFF",
      range.subtype_diff ? qualified_name(p.after, range.subtype_diff) : std::string(range.subtype_diff_name.text()));
  if (!range.multirange.empty())
    add("MULTIRANGE_TYPE_NAME",
        quote_identifier(p.after.name(p.after.parent(id))) + "." + quote_identifier(range.multirange));
  p.add(create_draft(p, id, "CREATE TYPE " + qualified_name(p.after, id) + " AS RANGE (" + list + ")",
                     described(p.after, id) + (p.counterpart_before(id) ? " is built anew" : " is new")));
}

void drop(Planner& p, ObjectId id) { drop_type(p, id, "TYPE"); }

}  // namespace

constinit const KindRules kRangeRules = {.kind = Kind::kRange, .create = create, .drop = drop};

}  // namespace underpin::plan
