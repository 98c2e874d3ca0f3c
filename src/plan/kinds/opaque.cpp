// Operators, casts, text search objects …: created from their own text, dropped as a whole.
#include "plan/kinds/table_sql.h"

namespace underpin::plan {
namespace {

void create(Planner& p, ObjectId id) {
  const Opaque& opaque = p.after.body<Opaque>(id);
  p.add(create_draft(p, id, expr_text(p.after, opaque.definition),
                     described(p.after, id) + (p.counterpart_before(id) ? " is built anew" : " is new")));
  int rank = 1;
  for (ExprId addition : opaque.additions) {
    Draft draft = draft_on(p.after, id, "alter", expr_text(p.after, addition),
                           described(p.after, id) + " has more parts", rank++);
    draft.needs = {id};
    p.add(std::move(draft));
  }
}

void drop(Planner& p, ObjectId id) {
  p.add(drop_draft(p, id, "DROP " + std::string(object_word(p.before, id)) + " " + object_name(p.before, id),
                   described(p.before, id) + (p.counterpart(id) ? " is built anew" : " is not in the new state")));
}

}  // namespace

constinit const KindRules kOpaqueRules = {.kind = Kind::kOpaque, .create = create, .drop = drop};

}  // namespace underpin::plan
