#include <algorithm>

#include "plan/kinds/table_sql.h"

namespace underpin::plan {
namespace {

constexpr int kReplaceSince = 14;  // CREATE OR REPLACE TRIGGER

// A partition has copies of its parent's row triggers; they come and go with these.
bool is_copy(const Catalog& catalog, ObjectId id) {
  return static_cast<bool>(catalog.body<Trigger>(id).parent_trigger);
}

bool only_enabled(const Change& change) {
  return std::ranges::all_of(change.attributes,
                             [](const AttributeChange& a) { return a.attribute < 4 || a.slug == "enabled"; });
}

bool alterable(const Planner& p, const Change& change) {
  const Trigger& before = p.before.body<Trigger>(change.before);
  const Trigger& after = p.after.body<Trigger>(change.after);
  if (only_enabled(change)) return true;
  if (before.parent_trigger || after.parent_trigger) return before.parent_trigger && after.parent_trigger;
  return p.options.target >= kReplaceSince && !before.is_constraint && !after.is_constraint;
}

std::string events(const Catalog& catalog, const Trigger& trigger) {
  std::string out;
  auto add = [&](bool on, const std::string& word) {
    if (on) out += (out.empty() ? "" : " OR ") + word;
  };
  add(trigger.on_insert, "INSERT");
  add(trigger.on_delete, "DELETE");
  add(trigger.on_update,
      trigger.update_columns.empty() ? "UPDATE" : "UPDATE OF " + column_list(catalog, trigger.update_columns));
  add(trigger.on_truncate, "TRUNCATE");
  return out;
}

std::string transition_tables(const Trigger& trigger) {
  if (trigger.old_table.empty() && trigger.new_table.empty()) return "";
  std::string out = "\nREFERENCING";
  if (!trigger.old_table.empty()) out += " OLD TABLE AS " + quote_identifier(trigger.old_table);
  if (!trigger.new_table.empty()) out += " NEW TABLE AS " + quote_identifier(trigger.new_table);
  return out;
}

std::string definition(const Catalog& catalog, ObjectId id) {
  const Trigger& trigger = catalog.body<Trigger>(id);
  const std::string timing = trigger.timing == 'b' ? "BEFORE " : trigger.timing == 'i' ? "INSTEAD OF " : "AFTER ";
  std::string sql = std::string(trigger.is_constraint ? "CONSTRAINT " : "") + "TRIGGER " + bare(catalog, id) + "\n" +
                    timing + events(catalog, trigger) + " ON " + qualified_name(catalog, catalog.parent(id));
  if (trigger.constraint_relation) sql += "\nFROM " + qualified_name(catalog, trigger.constraint_relation);
  if (trigger.deferrable) sql += "\nDEFERRABLE";
  if (trigger.initially_deferred) sql += " INITIALLY DEFERRED";
  sql += transition_tables(trigger) + "\nFOR EACH " + (trigger.for_each_row ? "ROW" : "STATEMENT");
  if (trigger.when) sql += "\nWHEN (" + expr_text(catalog, trigger.when) + ")";
  sql += "\nEXECUTE FUNCTION " +
         (trigger.function ? qualified_name(catalog, trigger.function) : std::string(trigger.function_name.text())) +
         "(";
  for (size_t i = 0; i < trigger.arguments.size(); ++i)
    sql += (i ? ", " : "") + quote_literal(trigger.arguments[i].text());
  return sql + ")";
}

void set_enabled(Planner& p, ObjectId id) {
  const char enabled = p.after.body<Trigger>(id).enabled;
  const std::string action = enabled == 'D'   ? "DISABLE"
                             : enabled == 'R' ? "ENABLE REPLICA"
                             : enabled == 'A' ? "ENABLE ALWAYS"
                                              : "ENABLE";
  const bool recurse =
      !p.after.is(p.after.parent(id), Kind::kTable) || p.after.body<Table>(p.after.parent(id)).partition_strategy == 0;
  Draft draft =
      alter_draft(p, id, {"enabled"},
                  alter_relation(p.after, p.after.parent(id), !recurse) + action + " TRIGGER " + bare(p.after, id),
                  "whether it fires differs", 1);
  draft.alters.clear();
  draft.needs = {id};
  p.add(std::move(draft));
}

void create(Planner& p, ObjectId id) {
  p.add(create_draft(p, id, "CREATE " + definition(p.after, id),
                     described(p.after, id) + (p.counterpart_before(id) ? " is built anew" : " is new")));
  if (p.after.body<Trigger>(id).enabled != 'O') set_enabled(p, id);
}

void drop(Planner& p, ObjectId id) {
  p.add(drop_draft(p, id, "DROP TRIGGER " + object_name(p.before, id),
                   described(p.before, id) + (p.counterpart(id) ? " is built anew" : " is not in the new state")));
}

// Replacing a trigger switches it on.
void alter(Planner& p, const Change& change) {
  const Trigger& after = p.after.body<Trigger>(change.after);
  const bool replace = !only_enabled(change) && !after.parent_trigger;
  if (replace) {
    Draft draft = alter_draft(p, change.after, {}, "CREATE OR REPLACE " + definition(p.after, change.after),
                              "the definition of " + described(p.after, change.after) + " differs");
    draft.action = "replace";
    draft.later.clear();
    p.add(std::move(draft));
  }
  if (replace ? after.enabled != 'O' : change.touches("enabled")) set_enabled(p, change.after);
}

}  // namespace

constinit const KindRules kTriggerRules = {
    .kind = Kind::kTrigger,
    .alterable = alterable,
    .created_with = [](const Planner& p, ObjectId id) { return is_copy(p.after, id); },
    .dropped_with = [](const Planner& p,
                       ObjectId id) { return is_copy(p.before, id) || p.dropped(p.before.parent(id)); },
    .create = create,
    .drop = drop,
    .alter = alter,
};

}  // namespace underpin::plan
