// What every kind of object has: a name, an owner, a comment, security labels.
#include <algorithm>

#include "plan/decide.h"
#include "plan/kinds/default_privileges.h"

namespace underpin::plan {
namespace {

enum Rank : int { kOwnerRank = 10, kCommentRank = 30, kLabelRank = 31 };

Draft about(const Planner& p, ObjectId after, std::string action, int rank) {
  Draft draft;
  draft.kind = p.after.kind(after);
  draft.action = std::move(action);
  draft.object = identity(p.after, after);
  draft.needs = {after};
  draft.rank = rank;
  return draft;
}

std::string target(const Planner& p, ObjectId after) {
  return std::string(object_word(p.after, after)) + " " + object_name(p.after, after);
}

Symbol wanted_owner(const Planner& p, ObjectId after) {
  if (const Symbol owner = p.after.at(after).owner; !owner.empty()) return owner;
  return p.after.default_owner.empty() ? p.before.default_owner : p.after.default_owner;
}

// Who owns it when the drafts on it begin; empty where nobody knows.
Symbol present_owner(const Planner& p, ObjectId before) {
  if (!before || p.before.at(before).owner.empty()) return p.before.default_owner;
  return p.before.at(before).owner;
}

// A sequence that an identity column made belongs to whom the table belongs to, always.
bool owner_follows(const Planner& p, ObjectId after) {
  if (!info(p.after.kind(after)).owned || p.after.is(after, Kind::kExtension)) return true;
  return p.after.is(after, Kind::kSequence) && p.after.body<Sequence>(after).identity;
}

void draft_owner(Planner& p, ObjectId before, ObjectId after) {
  const Symbol wanted = wanted_owner(p, after);
  const bool stated = !p.after.at(after).owner.empty();
  if (owner_follows(p, after) || wanted.empty() || (!before && !stated)) return;
  // Who runs the plan is not known for sure: a new object gets the owner that is stated, but for the usual superuser.
  if (wanted == present_owner(p, before) && (before || wanted.text() == "postgres")) return;
  // A sequence that belongs to a column went over with its table.
  if (before && p.after.is(after, Kind::kSequence) && p.after.body<Sequence>(after).owned_by) return;
  Draft draft = about(p, after, "owner", kOwnerRank);
  draft.sql = "ALTER " + target(p, after) + " OWNER TO " + quote_identifier(wanted);
  draft.reason = described(p.after, after) + " belongs to " + std::string(wanted.text());
  p.add(std::move(draft));
}

void draft_comment(Planner& p, ObjectId before, ObjectId after) {
  const Symbol wanted = p.after.at(after).comment;
  const Symbol present = before ? p.before.at(before).comment : Symbol{};
  if (wanted == present) return;
  // An extension brings a comment of its own.
  if (wanted.empty() && p.after.is(after, Kind::kExtension)) return;
  Draft draft = about(p, after, "comment", kCommentRank);
  draft.sql = "COMMENT ON " + target(p, after) + " IS " + (wanted.empty() ? "NULL" : quote_literal(wanted.text()));
  draft.reason = "the comment on " + described(p.after, after) + (before ? " differs" : " comes with it");
  p.add(std::move(draft));
}

void draft_label(Planner& p, ObjectId after, Symbol provider, const std::string& value) {
  Draft draft = about(p, after, "label", kLabelRank);
  draft.sql = "SECURITY LABEL FOR " + quote_identifier(provider) + " ON " + target(p, after) + " IS " + value;
  draft.reason = "the security label of " + described(p.after, after) + " differs";
  p.add(std::move(draft));
}

void draft_labels(Planner& p, ObjectId before, ObjectId after) {
  static const std::vector<SecurityLabel> kNone;
  const auto& present = before ? p.before.at(before).labels : kNone;
  const auto& wanted = p.after.at(after).labels;
  for (const SecurityLabel& label : wanted) {
    const auto old = std::ranges::find(present, label.provider, &SecurityLabel::provider);
    if (old == present.end() || old->label != label.label)
      draft_label(p, after, label.provider, quote_literal(label.label.text()));
  }
  for (const SecurityLabel& label : present)
    if (std::ranges::find(wanted, label.provider, &SecurityLabel::provider) == wanted.end())
      draft_label(p, after, label.provider, "NULL");
}

// "ALTER TABLE app.t RENAME COLUMN old TO new": names as they are when parents have got theirs.
std::string rename_sql(const Planner& p, ObjectId id, Symbol old_name, Symbol new_name, ObjectId old_schema) {
  const Catalog& catalog = p.before;
  const ObjectId parent = catalog.parent(id);
  const std::string from = quote_identifier(old_name);
  const std::string to = " TO " + quote_identifier(new_name);
  switch (catalog.kind(id)) {
    case Kind::kColumn: {
      const bool composite = catalog.is(parent, Kind::kComposite);
      return "ALTER " + std::string(object_word(catalog, parent)) + " " + qualified_name(catalog, parent) +
             (composite ? " RENAME ATTRIBUTE " : " RENAME COLUMN ") + from + to;
    }
    case Kind::kConstraint:
      return "ALTER " + std::string(object_word(catalog, parent)) + " " + qualified_name(catalog, parent) +
             " RENAME CONSTRAINT " + from + to;
    case Kind::kTrigger:
    case Kind::kRule:
    case Kind::kPolicy:
      return "ALTER " + std::string(object_word(catalog, id)) + " " + from + " ON " + qualified_name(catalog, parent) +
             " RENAME" + to;
    default: {
      std::string name = old_schema ? quote_identifier(catalog.name(old_schema)) + "." + from : from;
      if (info(catalog.kind(id)).names == NameSpace::kRoutine) name += "(" + signature(catalog, id) + ")";
      return "ALTER " + std::string(object_word(catalog, id)) + " " + name + " RENAME" + to;
    }
  }
}

}  // namespace

void draft_rename(Planner& p, const Change& change) {
  const Catalog& old = *p.diff.before;
  const ObjectId id = change.before;
  const Symbol old_name = old.name(id), new_name = p.before.name(id);
  ObjectId old_schema = info(change.kind).home == Home::kDatabase ? ObjectId{} : p.before.schema_of(old.parent(id));
  const bool moves = old.parent(id) != p.before.parent(id);
  Draft draft = about(p, change.after, "rename", moves ? -20 : -19);
  draft.alters = {change.after};
  draft.needs.clear();
  draft.reason =
      find_directive(p, change.after, "renamed from") != nullptr
          ? "a directive says that " + described(old, id) + " is " + described(p.after, change.after) + " now"
          : "the name of " + described(old, id) + " follows that of what it belongs to";
  if (moves) {
    Draft move = draft;
    std::string name = quote_identifier(p.before.name(old_schema)) + "." + quote_identifier(old_name);
    if (info(change.kind).names == NameSpace::kRoutine) name += "(" + signature(p.before, id) + ")";
    move.sql = "ALTER " + std::string(object_word(p.before, id)) + " " + name + " SET SCHEMA " +
               quote_identifier(p.before.name(p.before.parent(id)));
    p.add(std::move(move));
    old_schema = p.before.parent(id);
  }
  if (old_name == new_name) return;
  draft.rank = -19;
  draft.sql = rename_sql(p, id, old_name, new_name, old_schema);
  p.add(std::move(draft));
}

void draft_common(Planner& p, ObjectId before, ObjectId after) {
  draft_owner(p, before, after);
  if (p.after.is(after, Kind::kDefaultPrivileges))
    draft_default_privileges(p, before, after);
  else
    draft_privileges(p, before, after);
  draft_comment(p, before, after);
  draft_labels(p, before, after);
}

}  // namespace underpin::plan
