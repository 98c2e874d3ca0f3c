#include <algorithm>
#include <map>

#include "diag/codes.h"
#include "diff/stages.h"
#include "ir/print.h"

namespace underpin::diffing {
namespace {

// Kinds whose drop loses what no statement brings back: rows, values, or what other databases' columns are made of.
bool worth_a_directive(Kind kind) {
  switch (kind) {
    case Kind::kSchema:
    case Kind::kTable:
    case Kind::kColumn:
    case Kind::kSequence:
    case Kind::kMaterializedView:
    case Kind::kEnum:
    case Kind::kComposite:
    case Kind::kDomain: return true;
    default: return false;
  }
}

struct Candidates {
  std::vector<const Change*> drops, creates;
};

// Its parent is the same in both, so only the object itself can have been renamed.
bool parent_stays(const Diff& diff, const Change& change) {
  const bool create = change.type == ChangeType::kCreate;
  const ObjectId parent = create ? diff.after->parent(change.after) : diff.before->parent(change.before);
  if (!parent) return true;
  return create ? diff.to_before.contains(parent) : diff.to_after.contains(parent);
}

bool of_a_table(const Catalog& catalog, ObjectId id) {
  return !catalog.is(id, Kind::kColumn) || catalog.is(catalog.parent(id), Kind::kTable) ||
         catalog.is(catalog.parent(id), Kind::kComposite);
}

}  // namespace

void append_shape(const Catalog& catalog, ObjectId id, std::string& out) {
  std::string content;
  append_content(catalog, id, content);
  size_t at = 0;
  for (int common = 0; common < 3; ++common) at = content.find('\0', at) + 1;
  out += info(catalog.kind(id)).slug;
  out.append(content, at);
  for (ObjectId child : catalog.at(id).children)
    if (catalog.is(child, Kind::kColumn) || catalog.is(child, Kind::kTable)) {
      out += catalog.name(child).text();
      append_shape(catalog, child, out);
    }
}

void suggest_renames(const Diff& diff, Sink& sink) {
  std::map<std::string, Candidates> groups;
  for (const Change& change : diff.changes) {
    if (change.type == ChangeType::kAlter || !worth_a_directive(change.kind) || !parent_stays(diff, change)) continue;
    const bool create = change.type == ChangeType::kCreate;
    const Catalog& catalog = create ? *diff.after : diff.base();
    const ObjectId id = create ? change.after : change.before;
    if (!of_a_table(catalog, id)) continue;
    std::string key = catalog.parent(id) ? identity(catalog, catalog.parent(id)) : std::string();
    key += '\0';
    append_shape(catalog, id, key);
    auto& group = groups[key];
    (create ? group.creates : group.drops).push_back(&change);
  }
  std::vector<std::pair<const Change*, const Change*>> found;
  for (const auto& [key, group] : groups)
    if (group.drops.size() == 1 && group.creates.size() == 1) found.push_back({group.drops[0], group.creates[0]});
  std::ranges::sort(found, {}, [](const auto& pair) { return pair.second; });
  for (const auto& [drop, create] : found) {
    const std::string old_name = qualified_name(*diff.before, drop->before);
    Diagnostic& finding = sink.emit(code::kLooksLikeRename, diff.after->at(create->after).place,
                                    "\"" + identity(*diff.before, drop->before) + "\" goes and \"" +
                                        identity(*diff.after, create->after) + "\" comes with the same definition");
    finding.hint = "If it is a rename, write \"-- underpin: renamed from " + old_name + "\" before it.";
  }
}

void note_column_order(const Diff& diff, Sink& sink) {
  const Catalog& after = *diff.after;
  after.for_each([&](ObjectId id) {
    if (!after.is(id, Kind::kTable) || !diff.to_before.contains(id)) return;
    uint32_t last = 0;
    bool new_seen = false, other_order = false;
    for (ObjectId column : after.at(id).children) {
      if (!after.is(column, Kind::kColumn)) continue;
      const ObjectId old = diff.to_before.at(column);
      if (!old) {
        new_seen = true;
        continue;
      }
      const uint32_t position = diff.before->body<Column>(old).position;
      other_order |= new_seen || position < last;
      last = position;
    }
    if (other_order)
      sink.emit(code::kColumnOrder, after.at(id).place,
                "the columns of table \"" + identity(after, id) + "\" stand in a different order")
          .hint = "PostgreSQL adds columns at the end; the order has no effect on statements that name their columns.";
  });
}

}  // namespace underpin::diffing
