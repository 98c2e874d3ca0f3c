#include "plan/kinds/column_alter.h"

#include <algorithm>

#include "plan/kinds/column_sql.h"
#include "plan/kinds/sequence_sql.h"
#include "plan/kinds/table_inheritance.h"
#include "plan/kinds/table_sql.h"
#include "plan/stated_values.h"

namespace underpin::plan {
namespace {

enum Rank {
  kDropDefault,
  kDropIdentity,
  kDropExpression,
  kType = kTypeRank,
  kSetDefault,
  kFill,  // belongs to a strategy, as three more do after kNotNull
  kNotNull,
  kDropDefaultLate = kNotNull + 4,  // an identity takes its place
  kSetIdentity,
  kSetval,
  kSettings
};

// One column's change, with its two bodies.
struct Alteration {
  Planner& p;
  const Change& change;
  const Column& before;
  const Column& after;

  ObjectId id() const { return change.after; }
  std::string head(bool only) const {
    return alter_relation(p.after, p.after.parent(id()), only) + "ALTER COLUMN " + bare(p.after, id()) + " ";
  }
  // Adds a statement on this table and, where all heirs change alike, on them; nothing where a parent's has done it.
  void add(std::string_view attribute, const std::string& action, std::string reason, int rank,
           bool lets_go = false) const;
  Draft draft(std::string_view attribute, bool down, const std::string& action, std::string reason, int rank) const;
};

Draft Alteration::draft(std::string_view attribute, bool down, const std::string& action, std::string reason,
                        int rank) const {
  Draft draft = alter_draft(p, id(), {attribute}, head(!down && !heirs(p, p.after.parent(id())).empty()) + action,
                            std::move(reason), rank);
  if (down)
    for_each_heir_column(p, id(), [&](ObjectId heir) {
      const Draft same = alter_draft(p, heir, {attribute}, "", "", rank);
      draft.alters.push_back(heir);
      draft.releases.insert(draft.releases.end(), same.releases.begin(), same.releases.end());
      draft.later.insert(draft.later.end(), same.later.begin(), same.later.end());
    });
  return draft;
}

void Alteration::add(std::string_view attribute, const std::string& action, std::string reason, int rank,
                     bool lets_go) const {
  if (carried_down(p, id(), attribute)) return;
  Draft made = draft(attribute, carries_down(p, id(), attribute), action, std::move(reason), rank);
  if (lets_go)
    for (ObjectId column : made.alters) made.later.emplace_back(column, attribute);
  p.add(std::move(made));
}

bool plain_default(const Column& column) { return column.default_value && column.generated == Generated::kNone; }

// A default that cannot be cast stands in the way of a new type or an identity; one that can would keep its old cast.
bool default_stands_in_the_way(const Alteration& a) {
  if (!plain_default(a.before)) return false;
  const bool identity = a.before.identity == Identity::kNone && a.after.identity != Identity::kNone;
  return identity || changes_base_type(a.p, a.change);
}

// Nobody is to insert a row while the default is away.
void keep_together(const Alteration& a, Draft& draft) {
  constexpr uint32_t kPlainChains = 1U << 27;  // apart from those of strategies
  draft.chain = kPlainChains + a.id().value;
  draft.link = draft.rank;
  draft.together = true;
}

void alter_type(const Alteration& a) {
  if (!a.change.touches("type") && !a.change.touches("collation")) return;
  const std::string_view attribute = a.change.touches("type") ? "type" : "collation";
  if (carried_down(a.p, a.id(), attribute)) return;
  Draft draft = a.draft(attribute, true, type_action(a.p, a.change),
                        attribute == "type" ? "its type differs" : "its collation differs", kType);
  if (default_stands_in_the_way(a)) keep_together(a, draft);
  a.p.add(std::move(draft));
}

// "type" stands for the default's change where only the type's says that it is to be set again.
void alter_default(const Alteration& a) {
  const bool touched = a.change.touches("default"), in_the_way = default_stands_in_the_way(a);
  const bool had = plain_default(a.before), has = plain_default(a.after);
  if (a.after.generated != Generated::kNone) return;
  if (in_the_way) {
    const bool by_parent = carried_down(a.p, a.id(), touched ? "default" : "type");
    if (!by_parent) {
      const bool to_identity = !changes_base_type(a.p, a.change);
      Draft draft = a.draft("default", carries_down(a.p, a.id(), touched ? "default" : "type"), "DROP DEFAULT",
                            to_identity ? "the identity takes its place" : "it would stand in the way of the new type",
                            to_identity ? kDropDefaultLate : kDropDefault);
      for (ObjectId column : draft.alters) draft.later.emplace_back(column, "default");
      keep_together(a, draft);
      a.p.add(std::move(draft));
      if (has) {
        Draft set = a.draft("default", carries_down(a.p, a.id(), touched ? "default" : "type"),
                            "SET DEFAULT " + expr_text(a.p.after, a.after.default_value),
                            touched ? "its default differs" : "its default is set again for the new type", kSetDefault);
        keep_together(a, set);
        a.p.add(std::move(set));
      }
    }
  } else if (touched && has) {
    a.add("default", "SET DEFAULT " + expr_text(a.p.after, a.after.default_value), "its default differs", kSetDefault);
  } else if (touched && had) {
    a.add("default", "DROP DEFAULT", "it has no default any more", kDropDefault, true);
  }
}

void alter_generated(const Alteration& a) {
  if (a.before.generated == Generated::kNone) return;
  if (a.after.generated == Generated::kNone) {
    a.add("generated", "DROP EXPRESSION", "it is an ordinary column now", kDropExpression);
    return;
  }
  if (a.change.touches("default"))
    a.add("default", "SET EXPRESSION AS (" + expr_text(a.p.after, a.after.default_value) + ")",
          "its expression differs", kSetDefault);
}

// DROP NOT NULL on a partitioned table reaches its partitions, ONLY or not: those that stay as they are get it back.
void drop_partitioned_not_null(const Alteration& a) {
  if (carried_down(a.p, a.id(), "not_null")) return;
  a.p.add(a.draft("not_null", true, "DROP NOT NULL", "it may be null", kNotNull));
  for_each_heir_column(a.p, a.id(), [&](ObjectId heir) {
    const ObjectId old = a.p.counterpart_before(heir);
    if (!old || !a.p.before.body<Column>(old).not_null || !a.p.after.body<Column>(heir).not_null) return;
    Draft again = alter_draft(
        a.p, heir, {"not_null"},
        alter_relation(a.p.after, a.p.after.parent(heir)) + "ALTER COLUMN " + bare(a.p.after, heir) + " SET NOT NULL",
        "the partitioned table's DROP NOT NULL took it away", kNotNull + 1);
    again.needs = {a.id()};
    a.p.add(std::move(again));
  });
}

// "name NOT NULL column NOT VALID"
std::string not_null_definition(const Alteration& a) {
  std::string sql = quote_identifier(not_null_name(a.p.after, a.id())) + " NOT NULL " + bare(a.p.after, a.id());
  if (a.after.not_null_no_inherit) sql += " NO INHERIT";
  if (!a.after.not_null_valid) sql += " NOT VALID";
  return sql;
}

void set_not_null(const Alteration& a) {
  if (!a.after.not_null && a.p.after.is(a.p.after.parent(a.id()), Kind::kTable) &&
      a.p.after.body<Table>(a.p.after.parent(a.id())).partition_strategy != 0)
    return drop_partitioned_not_null(a);
  const bool is_plain = a.after.not_null_name.empty() && a.after.not_null_valid;
  if (!a.after.not_null || a.p.options.target < 18 || is_plain) {
    a.add("not_null", a.after.not_null ? "SET NOT NULL" : "DROP NOT NULL",
          a.after.not_null ? "it may not be null" : "it may be null", kNotNull);
    return;
  }
  if (carried_down(a.p, a.id(), "not_null")) return;
  std::string sql = alter_relation(a.p.after, a.p.after.parent(a.id())) + "ADD CONSTRAINT " + not_null_definition(a);
  a.p.add(alter_draft(a.p, a.id(), {"not_null"}, std::move(sql), "it may not be null", kNotNull));
}

// PostgreSQL 18 renames an inherited constraint with its parent's only: a partition's takes its name before it is
// attached, or after it is detached.
void rename_not_null(const Alteration& a) {
  if (carried_down(a.p, a.id(), "not_null_name")) return;
  const ObjectId table = a.p.after.parent(a.id());
  Draft draft = alter_draft(a.p, a.id(), {"not_null_name"},
                            alter_relation(a.p.after, table) + "RENAME CONSTRAINT " +
                                quote_identifier(not_null_name(a.p.before, a.change.before)) + " TO " +
                                quote_identifier(not_null_name(a.p.after, a.id())),
                            "its NOT NULL constraint has another name", kNotNull);
  if (a.before.inherited > 0) draft.needs.push_back(table);
  a.p.add(std::move(draft));
}

void validate_not_null(const Alteration& a) {
  a.p.add(alter_draft(a.p, a.id(), {"not_null_valid"},
                      alter_relation(a.p.after, a.p.after.parent(a.id())) + "VALIDATE CONSTRAINT " +
                          quote_identifier(not_null_name(a.p.after, a.id())),
                      "it is to be valid for all rows", kNotNull));
}

// What has been found to hold for all rows can only be said anew.
void forget_not_null(const Alteration& a) {
  if (carried_down(a.p, a.id(), "not_null_valid")) return;
  a.p.add(alter_draft(a.p, a.id(), {"not_null_valid"},
                      alter_relation(a.p.after, a.p.after.parent(a.id())) + "ALTER COLUMN " + bare(a.p.after, a.id()) +
                          " DROP NOT NULL, ADD CONSTRAINT " + not_null_definition(a),
                      "it need not be valid for all rows", kNotNull));
}

void alter_not_null(const Alteration& a) {
  if (a.change.touches("not_null")) return set_not_null(a);
  if (!a.after.not_null || a.p.options.target < 18) return;
  if (a.change.touches("not_null_name")) rename_not_null(a);
  if (a.change.touches("not_null_valid")) a.after.not_null_valid ? validate_not_null(a) : forget_not_null(a);
}

bool leads_an_index(const Catalog& catalog, ObjectId column) {
  return std::ranges::any_of(catalog.children(catalog.parent(column), Kind::kIndex), [&](ObjectId id) {
    const Index& index = catalog.body<Index>(id);
    return index.method.text() == "btree" && index.valid && !index.predicate && !index.elements.empty() &&
           index.elements.front().column == column;
  });
}

void add_identity(const Alteration& a) {
  Draft draft =
      a.draft("identity", false, "ADD " + identity_clause(a.p.after, a.id()), "it is an identity now", kSetIdentity);
  const ObjectId sequence = identity_sequence(a.p.after, a.id());
  keep_together(a, draft);
  if (sequence) {
    draft.creates.push_back(sequence);
    if (const ObjectId old = a.p.counterpart_before(sequence)) draft.awaits.push_back(old);
  }
  a.p.add(std::move(draft));
  if (!sequence) return;
  Draft past = alter_draft(a.p, a.id(), {}, past_rows(a.p.after, sequence, a.id()),
                           "the column's rows have values that the new sequence must not give again", kSetval);
  past.action = "setval";
  // An index knows the highest value at once: then nobody comes between.
  if (leads_an_index(a.p.before, a.change.before)) {
    past.action = "count on";
    keep_together(a, past);
  }
  a.p.add(std::move(past));
}

void alter_identity(const Alteration& a) {
  if (!a.change.touches("identity")) return;
  // From 17 on a partition has its parent's.
  if (a.p.options.target >= 17 && carried_down(a.p, a.id(), "identity")) return;
  if (a.after.identity == Identity::kNone) {
    Draft draft = a.draft("identity", false, "DROP IDENTITY", "it is no identity any more", kDropIdentity);
    if (const ObjectId sequence = identity_sequence(a.p.before, a.change.before)) draft.drops.push_back(sequence);
    a.p.add(std::move(draft));
  } else if (a.before.identity == Identity::kNone) {
    add_identity(a);
  } else {
    a.p.add(a.draft("identity", false,
                    a.after.identity == Identity::kAlways ? "SET GENERATED ALWAYS" : "SET GENERATED BY DEFAULT",
                    "its identity differs", kSetIdentity));
  }
}

std::string_view storage_word(char storage) {
  switch (storage) {
    case 'p': return "PLAIN";
    case 'e': return "EXTERNAL";
    case 'x': return "EXTENDED";
    default: return "MAIN";
  }
}

// Before 16 there is no SET STORAGE DEFAULT.
char default_storage(const TypeRef& type) {
  const std::string_view name = type.name.text();
  if (type.array) return 'x';
  if (name == "numeric") return 'm';
  constexpr std::string_view kExtended[] = {"text", "character varying", "character", "bytea", "json",   "jsonb", "xml",
                                            "bit",  "bit varying",       "tsvector",  "path",  "polygon"};
  for (std::string_view extended : kExtended)
    if (name == extended) return 'x';
  return type.object ? 'x' : 'p';
}

void alter_settings(const Alteration& a) {
  if (a.change.touches("storage"))
    a.add("storage",
          "SET STORAGE " + std::string(storage_word(a.after.storage ? a.after.storage : default_storage(a.after.type))),
          "its storage differs", kSettings);
  if (a.change.touches("compression"))
    a.p.add(
        a.draft("compression", false,
                "SET COMPRESSION " + (a.after.compression.empty() ? "DEFAULT" : quote_identifier(a.after.compression)),
                "its compression differs", kSettings));
  if (a.change.touches("statistics"))
    a.add("statistics", "SET STATISTICS " + std::to_string(a.after.statistics), "its statistics target differs",
          kSettings);
  if (a.change.touches("options")) {
    const OptionStatements options = option_changes(a.before.options, a.after.options);
    if (!options.set.empty())
      a.p.add(a.draft("options", false, "SET (" + options.set + ")", "its options differ", kSettings));
    if (!options.reset.empty())
      a.p.add(a.draft("options", false, "RESET (" + options.reset + ")", "its options differ", kSettings));
  }
  if (a.change.touches("foreign_options"))
    a.p.add(a.draft("foreign_options", false,
                    "OPTIONS (" + fdw_option_changes(a.before.foreign_options, a.after.foreign_options) + ")",
                    "its options differ", kSettings));
}

}  // namespace

std::string type_action(const Planner& p, const Change& change) {
  const Column &before = p.before.body<Column>(change.before), &after = p.after.body<Column>(change.after);
  std::string action = "TYPE " + type_text(p.after, after.type);
  if (!after.collation.empty()) action += " COLLATE " + std::string(after.collation.text());
  const std::string name = bare(p.after, change.after);
  if (const auto stated = stated_values(p, change.after); stated && after.generated == Generated::kNone)
    return action + " USING " + stated->forward;
  if (const std::string expr = using_expression(p.before, before.type, p.after, after.type, name);
      !expr.empty() && after.generated == Generated::kNone)
    action += " USING " + expr;
  return action;
}

bool changes_base_type(const Planner& p, const Change& change) {
  return change.touches("type") && !same_base_type(p.before, p.before.body<Column>(change.before).type, p.after,
                                                   p.after.body<Column>(change.after).type);
}

void alter_table_column(Planner& p, const Change& change) {
  const Alteration a{p, change, p.before.body<Column>(change.before), p.after.body<Column>(change.after)};
  alter_generated(a);
  alter_default(a);
  if (!p.retyped(change.after)) alter_type(a);
  alter_not_null(a);
  alter_identity(a);
  alter_settings(a);
}

void alter_column_settings(Planner& p, const Change& change) {
  alter_settings({p, change, p.before.body<Column>(change.before), p.after.body<Column>(change.after)});
}

void draft_column_settings(Planner& p, ObjectId id) {
  const Column& column = p.after.body<Column>(id);
  const std::string head = alter_relation(p.after, p.after.parent(id)) + "ALTER COLUMN " + bare(p.after, id) + " ";
  auto add = [&](std::string_view attribute, std::string action) {
    p.add(alter_draft(p, id, {attribute}, head + std::move(action), "it is created with this setting", kSettings));
  };
  if (column.storage && column.storage != default_storage(column.type))
    add("storage", "SET STORAGE " + std::string(storage_word(column.storage)));
  if (column.statistics >= 0) add("statistics", "SET STATISTICS " + std::to_string(column.statistics));
  if (!column.options.empty()) add("options", "SET (" + storage_parameters(column.options) + ")");
}

}  // namespace underpin::plan
