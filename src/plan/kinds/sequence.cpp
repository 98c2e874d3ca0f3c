// Sequences: their own, and those that columns own. An identity column's sequence is made and dropped by its column.
#include "plan/kinds/sequence_sql.h"
#include "plan/kinds/table_sql.h"

namespace underpin::plan {
namespace {

constexpr int kOwnedByRank = 15;  // after the owner is set: a table's own sequence cannot change its owner
constexpr int kSetvalRank = 16;

bool alterable(const Planner& p, const Change& change) {
  if (change.touches("identity")) return false;
  return !change.touches("persistence") || p.options.target >= 15;
}

bool created_with(const Planner& p, ObjectId id) { return p.after.body<Sequence>(id).identity; }

bool dropped_with(const Planner& p, ObjectId id) {
  const Sequence& sequence = p.before.body<Sequence>(id);
  return sequence.identity || (sequence.owned_by && p.dropped(sequence.owned_by));
}

std::string owned_by_text(const Catalog& catalog, ObjectId column) {
  return column ? object_name(catalog, column) : "NONE";
}

void draft_owned_by(Planner& p, ObjectId id) {
  const Sequence& sequence = p.after.body<Sequence>(id);
  Draft draft = alter_draft(
      p, id, {"owned_by"},
      "ALTER SEQUENCE " + qualified_name(p.after, id) + " OWNED BY " + owned_by_text(p.after, sequence.owned_by),
      sequence.owned_by ? "it goes when its column goes" : "it no longer belongs to a column", kOwnedByRank);
  if (sequence.owned_by) draft.needs = {p.after.parent(sequence.owned_by)};
  p.add(std::move(draft));
}

// The column has rows that the new sequence has not counted.
void draft_past_rows(Planner& p, ObjectId id) {
  const ObjectId column = p.after.body<Sequence>(id).owned_by;
  if (!column || p.created(column)) return;
  Draft draft = alter_draft(p, id, {}, past_rows(p.after, id, column),
                            "the column's rows have values that the new sequence must not give again", kSetvalRank);
  draft.action = "setval";
  draft.needs = {column};
  p.add(std::move(draft));
}

void create(Planner& p, ObjectId id) {
  const Sequence& sequence = p.after.body<Sequence>(id);
  std::string sql = "CREATE ";
  if (sequence.persistence == 'u') sql += "UNLOGGED ";
  sql += "SEQUENCE " + qualified_name(p.after, id);
  if (sequence.type.known() && sequence.type.name.text() != "bigint") sql += " AS " + type_text(p.after, sequence.type);
  if (const std::string options = sequence_options(sequence); !options.empty()) sql += " " + options;
  Draft draft = create_draft(p, id, std::move(sql), "it is new");
  draft.later = {{id, "owned_by"}};
  p.add(std::move(draft));
  if (sequence.owned_by) draft_owned_by(p, id);
  draft_past_rows(p, id);
}

void drop(Planner& p, ObjectId id) {
  Draft draft = drop_draft(p, id, "DROP SEQUENCE " + qualified_name(p.before, id), "it is not in the new state");
  draft.loses_data = true;
  p.add(std::move(draft));
}

// Nothing that it can stand at lies within its new bounds.
bool bounds_disjoint(const Sequence& before, const Sequence& after) {
  return after.min > before.max || after.max < before.min;
}

std::string restart(const Sequence& before, const Sequence& after) {
  return bounds_disjoint(before, after) ? " RESTART WITH " + std::to_string(after.start) : "";
}

// New bounds must hold the value that the sequence stands at.
void draft_value_in_bounds(Planner& p, const Change& change, const Sequence& before, const Sequence& after) {
  if (bounds_disjoint(before, after)) return;  // it starts again
  const bool raised = after.min > before.min, lowered = after.max < before.max;
  if (!raised && !lowered) return;
  std::string value = "last_value", called = "is_called";
  if (raised) {
    value = "greatest(" + value + ", " + std::to_string(after.min) + ")";
    called += " AND last_value >= " + std::to_string(after.min);
  }
  if (lowered) {
    value = "least(" + value + ", " + std::to_string(after.max) + ")";
    if (!raised) called += " OR last_value > " + std::to_string(after.max);
  }
  const std::string name = qualified_name(p.after, change.after);
  Draft draft =
      alter_draft(p, change.after, {},
                  "SELECT pg_catalog.setval(" + quote_literal(name) + ", " + value + ", " + called + ") FROM " + name,
                  "the value that it stands at must lie within its new bounds", -1);
  draft.action = "setval";
  p.add(std::move(draft));
}

// Bounds that the column's narrower type cannot hold have to go before that type comes.
void narrow_identity(Planner& p, const Change& change, const Sequence& before, Sequence after) {
  const ObjectId column = after.owned_by;
  after.type = before.type;
  Draft draft = alter_draft(p, column, {},
                            alter_relation(p.after, p.after.parent(column)) + "ALTER COLUMN " + bare(p.after, column) +
                                " " + sequence_option_changes(before, after, "SET ") + restart(before, after),
                            "the column's new type is narrower than the bounds of the identity's sequence", -1);
  draft.alters.push_back(change.after);
  draft.needs.push_back(change.after);
  p.add(std::move(draft));
}

void alter_identity(Planner& p, const Change& change, const Sequence& before, const Sequence& after) {
  const std::string changes = sequence_option_changes(before, after, "SET ");
  if (changes.empty()) return;
  if (change.touches("type") && (after.max < before.max || after.min > before.min))
    return narrow_identity(p, change, before, after);
  const ObjectId column = after.owned_by;
  Draft draft = alter_draft(p, change.after, {"owned_by"},
                            alter_relation(p.after, p.after.parent(column)) + "ALTER COLUMN " + bare(p.after, column) +
                                " " + changes + restart(before, after),
                            "the identity's sequence differs");
  draft.needs = {column};
  p.add(std::move(draft));
}

void alter(Planner& p, const Change& change) {
  const Sequence& before = p.before.body<Sequence>(change.before);
  const Sequence& after = p.after.body<Sequence>(change.after);
  draft_value_in_bounds(p, change, before, after);
  if (after.identity) return alter_identity(p, change, before, after);
  const std::string head = "ALTER SEQUENCE " + qualified_name(p.after, change.after) + " ";
  std::string changes = change.touches("type") ? "AS " + type_text(p.after, after.type) : "";
  if (const std::string options = sequence_option_changes(before, after, ""); !options.empty())
    changes += (changes.empty() ? "" : " ") + options;
  if (!changes.empty())
    p.add(alter_draft(p, change.after, {}, head + changes + restart(before, after), "its options differ"));
  if (change.touches("persistence"))
    p.add(alter_draft(p, change.after, {}, head + (after.persistence == 'u' ? "SET UNLOGGED" : "SET LOGGED"),
                      "its persistence differs", 1));
  if (change.touches("owned_by")) draft_owned_by(p, change.after);
}

}  // namespace

constinit const KindRules kSequenceRules = {
    .kind = Kind::kSequence,
    .alterable = alterable,
    .created_with = created_with,
    .dropped_with = dropped_with,
    .create = create,
    .drop = drop,
    .alter = alter,
    .blocked_by = nullptr,
};

}  // namespace underpin::plan
