#include "locks/work.h"

#include <algorithm>

#include "locks/lists.h"

namespace underpin::locks {

namespace {

std::vector<ObjectId> schemas_of(const Catalog& catalog, const Context& context) {
  std::vector<Symbol> names = context.search_path;
  if (names.empty()) names = {intern("$user"), intern("public")};
  std::vector<ObjectId> out;
  for (Symbol name : names) {
    if (name.text() == "$user") name = context.role;
    if (name.empty()) continue;
    if (const ObjectId schema = catalog.find_schema(name)) out.push_back(schema);
  }
  return out;
}

void add_once(std::vector<ObjectId>& list, ObjectId id) {
  if (std::ranges::find(list, id) == list.end()) list.push_back(id);
}

}  // namespace

Work::Work(const Catalog& before_state, const Catalog& after_state, const TableRows& row_facts, const Context& where,
           const StatementSpan& span)
    : before(before_state),
      after(after_state),
      rows(row_facts),
      context(where),
      statement(span),
      relatives(before_state),
      search_path(schemas_of(before_state, where)) {}

const Relatives& Work::after_relatives() {
  if (!after_relatives_) after_relatives_.emplace(after);
  return *after_relatives_;
}

NameScope Work::scope() const {
  // Analysis of names only reads; its type says otherwise because analysis of expressions adds to a catalog.
  return {.catalog = const_cast<Catalog*>(&before),
          .search_path = search_path,
          .text = statement.text(),
          .file = statement.file,
          .offset = statement.begin};
}

void Work::lock(ObjectId relation, LockMode mode, bool brief) {
  if (!existed(relation) || !is_relation(before, relation)) return;
  for (LockedRelation& held : cost.locks) {
    if (held.relation != relation || held.if_free) continue;
    if (held.mode == mode) held.brief &= brief;
    if (includes(held.mode, mode)) return;
  }
  const auto weaker = [&](const LockedRelation& held) {
    return held.relation == relation && !held.if_free && includes(mode, held.mode);
  };
  const auto first = std::ranges::find_if(cost.locks, weaker);
  if (first == cost.locks.end()) {
    cost.locks.push_back({relation, mode, brief});
    return;
  }
  *first = {relation, mode, brief};
  cost.locks.erase(std::remove_if(first + 1, cost.locks.end(), weaker), cost.locks.end());
}

void Work::try_lock(ObjectId relation, LockMode mode) {
  if (existed(relation)) cost.locks.push_back({.relation = relation, .mode = mode, .if_free = true});
}

void Work::lock_all(const std::vector<ObjectId>& relations, LockMode mode, bool brief) {
  for (ObjectId relation : relations) lock(relation, mode, brief);
}

void Work::rewrite(ObjectId relation) {
  if (existed(relation)) add_once(cost.rewrites, relation);
}

void Work::scan(ObjectId relation) {
  if (existed(relation) && has_storage(before, relation)) add_once(cost.scans, relation);
}

void Work::build(ObjectId index) {
  const ObjectId table = home(index).parent(index);
  if (existed(table) && has_storage(before, table)) add_once(cost.index_builds, index);
}

void Work::rewrite_table(ObjectId table) {
  if (!existed(table) || !has_storage(before, table)) return;
  rewrite(table);
  scan(table);
  for (ObjectId index : relatives.indexes(table)) {
    if (is_gone(index)) continue;
    lock(index, LockMode::kAccessExclusive);
    build(index);
  }
}

void Work::refuse(std::string why) {
  if (cost.refused.empty()) cost.refused = std::move(why);
}

ObjectId Work::find(const RangeVar* name) const { return name == nullptr ? ObjectId{} : find_relation(scope(), name); }

ObjectId Work::find(const List* qualified_name) const {
  const auto parts = items(qualified_name);
  if (parts.empty() || !is_node(parts.back(), T_String)) return {};
  RangeVar name{};
  name.type = T_RangeVar;
  name.location = -1;
  name.relname = as<String>(parts.back())->sval;
  if (parts.size() > 1) name.schemaname = as<String>(parts[parts.size() - 2])->sval;
  return find(&name);
}

ObjectId Work::find_type(const List* names) const {
  const auto parts = items(names);
  if (parts.empty()) return {};
  const Symbol name = intern(as<String>(parts.back())->sval);
  if (parts.size() > 1) {
    const ObjectId schema = before.find_schema(intern(as<String>(parts[parts.size() - 2])->sval));
    return schema ? before.find(NameSpace::kType, schema, name) : ObjectId{};
  }
  for (ObjectId schema : search_path)
    if (const ObjectId found = before.find(NameSpace::kType, schema, name)) return found;
  return {};
}

ObjectId Work::find_parent(const List* names) const {
  if (items(names).size() < 2) return {};
  List relation = *names;
  relation.length -= 1;
  return find(&relation);
}

bool Work::was_created_here(ObjectId id) const {
  return std::ranges::find(context.created, id) != context.created.end();
}

}  // namespace underpin::locks
