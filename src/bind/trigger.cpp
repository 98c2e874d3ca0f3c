#include <algorithm>
#include <utility>

#include "bind/lists.h"
#include "bind/objects.h"
#include "bind/relations.h"
#include "bind/tokens.h"

namespace underpin::bind {
namespace {

char timing_of(int bits) {
  if (bits & TRIGGER_TYPE_BEFORE) return 'b';
  return bits & TRIGGER_TYPE_INSTEAD ? 'i' : 'a';
}

// What may stand on which relation.
void check_target(const Session& s, const CreateTrigStmt* stmt, ObjectId relation) {
  const Catalog& catalog = s.catalog;
  const auto refuse = [&](std::string_view what, const char* detail) {
    s.invalid(code::kWrongObjectType, "42809", stmt->relation->location,
              in_quotes(catalog.name(relation).text()) + " is a " + std::string(what), detail);
  };
  const bool instead = stmt->timing & TRIGGER_TYPE_INSTEAD;
  switch (catalog.kind(relation)) {
    case Kind::kTable:
      if (instead) refuse("table", "Tables cannot have INSTEAD OF triggers.");
      if (stmt->transitionRels && stmt->row && is_partitioned(catalog, relation))
        refuse("partitioned table", "ROW triggers with transition tables are not supported on partitioned tables.");
      return;
    case Kind::kView:
      if (stmt->row && !instead) refuse("view", "Views cannot have row-level BEFORE or AFTER triggers.");
      if (stmt->events & TRIGGER_TYPE_TRUNCATE) refuse("view", "Views cannot have TRUNCATE triggers.");
      return;
    default:
      s.invalid(code::kWrongObjectType, "42809", stmt->relation->location,
                "relation " + in_quotes(catalog.name(relation).text()) + " cannot have triggers");
  }
}

void set_function(Session& s, Trigger& trigger, const List* name) {
  const RoutineName function = find_function(s, name, {}, -1);
  trigger.function = function.id;
  trigger.function_name = function.outside;
  if (!function.id) return;
  if (!s.catalog.is(function.id, Kind::kFunction) || type_name(s, function.id) != "trigger")
    s.invalid(code::kInvalidDefinition, "42P17", -1,
              "function " + std::string(printed_name(name).text()) + " must return type trigger");
}

Trigger read(Session& s, const CreateTrigStmt* stmt, ObjectId relation) {
  Trigger trigger;
  trigger.timing = timing_of(stmt->timing);
  trigger.on_insert = stmt->events & TRIGGER_TYPE_INSERT;
  trigger.on_update = stmt->events & TRIGGER_TYPE_UPDATE;
  trigger.on_delete = stmt->events & TRIGGER_TYPE_DELETE;
  trigger.on_truncate = stmt->events & TRIGGER_TYPE_TRUNCATE;
  trigger.for_each_row = stmt->row;
  trigger.is_constraint = stmt->isconstraint;
  trigger.deferrable = stmt->deferrable;
  trigger.initially_deferred = stmt->initdeferred;
  trigger.update_columns = columns_named(s, relation, stmt->columns, -1);
  if (stmt->constrrel) trigger.constraint_relation = resolve_relation(s.scope(), stmt->constrrel);
  for (const TriggerTransition* transition : items<TriggerTransition>(stmt->transitionRels))
    (transition->isNew ? trigger.new_table : trigger.old_table) = symbol(transition->name);
  for (const Node* argument : items(stmt->args)) trigger.arguments.push_back(intern(strval(argument)));
  if (stmt->whenClause) {
    const std::string_view text = s.statement.text();
    const ByteRange range = parenthesised(text, after_keyword(text, 0, "when"));
    ExprContext context;
    context.relation = relation;
    context.trigger_rows = true;
    trigger.when = make_expression(s.scope(), context, stmt->whenClause, range.begin, range.end);
  }
  set_function(s, trigger, stmt->funcname);
  return trigger;
}

ObjectId copy_of(const Catalog& catalog, ObjectId trigger, ObjectId partition) {
  for (ObjectId child : catalog.at(partition).children)
    if (catalog.is(child, Kind::kTrigger) && catalog.body<Trigger>(child).parent_trigger == trigger) return child;
  return {};
}

// The partition's copy, made or brought up to date, and so on down.
void clone_trigger(Session& s, ObjectId trigger, ObjectId partition) {
  const Catalog& catalog = s.catalog;
  Trigger copy = catalog.body<Trigger>(trigger);
  const ObjectMap map = column_map(catalog, catalog.parent(trigger), partition);
  for (ObjectId& column : copy.update_columns) column = mapped(map, column);
  if (copy.when) copy.when = copy_expr(s, copy.when, map);
  copy.parent_trigger = trigger;
  ObjectId id = copy_of(catalog, trigger, partition);
  if (!id) {
    s.check_free(Kind::kTrigger, partition, catalog.name(trigger), -1);
    id = s.catalog.add<Trigger>(partition, catalog.name(trigger), catalog.at(trigger).place);
  }
  s.catalog.body<Trigger>(id) = std::move(copy);
  for (ObjectId below : relation_index(s).children(catalog, partition)) clone_trigger(s, id, below);
}

bool is_cloned(const Catalog& catalog, ObjectId id) {
  return catalog.is(id, Kind::kTrigger) && catalog.body<Trigger>(id).for_each_row;
}

void collect_copies(Session& s, ObjectId trigger, ObjectId partition, std::vector<ObjectId>& out) {
  const ObjectId copy = copy_of(s.catalog, trigger, partition);
  if (!copy) return;
  for (ObjectId below : relation_index(s).children(s.catalog, partition)) collect_copies(s, copy, below, out);
  out.push_back(copy);
}

}  // namespace

std::string_view type_name(const Session& s, ObjectId function) {
  return std::as_const(s.catalog).body<Function>(function).result.name.text();
}

void clone_row_triggers(Session& s, ObjectId parent, ObjectId partition) {
  const std::vector<ObjectId> children = s.catalog.at(parent).children;
  for (ObjectId id : children)
    if (is_cloned(s.catalog, id)) clone_trigger(s, id, partition);
}

void drop_cloned_triggers(Session& s, ObjectId partition) {
  std::vector<ObjectId> copies;
  const std::vector<ObjectId> children = s.catalog.at(partition).children;
  for (ObjectId id : children) {
    if (!s.catalog.is(id, Kind::kTrigger)) continue;
    if (ObjectId from = std::as_const(s.catalog).body<Trigger>(id).parent_trigger)
      collect_copies(s, from, partition, copies);
  }
  for (ObjectId id : copies) s.catalog.remove(id);
}

void create_trigger(Session& s, const Node* node) {
  const auto* stmt = as<CreateTrigStmt>(node);
  const ObjectId relation = resolve_relation(s.scope(), stmt->relation);
  if (!relation)
    s.invalid(code::kUnsupported, "42501", stmt->relation->location, "relations of the system cannot have triggers");
  check_target(s, stmt, relation);
  Trigger trigger = read(s, stmt, relation);
  const Symbol name = symbol(stmt->trigname);
  ObjectId id = s.catalog.find(Kind::kTrigger, relation, name);
  if (id && stmt->replace) {
    if (stmt->isconstraint || std::as_const(s.catalog).body<Trigger>(id).is_constraint)
      s.invalid(code::kInvalidDefinition, "42710", -1,
                "trigger " + in_quotes(stmt->trigname) + " for relation " + in_quotes(s.catalog.name(relation).text()) +
                    " is a constraint trigger");
    s.catalog.at(id).place = s.place(-1);
  } else {
    id = s.create<Trigger>(relation, name, -1);
  }
  s.catalog.body<Trigger>(id) = std::move(trigger);
  if (is_partitioned(s.catalog, relation) && is_cloned(s.catalog, id))
    for (ObjectId partition : relation_index(s).children(s.catalog, relation)) clone_trigger(s, id, partition);
}

}  // namespace underpin::bind
