#include <algorithm>

#include "plan/kinds/table_sql.h"
#include "plan/kinds/type_swap.h"

namespace underpin::plan {
namespace {

using Labels = std::vector<Symbol>;

// PostgreSQL can add labels anywhere, and take none away.
bool only_adds(const Labels& before, const Labels& after) {
  size_t found = 0;
  for (Symbol label : after)
    if (found < before.size() && before[found] == label) ++found;
  return found == before.size();
}

bool alterable(const Planner& p, const Change& change) {
  return only_adds(p.before.body<Enum>(change.before).labels, p.after.body<Enum>(change.after).labels);
}

void create(Planner& p, ObjectId id) {
  std::string labels;
  for (Symbol label : p.after.body<Enum>(id).labels)
    labels += (labels.empty() ? "" : ", ") + quote_literal(label.text());
  p.add(create_draft(p, id, "CREATE TYPE " + qualified_name(p.after, id) + " AS ENUM (" + labels + ")",
                     described(p.after, id) + (p.counterpart_before(id) ? " is built anew" : " is new")));
}

void drop(Planner& p, ObjectId id) { drop_type(p, id, "TYPE"); }

// Where the new label goes among those that are there by then.
std::string position(const Labels& wanted, const Labels& present, size_t at) {
  if (at > 0)
    return at >= present.size() && present.back() == wanted[at - 1] ? ""
                                                                    : " AFTER " + quote_literal(wanted[at - 1].text());
  return present.empty() ? "" : " BEFORE " + quote_literal(present.front().text());
}

void alter(Planner& p, const Change& change) {
  const Labels& wanted = p.after.body<Enum>(change.after).labels;
  Labels present = p.before.body<Enum>(change.before).labels;
  const int count = static_cast<int>(wanted.size());
  for (size_t i = 0; i < wanted.size(); ++i) {
    if (std::ranges::find(present, wanted[i]) != present.end()) continue;
    Draft draft = alter_draft(p, change.after, {"labels"},
                              "ALTER TYPE " + qualified_name(p.after, change.after) + " ADD VALUE " +
                                  quote_literal(wanted[i].text()) + position(wanted, present, i),
                              "label \"" + std::string(wanted[i].text()) + "\" is new", static_cast<int>(i) - count);
    draft.action = "add value";
    p.add(std::move(draft));
    present.insert(present.begin() + static_cast<std::ptrdiff_t>(std::min(i, present.size())), wanted[i]);
  }
}

}  // namespace

constinit const KindRules kEnumRules = {
    .kind = Kind::kEnum, .alterable = alterable, .create = create, .drop = drop, .alter = alter};

}  // namespace underpin::plan
