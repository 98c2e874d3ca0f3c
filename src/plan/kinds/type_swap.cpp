#include "plan/kinds/type_swap.h"

#include "base/utf8.h"
#include "plan/kinds/table_sql.h"

namespace underpin::plan {
namespace {

constexpr size_t kNameBytes = 63;

bool is_free(const Catalog& catalog, ObjectId schema, Symbol name) {
  return !catalog.find(NameSpace::kType, schema, name) && !catalog.find(NameSpace::kRelation, schema, name);
}

// "status_old", "status_old2" …: the first that no state uses.
Symbol make_spare(const Planner& p, ObjectId before, std::string_view head) {
  for (int n = 1;; ++n) {
    const std::string tail = n == 1 ? "_old" : "_old" + std::to_string(n);
    size_t size = std::min(head.size(), kNameBytes - tail.size());
    while (size < head.size() && size > 0 && is_utf8_continuation(head[size])) --size;
    const Symbol name = intern(std::string(head.substr(0, size)) + tail);
    const ObjectId schema = p.before.parent(before);
    if (is_free(p.before, schema, name) && is_free(p.after, p.counterpart(schema), name)) return name;
  }
}

// A range's multirange type does not follow its name.
void set_multirange_aside(Planner& p, ObjectId before, Symbol spare) {
  if (!p.before.is(before, Kind::kRange) || p.before.body<Range>(before).multirange.empty()) return;
  Draft aside = draft_on(p.before, before, "set aside",
                         "ALTER TYPE " + quote_identifier(p.before.name(p.before.parent(before))) + "." +
                             quote_identifier(p.before.body<Range>(before).multirange) + " RENAME TO " +
                             quote_identifier(make_spare(p, before, std::string(spare.text()) + "_multirange")),
                         "the new range has a multirange type of that name", 1);
  aside.sets_aside = {before};
  p.add(std::move(aside));
}

}  // namespace

void drop_type(Planner& p, ObjectId before, const std::string& word) {
  const std::string name = qualified_name(p.before, before);
  if (!p.swapped(before)) {
    p.add(drop_draft(
        p, before, "DROP " + word + " " + name,
        described(p.before, before) + (p.counterpart(before) ? " is built anew" : " is not in the new state")));
    return;
  }
  const Symbol spare = make_spare(p, before, p.before.name(before).text());
  Draft aside =
      draft_on(p.before, before, "set aside", "ALTER " + word + " " + name + " RENAME TO " + quote_identifier(spare),
               "columns keep their values while " + described(p.before, before) + " is built anew");
  aside.sets_aside = {before};
  p.add(std::move(aside));
  set_multirange_aside(p, before, spare);
  p.add(drop_draft(
      p, before,
      "DROP " + word + " " + quote_identifier(p.before.name(p.before.parent(before))) + "." + quote_identifier(spare),
      "nothing uses the old " + described(p.before, before) + " any more"));
}

}  // namespace underpin::plan
