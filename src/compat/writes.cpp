// What a table has come to demand of those who write to it.
#include <algorithm>

#include "compat/matrix.h"
#include "compat/narrowing.h"
#include "ir/attributes.h"
#include "ir/print.h"

namespace underpin::compat {
namespace {

std::string quoted(std::string_view name) { return "\"" + std::string(name) + "\""; }

ObjectId table_named(const Catalog& catalog, std::string_view qualified) {
  ObjectId found;
  // "schema.name" as qualified_name prints it: few tables are written, so they are asked one by one in their schema.
  const size_t dot = qualified.find('.');
  if (dot == qualified.npos || qualified.find('"') != qualified.npos) {
    catalog.for_each([&](ObjectId id) {
      if (catalog.is(id, Kind::kTable) && qualified_name(catalog, id) == qualified) found = id;
    });
    return found;
  }
  const ObjectId schema = catalog.find_schema(intern(qualified.substr(0, dot)));
  if (!schema) return {};
  found = catalog.find(NameSpace::kRelation, schema, intern(qualified.substr(dot + 1)));
  return catalog.is(found, Kind::kTable) ? found : ObjectId{};
}

class Writes {
 public:
  Writes(const Catalog& first, const Catalog& now, const Answer& answer) : first_(first), now_(now), answer_(answer) {}

  std::vector<Problem> run() {
    for (const Access& access : answer_.writes) {
      if (access.kind != "relation") continue;
      table_ = table_named(now_, access.name);
      old_ = table_named(first_, access.name);
      if (table_ && table_.value < first_.size() && !first_.removed(table_)) old_ = table_;
      if (!table_ || !old_) continue;
      written_ = &access;
      columns();
      constraints();
      indexes();
    }
    foreign_keys_to();
    return std::move(out_);
  }

 private:
  bool inserts() const { return answer_.statement == "insert" || answer_.statement == "merge"; }
  bool deletes() const { return answer_.statement == "delete"; }
  bool writes(ObjectId column) const {
    return std::ranges::find(written_->columns, now_.name(column).text()) != written_->columns.end();
  }
  bool writes_any(const std::vector<ObjectId>& columns) const {
    return std::ranges::any_of(columns, [&](ObjectId column) { return column && writes(column); });
  }

  ObjectId old_column(ObjectId column) const {
    if (column.value < first_.size() && first_.is(column, Kind::kColumn) && !first_.removed(column)) return column;
    return first_.find_column(old_, now_.name(column));
  }

  static bool is_required(const Catalog& catalog, ObjectId id) {
    const Column& column = catalog.body<Column>(id);
    if (!column.not_null || column.default_value || column.identity != Identity::kNone ||
        column.generated != Generated::kNone)
      return false;
    const ObjectId domain = column.type.object;
    return !(domain && catalog.is(domain, Kind::kDomain) && catalog.body<Domain>(domain).default_value);
  }

  // A trigger may give the column what the statement does not.
  bool has_before_trigger() const {
    for (const ObjectId id : now_.children(table_, Kind::kTrigger)) {
      const Trigger& trigger = now_.body<Trigger>(id);
      if (trigger.timing == 'b' && trigger.on_insert && trigger.for_each_row) return true;
    }
    return false;
  }

  void columns() {
    for (const ObjectId id : now_.children(table_, Kind::kColumn)) {
      const ObjectId old = old_column(id);
      const Column& column = now_.body<Column>(id);
      const std::string name = quoted(now_.name(id).text()), of = " of table " + quoted(written_->name);
      if (answer_.statement == "insert" && !writes(id) && is_required(now_, id) && !(old && is_required(first_, old))) {
        const bool may = has_before_trigger();
        add(may ? Outcome::kMayBeRefused : Outcome::kRequired, "23502",
            "it gives no value for column " + name + of + ", which has become required", id);
      }
      if (!old || !writes(id)) continue;
      const Column& before = first_.body<Column>(old);
      if (column.not_null && !before.not_null && !deletes())
        add(Outcome::kMayBeRefused, "23502", "column " + name + of + " does not take null any more", id);
      if (column.generated != Generated::kNone || column.identity == Identity::kAlways) continue;
      const std::string was = type_text(first_, before.type), is = type_text(now_, column.type);
      if (was != is && narrows(was, is) && !deletes())
        add(Outcome::kMayBeRefused, "22001", "column " + name + of + " has type " + is + " instead of " + was, id);
    }
  }

  // Is it there in the first state, the same?
  bool was_there(ObjectId id, Kind kind, std::string_view attribute) const {
    if (id.value < first_.size() && first_.is(id, kind) && !first_.removed(id)) return true;
    const size_t index = attribute_index(kind, attribute);
    const std::string text = attribute_text(now_, id, index);
    for (const ObjectId old : first_.children(old_, kind))
      if (attribute_text(first_, old, index) == text && same_type(old, id, kind)) return true;
    return false;
  }

  bool same_type(ObjectId old, ObjectId id, Kind kind) const {
    return kind != Kind::kConstraint || first_.body<Constraint>(old).type == now_.body<Constraint>(id).type;
  }

