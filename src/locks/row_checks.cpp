// What the server does for each row that changes: indexes, defaults, foreign keys on both sides (ri_triggers.c),
// triggers.
#include <algorithm>
#include <span>

#include "locks/lists.h"
#include "locks/query.h"
#include "locks/value_set.h"
#include "parse/walk.h"

namespace underpin::locks {

namespace {

constexpr int kMaxCascade = 16;

enum class Event : uint8_t { kInsert, kUpdate, kDelete };

void run_triggers(Work& work, ObjectId table, Event event) {
  const Catalog& before = work.before;
  for (ObjectId id : before.children(table, Kind::kTrigger)) {
    const Trigger& trigger = before.body<Trigger>(id);
    const bool fires = event == Event::kInsert   ? trigger.on_insert
                       : event == Event::kUpdate ? trigger.on_update
                                                 : trigger.on_delete;
    if (fires && trigger.enabled != 'D' && !trigger.initially_deferred) run_routine(work, trigger.function, true);
  }
}

struct ColumnValue {
  ObjectId column;
  const Node* value = nullptr;
};

// The partitions that a row with these values belongs to: those that a query for column = value AND … would read.
std::vector<ObjectId> holding(const Work& work, ObjectId table, std::span<const ColumnValue> values,
                              const Node* so_far = nullptr) {
  if (values.empty()) return selected(work, table, so_far);
  std::string name_text(work.before.name(values.front().column).text()), operator_text = "=";
  String name{.type = T_String, .sval = name_text.data()}, op{.type = T_String, .sval = operator_text.data()};
  ListCell name_cell{.ptr_value = &name}, operator_cell{.ptr_value = &op};
  List fields, operators, arguments;
  make_list(fields, &name_cell, 1);
  make_list(operators, &operator_cell, 1);
  ColumnRef reference{.type = T_ColumnRef, .fields = &fields, .location = -1};
  A_Expr equality{};
  equality.type = T_A_Expr;
  equality.kind = AEXPR_OP;
  equality.name = &operators;
  equality.lexpr = reinterpret_cast<Node*>(&reference);
  equality.rexpr = const_cast<Node*>(values.front().value);
  ListCell sides[2] = {{.ptr_value = &equality}, {.ptr_value = const_cast<Node*>(so_far)}};
  make_list(arguments, sides, so_far ? 2 : 1);
  BoolExpr all{};
  all.xpr.type = T_BoolExpr;
  all.boolop = AND_EXPR;
  all.args = &arguments;
  return holding(work, table, values.subspan(1), reinterpret_cast<const Node*>(&all));
}

// SELECT 1 FROM ONLY referenced WHERE key = $1 FOR KEY SHARE; `values`: where they are known, of the key's one column.
void look_up_key(Work& work, const Constraint& key, const std::vector<const Node*>& values) {
  if (!is_partitioned(work.before, key.referenced)) return open_tables(work, {key.referenced}, LockMode::kRowShare);
  if (values.empty()) return open_tables(work, work.relatives.family(key.referenced), LockMode::kRowShare);
  for (const Node* value : values)
    open_tables(work, holding(work, key.referenced, std::vector<ColumnValue>{{key.referenced_columns.front(), value}}),
                LockMode::kRowShare);
}

bool is_checked_now(const Constraint& key) { return key.enforced && !key.initially_deferred; }

// What SET gives to the column; null where it does not.
const Node* assigned(const Catalog& catalog, ObjectId column, const List* targets) {
  for (const ResTarget* target : items<ResTarget>(targets))
    if (target->name && catalog.name(column).text() == target->name) return target->val;
  return nullptr;
}

bool names_any(const Catalog& catalog, const std::vector<ObjectId>& columns, const List* targets) {
  return std::ranges::any_of(columns, [&](ObjectId column) { return assigned(catalog, column, targets) != nullptr; });
}

// The value that an INSERT gives to a column in each of its rows: none where it comes from a query.
struct Given {
  bool known = false;  // VALUES
  bool stated = false;
  bool all_null = true;
  std::vector<const Node*> values{};
};

bool is_null(const Node* node) {
  if (is_node(node, T_TypeCast)) return is_null(as<TypeCast>(node)->arg);
  return is_node(node, T_A_Const) && as<A_Const>(node)->isnull;
}

int position_of(const Catalog& catalog, ObjectId table, ObjectId column, const InsertStmt* statement) {
  int at = 0;
  if (items(statement->cols).empty()) {
    for (ObjectId other : catalog.children(table, Kind::kColumn))
      at += catalog.body<Column>(other).position < catalog.body<Column>(column).position;
    return at;
  }
  for (const ResTarget* target : items<ResTarget>(statement->cols)) {
    if (target->name && catalog.name(column).text() == target->name) return at;
    ++at;
  }
  return -1;
}

Given given(const Catalog& catalog, ObjectId table, ObjectId column, const InsertStmt* statement) {
  Given out{};
  if (statement == nullptr) return {.known = false, .stated = true, .all_null = false};
  const int at = position_of(catalog, table, column, statement);
  if (at < 0 || statement->selectStmt == nullptr) return {.known = true};
  const auto* select = as<SelectStmt>(statement->selectStmt);
  if (!is_node(statement->selectStmt, T_SelectStmt) || select->valuesLists == nullptr) {
    const auto outputs = items(select->targetList);
    const bool beyond = items(statement->cols).empty() && !outputs.empty() && at >= outputs.size();
    return {.known = beyond, .stated = !beyond, .all_null = beyond};
  }
  out.known = true;
  for (const List* row : items<List>(select->valuesLists)) {
    const auto values = items(row);
    if (at >= values.size() || is_node(values[at], T_SetToDefault)) continue;
    out.stated = true;
    out.all_null &= is_null(values[at]);
    out.values.push_back(values[at]);
  }
  return out;
}

void use_default(Work& work, ObjectId column) {
  const Column& body = work.before.body<Column>(column);
  if (body.identity != Identity::kNone)
    for (ObjectId sequence : work.relatives.sequences_of(column)) work.lock(sequence, LockMode::kRowExclusive);
  if (!body.default_value || body.generated != Generated::kNone) return;
  for (const Reference& reference : work.before.expr(body.default_value).refs) {
    if (work.before.is(reference.target, Kind::kSequence)) work.lock(reference.target, LockMode::kRowExclusive);
    if (work.before.is(reference.target, Kind::kFunction)) run_routine(work, reference.target, true);
  }
}

// ON DELETE or ON UPDATE of a referenced row: a look at the rows that refer to it, or their change.
void follow_referencing(Work& work, ObjectId id, char action, int depth) {
  const Constraint& key = work.before.body<Constraint>(id);
  const bool acts = action == 'c' || action == 'n' || action == 'd';
  if (!acts && !is_checked_now(key)) return;
  const ObjectId table = work.before.parent(id);
  const auto tables = is_partitioned(work.before, table) ? work.relatives.family(table) : std::vector{table};
  open_tables(work, tables, acts ? LockMode::kRowExclusive : LockMode::kRowShare);
  if (acts && depth < kMaxCascade) check_deleted(work, table, depth + 1);
}

}  // namespace

void open_target_indexes(Work& work, ObjectId table) {
  if (has_storage(work.before, table)) work.lock_all(work.relatives.indexes(table), LockMode::kRowExclusive, true);
}

// The partitions that rows go to, with those on the way.
std::vector<ObjectId> routed(const Work& work, ObjectId table, const InsertStmt* statement) {
  if (!is_partitioned(work.before, table)) return {table};
  const auto* select = statement ? as<SelectStmt>(statement->selectStmt) : nullptr;
  if (select == nullptr || !is_node(statement->selectStmt, T_SelectStmt) || select->valuesLists == nullptr)
    return work.relatives.family(table);
  std::vector<ObjectId> reached;
  for (const List* row : items<List>(select->valuesLists)) {
    const auto given_values = items(row);
    std::vector<ColumnValue> values;
    for (ObjectId column : work.before.children(table, Kind::kColumn)) {
      const int at = position_of(work.before, table, column, statement);
      if (at >= 0 && at < given_values.size()) values.push_back({column, given_values[at]});
    }
    for (ObjectId part : holding(work, table, values))
      if (std::ranges::find(reached, part) == reached.end()) reached.push_back(part);
  }
  return reached;
}

void check_inserted(Work& work, ObjectId table, const InsertStmt* statement) {
  const Catalog& before = work.before;
  for (ObjectId column : before.children(table, Kind::kColumn)) {
    const Given value = given(before, table, column, statement);
    if (value.known && !value.stated) use_default(work, column);
  }
  for (ObjectId id : work.relatives.foreign_keys(table)) {
    const Constraint& key = before.body<Constraint>(id);
    if (!is_checked_now(key)) continue;
    const bool null = std::ranges::any_of(key.columns, [&](ObjectId column) {
      const Given value = given(before, table, column, statement);
      const bool has_default = !value.stated && before.body<Column>(column).default_value;
      return value.known && value.all_null && !has_default;
    });
    if (null)
      work.lock(key.referenced, LockMode::kRowShare);  // opened, then nothing is looked up
    else
      look_up_key(work, key,
                  key.columns.size() == 1 ? given(before, table, key.columns.front(), statement).values
                                          : std::vector<const Node*>{});
  }
  run_triggers(work, table, Event::kInsert);
}

void check_updated(Work& work, ObjectId table, const List* targets) {
  const Catalog& before = work.before;
  if (!is_table(before, table)) return;
  for (ObjectId id : work.relatives.foreign_keys(table)) {
    const Constraint& key = before.body<Constraint>(id);
    if (!is_checked_now(key) || !names_any(before, key.columns, targets)) continue;
    const auto becomes_null = [&](ObjectId column) {
      const Node* value = assigned(before, column, targets);
      return value != nullptr && is_null(value);
    };
    if (std::ranges::any_of(key.columns, becomes_null)) continue;
    const Node* value = key.columns.size() == 1 ? assigned(before, key.columns.front(), targets) : nullptr;
    look_up_key(work, key, value ? std::vector{value} : std::vector<const Node*>{});
  }
  for (ObjectId id : work.relatives.referencing(table)) {
    const Constraint& key = before.body<Constraint>(id);
    if (names_any(before, key.referenced_columns, targets)) follow_referencing(work, id, key.on_update, kMaxCascade);
  }
  run_triggers(work, table, Event::kUpdate);
}

void check_deleted(Work& work, ObjectId table, int depth) {
  const Catalog& before = work.before;
  if (!is_table(before, table) || !work.rows.has(table)) return;
  for (ObjectId id : work.relatives.referencing(table))
    follow_referencing(work, id, before.body<Constraint>(id).on_delete, depth);
  run_triggers(work, table, Event::kDelete);
}

}  // namespace underpin::locks
