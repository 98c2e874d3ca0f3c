#include "plan/published.h"

#include <algorithm>
#include <map>
#include <vector>

#include "ir/own_name.h"

namespace underpin::plan {
namespace {

// Publications that are there before and after and send every column of the table (after).
std::vector<std::string> publications_of(const Planner& p, ObjectId table) {
  std::vector<std::string> out;
  const ObjectId schema = p.after.parent(table);
  p.after.for_each([&](ObjectId id) {
    if (!p.after.is(id, Kind::kPublication) || !p.counterpart_before(id)) return;
    bool sends = p.after.body<Publication>(id).all_tables;
    for (ObjectId member : p.after.children(id, Kind::kPublicationTable)) {
      const PublicationTable& body = p.after.body<PublicationTable>(member);
      sends |= body.relation == table && body.columns.empty();
    }
    for (ObjectId member : p.after.children(id, Kind::kPublicationSchema))
      sends |= p.after.body<PublicationSchema>(member).schema == schema;
    if (sends) out.push_back(std::string(p.after.name(id).text()));
  });
  return out;
}

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "\"" : ", \"") + name + "\"";
  return out;
}

}  // namespace

void warn_of_published_columns(const Planner& p) {
  if (!p.after.ever_had<Publication>()) return;
  std::map<ObjectId, std::vector<std::string>> coming;  // by table (after)
  for (const Change& change : p.diff.changes)
    if (change.type == ChangeType::kCreate && change.kind == Kind::kColumn)
      if (const ObjectId table = p.after.parent(change.after);
          p.after.is(table, Kind::kTable) && !p.created(table) && p.counterpart_before(table) &&
          p.after.body<Column>(change.after).generated == Generated::kNone)
        coming[table].push_back(std::string(p.after.name(change.after).text()));
  for (const SidewaysGroup& group : p.sideways_groups())
    for (ObjectId column : group.columns) {
      const std::string_view name = p.after.name(column).text();
      coming[p.after.parent(column)].push_back(group.renames ? std::string(name) : own_name("new", name));
    }
  for (auto& [table, columns] : coming) {
    const std::vector<std::string> publications = publications_of(p, table);
    if (publications.empty()) continue;
    std::ranges::sort(columns);
    p.sink
        .emit(code::kPublishedColumn, p.after.at(table).place,
              "publication " + listed(publications) + " sends every column of " + described(p.after, table) +
                  ": a subscriber without " + listed(columns) + " stops at the first row")
        .hint =
        "Add the columns there first, and drop them there last; or give the publication the list of columns that it "
        "is to send.";
  }
}

}  // namespace underpin::plan