  std::vector<ObjectId> columns_of(ExprId expression) const {
    std::vector<ObjectId> out;
    if (!expression) return out;
    for (const Reference& ref : now_.expr(expression).refs)
      if (ref.target && now_.is(ref.target, Kind::kColumn)) out.push_back(ref.target);
    return out;
  }

  void constraints() {
    for (const ObjectId id : now_.children(table_, Kind::kConstraint)) {
      const Constraint& constraint = now_.body<Constraint>(id);
      if (!constraint.enforced || deletes()) continue;
      const std::string name = quoted(now_.name(id).text());
      switch (constraint.type) {
        case ConstraintType::kCheck: {
          const auto used = columns_of(constraint.expr);
          if ((inserts() || writes_any(used)) && !was_there(id, Kind::kConstraint, "expression"))
            add(Outcome::kMayBeRefused, "23514", "check constraint " + name + " is new", id);
          break;
        }
        case ConstraintType::kForeign:
          if (writes_any(constraint.columns) && !was_there(id, Kind::kConstraint, "columns"))
            add(Outcome::kMayBeRefused, "23503", "foreign key constraint " + name + " is new", id);
          break;
        case ConstraintType::kExclude:
          if (!was_there(id, Kind::kConstraint, "elements"))
            add(Outcome::kMayBeRefused, "23P01", "exclusion constraint " + name + " is new", id);
          break;
        default: break;  // their index says it
      }
    }
  }

  std::vector<ObjectId> key_of(ObjectId index) const {
    std::vector<ObjectId> out;
    for (const IndexElement& element : now_.body<Index>(index).elements) {
      if (element.column) out.push_back(element.column);
      const auto used = columns_of(element.expr);
      out.insert(out.end(), used.begin(), used.end());
    }
    return out;
  }

  void indexes() {
    for (const ObjectId id : now_.children(table_, Kind::kIndex)) {
      const Index& index = now_.body<Index>(id);
      if (!index.unique || deletes() || !writes_any(key_of(id))) continue;
      if (!was_unique(id))
        add(Outcome::kMayBeRefused, "23505", "unique index " + quoted(now_.name(id).text()) + " is new", id);
    }
  }

  // Had the table a unique index over the same?
  bool was_unique(ObjectId id) const {
    const size_t elements = attribute_index(Kind::kIndex, "elements"),
                 predicate = attribute_index(Kind::kIndex, "predicate");
    for (const ObjectId old : first_.children(old_, Kind::kIndex))
      if (first_.body<Index>(old).unique &&
          attribute_text(first_, old, elements) == attribute_text(now_, id, elements) &&
          attribute_text(first_, old, predicate) == attribute_text(now_, id, predicate))
        return true;
    return false;
  }

  // A row that is deleted, or whose key changes, may have got others that point to it.
  void foreign_keys_to() {
    if (answer_.statement != "delete" && answer_.statement != "update") return;
    for (const Access& access : answer_.writes) {
      const ObjectId table = access.kind == "relation" ? table_named(now_, access.name) : ObjectId{};
      if (!table) continue;
      // New foreign keys are few: they have ids that the first state does not have.
      for (auto i = static_cast<uint32_t>(first_.size()); i < now_.size(); ++i) {
        const ObjectId id{i};
        if (now_.removed(id) || !now_.is(id, Kind::kConstraint)) continue;
        const Constraint& constraint = now_.body<Constraint>(id);
        if (constraint.type != ConstraintType::kForeign || constraint.referenced != table || !constraint.enforced)
          continue;
        const char action = deletes() ? constraint.on_delete : constraint.on_update;
        if (action != 'a' && action != 'r') continue;
        if (!deletes() && std::ranges::none_of(constraint.referenced_columns, [&](ObjectId column) {
              return std::ranges::find(access.columns, now_.name(column).text()) != access.columns.end();
            }))
          continue;
        old_ = table_named(first_, qualified_name(now_, now_.parent(id)));
        if (old_ && was_there(id, Kind::kConstraint, "columns")) continue;
        add(Outcome::kMayBeRefused, "23503",
            "foreign key constraint " + quoted(now_.name(id).text()) + " on table " +
                quoted(qualified_name(now_, now_.parent(id))) + " is new",
            id);
      }
    }
  }

  void add(Outcome outcome, std::string sqlstate, std::string text, ObjectId subject) {
    out_.push_back({.outcome = outcome,
                    .sqlstate = std::move(sqlstate),
                    .text = std::move(text),
                    .subject = identity(now_, subject)});
  }

  const Catalog &first_, &now_;
  const Answer& answer_;
  ObjectId table_, old_;
  const Access* written_ = nullptr;
  std::vector<Problem> out_;
};

}  // namespace

std::vector<Problem> write_problems(const Catalog& first, const Catalog& now, const Answer& answer) {
  return answer.writes.empty() ? std::vector<Problem>() : Writes(first, now, answer).run();
}

}  // namespace underpin::compat
