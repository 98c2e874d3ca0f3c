#include "plan/kinds/table_create.h"

#include <algorithm>
#include <unordered_set>

#include "ir/attributes.h"
#include "plan/kinds/column_alter.h"
#include "plan/kinds/column_sql.h"
#include "plan/kinds/constraint_sql.h"
#include "plan/kinds/table_alter.h"
#include "plan/kinds/table_sql.h"

namespace underpin::plan {
namespace {

// How the table's own statement makes it.
enum class Birth : uint8_t {
  kOwn,        // with its columns
  kTyped,      // CREATE TABLE … OF
  kPartition,  // CREATE TABLE … PARTITION OF
};

struct Birthing {
  Planner& p;
  ObjectId id;
  const Table& table;
  Birth birth;
  Draft draft;
  std::vector<ObjectId> later_defaults;

  const Catalog& after() const { return p.after; }
};

// Does the expression call a function that itself needs the table? Then it can only be added when the table is there.
bool leads_back(const Catalog& catalog, ExprId expr, ObjectId table) {
  if (!expr) return false;
  std::unordered_set<ObjectId> seen;
  std::vector<ObjectId> open;
  auto visit = [&](ObjectId target) {
    if (catalog.is(target, Kind::kFunction) && seen.insert(target).second) open.push_back(target);
  };
  for (const Reference& ref : catalog.expr(expr).refs) visit(ref.target);
  bool found = false;
  while (!open.empty() && !found) {
    const ObjectId function = open.back();
    open.pop_back();
    for_each_reference(catalog, function, [&](ObjectId target, std::string_view) {
      found |= target == table || catalog.parent(target) == table;
      visit(target);
    });
  }
  return found;
}

std::string partition_key(const Catalog& catalog, const Table& table) {
  if (table.partition_strategy == 0) return "";
  std::string out = table.partition_strategy == 'r' ? "RANGE (" : table.partition_strategy == 'l' ? "LIST (" : "HASH (";
  bool first = true;
  for (const PartitionKeyItem& item : table.partition_key) {
    if (!first) out += ", ";
    first = false;
    out += item.column ? bare(catalog, item.column) : "(" + expr_text(catalog, item.expr) + ")";
    if (!item.collation.empty()) out += " COLLATE " + std::string(item.collation.text());
    if (!item.opclass.empty()) out += " " + std::string(item.opclass.text());
  }
  return "\nPARTITION BY " + out + ")";
}

std::string tail(const Catalog& catalog, const Table& table) {
  std::string out = partition_key(catalog, table);
  if (table.server) out += "\nSERVER " + bare(catalog, table.server);
  if (!table.foreign_options.empty()) out += "\nOPTIONS (" + fdw_options(table.foreign_options) + ")";
  if (!table.access_method.empty()) out += "\nUSING " + quote_identifier(table.access_method);
  if (!table.options.empty()) out += "\nWITH (" + storage_parameters(table.options) + ")";
  if (!table.tablespace.empty()) out += "\nTABLESPACE " + quote_identifier(table.tablespace);
  return out;
}

// The column's definition, without a default that has to wait.
std::string born_column(Birthing& b, ObjectId id) {
  const Column& column = b.after().body<Column>(id);
  ColumnParts parts{.identity = !b.table.is_partition || b.p.options.target < 17 || column.inherited == 0};
  // The table that it takes the place of still has a constraint of the name that PostgreSQL would choose.
  parts.named_not_null = b.p.fate_after(b.id) == Fate::kRebuild && column.inherited == 0;
  if (b.birth == Birth::kTyped) {
    std::string out = column_definition(b.after(), id, b.p.options.target, parts);
    const std::string head = bare(b.after(), id) + " " + type_text(b.after(), column.type);
    return out == head ? "" : bare(b.after(), id) + " WITH OPTIONS" + out.substr(head.size());
  }
  const bool waits = column.generated == Generated::kNone && leads_back(b.after(), column.default_value, b.id);
  if (!waits) return column_definition(b.after(), id, b.p.options.target, parts);
  b.later_defaults.push_back(id);
  b.draft.later.emplace_back(id, "default");
  parts.value = false;
  return column_definition(b.after(), id, b.p.options.target, parts);
}

// Columns by position, then the rest in order of creation.
std::vector<ObjectId> in_order(const Catalog& catalog, ObjectId table) {
  std::vector<ObjectId> out = catalog.at(table).children;
  std::ranges::stable_sort(out, {}, [&](ObjectId id) {
    return catalog.is(id, Kind::kColumn) ? catalog.body<Column>(id).position : UINT16_MAX + 1;
  });
  return out;
}

std::vector<std::string> elements(Birthing& b) {
  std::vector<std::string> out;
  for (ObjectId child : in_order(b.after(), b.id)) {
    std::string text;
    if (b.after().is(child, Kind::kColumn)) {
      b.draft.creates.push_back(child);
      if (const ObjectId sequence = b.after().body<Column>(child).identity != Identity::kNone
                                        ? identity_sequence(b.after(), child)
                                        : ObjectId{})
        b.draft.creates.push_back(sequence);
      if (b.table.is_partition || b.after().body<Column>(child).is_local) text = born_column(b, child);
    } else if (b.after().is(child, Kind::kConstraint) && b.p.folded_create(child)) {
      const Constraint& constraint = b.after().body<Constraint>(child);
      if (constraint.type == ConstraintType::kForeign || constraint.type == ConstraintType::kTrigger) continue;
      b.draft.creates.push_back(child);
      b.draft.later.emplace_back(child, "parent_constraint");
      if (constraint.index) {
        b.draft.creates.push_back(constraint.index);
        b.draft.later.emplace_back(constraint.index, "parent_index");
      }
      if (b.table.is_partition || constraint.is_local || constraint.inherited == 0)
        text = constraint_definition(b.after(), child);
    }
    if (!text.empty()) out.push_back(std::move(text));
  }
  return out;
}

std::string heading(const Birthing& b) {
  std::string out = "CREATE ";
  if (b.table.persistence == 'u') out += "UNLOGGED ";
  return out + (b.table.server ? "FOREIGN TABLE " : "TABLE ") + qualified_name(b.after(), b.id);
}

std::string own_statement(Birthing& b) {
  std::string out = heading(b);
  if (b.birth == Birth::kTyped) out += " OF " + type_text(b.after(), b.table.of_type);
  const std::vector<std::string> lines = elements(b);
  std::string body;
  for (const std::string& line : lines) body += (body.empty() ? "\n    " : ",\n    ") + line;
  if (b.birth == Birth::kOwn || !body.empty()) out += body.empty() ? " ()" : " (" + body + "\n)";
  if (!b.table.is_partition && !b.table.parents.empty()) {
    std::string parents;
    for (ObjectId parent : b.table.parents)
      parents += (parents.empty() ? "" : ", ") + qualified_name(b.after(), parent);
    out += "\nINHERITS (" + parents + ")";
  }
  return out + tail(b.after(), b.table);
}

// All children that PostgreSQL copies from the parent come with the statement.
std::string partition_statement(Birthing& b) {
  for (ObjectId child : b.after().at(b.id).children)
    if (b.p.folded_create(child)) b.draft.creates.push_back(child);
  std::vector<std::string> own;
  for (ObjectId child : b.after().children(b.id, Kind::kColumn))
    if (std::string text = partition_column(b.after(), child); !text.empty()) own.push_back(std::move(text));
  for (ObjectId child : b.after().children(b.id, Kind::kConstraint)) {
    const Constraint& constraint = b.after().body<Constraint>(child);
    if (b.p.folded_create(child) && constraint.is_local && !constraint.parent_constraint)
      own.push_back(constraint_definition(b.after(), child));
  }
  std::string body;
  for (const std::string& line : own) body += (body.empty() ? "\n    " : ",\n    ") + line;
  std::string out = heading(b) + " PARTITION OF " + qualified_name(b.after(), b.table.parents[0]);
  if (!body.empty()) out += " (" + body + "\n)";
  return out + "\n" + expr_text(b.after(), b.table.bound) + tail(b.after(), b.table);
}

// The parents' columns, and what else of them the table takes over, must be as they are to be.
void need_parents(Birthing& b) {
  for (ObjectId parent : b.table.parents) {
    b.draft.needs.push_back(parent);
    for (ObjectId child : b.after().at(parent).children) {
      const Kind kind = b.after().kind(child);
      if (kind == Kind::kColumn || kind == Kind::kConstraint || (kind == Kind::kIndex && b.birth == Birth::kPartition))
        b.draft.needs.push_back(child);
    }
    if (const ObjectId old = b.p.counterpart_before(parent); old && !b.p.created(parent))
      for (ObjectId child : b.p.before.at(old).children)
        if (b.p.dropped(child)) b.draft.awaits.push_back(child);
  }
}

// Inherited columns that differ from the parent's.
void draft_overrides(Birthing& b) {
  const size_t default_at = attribute_index(Kind::kColumn, "default"),
               not_null_at = attribute_index(Kind::kColumn, "not_null");
  for (ObjectId id : b.after().children(b.id, Kind::kColumn)) {
    const Column& column = b.after().body<Column>(id);
    const ObjectId above = column.is_local ? ObjectId{} : inherited_from(b.after(), id);
    if (!above) continue;
    const std::string head = alter_relation(b.after(), b.id) + "ALTER COLUMN " + bare(b.after(), id) + " ";
    if (attribute_text(b.after(), id, default_at) != attribute_text(b.after(), above, default_at) &&
        column.generated == Generated::kNone)
      b.p.add(alter_draft(
          b.p, id, {"default"},
          head + (column.default_value ? "SET DEFAULT " + expr_text(b.after(), column.default_value) : "DROP DEFAULT"),
          "its default is not the parent's", 1));
    if (column.not_null && attribute_text(b.after(), id, not_null_at) != attribute_text(b.after(), above, not_null_at))
      b.p.add(alter_draft(b.p, id, {"not_null"}, head + "SET NOT NULL", "it may not be null", 1));
  }
}

Birth birth_of(const Planner& p, ObjectId id, const Table& table) {
  if (is_born_as_partition(p, id)) return Birth::kPartition;
  return table.of_type.known() ? Birth::kTyped : Birth::kOwn;
}

}  // namespace

bool is_born_with_table(const Planner& p, ObjectId id) {
  const Constraint& constraint = p.after.body<Constraint>(id);
  if (constraint.type == ConstraintType::kForeign) return false;
  const ObjectId table = p.after.parent(id);
  if (is_born_as_partition(p, table)) return constraint.parent_constraint || constraint.valid;
  if (constraint.type == ConstraintType::kCheck && (!constraint.valid || leads_back(p.after, constraint.expr, table)))
    return !constraint.is_local && constraint.inherited > 0 && !p.after.body<Table>(table).is_partition;
  if (constraint.index && p.counterpart_before(constraint.index) && !p.created(constraint.index)) return false;
  return true;
}

void create_table(Planner& p, ObjectId id) {
  const Table& table = p.after.body<Table>(id);
  Birthing b{p, id, table, birth_of(p, id, table), draft_on(p.after, id, "create", "", "it is new"), {}};
  b.draft.creates = {id};
  b.draft.later = {{id, "replica_index"}, {id, "cluster_index"}};
  if (b.birth == Birth::kPartition) {
    b.draft.sql = partition_statement(b);
  } else {
    b.draft.sql = own_statement(b);
    if (table.is_partition) b.draft.later.insert(b.draft.later.end(), {{id, "parents"}, {id, "bound"}});
  }
  if (b.birth == Birth::kPartition || !table.is_partition) need_parents(b);
  p.add(std::move(b.draft));
  for (ObjectId column : b.later_defaults)
    p.add(alter_draft(p, column, {"default"},
                      alter_relation(p.after, id) + "ALTER COLUMN " + bare(p.after, column) + " SET DEFAULT " +
                          expr_text(p.after, p.after.body<Column>(column).default_value),
                      "its default needs the table itself", 1));
  if (b.birth == Birth::kOwn && !table.is_partition) draft_overrides(b);
  for (ObjectId column : p.after.children(id, Kind::kColumn))
    if (p.after.body<Column>(column).is_local || table.is_partition) draft_column_settings(p, column);
  if (table.is_partition && b.birth != Birth::kPartition) draft_attach_partition(p, id);
  draft_table_settings(p, id);
}

}  // namespace underpin::plan
